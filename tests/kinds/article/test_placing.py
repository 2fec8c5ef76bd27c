"""Articles show at home, and those of a pushed column at every site below."""

from __future__ import annotations

from dataclasses import replace

from kinds.placed import FEDERATION, NEWS, THEORY, article, catalog, site
from lianzhan.kinds.article.placing import PLACING
from lianzhan.model.catalog import OWN, PUSHED, Entry


def shown(*read: Entry, published: bool = True) -> dict[str, tuple[str, str]]:
    """Per site, the column and reason of the one article."""
    known = catalog(*read)
    places = PLACING.places(FEDERATION, known, [*known.entries] if published else [])
    return {place.site: (place.column, place.why) for place in places}


def test_an_article_shows_at_home_in_its_column() -> None:
    assert shown(article("changsha")) == {"changsha": ("news", OWN)}


def test_pages_and_what_is_not_published_show_nowhere() -> None:
    assert shown(article("changsha", None)) == {}
    assert shown(article("hunan", "theory"), published=False) == {}


def test_homes_come_before_all_pushes() -> None:
    known = catalog(article("hunan", "theory"), article("changsha", "theory"))
    places = [*PLACING.places(FEDERATION, known, [*known.entries])]
    assert [place.why for place in places] == [OWN, OWN, *[PUSHED] * (len(places) - 2)]
    assert [*PLACING.problems(FEDERATION, known, [])] == []


def test_a_pushed_column_shows_at_every_site_below() -> None:
    assert shown(article("hunan", "theory")) == {
        "hunan": ("theory", OWN),
        "changsha": ("theory", PUSHED),
        "furong": ("theory", PUSHED),
        "hengyang": ("theory", PUSHED),
    }
    assert shown(article("changsha", "theory")) == {
        "changsha": ("theory", OWN),
        "furong": ("theory", PUSHED),
    }


def test_a_site_that_hides_a_pushed_column_lets_it_through_to_those_below() -> None:
    pushed = replace(NEWS, push=True)
    sites = [replace(s, columns=(THEORY,)) if s.slug == "changsha" else s for s in FEDERATION.sites]
    federation = replace(FEDERATION, columns=(THEORY, pushed), sites=tuple(sites))
    read = catalog(article("hunan"))
    placed = PLACING.places(federation, read, list(read.entries))
    assert [p.site for p in placed] == ["hunan", "furong", "hengyang"]


def test_a_tree_deeper_than_python_is_pushed_through() -> None:
    below = tuple(site(f"s{n}", "county", f"s{n - 1}" if n else None) for n in range(1_200))
    federation = replace(FEDERATION, sites=below)
    read = article("s0", "theory")
    placed = [*PLACING.places(federation, catalog(read), [read.path])]
    assert len(placed) == 1_200
