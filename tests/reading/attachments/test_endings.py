"""What a link means is told by how it is written, not by which files are there."""

from __future__ import annotations

import pytest

from lianzhan.reading.attachments.endings import names_file


@pytest.mark.parametrize(
    "target",
    ["a.docx", "./a.PDF", "/hunan/images/a.xlsx", "{attach}a.unknown", "|static|a.pdf", "a#1.pdf",
     "a.pdf#page=2", "x.exe", "x.html", "材料.rar"],
)  # fmt: skip
def test_links_to_files(target: str) -> None:
    assert names_file(target)


@pytest.mark.parametrize(
    "target",
    ["two.md", "two", "{filename}two.md", "{attach}two.md", "#a.pdf", "https://example.org/a.pdf",
     "mailto:a@b.doc", "v1.2", "../", ".pdf", "javascript:a.pdf", "a.pdf/two.md"],
)  # fmt: skip
def test_links_to_something_else(target: str) -> None:
    assert not names_file(target)
