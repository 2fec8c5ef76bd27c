"""A picture counts as shown however its address is written."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from lianzhan.output.takedown.pictures import pictures, pictures_in

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "written",
    [
        '<img src="../assets/pictures/a-1.jpg">', r'["https:\/\/e.example\/assets\/pictures\/a-1.jpg"]',
        "url(assets%2fpictures%2Fa-1.jpg)", r'"assets\u002fpictures\u002Fa-1.jpg"',
        "<a href='assets&#x2F;pictures&#x2F;a-1.jpg'>", "assets&#47;pictures&#47;a-1.jpg 2x",
    ],
)  # fmt: skip
def test_a_slash_may_be_escaped(written: str) -> None:
    assert pictures(written.encode()) == {"pictures/a-1.jpg"}


def test_what_names_no_file_of_that_folder_is_no_picture() -> None:
    assert pictures(b"pictures/.. pictures/ pictures/../../x.jpg pictures/.hidden") == set()


def test_packed_files_show_theirs_and_missing_ones_none(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("pictures/a.jpg", "utf-8")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"pictures/b.jpg"))
    found = pictures_in(tmp_path, ["a.html", "b.html.gz", "none.html"])
    assert found == {"pictures/a.jpg", "pictures/b.jpg"}
