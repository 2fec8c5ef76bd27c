"""The scripts that every page of the project's theme has, so that tests find all others."""

from __future__ import annotations

import re

from conftest import ROOT

_HEAD = (ROOT / "themes/lianzhan/static/js/head.js").read_text("utf-8").strip()
_SITE = re.compile(
    r'<script src="[^"<>]*assets/theme-[0-9a-f]{16}/js/(?:site|portal|buttons|way_back)\.js" defer></script>'
)


def without_own_scripts(page: str) -> str:
    """A page without them: articles and the portal's 404 have three files."""
    return _SITE.sub("", page.replace(f"<script>{_HEAD}</script>", "", 1), count=3)
