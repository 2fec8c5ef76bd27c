"""A site that has not changed keeps its record; workers assess the others, whatever becomes of it."""

from __future__ import annotations

import os
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from conftest import House, cache_in
from real_workers import NOT_TODAY, Noting, die, name_of, raise_error

from lianzhan.building.site_records import Reading, SiteRecords, site_records
from lianzhan.gate.records import Unread
from lianzhan.model.federation import SiteTree
from lianzhan.reading.federation import read_federation
from lianzhan.reading.scan import scan
from lianzhan.runtime.job import DIED, Failure, Kind, NoProcessError, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SLUGS = {"hunan", "changsha", "furong", "hengyang"}


def assessed(workers: Noting) -> list[str]:
    """The sites that were assessed, in the order in which they were asked for."""
    return [name_of(job) for _, job in workers.asked]


class NoProcess(Noting):
    """Workers none of which can be started."""

    def run(self, _function: Any, items: Iterable[Any]) -> Iterator[Outcome[Any, Any]]:
        return (Outcome(item, Failure("none", Kind.NO_PROCESS)) for item in items)


def read(house: House, workers: Noting) -> SiteRecords:
    tree = read_federation(house.content, dict)
    assert isinstance(tree, SiteTree)
    reading = Reading(scan(house.content), tree, house.now, cache_in(house.folder / "cache"))
    return site_records(reading, workers, lambda: None)


@pytest.fixture
def old(house: House) -> House:
    """A house nothing of which has changed lately."""
    for file in (*house.content.rglob("*"), house.content):
        os.utime(file, ns=(1, 1))
    time.sleep(0.15)  # a file has no signature that lasts until it has been left alone for a while
    return house


def test_every_site_is_assessed_once_and_then_only_those_that_changed(old: House) -> None:
    first, second, third = Noting(), Noting(), Noting()
    records = read(old, first).records
    assert sorted(assessed(first)) == sorted(records) == sorted(SLUGS)
    assert read(old, second).records == records
    assert second.asked == []
    old.article("hunan/changsha/articles/news/other.md")
    assert read(old, third).records.keys() == SLUGS
    assert assessed(third) == ["changsha"]


def test_the_articles_of_a_site_have_a_source_though_it_has_no_record(old: House) -> None:
    found = read(old, Noting("changsha", partial(Unread, "no room")))
    assert found.sources.keys() == SLUGS
    assert found.records.keys() == SLUGS - {"changsha"}


@pytest.mark.parametrize(
    ("result", "code", "reason"),
    [
        (partial(Unread, "no room"), "site-unread", "no room"),
        (die, "site-failed", DIED),
        (raise_error, "site-failed", NOT_TODAY),
    ],
)
def test_a_site_without_a_record_is_named_with_the_reason(
    old: House, result: Callable[[], object], code: str, reason: str
) -> None:
    (fault,) = read(old, Noting("changsha", result)).problems
    assert (fault.code, dict(fault.details)["site"]) == (code, "changsha")
    assert fault.path.startswith("hunan/changsha")
    assert reason in str(dict(fault.details)["reason"])


def test_without_any_worker_nothing_is_known(old: House) -> None:
    with pytest.raises(NoProcessError):
        read(old, NoProcess())


def test_a_site_that_became_broken_is_assessed_anew(old: House) -> None:
    read(old, Noting())
    old.write("hunan/changsha/site.toml", "name = ")
    again = Noting()
    assert "changsha" in read(old, again).records
    assert "changsha" in assessed(again)


@pytest.mark.parametrize(
    "setting",
    [
        '[review]\nsteps = ["second"]\n',
        '[[levels]]\nname = "town"\ntitle = "乡镇"\n',
        '[[columns]]\nslug = "notices"\ntitle = "通知"\n',
    ],
)
def test_another_policy_of_the_federation_has_every_site_assessed_anew(
    old: House, setting: str
) -> None:
    read(old, Noting())
    file = old.content / "federation.toml"
    file.write_text(f"{file.read_text('utf-8')}\n{setting}", "utf-8")
    again = Noting()
    read(old, again)
    assert set(assessed(again)) == SLUGS


def test_meanwhile_is_called_when_workers_have_their_tasks(old: House) -> None:
    order: list[str] = []

    class Lazy(Noting):
        def run(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Outcome]:
            order.append("asked")
            return self._heard(super().run(function, items))

        def _heard(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
            for outcome in outcomes:
                order.append("heard")
                yield outcome

    tree = read_federation(old.content, dict)
    assert isinstance(tree, SiteTree)
    reading = Reading(scan(old.content), tree, old.now, None)
    site_records(reading, Lazy(), lambda: order.append("meanwhile"))
    assert order == ["asked", "meanwhile", *["heard"] * len(SLUGS)]
