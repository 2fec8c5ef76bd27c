"""Few sites may go unasked, many only when that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianzhan.building.outdated import Manifests
from lianzhan.building.removal_limit import RemovalError, check_removal
from lianzhan.output.manifest import Manifest

if TYPE_CHECKING:
    from conftest import House

MANIFEST = Manifest((), {})


@pytest.mark.parametrize(
    ("gone", "live", "may_go"),
    [(0, 4, True), (2, 2, True), (3, 11, False), (3, 12, True), (3, 3, False), (25, 100, True)],
)
def test_three_sites_may_go_if_they_are_no_more_than_a_quarter(
    house: House, gone: int, live: int, *, may_go: bool
) -> None:
    checked = house.check()
    for number in range(live - gone):
        checked.paths[f"kept{number}"] = f"kept{number}"
    kept = [f"kept{number}" for number in range(live - gone)]
    before = Manifests(dict.fromkeys([*kept, *map(str, range(gone))], MANIFEST), None)
    if may_go:
        check_removal(before, checked)
        return
    with pytest.raises(RemovalError) as refused:
        check_removal(before, checked)
    assert (refused.value.gone, refused.value.live) == (gone, live)


def test_a_folder_that_lost_its_manifest_counts_neither_as_live_nor_as_gone(house: House) -> None:
    manifests = {**dict.fromkeys("abc", MANIFEST), **dict.fromkeys("defghijkl")}
    with pytest.raises(RemovalError) as refused:
        check_removal(Manifests(manifests, None), house.check())
    assert (refused.value.gone, refused.value.live) == (3, 3)
