"""The pinned slot of a home page: whether it opens the page's main, and what it links.

In: a page's bytes, of whatever theme. Out: a reader that has read as far as the slot's end.
"""

from __future__ import annotations

import re

from lianzhan.output.markup_addresses import decoded
from lianzhan.output.tags import VOID, TagParser

_PLAIN_SCRIPT = re.compile(rb"<script\b[^<>]*>[^<]*</script>", re.IGNORECASE)
"""A script in which no tag is written."""
_UNCERTAIN = re.compile(rb"<(?:!--|script|style|main)", re.IGNORECASE)
"""What may hold a `<main` that is none, or be an earlier one."""
_PIECE = 1024
"""Characters of the home page looked at in one go."""
_CONTENT = ("img", "picture", "video", "iframe", "svg", "input", "button", "object")
"""Elements that show something without holding text."""


class SlotReader(TagParser):
    """Looks for the first element with content in `main`; gathers the links of the pinned slot."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.is_first = False
        self._in_main = False
        self._decided = False
        self._depth = 0

    def read(self, data: bytes) -> None:
        """Read a page as far as its slot, from its main on if it is certain where that begins."""
        before, main, rest = data.partition(b"<main")
        is_certain = main and not _UNCERTAIN.search(_PLAIN_SCRIPT.sub(b"", before))
        text = decoded(main + rest if is_certain else data)
        for start in range(0, len(text), _PIECE):
            self.feed(text[start : start + _PIECE])
            if self._decided and not self._depth:
                break

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Follow the way into main and into the slot."""
        values = dict(attrs)
        if self._depth:
            self._depth += tag not in VOID
            if tag == "a" and values.get("href"):
                self.links.append(values["href"] or "")
        elif tag == "main":
            self._in_main = True
        elif self._in_main and not self._decided:
            if values.get("data-slot") == "pinned":
                self._decided = self.is_first = True
                self._depth = 1
            elif tag in _CONTENT:
                self._decided = True

    def handle_endtag(self, tag: str) -> None:
        """Leave the slot, or main."""
        if self._depth and tag not in VOID:
            self._depth -= 1
        if tag == "main":
            self._in_main = False

    def handle_data(self, data: str) -> None:
        """Text before the slot decides against it."""
        if self._in_main and not self._decided and data.strip():
            self._decided = True
