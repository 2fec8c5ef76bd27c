"""A page shows at home, in no column, and in the footers that name it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinds.placed import FEDERATION, article, catalog
from lianzhan.kinds.page.placing import PLACING
from lianzhan.model.catalog import FOOTER, OWN, Catalog, Placement, Reference
from lianzhan.model.profile import Profile

if TYPE_CHECKING:
    from lianzhan.model.catalog import Entry
    from lianzhan.model.federation import Federation


def page(where: str, name: str, *links: str) -> Entry:
    references = tuple(Reference(link, 1, link, "") for link in links)
    path = f"{where}/pages/{name}.md"
    return article(where, None)._replace(path=path, name=name, references=references)


def naming(shared: tuple[str, ...] = (), **footers: tuple[str, ...]) -> Federation:
    """The federation with names in footers, on line 7."""
    said = {slug: Profile(footer=names, lines=(("footer", 7),)) for slug, names in footers.items()}
    sites = (replace(each, profile=said.get(each.slug, Profile())) for each in FEDERATION.sites)
    return replace(FEDERATION, profile=Profile(footer=shared), sites=tuple(sites))


def named(federation: Federation, known: Catalog) -> set[tuple[str, str]]:
    places = PLACING.places(federation, known, [*known.entries])
    return {(place.site, place.path) for place in places if place.why == FOOTER}


def problems(federation: Federation, known: Catalog, *missing: str) -> list[tuple[str, int, str]]:
    published = [path for path in known.entries if path not in missing]
    found = PLACING.problems(federation, known, published)
    return sorted((fault.path, fault.line, fault.code) for fault in found)


ABOUT, CITY = page("hunan", "about"), page("changsha", "about")
HELP = page("hunan", "help")


def test_a_page_shows_at_its_own_site_alone() -> None:
    known = catalog(article("changsha", None), article("changsha", "theory"))
    path = "changsha/articles/None/x.md"
    assert [*PLACING.places(FEDERATION, known, [*known.entries])] == [
        Placement("changsha", "", path, OWN)
    ]


def test_a_footer_names_the_page_of_the_nearest_site_above() -> None:
    known = catalog(ABOUT, CITY, HELP)
    below = {("changsha", HELP.path), ("furong", HELP.path), ("hengyang", HELP.path)}
    assert named(naming(hunan=("about", "help")), known) == {
        *below, ("furong", CITY.path), ("hengyang", ABOUT.path),
    }  # fmt: skip
    assert named(naming(hunan=("about", "help"), furong=("about",)), known) == {
        ("changsha", HELP.path), ("hengyang", HELP.path), ("hengyang", ABOUT.path), ("furong", CITY.path),
    }  # fmt: skip
    assert named(naming(("help",)), known) == below


def test_no_footer_names_a_page_of_a_neighbour_or_of_below() -> None:
    assert named(naming(hunan=("about",), hengyang=("about",)), catalog(CITY)) == {
        ("furong", CITY.path)
    }


def test_a_page_that_a_footer_names_or_a_text_links_has_no_problem() -> None:
    linking = article("changsha")._replace(references=page("x", "y", HELP.path).references)
    assert problems(naming(hunan=("about",)), catalog(ABOUT, HELP, linking)) == []
    assert problems(naming(), catalog(ABOUT)) == [(ABOUT.path, 0, "unlinked-page")]
    withheld = problems(naming(hunan=("about",)), catalog(ABOUT, HELP, linking), linking.path)
    assert withheld == [(HELP.path, 0, "unlinked-page")]


def test_a_page_that_links_itself_is_linked_by_nothing() -> None:
    assert problems(naming(), catalog(page("hunan", "a", "hunan/pages/a.md"))) == [
        ("hunan/pages/a.md", 0, "unlinked-page")
    ]
    pair = page("hunan", "a", "hunan/pages/b.md"), page("hunan", "b", "hunan/pages/a")
    assert problems(naming(), catalog(*pair)) == []


def test_a_footer_that_names_no_published_page_is_named_at_its_line() -> None:
    found = problems(naming(hunan=("abuot",), furong=("about",)), catalog(ABOUT))
    assert found == [("hunan/site.toml", 7, "footer-page")]
    assert problems(naming(hunan=("about",)), catalog(ABOUT), ABOUT.path) == [
        ("hunan/site.toml", 7, "footer-page")
    ]
    assert problems(naming(("about", "none")), catalog(ABOUT)) == [
        ("federation.toml", 0, "footer-page")
    ]


def test_a_name_is_found_however_unicode_writes_it() -> None:
    known = catalog(page("hunan", "re\u0301sume\u0301"))
    assert problems(naming(hunan=("r\u00e9sum\u00e9",)), known) == []
