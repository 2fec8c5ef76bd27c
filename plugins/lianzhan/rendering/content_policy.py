"""What browsers may load and run on our pages: the Content-Security-Policy, of whatever theme.

In: a theme's folder. Out: the text of the policy, and the one script that stands in a page's head,
whose hash the policy names. Nothing comes from elsewhere; no style or handler is an attribute.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.rendering.theme.theme_files import STATIC

if TYPE_CHECKING:
    from pathlib import Path

HEAD_SCRIPT = "js/head.js"
"""The theme file that stands in the head itself, so that it runs before the page is painted."""
NAME = "content_policy"
"""The name under which templates find the policy."""
_FETCHED = "'self'"
"""Tools that judge a page ask for its host's robots.txt through the page (Lighthouse 13 does)."""
_FRAMES = "frame-ancestors 'none'"
"""Heard in a header alone (CSP 3, §3.3: not in a meta element)."""


@dataclass(frozen=True)
class ContentPolicy:
    """The policy of a theme's pages, and the script in their heads; "" where it has none.

    `is_asked_for` says whether the theme's own templates carry the policy: only then are its pages
    known to keep it, and hosts are told of it.
    """

    script: str
    is_asked_for: bool

    def in_pages(self, own_host: str = "") -> str:
        """Return the policy as a page's meta element says it: no double quote is in it.

        `own_host` (https://example.org) is also loaded from, where the page may stand elsewhere.
        """
        own = f"'self' {own_host}".rstrip()
        allowed = {
            "default-src": "'none'",
            "style-src": own,
            "img-src": own,
            "script-src": f"{own}{self._hash}",
            "connect-src": _FETCHED,
            "form-action": own,
            "base-uri": "'none'",
        }
        return "; ".join(f"{kind} {sources}" for kind, sources in allowed.items())

    @property
    def in_headers(self) -> str:
        """The policy as a server says it: no other site shows a page of ours as part of its own."""
        return f"{self.in_pages()}; {_FRAMES}"

    @property
    def _hash(self) -> str:
        """The hash by which a policy knows an inline script (CSP 3, §8.4): SHA-256, base64."""
        if not self.script:
            return ""
        digest = hashlib.sha256(self.script.encode()).digest()
        return f" 'sha256-{base64.b64encode(digest).decode()}'"


def read_policy(theme: Path) -> ContentPolicy:
    """Return the policy of a theme's pages. Raises OSError for a file that can't be read."""
    head = theme / STATIC / HEAD_SCRIPT
    script = head.read_text("utf-8").strip() if head.is_file() else ""
    templates = (file.read_bytes() for file in (theme / "templates").rglob("*.html"))
    return ContentPolicy(script, any(NAME.encode() in text for text in templates))
