"""A value's page in the output: at its home alone, and where the plan puts it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from lianzhan.model.live_sites import SiteIdentity
from lianzhan.output.takedown.target import page_of, pages_of

if TYPE_CHECKING:
    from conftest import House

SITES = {
    "hunan": SiteIdentity("hunan", "湖南", "province", "https://e.example/hunan/"),
    "cs": SiteIdentity("hunan/changsha", "长沙", "city", "https://cs.example.org/"),
}


@pytest.mark.parametrize(
    ("article", "slug", "url"),
    [
        ("hunan/articles/news/two.md", "hunan", "https://e.example/hunan/news/two.html"),
        ("hunan/articles/news/two/index.md", "hunan", "https://e.example/hunan/news/two.html"),
        ("hunan/pages/about.markdown", "hunan", "https://e.example/hunan/pages/about.html"),
        (
            "hunan/changsha/articles/news/春.md",
            "cs",
            "https://cs.example.org/news/%E6%98%A5.html",
        ),
        (
            "hunan/articles/news/e\u0301.md",
            "hunan",
            "https://e.example/hunan/news/%C3%A9.html",
        ),
    ],
)
def test_an_article_has_one_page_at_its_home(article: str, slug: str, url: str) -> None:
    page = page_of(article, SITES)
    assert page is not None
    assert (page.slug, page.url) == (slug, url)


@pytest.mark.parametrize(
    "article",
    ["hubei/articles/news/x.md", "hunan/articles/x.md", "hunan/images/x.md", "hunan/site.toml", ""],
)
def test_what_is_no_article_of_a_live_site_has_none(article: str) -> None:
    assert page_of(article, SITES) is None


@pytest.mark.parametrize(
    "article",
    [
        "hunan/articles/../x.md",
        "hunan/articles/../../x.md",
        "hunan/pages/..md",
        "hunan/articles/./x.md",
    ],
)
def test_no_article_has_its_page_outside_its_site(article: str) -> None:
    assert page_of(article, SITES) is None


def test_a_page_is_where_the_plan_puts_it(house: House) -> None:
    """Two modules say where an article's page is: before a build, and without one."""
    for name in ("二月", "e\u0301te\u0301", "x.y", "UPPER"):
        house.article(f"hunan/articles/news/{name}.md")
        house.article(f"hunan/articles/news/{name}-2/index.md")
    house.article("hunan/changsha/pages/关于.md")
    plans = house.plans()
    live = {
        slug: SiteIdentity(site, slug, "", plans[slug].url)
        for slug, site in house.check().paths.items()
    }
    planned = {
        each.value.path: each.url for plan in plans.values() for each in (*plan.own, *plan.pages)
    }
    assert len(planned) >= 12, "nearly all of them are good names"
    for article, url in planned.items():
        page = page_of(article, live)
        assert page is not None, article
        assert (page.url, f"{live[page.slug].url}{quote(page.file)}") == (url, url)


def test_a_copy_that_calls_itself_the_same_site_has_a_page_too() -> None:
    """A site's folder that was renamed by hand stands twice until the next build."""
    copies = {**SITES, "old": SITES["cs"]}
    article = "hunan/changsha/articles/news/two.md"
    assert [page.slug for page in pages_of(article, copies)] == ["cs", "old"]
    assert [page.slug for page in pages_of("hunan/articles/news/two.md", copies)] == ["hunan"]
