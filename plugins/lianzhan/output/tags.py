"""A parser for the HTML of any theme: it reads on, as browsers do, where Python's gives up."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    }
)  # fmt: skip
"""Elements without an end tag (HTML, 13.1.2)."""


class TagParser(HTMLParser):
    """Calls its handlers for tags and text; character references are resolved."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Read "<![x]>", which ends a parse where x is none of a few words, as a comment.

        Before it gives up, the parser has moved on.
        """
        place = self.lineno, self.offset
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            self.lineno, self.offset = place
            return self.parse_bogus_comment(i)
