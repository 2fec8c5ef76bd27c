"""Sites that get other slugs move in an order in which nobody takes a place that is kept."""

from __future__ import annotations

import pytest

from lianzhan.building.slug_moves import SlugMoves
from lianzhan.model.live_sites import SiteIdentity
from lianzhan.output.manifest import Manifest


def moves(now: dict[str, str], stood: dict[str, str]) -> SlugMoves:
    """Sites by slug and folder, as the content has them now and as they stand in the output."""
    manifests = {
        slug: Manifest((), {}, site=SiteIdentity(path, "", "", "")) for slug, path in stood.items()
    }
    return SlugMoves(now, {**dict.fromkeys(now), **manifests})


def order(found: SlugMoves, ready: list[str], clean: tuple[str, ...] = (), fails: str = "") -> str:
    """The sites that went live, in their order; one of them may fail to."""
    live = dict.fromkeys(clean)
    for slug in found.in_order(ready, live.__contains__):
        live.update({} if slug == fails else {slug: None})
    return "".join(slug for slug in live if slug not in clean)


def test_sites_that_stay_go_in_their_order() -> None:
    assert order(moves({"a": "A", "b": "B"}, {"a": "A", "b": "B"}), ["b", "a"]) == "ba"
    assert order(moves({"a": "A"}, {}), ["a"]) == "a"
    found = moves({"a": "A", "b": "N", "c": "B"}, {"a": "A", "b": "B"})
    assert order(found, ["a", "b", "c"]) == "acb"


def test_a_newcomer_waits_for_the_one_that_leaves_its_place() -> None:
    chain = moves({"a": "N", "b": "A", "c": "B"}, {"a": "A", "b": "B"})
    assert order(chain, ["a", "b", "c"]) == "cba"


def test_a_place_is_kept_by_a_site_that_could_not_move() -> None:
    chain = moves({"a": "N", "b": "A", "c": "B"}, {"a": "A", "b": "B"})
    assert order(chain, ["a", "b", "c"], fails="b") == "c"
    assert order(chain, ["a", "b", "c"], fails="c") == ""


def test_a_place_is_free_if_its_site_stands_elsewhere_already() -> None:
    found = moves({"a": "N", "b": "A"}, {"a": "A"})
    assert order(found, ["a"], clean=("b",)) == "a"
    assert order(found, ["a"]) == ""


def test_sites_that_exchange_their_slugs_go_together() -> None:
    assert order(moves({"a": "B", "b": "A"}, {"a": "A", "b": "B"}), ["a", "b"]) == "ab"


@pytest.mark.parametrize(
    ("sound", "expected"), [({"a", "b"}, []), ({"a"}, ["a"]), ({"b"}, []), (set(), ["a"])]
)
def test_a_site_has_no_place_while_the_one_that_keeps_it_is_not_sound(
    sound: set[str], expected: list[str]
) -> None:
    found = moves({"a": "N", "b": "A"}, {"a": "A"})
    assert found.without_place(["a"], sound) == expected


def test_who_keeps_a_place_is_told() -> None:
    fault = moves({"a": "N", "b": "A"}, {"a": "A"}).taken("a")
    assert (fault.path, fault.code) == ("N/site.toml", "duplicate-slug")
    assert fault.details == (("slug", "a"), ("other", "A/site.toml"))
