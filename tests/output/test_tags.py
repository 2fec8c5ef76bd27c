"""Nothing in a page ends a parse; after whatever it was, tags are where they are."""

from __future__ import annotations

import pytest

from lianzhan.output.slot_reader import SlotReader
from lianzhan.output.tags import TagParser


class Places(TagParser):
    """Notes where each tag begins."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[int, int]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, _tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(self.getpos())


@pytest.mark.parametrize(
    "odd", ["<![if-mso[x]]>", "<![x]>", "<![]>", "<![?]>", "<![if x]>", "<![CDATA[x]]>", "<!x>"]
)
def test_declarations_that_are_none_are_comments(odd: str) -> None:
    assert Places(f"<p>{odd}<b>\n{odd}<i>").found == [(1, 0), (1, 3 + len(odd)), (2, len(odd))]


def test_the_audit_reads_on_behind_one() -> None:
    reader = SlotReader()
    page = '<main><![x]><section data-slot="pinned"><a href="a.html">x</a></section></main>'
    reader.read(page.encode())
    assert reader.links == ["a.html"]
