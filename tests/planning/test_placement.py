"""Which published article shows in which column of which site, and why."""

from __future__ import annotations

from dataclasses import replace

import conftest
import pytest

from lianzhan.kinds.pick.placing import pick_fault
from lianzhan.model.catalog import NEVER, OWN, PICKED, PUSHED, Catalog, Entry, Pick
from lianzhan.model.federation import Column, ReviewPolicy, Site
from lianzhan.planning.placement import empty_slots, placements, placing_problems

LEVELS = ("province", "city", "county")
THEORY = Column("theory", "理论学习", LEVELS, pinned=True, push=True)
NEWS = Column("news", "工作动态", LEVELS)
STORIES = Column("stories", "家风故事", LEVELS)


def site(slug: str, level: str, parent: str | None, *columns: Column) -> Site:
    return Site(slug, slug, level, slug, columns or (THEORY, NEWS), parent)


FEDERATION = replace(
    conftest.FEDERATION,
    review=ReviewPolicy(("first",)),
    columns=(THEORY, NEWS),
    sites=(
        site("hunan", "province", None),
        site("changsha", "city", "hunan", THEORY, NEWS, STORIES),
        site("furong", "county", "changsha"),
        site("hengyang", "city", "hunan"),
        site("hubei", "province", None),
    ),
)


def article(where: str, column: str | None = "news", offer: str = "") -> Entry:
    path = f"{where}/articles/{column}/x.md"
    kind = "article" if column else "page"
    return Entry(path, where, column, "x", "", NEVER, offer, "approved", kind=kind)


def pick(where: str, picked: Entry | str, column: str | None = None) -> Pick:
    path = picked if isinstance(picked, str) else picked.path
    return Pick(where, path, column, f"{where}/picks.toml", 1)


def catalog(*articles: Entry, picks: tuple[Pick, ...] = ()) -> Catalog:
    return Catalog({article.path: article for article in articles}, picks)


def shown(read: Catalog, *hidden: Entry) -> dict[str, tuple[str, str]]:
    """Per site, the column and reason of the one article that is published and not hidden."""
    published = sorted(set(read.entries) - {article.path for article in hidden})
    placed = placements(FEDERATION, read, published)
    return {placement.site: (placement.column, placement.why) for placement in placed}


def test_an_article_shows_at_home() -> None:
    assert shown(catalog(article("changsha"))) == {"changsha": ("news", OWN)}


def test_a_page_shows_at_home_in_no_column() -> None:
    assert shown(catalog(article("changsha", None))) == {"changsha": ("", OWN)}


def test_what_is_not_published_shows_nowhere() -> None:
    read = article("hunan", "theory")
    assert shown(catalog(read), read) == {}


def test_a_pushed_column_shows_at_every_site_below() -> None:
    assert shown(catalog(article("hunan", "theory"))) == {
        "hunan": ("theory", OWN),
        "changsha": ("theory", PUSHED),
        "furong": ("theory", PUSHED),
        "hengyang": ("theory", PUSHED),
    }
    assert shown(catalog(article("changsha", "theory"))) == {
        "changsha": ("theory", OWN),
        "furong": ("theory", PUSHED),
    }


def test_a_site_that_hides_a_pushed_column_lets_it_through_to_those_below() -> None:
    pushed = replace(NEWS, push=True)
    sites = [replace(s, columns=(THEORY,)) if s.slug == "changsha" else s for s in FEDERATION.sites]
    federation = replace(FEDERATION, columns=(THEORY, pushed), sites=tuple(sites))
    read = catalog(article("hunan"))
    placed = placements(federation, read, list(read.entries))
    assert [p.site for p in placed] == ["hunan", "furong", "hengyang"]


@pytest.mark.parametrize("column", [None, "news", "theory"])
def test_a_pick_shows_an_offered_article_at_a_site_above(column: str | None) -> None:
    read = article("furong", offer="province")
    found = shown(catalog(read, picks=(pick("hunan", read, column),)))
    assert found == {"furong": ("news", OWN), "hunan": (column or "news", PICKED)}


def test_an_article_shows_once_at_a_site() -> None:
    read = article("changsha", "theory", offer="province")
    picks = (pick("hunan", read), pick("hunan", read, "news"))
    placed = placements(FEDERATION, catalog(read, picks=picks), [read.path])
    assert [(p.site, p.column, p.why) for p in placed] == [
        ("changsha", "theory", OWN),
        ("furong", "theory", PUSHED),
        ("hunan", "theory", PICKED),
    ]


def test_what_a_site_picked_is_not_pushed_on() -> None:
    read = article("changsha", "theory", offer="province")
    assert "hengyang" not in shown(catalog(read, picks=(pick("hunan", read),)))


def fault(where: str, read: Entry, column: str | None = None, **state: bool) -> str | None:
    content = catalog(read)
    published = [read.path] if state.get("published", True) else []
    found = pick_fault(FEDERATION, content, published, pick(where, read, column))
    assert found is None or (found.path, found.line) == (f"{where}/picks.toml", 1)
    assert found is None or not found.is_error
    return found.code if found else None


@pytest.mark.parametrize(
    ("offer", "where", "code"),
    [
        ("city", "changsha", None),
        ("province", "changsha", None),
        ("province", "hunan", None),
        ("national", "changsha", None),
        ("national", "hunan", None),
        ("city", "hunan", "pick-not-offered"),
        ("county", "changsha", "pick-not-offered"),
        ("", "changsha", "pick-not-offered"),
        ("province", "hengyang", "pick-not-below"),
        ("province", "hubei", "pick-not-below"),
        ("province", "furong", "pick-not-below"),
    ],
)
def test_an_offer_reaches_its_level_and_those_between(
    offer: str, where: str, code: str | None
) -> None:
    assert fault(where, article("furong", offer=offer)) == code


def test_a_site_does_not_pick_from_above() -> None:
    assert fault("furong", article("hunan", offer="national")) == "pick-not-below"


def test_a_pick_waits_until_its_article_is_published() -> None:
    assert (
        fault("hunan", article("furong", offer="province"), published=False) == "pick-unpublished"
    )


@pytest.mark.parametrize(
    ("home", "column", "code"),
    [
        ("stories", None, "pick-unknown-column"),
        ("stories", "news", None),
        ("news", "stories", "pick-unknown-column"),
        ("news", "News", "pick-unknown-column"),
    ],
)
def test_a_pick_needs_a_column_at_the_site_that_picks(
    home: str, column: str | None, code: str | None
) -> None:
    assert fault("hunan", article("changsha", home, offer="province"), column) == code


@pytest.mark.parametrize(
    "path", ["", "none.md", "furong/articles/news/x", "../furong/articles/news/x.md", "x" * 9000]
)
def test_a_pick_names_an_article_that_is_there(path: str) -> None:
    picks = (pick("hunan", path),)
    (found,) = placing_problems(FEDERATION, catalog(article("furong"), picks=picks), [])
    assert found.code == "pick-unknown"
    assert len(dict(found.details)["article"]) <= 120


def test_a_page_can_not_be_picked() -> None:
    assert fault("hunan", article("furong", None, offer="province")) == "pick-unknown"


def test_a_bad_pick_shows_nothing_and_the_good_ones_do() -> None:
    good, bad = article("furong", offer="province"), article("hengyang")
    read = catalog(good, bad, picks=(pick("hunan", bad), pick("hunan", good)))
    assert [f.code for f in placing_problems(FEDERATION, read, list(read.entries))] == [
        "pick-not-offered"
    ]
    assert shown(read)["hunan"] == ("news", PICKED)


def test_an_empty_slot_is_an_error_of_its_site_alone() -> None:
    read = catalog(article("changsha", "theory"))
    placed = placements(FEDERATION, read, list(read.entries))
    found = list(empty_slots(FEDERATION, FEDERATION.sites, placed))
    assert [(f.path, f.line, f.code) for f in found] == [
        ("hunan/site.toml", 0, "empty-slot"),
        ("hengyang/site.toml", 0, "empty-slot"),
        ("hubei/site.toml", 0, "empty-slot"),
    ]
    assert dict(found[0].details) == {"site": "hunan", "column": "理论学习"}


def test_another_column_does_not_fill_the_slot() -> None:
    placed = placements(FEDERATION, catalog(article("hubei")), ["hubei/articles/news/x.md"])
    assert "hubei" in {
        dict(found.details)["site"] for found in empty_slots(FEDERATION, FEDERATION.sites, placed)
    }


def test_a_pick_into_the_pinned_column_fills_the_slot() -> None:
    read = article("changsha", "theory", offer="province")
    content = catalog(read, picks=(pick("hunan", read),))
    placed = placements(FEDERATION, content, [read.path])
    found = {
        dict(fault.details)["site"] for fault in empty_slots(FEDERATION, FEDERATION.sites, placed)
    }
    assert found == {"hengyang", "hubei"}


def test_a_tree_deeper_than_python_is_pushed_through() -> None:
    below = tuple(site(f"s{n}", "county", f"s{n - 1}" if n else None) for n in range(1_200))
    federation = replace(FEDERATION, sites=below)
    read = article("s0", "theory")
    placed = placements(federation, catalog(read), [read.path])
    assert len(placed) == 1_200
