"""What to read on with: first of a tag in common, then of the column, then anything."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from lianzhan.rendering.pelican.related import relate
from rendering.in_process import stage

if TYPE_CHECKING:
    from conftest import House


def article(name: str, column: str, *tags: str, origin: Any = None) -> Any:
    return SimpleNamespace(
        address=name,
        category=SimpleNamespace(slug=column),
        tags=[SimpleNamespace(name=tag) for tag in tags],
        origin=origin,
        newer=None,
        older=None,
        related=[],
    )


def read_on(article: Any) -> list[str]:
    return [each.address for each in article.related]


def test_what_has_a_tag_in_common_comes_first_then_the_column_then_anything() -> None:
    one = article("one", "news", "茶", "孩子")
    others = [
        article("a", "rights"),
        article("b", "news"),
        article("c", "family", "孩子"),
    ]
    relate([*others, one])
    assert read_on(one) == ["c", "b"]
    relate([others[0], one])
    assert read_on(one) == ["a"]


def test_each_is_named_once_and_neighbours_not_at_all() -> None:
    one, newer, near, twice = (
        article("one", "news", "茶", "孩子"),
        article("newer", "news", "茶"),
        article("near", "news", "茶"),
        article("twice", "news", "茶", "孩子"),
    )
    one.newer, one.older = newer, near
    relate([twice, newer, one, near, article("last", "news")])
    assert read_on(one) == ["twice", "last"]


def test_what_has_its_page_elsewhere_is_told_nothing() -> None:
    one = article("one", "news", origin="hunan")
    relate([one, article("two", "news")])
    assert read_on(one) == []


def test_an_article_ends_with_what_to_read_on_with_of_its_site(house: House) -> None:
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    end = staged.page("hunan/news/one.html").partition('class="related"')[2]
    assert re.findall(r'<a href="([^"]+)"', end.partition("</aside>")[0]) == [
        "../theory/equality.html"
    ]
