"""Where honours show, and which stand twice."""

from __future__ import annotations

from kinds.placed import FEDERATION, catalog
from lianzhan.kinds.honour.placing import PLACING
from lianzhan.model.catalog import ALWAYS, Entry


def entry(site: str, name: str = "a", **facts: str) -> Entry:
    said = {"award": "post", "level": "全国", "year": "2024", "unit": "妇幼保健院", **facts}
    path = f"{site}/honours.toml#{name}"
    known = tuple((key, value) for key, value in said.items() if value)
    return Entry(path, site, None, name, "", ALWAYS, "", "approved", kind="honour", facts=known)


def twice(*entries: Entry, published: set[str] | None = None) -> list[tuple[str, str]]:
    known = {each.path for each in entries} if published is None else published
    found = PLACING.problems(FEDERATION, catalog(*entries), known)
    return [(p.path, str(dict(p.details)["other"])) for p in found]


def test_an_honour_shows_at_home_and_is_listed_at_all_sites_above() -> None:
    one = entry("furong")
    placed = PLACING.places(FEDERATION, catalog(one), {one.path})
    assert {(p.site, p.why, p.column) for p in placed} == {
        ("furong", "own", ""), ("changsha", "below", ""), ("hunan", "below", "")
    }  # fmt: skip


def test_what_is_not_published_shows_nowhere() -> None:
    assert [*PLACING.places(FEDERATION, catalog(entry("furong")), set())] == []


def test_the_same_at_one_site_stands_twice() -> None:
    assert twice(entry("furong", "a"), entry("furong", "b")) == [
        ("furong/honours.toml", "furong/honours.toml#a")
    ]


def test_the_same_at_a_site_and_above_it_stands_twice() -> None:
    assert len(twice(entry("hunan"), entry("furong"))) == 1
    assert len(twice(entry("changsha"), entry("furong"))) == 1


def test_units_of_two_places_may_be_called_alike() -> None:
    assert twice(entry("changsha"), entry("hengyang")) == []
    assert twice(entry("hubei"), entry("furong")) == []


def test_another_year_level_award_or_unit_is_another_honour() -> None:
    one = entry("furong", "a")
    for name, said in (("year", "2025"), ("level", "省级"), ("award", "x"), ("unit", "乙")):
        assert twice(one, entry("furong", "b", **{name: said})) == []


def test_one_unit_in_two_forms_is_one() -> None:
    assert twice(entry("furong", "a", unit="ＡＢ院"), entry("furong", "b", unit="ab院"))


def test_persons_are_compared_as_units_are() -> None:
    one = entry("furong", "a", unit="", person="某家")
    assert twice(one, entry("furong", "b", unit="", person="某家"))


def test_what_is_not_published_is_no_ones_rival() -> None:
    one, other = entry("furong", "a"), entry("furong", "b")
    assert twice(one, other, published={one.path}) == []
