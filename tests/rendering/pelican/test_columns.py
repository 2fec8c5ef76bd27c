"""Columns with anything to show are Pelican's categories: in their order, with neighbours."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from lianzhan.model.catalog import OWN, PICKED
from lianzhan.model.federation import Column
from lianzhan.model.profile import Role
from lianzhan.rendering.pelican.columns import NEWEST, OFFERED, ColumnList, Home, home_of
from rendering.in_process import own_settings, stage

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

SPY = """\
import json
from pelican import signals

def act(generators):
    (generator,) = (g for g in generators if hasattr(g, "categories"))
    def name(article):
        return article and article.slug
    seen = {
        "order": [category.slug for category, _ in generator.categories],
        "titles": [str(category) for category, _ in generator.context["categories"]],
        "newest": {
            newest.column.slug: [article.slug for article in newest.articles]
            for newest in generator.context["column_lists"]
        },
        "neighbours": {a.slug: [name(a.newer), name(a.older)] for a in generator.articles},
    }
    with open(generator.output_path + "/seen.txt", "w") as file:
        json.dump(seen, file)

def register():
    signals.all_generators_finalized.connect(act)
"""


@pytest.fixture
def many(house: House) -> House:
    """Eight articles of one column on eight days."""
    for day in range(1, 9):
        path = house.article(f"hunan/articles/news/n{day}.md")
        file = house.content / path
        file.write_text(file.read_text("utf-8").replace("03-08 09:00", f"03-0{day} 10:00"), "utf-8")
    return house


def test_columns_stand_in_the_order_of_the_federation_then_the_sites_own(
    many: House, tmp_path: Path
) -> None:
    many.write(
        "hunan/site.toml",
        'name = "湖南省妇联"\nlevel = "province"\nretitle = {news = "三湘动态"}\n'
        '[[columns]]\nslug = "about"\ntitle = "机关党建"\n',
    )
    many.article("hunan/articles/about/party.md")
    many.article("hunan/articles/activity/story.md")
    staged = stage(many, settings_file=own_settings(tmp_path, spies_columns=SPY))
    assert staged.site("hunan").problems == ()
    seen = json.loads(staged.page("hunan/seen.txt"))
    assert seen["order"] == ["theory", "news", "activity", "about"]
    assert seen["titles"] == ["理论学习", "三湘动态", "网上行活动", "机关党建"]
    navigation = staged.page("hunan/index.html").partition('class="tabs"')[2].partition("</nav>")[0]
    menu = navigation.partition("<details>")[2].partition("</details>")[0]
    wide = navigation.partition('<li class="tabs-columns">')[2].partition("</ul>")[0]
    for shown in (menu, wide):
        assert re.findall(r"<a [^>]*>([^<]+)</a>", shown) == seen["titles"]


def test_the_home_page_gets_the_newest_of_each_column(many: House, tmp_path: Path) -> None:
    staged = stage(many, settings_file=own_settings(tmp_path, spies_newest=SPY))
    assert staged.site("hunan").problems == ()
    seen = json.loads(staged.page("hunan/seen.txt"))
    assert seen["newest"]["news"] == ["n8", "one", "n7", "n6", "n5", "n4"]
    assert len(seen["newest"]["news"]) == NEWEST
    assert seen["newest"]["theory"] == ["equality"]
    assert "activity" not in seen["newest"]


def test_an_article_knows_its_neighbours_in_its_column(many: House, tmp_path: Path) -> None:
    staged = stage(many, settings_file=own_settings(tmp_path, spies_neighbours=SPY))
    assert staged.site("hunan").problems == ()
    neighbours = json.loads(staged.page("hunan/seen.txt"))["neighbours"]
    assert neighbours["n8"] == [None, "one"]
    assert neighbours["one"] == ["n8", "n7"]
    assert neighbours["n1"] == ["n2", None]
    assert neighbours["equality"] == [None, None]
    text = staged.page("hunan/news/n7.html").partition('class="neighbours"')[2]
    links = re.findall(r'<a href="([^"]+)"', text.partition("</nav>")[0])
    assert links == ["one.html", "n6.html"]


def test_neighbours_at_another_site_are_those_of_its_own_list(house: House) -> None:
    house.article("hunan/changsha/articles/theory/city.md")
    staged = stage(house)
    assert staged.site("changsha").problems == ()
    text = staged.page("changsha/theory/city.html").partition('class="neighbours"')[2]
    assert "../../hunan/theory/equality.html" in text.partition("</nav>")[0]


def test_each_column_with_articles_has_its_page_and_no_other_has_one(rich: House) -> None:
    found = rich.output.glob("*/*/index.html")
    shown = {path.parent.relative_to(rich.output).as_posix() for path in found}
    shown = {path for path in shown if not path.endswith("/subscribe")}
    assert shown == {
        *("hunan/theory", "hunan/news", "hunan/activity", "changsha/theory", "changsha/news"),
        *("furong/theory", "hengyang/theory"),
    }
    assert "<h1>理论学习</h1>" in rich.page("hengyang/theory/index.html")


def test_a_long_column_goes_on_over_pages_that_are_linked(many: House, tmp_path: Path) -> None:
    settings = own_settings(tmp_path, "DEFAULT_PAGINATION = 4")
    staged = stage(many, settings_file=settings)
    assert staged.site("hunan").problems == ()
    pages = [path for path in staged.files("hunan") if path.startswith("news/page/")]
    assert pages == ["news/page/2.html", "news/page/3.html"]
    assert 'rel="next" href="../news/page/2.html"' in staged.page("hunan/news/index.html")
    second = staged.page("hunan/news/page/2.html")
    assert 'rel="prev" href="../../news/index.html"' in second
    assert re.findall(r'<h2><a href="\.\./(n\d)\.html"', second) == [
        "n5", "n4", "n3", "n2",
    ]  # fmt: skip
    assert '<link rel="canonical" href="https://example.org/hunan/news/page/2.html">' in second


THEORY = Column("theory", "理论学习", (), pinned=True)
NEWS = Column("news", "工作动态", (), role=Role.NEWS)
MORE_NEWS = Column("more", "更多动态", (), role=Role.NEWS)
LAWS = Column("laws", "办事指南", (), role=Role.GUIDE)
STORIES = Column("stories", "家风故事", ())


def home(*lists: ColumnList, picked: tuple[str, ...] = (), has_own: bool = True) -> Home:
    """The home page of a site with these columns, of which some articles are picked from below."""
    every = [article for each in lists for article in each.articles]
    listings = [
        SimpleNamespace(url=x.address, why=PICKED if x.address in picked else OWN) for x in every
    ]
    plan: Any = SimpleNamespace(listings=listings, own=every if has_own else ())
    return home_of(plan, [*lists], every)


def column(column: Column, *names: str, is_borrowed: bool = False) -> ColumnList:
    return ColumnList(column, [SimpleNamespace(address=name) for name in names], is_borrowed)


def names(found: ColumnList | list[Any] | None) -> list[str]:
    articles = found.articles if isinstance(found, ColumnList) else found or []
    return [article.address for article in articles]


def slugs(found: list[ColumnList]) -> list[str]:
    return [each.column.slug for each in found]


def test_each_column_is_in_one_place_of_the_home_page_but_the_pinned_one_in_none() -> None:
    lists = [column(x, x.slug) for x in (THEORY, STORIES, LAWS, NEWS, MORE_NEWS)]
    found = home(*lists)
    assert (names(found.news), found.guides) == (["news"], [])
    assert slugs(found.others) == ["stories", "laws", "more"]
    found = home(*lists, has_own=False)
    assert (slugs(found.guides), slugs(found.others)) == (["laws"], ["stories", "more"])


def test_a_column_without_articles_is_nowhere_on_the_home_page() -> None:
    found = home(column(NEWS), column(STORIES), column(LAWS), has_own=False)
    assert found == Home(None, [], [], [])


def test_what_is_picked_stands_in_its_own_place_and_the_news_go_on_behind_it() -> None:
    """However many are picked: news are looked for in the whole column."""
    own = tuple(f"own{number}" for number in range(NEWEST + 1))
    picked = tuple(f"below{number}" for number in range(NEWEST + 1))
    found = home(column(NEWS, *picked, *own), picked=picked)
    assert names(found.picked) == [*picked[:OFFERED]]
    assert names(found.news) == [*own[:NEWEST]]


def test_news_that_are_all_picked_or_the_neighbours_are_shown_as_they_are() -> None:
    assert names(home(column(NEWS, "below"), picked=("below",)).news) == ["below"]
    found = home(column(NEWS, "below", "near", is_borrowed=True), picked=("below",))
    assert names(found.news) == ["below", "near"]
    assert found.news
    assert found.news.is_borrowed


def test_a_column_among_the_others_has_as_many_as_the_home_page_is_given() -> None:
    many = [f"a{number}" for number in range(NEWEST + 1)]
    found = home(column(STORIES, *many), column(LAWS, *many), has_own=False)
    assert [len(names(each)) for each in (*found.others, *found.guides)] == [NEWEST, NEWEST]
