"""The alias is written into the head, and nothing else is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianzhan.desk.moving import Moved
from moving.moves import NEWS, moved, text

if TYPE_CHECKING:
    from conftest import House


@pytest.mark.parametrize(
    ("head", "after"),
    [
        ("---\ntitle: 一 # 注\n---\n", "---\ntitle: 一 # 注\naliases: [news/a]\n---\n"),
        ("---\r\ntitle: 一\r\n---\r\n", "---\r\ntitle: 一\r\naliases: [news/a]\r\n---\r\n"),
        (
            "---\naliases: pages/x\ntitle: 一\n---\n",
            "---\naliases: [pages/x, news/a]\ntitle: 一\n---\n",
        ),
        (
            "---\naliases:\n  - news/x\n  - /news/y.html\n\n# 注\ntitle: 一\n---\n",
            "---\naliases: [news/x, /news/y.html, news/a]\n\n# 注\ntitle: 一\n---\n",
        ),
        ("---\ntitle: 一\naliases:\n---\n", "---\ntitle: 一\naliases: [news/a]\n---\n"),
        ("---\naliases: [news/a]\n---\n", "---\naliases: [news/a]\n---\n"),
        ("\ufeffTitle: 一\n", "\ufeffTitle: 一\naliases: [news/a]\n"),
        ("Title: 一\nAliases: news/x, news/y\nDate: 2026-03-08\n",
         "Title: 一\naliases: [news/x, news/y, news/a]\nDate: 2026-03-08\n"),
    ],
)  # fmt: skip
def test_the_alias_is_written_in_the_form_of_the_head(house: House, head: str, after: str) -> None:
    house.write(f"{NEWS}/a.md", f"{head}\n正文。\n")
    done = moved(house, f"{NEWS}/a.md", f"{NEWS}/b.md")
    assert done == Moved(f"{NEWS}/a.md", f"{NEWS}/b.md")
    assert text(house, f"{NEWS}/b.md") == f"{after}\n正文。\n"
    assert not (house.content / NEWS / "a.md").exists()
