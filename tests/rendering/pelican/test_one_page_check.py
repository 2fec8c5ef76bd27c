"""An article is one page, at home; elsewhere it is a link with its origin named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lianzhan.rendering.pelican.site import RenderError
from rendering.in_process import own_settings, plugin, stage

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

GIVE_A_PAGE = """\
for article in generator.articles:
    if article.origin:
        article.{change}
"""


def test_an_article_has_a_page_at_home_and_nowhere_else(rich: House) -> None:
    found = [
        path.relative_to(rich.output).as_posix() for path in rich.output.rglob("equality.html")
    ]
    assert found == ["hunan/theory/equality.html"]
    for name, home in (("equality", "hunan/theory"), ("full", "changsha/news")):
        found = [path.parent for path in rich.output.rglob(f"{name}.html")]
        assert found == [rich.output / home]


@pytest.mark.parametrize("slug", ["changsha", "furong", "hengyang"])
def test_a_pushed_article_is_linked_below_with_its_origin(rich: House, slug: str) -> None:
    assert 'href="../hunan/theory/equality.html"' in rich.page(f"{slug}/index.html")
    text = rich.page(f"{slug}/theory/index.html")
    card = text.partition('href="../../hunan/theory/equality.html"')[2].partition("<time")[0]
    assert "湖南省妇联</span>" in card


def test_a_picked_article_stands_in_the_column_it_was_picked_for(rich: House) -> None:
    text = rich.page("hunan/activity/index.html")
    card = text.partition('href="../../changsha/news/full.html"')[2].partition("<time")[0]
    assert "长沙市妇联</span>" in card
    assert "full.html" not in rich.page("hunan/news/index.html")


def test_at_home_no_origin_is_named(rich: House) -> None:
    assert "来自" not in rich.page("hunan/theory/index.html")
    assert "来自" not in rich.page("changsha/news/index.html")


def test_the_page_says_that_it_is_the_canonical_one(rich: House) -> None:
    text = rich.page("changsha/news/full.html")
    (address,) = re.findall(r'<link rel="canonical" href="([^"]+)">', text)
    assert address == "https://example.org/changsha/news/full.html"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("second_page", "override_save_as = 'news/second.html'"),
        ("second_page_at_top", "override_save_as = 'second.html'"),
        ("no_origin", "origin = None"),
    ],
)
def test_a_plugin_that_makes_a_second_page_fails_the_site(
    house: House, tmp_path: Path, name: str, change: str
) -> None:
    settings = own_settings(tmp_path, **{name: plugin(GIVE_A_PAGE.format(change=change))})
    with pytest.raises(RenderError, match=r"SecondPageError: hunan/articles/theory/equality\.md"):
        stage(house, settings_file=settings).site("changsha")


def test_a_plugin_that_takes_a_page_away_fails_the_site(house: House, tmp_path: Path) -> None:
    body = "generator.articles[0].override_save_as = ''"
    settings = own_settings(tmp_path, takes_page=plugin(body))
    with pytest.raises(RenderError, match="SecondPageError"):
        stage(house, settings_file=settings).site("hunan")
