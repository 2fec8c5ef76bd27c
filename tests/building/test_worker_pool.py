"""A request without a cluster has this machine's processes; one with a cluster has that one's."""

from __future__ import annotations

import sys
from operator import neg
from typing import TYPE_CHECKING

import pytest

from lianzhan.building.worker_pool import workers_for
from lianzhan.runtime.job import UnusableClusterError
from lianzhan.runtime.workers import Workers

if TYPE_CHECKING:
    from conftest import House


def test_a_request_names_how_many_processes_work(house: House) -> None:
    with workers_for(house.request(jobs=2)) as workers:
        assert isinstance(workers, Workers)
        assert sorted(outcome.result for outcome in workers.run(neg, [1, 2, 3])) == [-3, -2, -1]


def test_without_the_package_for_clusters_the_request_is_refused(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "lianzhan.runtime.dask_workers", None)
    with pytest.raises(UnusableClusterError) as missing:
        workers_for(house.request(scheduler="tcp://127.0.0.1:1"))
    assert missing.value.reason == "not-installed"
