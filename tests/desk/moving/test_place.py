"""Where an article can't go: it is refused, and nothing is changed."""

from __future__ import annotations

import pytest
from conftest import APPROVED, House

from moving.moves import NEWS, SITE, THEORY, refused

PICTURE = "iVBORw0KGgo"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("a.md", "two.md", "exists"),
        ("a.md", "Two.md", "taken"),
        ("a.md", "gone.md", "taken"),
        ("a.md", "a.md", "same"),
        ("a.md", "index.md", "bad-name"),
        ("a.md", "a b.md", "bad-name"),
        ("a.md", "长" * 100, "bad-name"),
        ("a.md", f"/{SITE}/articles/nothing/a.md", "unknown-column"),
        ("a.md", f"/{SITE}/a.md", "no-place"),
        ("a.md", "/hunan/hengyang/articles/news/a.md", "other-site"),
        ("a.md", "/hunan/articles/news/a.md", "other-site"),
        ("a.md", "/nowhere/a.md", "no-place"),
        (f"/{SITE}/site.toml", "b.md", "no-article"),
        (f"/{SITE}/articles/news", "b.md", "no-article"),
        ("broken.md", "b.md", "unreadable"),
        ("odd.md", "b.md", "unusual-head"),
        ("bytes.md", "b.md", "unreadable"),
    ],
)
def test_what_can_not_be_moved_is_refused_and_nothing_is_changed(
    house: House, old: str, new: str, code: str
) -> None:
    house.article(f"{NEWS}/a.md")
    house.article(f"{NEWS}/b2.md", head=f"{APPROVED}aliases: [news/Gone]\n")
    house.write(f"{NEWS}/broken.md", "---\ntitle: [\n---\n正文。\n")
    house.write(f"{NEWS}/odd.md", "---\n{title: 一}\n---\n正文。\n")
    house.write(f"{NEWS}/bytes.md", b"\xff\xfe")
    old, new = (p[1:] if p.startswith("/") else f"{NEWS}/{p}" for p in (old, new))
    assert refused(house, old, new) == code


def test_another_picture_of_that_name_is_not_written_over(house: House) -> None:
    house.write(f"{NEWS}/p.png", PICTURE)
    house.write(f"{THEORY}/p.png", "another")
    house.article(f"{NEWS}/a.md", "![p](p.png)")
    assert refused(house, f"{NEWS}/a.md", f"{THEORY}/a.md") == "exists"
