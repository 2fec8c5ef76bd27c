"""What a preview adds to a page may run there, although the page itself forbids it.

All else stays forbidden: whoever makes a theme sees in the browser's console what it breaks.
"""

from __future__ import annotations

import base64
import hashlib

_POLICY = b'<meta http-equiv="Content-Security-Policy" content="'


def allowing(page: bytes, directive: str) -> bytes:
    """Return a page whose policy begins with a directive: of two of a kind, the first counts."""
    return page.replace(_POLICY, _POLICY + f"{directive}; ".encode(), 1)


def style_source(style: str) -> str:
    """Return the directive that lets one style element in, known by its hash (CSP 3, §8.4)."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"style-src 'self' 'sha256-{digest}'"
