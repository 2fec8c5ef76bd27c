"""An article that was renamed keeps its readers: its old address, its id, links to it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, House, everything_in
from lxml import etree

from lianzhan.output.manifest import read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWS = "hunan/changsha/articles/news"
OLD, NEW = f"{NEWS}/fair.md", f"{NEWS}/job-fair.md"
OLD_PAGE, NEW_PAGE = "changsha/news/fair.html", "changsha/news/job-fair.html"
ATOM = "{http://www.w3.org/2005/Atom}"


def aliased(*aliases: str) -> str:
    return f"{APPROVED}aliases: [{', '.join(aliases)}]\n"


@pytest.fixture
def moved(house: House) -> House:
    """A federation that was built with an article, which has been renamed since."""
    house.article(OLD, "招聘会的正文。", title="招聘会")
    house.build()
    rename(house, OLD, NEW, "news/fair")
    return house


def rename(house: House, old: str, new: str, *aliases: str) -> None:
    (house.content / old).unlink()
    house.article(new, "招聘会的正文。", aliased(*aliases), title="招聘会")


def ids(house: House, title: str, folder: str = "changsha") -> Iterator[str]:
    """The ids that all feeds of a folder give an entry."""
    for item in etree.fromstring((house.output / folder / "feed.xml").read_bytes()).iter("item"):
        if item.findtext("title") == title:
            yield item.findtext("guid") or ""
    for entry in etree.fromstring((house.output / folder / "atom.xml").read_bytes()).iter(
        f"{ATOM}entry"
    ):
        if entry.findtext(f"{ATOM}title") == title:
            yield entry.findtext(f"{ATOM}id") or ""
    for item in json.loads(house.page(f"{folder}/feed.json"))["items"]:
        if item["title"] == title:
            yield item["id"]


def target(house: House, page: str) -> Path:
    """The file that a page leads to by itself, as a browser would from a folder."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', house.page(page))
    assert found
    assert f'<a href="{found[1]}">' in house.page(page)
    return Path(os.path.normpath((house.output / page).parent / found[1]))


def test_the_old_address_leads_to_the_new_page_from_a_folder_too(moved: House) -> None:
    assert moved.build().problems == ()
    assert target(moved, OLD_PAGE) == moved.output / NEW_PAGE
    text = moved.page(OLD_PAGE)
    assert '<link rel="canonical" href="https://example.org/changsha/news/job-fair.html">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert "fair.html" not in moved.page("changsha/sitemap.xml").replace("job-fair.html", "")
    assert OLD_PAGE.removeprefix("changsha/") in read_manifest(moved.output / "changsha").files  # type: ignore[union-attr]


def test_subscribers_see_nothing_new_after_a_rename_another_column_and_the_way_back(
    house: House,
) -> None:
    house.article(OLD, "招聘会的正文。", title="招聘会")
    house.build()
    before = [*ids(house, "招聘会")]
    assert len(before) == 3
    assert len({*before}) == 1
    theory = "hunan/changsha/articles/theory/fair.md"
    steps = [
        (OLD, NEW, ("news/fair",)),
        (NEW, theory, ("news/fair", "/news/job-fair.html")),
        (theory, OLD, ("news/fair", "news/job-fair", "articles/theory/fair.md")),
    ]
    for old, new, aliases in steps:
        rename(house, old, new, *aliases)
        assert house.build().problems == ()
        assert [*ids(house, "招聘会")] == before
    for page in (NEW_PAGE, "changsha/theory/fair.html"):
        assert target(house, page) == house.output / OLD_PAGE
    assert "招聘会的正文" in house.page(OLD_PAGE)


def test_a_bundle_and_a_page_keep_their_ids(house: House) -> None:
    for old, new, alias in (
        (f"{NEWS}/a/index.md", f"{NEWS}/b/index.md", "news/a"),
        (f"{NEWS}/c.md", f"{NEWS}/d/index.md", "articles/news/c.md"),
        (f"{NEWS}/e.md", f"{NEWS}/e/index.md", "articles/news/e.md"),
        ("hunan/changsha/pages/f.md", f"{NEWS}/f.md", "pages/f"),
    ):
        house.article(old, title=alias)
        house.build()
        before = house.plans()["changsha"]
        (house.content / old).unlink()
        house.article(new, head=aliased(alias), title=alias)
        after = house.plans()["changsha"]
        assert _id(before, alias) == _id(after, alias)
        assert house.build().problems == ()


def _id(plan: object, title: str) -> str:
    (found,) = (each for each in plan.everything if each.value.title == title)  # type: ignore[attr-defined]
    return str(found.id)


def test_links_and_picks_that_name_the_old_path_lead_to_the_new_page(house: House) -> None:
    house.article(OLD, head=f"{APPROVED}offer: province\n", title="招聘会")
    link = house.article("hunan/articles/news/link.md", f"见[招聘会](/{OLD})，[又](/{OLD[:-3]}).")
    house.write("hunan/picks.toml", f'[[picks]]\narticle = "{OLD}"\n')
    house.build()
    (house.content / OLD).unlink()
    house.article(NEW, head=f"{APPROVED}offer: province\naliases: news/fair\n", title="招聘会")
    assert house.build().problems == ()
    assert (
        house.page("hunan/news/link.html").count('href="../../changsha/news/job-fair.html"') == 3
    )  # two of its text, one to read on
    assert "招聘会" in house.page("hunan/news/index.html")
    assert (house.content / link).exists()


def test_only_the_sites_concerned_are_built_and_as_from_nothing(moved: House) -> None:
    report = moved.build()
    assert {s.slug: s.status for s in report.sites if s.status == "built"} == {"changsha": "built"}
    fresh = House(moved.folder / "fresh")
    (moved.folder / "fresh").mkdir()
    fresh.build(content=moved.content)
    assert everything_in(fresh.output) == everything_in(moved.output)


@pytest.mark.parametrize("head", ["status: withdrawn\n", f"{APPROVED}expires: 2026-10-31\n", None])
def test_what_is_gone_leaves_no_page_at_the_old_address(moved: House, head: str | None) -> None:
    moved.build()
    if head:
        moved.article(NEW, head=f"{head}aliases: [news/fair]\n", title="招聘会")
    else:
        (moved.content / NEW).unlink()
    assert moved.build().problems == ()
    assert not (moved.output / OLD_PAGE).exists()
    assert not (moved.output / "_redirects").exists()
    assert not (moved.output / "redirects.nginx.conf").exists()


def test_an_article_that_waits_has_no_page_at_the_old_address(house: House) -> None:
    house.article(NEW, head="status: submitted\naliases: [news/fair]\n")
    house.build()
    assert not (house.output / OLD_PAGE).exists()


def test_a_site_that_can_not_be_rendered_keeps_what_has_moved(moved: House) -> None:
    broken = moved.folder / "theme"
    (broken / "templates").mkdir(parents=True)
    assert moved.build(theme=broken).exit_status == 2
    assert "招聘会的正文" in moved.page(OLD_PAGE)
    assert not (moved.output / "_redirects").exists()


@pytest.mark.parametrize("has_manifest", [True, False])
def test_what_is_gone_leaves_the_old_address_where_nothing_can_be_rendered(
    moved: House, has_manifest: bool
) -> None:
    moved.build()
    if not has_manifest:
        (moved.output / "changsha" / ".lianzhan.json").unlink()
    moved.article(NEW, head="status: withdrawn\naliases: [news/fair]\n", title="招聘会")
    assert moved.build(theme=moved.folder / "none").exit_status == 2
    assert not (moved.output / OLD_PAGE).exists()
    assert not (moved.output / NEW_PAGE).exists()
    for file in ("_redirects", "redirects.nginx.conf"):
        assert moved.page(file) == ""


def test_the_old_address_stands_in_a_folder_that_is_no_column_any_more(house: House) -> None:
    house.article(NEW, head=aliased("bulletin/fair"), title="招聘会")
    assert house.build().problems == ()
    assert target(house, "changsha/bulletin/fair.html") == house.output / NEW_PAGE
