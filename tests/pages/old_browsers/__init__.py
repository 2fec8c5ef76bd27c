"""Pages in browsers that are old or odd: a Chromium 69, Firefox ESR, WebKitGTK. Pictures alone.

For those who work on the theme; nothing of this runs in CI. `python -m pages.old_browsers`.
"""
