"""What is started before it is known who will need it: for the first workers, and no others."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from test_workers import linux, only

from lianzhan.runtime import prestarted
from lianzhan.runtime.prestarted import Prestarted, prestart, take_prestarted
from lianzhan.runtime.workers import Workers

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("forks", [pytest.param(True, marks=linux), False])
def test_what_is_imported_ahead_is_there_for_the_first_workers(
    monkeypatch: pytest.MonkeyPatch, forks: bool
) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: forks)
    prestart("wave")
    with Workers(1) as workers:
        assert only(workers, "wave")[1]
    with Workers(1) as workers:
        assert not only(workers, "wave")[1]


def test_where_no_process_can_be_started_ahead_nobody_complains(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: False)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    prestart("wave")
    monkeypatch.undo()
    with Workers(1) as workers:
        assert not only(workers, "wave")[1]
    assert take_prestarted() == Prestarted()


@linux
def test_where_processes_can_be_forked_a_server_makes_the_lanes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: True)
    prestart("wave")
    found = take_prestarted()
    assert (found.modules, found.lane) == (("wave",), None)
    assert found.server
    found.server.end()


def test_elsewhere_one_lane_imports_what_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: False)
    prestart("wave")
    found = take_prestarted()
    assert (found.modules, found.server) == (("wave",), None)
    assert found.lane
    assert found.lane.is_alive
    found.lane.end()


def test_nobody_gets_what_another_has_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: False)
    prestart("wave")
    lane = take_prestarted().lane
    assert lane
    assert take_prestarted() == Prestarted()
    lane.end()


@linux
def test_what_both_take_is_imported_once_before_the_server_is_forked_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: True)
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    prestart("wave", both=("colorsys",))  # neither imports the other
    assert "colorsys" in sys.modules
    with Workers(1) as workers:
        assert only(workers, "colorsys")[1]
        assert only(workers, "wave")[1]


@linux
def test_where_what_both_take_can_not_be_imported_nothing_is_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: True)
    prestart("wave", both=("no_such_module",))
    assert take_prestarted() == Prestarted()


@linux
def test_a_damaged_module_ends_nothing_before_it_is_needed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "damaged_module.py").write_text("def", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(prestarted, "can_fork", lambda: True)
    prestart("wave", both=("damaged_module",))
    assert take_prestarted() == Prestarted()
