"""Where services show: at home, named above, and at sites below that have none of their kind."""

from __future__ import annotations

from kinds.placed import FEDERATION, article, catalog
from lianzhan.kinds.service.placing import PLACING
from lianzhan.model.catalog import BELOW, NEAREST, OWN, Entry


def service(where: str, kind: str = "rights", name: str = "a") -> Entry:
    entry = article(where, None)._replace(kind="service", column=None, name=name)
    return entry._replace(path=f"{where}/services.toml#{name}", facts=(("kind", kind),))


def places(*entries: Entry, hidden: tuple[Entry, ...] = ()) -> dict[tuple[str, str], str]:
    """Why each published service shows at each site, by site and path."""
    known = catalog(*entries, *hidden)
    published = [entry.path for entry in entries]
    found = [*PLACING.places(FEDERATION, known, published)]
    assert {place.column for place in found} <= {""}
    by_site = {(place.site, place.path): place.why for place in found}
    assert len(by_site) == len(found)
    return by_site


def test_each_site_below_borrows_from_the_nearest_above() -> None:
    province, city = service("hunan"), service("changsha")
    assert places(province, city) == {
        ("hunan", province.path): OWN,
        ("hunan", city.path): BELOW,
        ("changsha", city.path): OWN,
        ("furong", city.path): NEAREST,
        ("hengyang", province.path): NEAREST,
    }


def test_without_the_citys_the_provinces_is_the_nearest() -> None:
    province, city = service("hunan"), service("changsha")
    found = places(province, hidden=(city,))
    assert found["furong", province.path] == NEAREST
    assert found["changsha", province.path] == NEAREST


def test_kinds_are_borrowed_one_by_one_and_with_all_their_services() -> None:
    first, second = service("hunan", "mind", "a"), service("hunan", "mind", "b")
    own = service("furong", "rights", "c")
    found = places(first, second, own)
    assert found["furong", first.path] == found["furong", second.path] == NEAREST
    assert found["furong", own.path] == OWN


def test_nothing_is_borrowed_from_siblings_or_below() -> None:
    county, sibling = service("furong"), service("hengyang", name="b")
    assert places(county, sibling) == {
        ("furong", county.path): OWN,
        ("changsha", county.path): BELOW,
        ("hunan", county.path): BELOW,
        ("hengyang", sibling.path): OWN,
        ("hunan", sibling.path): BELOW,
    }


def test_other_kinds_of_content_are_none_of_these() -> None:
    assert places() == {}
    assert [
        *PLACING.places(FEDERATION, catalog(article("hunan")), ["hunan/articles/news/x.md"])
    ] == []
