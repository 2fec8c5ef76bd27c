"""While a build holds the output, nothing half-done is in it; when it ends, none is left."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from real_workers import Noting

from lianzhan.building.claimed_output import Claim, claimed_output, with_leftovers
from lianzhan.model.report import NOTHING, PUBLISHED, Changes, Report
from lianzhan.output.output_lock import MARKER, STAGING, BusyFolderError, is_held

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

    from lianzhan.building.claimed_output import ClaimedOutput

REPORT = Report((), 0, (), (), Changes(), 0.0, PUBLISHED)


class Ending(Noting):
    """Workers that note what of the output stood when they were ended."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.house, self.staged = house, [False]

    def end(self) -> None:
        self.staged.append((self.house.output / STAGING).exists())


def test_sites_are_staged_in_a_new_folder_that_is_gone_afterwards(house: House) -> None:
    with claimed_output(house.request()) as claimed:
        assert claimed.staging is not None
        assert [*claimed.staging.iterdir()] == []
        assert claimed.trouble == ""
        (claimed.staging / "hunan").mkdir()
    assert not (house.output / STAGING).exists()


def test_what_an_interrupted_build_put_aside_is_put_back_first(house: House) -> None:
    house.output.mkdir()
    (house.output / MARKER).touch()
    (house.output / STAGING / "0/aside-hunan").mkdir(parents=True)
    with claimed_output(house.request()) as claimed:
        assert "hunan" in claimed.before.sites
        (house.output / "changsha").mkdir()
        assert "changsha" not in claimed.before.sites
        assert claimed.anew().before.sites.keys() >= {"hunan", "changsha"}


def test_where_nothing_can_be_staged_the_output_is_held_and_it_is_said_why(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.output.mkdir()
    (house.output / MARKER).touch()
    monkeypatch.setattr("lianzhan.building.claimed_output.new_staging", _no_room)
    with claimed_output(house.request()) as claimed:
        assert claimed.staging is None
        assert claimed.trouble == f"{house.output / STAGING}: no room"


def _no_room(_place: object) -> None:
    raise OSError(28, "no room")


def test_a_claim_is_made_once_and_early_only_where_the_folder_is_ours(house: House) -> None:
    with ExitStack() as held:
        claim = Claim(house.request(wait_seconds=0), held, Ending(house))
        claim.make_if_ours()
        assert claim.claimed is None
        made: ClaimedOutput = claim.make()
        claim.make_if_ours()
        assert claim.make() is claim.claimed is made
        with pytest.raises(BusyFolderError), claimed_output(house.request(wait_seconds=0)):
            pass
    with ExitStack() as held:
        claim = Claim(house.request(wait_seconds=0), held, Ending(house))
        claim.make_if_ours()
        assert claim.claimed is not None


def test_workers_end_before_what_they_wrote_is_cleared_away(house: House) -> None:
    workers = Ending(house)
    held = ExitStack()
    Claim(house.request(), held, workers).make()
    held.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert workers.staged == [False, True]
    assert not (house.output / STAGING).exists()
    with ExitStack() as held:
        Claim(house.request(), held, workers).make()
    assert workers.staged == [False, True]


def test_what_can_not_be_deleted_may_still_be_read_and_is_named(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "https://example.org/"
    assert with_leftovers(REPORT, house.output, address) is REPORT
    left = [(house.output / STAGING / "0/hunan/x.html", "not permitted")]
    monkeypatch.setattr("lianzhan.building.claimed_output.delete_all", lambda _folder: left)
    report = with_leftovers(REPORT, house.output, address)
    (fault,) = report.problems
    assert (fault.code, report.exit_status) == ("still-live", NOTHING)
    assert ("address", f"{address}.staging/0/hunan/x.html") in fault.details
    assert with_leftovers(report, house.output, address) is report


def test_an_interruption_while_the_staging_folder_is_made_leaves_none(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made_then_interrupted(place: Path) -> Path:
        place.mkdir(parents=True)
        raise KeyboardInterrupt

    monkeypatch.setattr("lianzhan.building.claimed_output.new_staging", made_then_interrupted)
    with pytest.raises(KeyboardInterrupt), claimed_output(house.request()):
        raise AssertionError
    assert not is_held(house.output)
