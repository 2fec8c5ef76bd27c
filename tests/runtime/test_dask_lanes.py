"""The lanes of one Dask worker, without a cluster: who gets a task, and who gives it back."""

from __future__ import annotations

import importlib.util
import os
import pickle
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from test_workers import alive, die_at_three, double, process_of, soon
from waiting import wait_until

from lianzhan.runtime.job import DIED, Failure, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lianzhan.runtime.dask_lanes import Lanes

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="needs the extra dask"
)


@dataclass
class Place:
    """Requirements that find what they are told."""

    lacks: str = ""

    def unmet(self) -> str:
        return self.lacks


def lanes_at(place: Place) -> Lanes:
    from lianzhan.runtime import dask_lanes

    lanes = dask_lanes.Lanes("build", place)
    lanes.setup(None)
    return lanes


@pytest.fixture
def lanes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lanes]:
    if importlib.util.find_spec("distributed"):
        from lianzhan.runtime import dask_lanes

        monkeypatch.setattr(dask_lanes, "_PAUSE", 0)
    found = lanes_at(Place())
    yield found
    found.teardown(None)


def performed(lanes: Lanes, function: object, item: object) -> object:
    return pickle.loads(lanes.perform(pickle.dumps((function, item))))


def test_a_task_is_performed_in_a_process_that_stays_for_the_next(lanes: Lanes) -> None:
    assert performed(lanes, double, 4) == 8
    first = performed(lanes, process_of, 0)
    assert first != os.getpid()
    assert performed(lanes, process_of, 0) == first


def test_a_lane_that_died_while_idle_is_replaced(lanes: Lanes) -> None:
    first = performed(lanes, process_of, 0)
    assert isinstance(first, int)
    os.kill(first, 9)
    wait_until(lambda: not lanes._idle[0].is_alive)
    goes_on, answer = lanes._attempt(pickle.dumps((process_of, 0)))
    assert goes_on
    assert pickle.loads(answer) != first


def test_a_task_that_kills_its_process_fails_and_the_worker_goes_on(lanes: Lanes) -> None:
    assert performed(lanes, die_at_three, 3) == Failure(DIED, Kind.DIED)
    assert performed(lanes, die_at_three, 4) == 4


def test_the_end_of_a_build_ends_its_lanes(lanes: Lanes) -> None:
    first = performed(lanes, process_of, 0)
    assert isinstance(first, int)
    lanes.teardown(None)
    wait_until(lambda: not alive(first))


def test_a_task_at_work_when_the_build_ends_goes_back(lanes: Lanes, tmp_path: Path) -> None:
    from distributed import Reschedule

    heard: list[BaseException] = []

    def work() -> None:
        try:
            performed(lanes, soon, str(tmp_path / "never"))
        except Reschedule as error:
            heard.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    wait_until(lambda: lanes._busy)
    lanes.teardown(None)
    thread.join()
    assert len(heard) == 1


@pytest.mark.parametrize("lacks", ["folders", "version"])
@pytest.mark.usefixtures("lanes")
def test_a_worker_unlike_the_others_leaves_the_tasks_to_them(lacks: str) -> None:
    from distributed import Reschedule

    other = lanes_at(Place(lacks))
    assert other.unmet == lacks
    with pytest.raises(Reschedule):
        performed(other, double, 4)
    assert not other._idle


def test_none_takes_a_task_after_the_end(lanes: Lanes) -> None:
    from distributed import Reschedule

    lanes.teardown(None)
    with pytest.raises(Reschedule):
        performed(lanes, double, 4)


def test_what_is_sent_does_not_show(lanes: Lanes) -> None:
    from lianzhan.runtime.dask_lanes import Payload

    assert lanes.name == "build"
    assert repr(Payload(b"key")) == "Payload()"
