"""Where published articles stand, no file may stand that the plan does not know."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import SITES, House

from lianzhan.output.planned_files import unplanned_files

if TYPE_CHECKING:
    from lianzhan.planning.plan import SitePlan


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> SitePlan:
    folder = tmp_path_factory.mktemp("planned")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    house.article("hunan/pages/about.md")
    house.article("hunan/articles/news/甲.md")
    return house.plans()["hunan"]


@pytest.mark.parametrize(
    "page",
    [
        *("news/draft.html", "theory/x/y.html", "pages/secret.html", "news/withheld/index.html"),
        *("news/withheld.htm", "news/withheld.HTML", "news/withheld.xhtml", "news/withheld"),
        *("news/withheld.txt", "news/one.txt", "news/.one.html", "news/page/withheld.html"),
        *("news/page/0.html", "news/page/2/x.html", "News/one.html"),
        *(
            "news/withheld.json",
            "news/one.jpg",
            "pages/about.md",
            "news/one.html.bak",
            "news/page/2.html.bak",
        ),
        *(
            "news/withheld.html.gz",
            "activity/index.html",
            "activity/feed.xml",
            "activity/page/2.html",
        ),
        *("drafts/x.html", "drafts/pages/x.html", "Drafts/x.txt", "drafts/one"),
    ],
)
def test_a_file_that_the_plan_does_not_know_is_told(plan: SitePlan, page: str) -> None:
    assert list(unplanned_files(["index.html", page], plan)) == [page]


@pytest.mark.parametrize(
    "file",
    [
        *("news/one.html", "pages/about.html", "news/one.html.gz", "news/甲.html"),
        *("news/index.html", "news/feed.xml", "news/feed.json", "news/atom.xml.gz"),
        *("news/page/2.html", "theory/page/13.html", "news/page/2.html.gz"),
    ],
)
def test_articles_pages_lists_and_feeds_are_planned(plan: SitePlan, file: str) -> None:
    assert list(unplanned_files([file], plan)) == []


@pytest.mark.parametrize(
    "file", ["index.html", "tags.html", "about/index.html", "search/a.json", "drafts.html"]
)
def test_what_stands_elsewhere_is_left_to_theme_and_plugins(plan: SitePlan, file: str) -> None:
    assert list(unplanned_files([file], plan)) == []
