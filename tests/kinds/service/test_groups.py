"""Services in the order of kinds and files, and whose they are."""

from __future__ import annotations

from typing import Any

from kinds.service.made import Mentioned, Place, Shown, Site, made
from lianzhan.kinds.service.groups import below, groups, loans

SITE: Any = Site()
CITY = Place("changsha", "长沙市妇联", "https://example.org/changsha/")


def names(shown: tuple[Any, ...]) -> list[tuple[str, list[str]]]:
    return [(g.kind.slug, [s.value.name for s in g.services]) for g in groups(SITE, shown)]


def test_services_stand_in_the_order_of_kinds_then_of_their_file() -> None:
    later, first = Shown(made("a", begins=9)), Shown(made("b", begins=2))
    mind = Shown(made("c", "mind", begins=1))
    assert names((mind, later, first)) == [("rights", ["b", "a"]), ("mind", ["c"])]


def test_a_kind_without_services_or_unknown_has_no_group() -> None:
    assert names(()) == []
    assert names((Shown(made("a", "other")),)) == []


def test_who_lends_is_named_once_with_all_kinds() -> None:
    own = Shown(made("a"))
    lent = Shown(made("b", "mind"), "nearest", CITY)
    found = groups(SITE, (own, lent))
    assert [group.lender for group in found] == [None, CITY]
    (loan,) = loans(found)
    assert (loan.lender, [kind.slug for kind in loan.kinds]) == (CITY, ["mind"])
    both: tuple[Any, ...] = (lent, Shown(made("c"), "nearest", CITY))
    assert [kind.slug for kind in loans(groups(SITE, both))[0].kinds] == ["rights", "mind"]
    assert loans(groups(SITE, (own,))) == ()


def test_what_stands_below_keeps_the_order_of_the_sites() -> None:
    mentions = (Mentioned("mind"), Mentioned("rights"), Mentioned("mind"), Mentioned("other"))
    site: Any = Site(mentioned=mentions)
    found = [(group.anchor, len(group.mentions)) for group in below(site)]
    assert found == [("kind:rights", 1), ("kind:mind", 2)]
