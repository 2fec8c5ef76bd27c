"""The configuration of all sites is read again whenever it may say something else."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from conftest import House, cache_in

from lianzhan.building.configuration import configuration
from lianzhan.model.federation import SiteTree
from lianzhan.reading.federation import read_federation
from lianzhan.reading.scan import scan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lianzhan.model.live_sites import LiveSite
    from lianzhan.runtime.cache import Cache

NEWS = "hunan/articles/news"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose configuration was read."""
    folders: list[Path] = []
    monkeypatch.setattr(
        "lianzhan.reading.federation.read_federation",
        lambda content, live: folders.append(content) or read_federation(content, live),
    )
    return folders


def settled(house: House) -> Cache:
    """A cache that knows the content; nothing in it has changed lately."""
    for file in house.content.rglob("*"):
        os.utime(file, ns=(1, 1))
    time.sleep(0.15)
    cache = cache_in(house.folder / "cache")
    house.check(cache)
    return cache


def test_a_configuration_that_has_not_changed_is_not_read_again(
    house: House, readings: list[Path]
) -> None:
    cache = settled(house)
    expected = house.check().tree
    readings.clear()
    house.article(f"{NEWS}/other.md", "别的")
    assert house.check(cache).tree == expected
    assert readings == []


@pytest.mark.parametrize("path", ["federation.toml", "hunan/changsha/site.toml", "xiang/site.toml"])
def test_a_configuration_that_has_changed_is_read_again(
    house: House, readings: list[Path], path: str
) -> None:
    cache = settled(house)
    file = house.content / path
    text = file.read_text("utf-8") if file.exists() else 'name = "湘"\nlevel = "province"\n'
    house.write(path, text.replace("测试矩阵", "新矩阵").replace("长沙", "星城"))
    found = house.check(cache)
    assert found.tree == house.check().tree
    assert len(readings) == 3


@pytest.mark.parametrize("fault", ["name = ", 'name = "长沙"\nlevel = "city"\ncolour = 1\n'])
def test_a_configuration_with_a_fault_is_read_each_time(
    house: House, readings: list[Path], fault: str
) -> None:
    house.write("hunan/changsha/site.toml", fault)
    assert house.check().problems
    readings.clear()
    cache = settled(house)
    assert house.check(cache).tree == house.check(cache).tree
    assert len(readings) == 3


@pytest.mark.parametrize("value", [None, (), ("key",), ("key", "tree"), 7])
def test_another_value_in_the_place_of_the_configuration_counts_as_none(
    house: House, readings: list[Path], value: object
) -> None:
    cache = settled(house)
    key = cache.load("tree")[0]
    cache.save(
        "tree",
        tuple(key if part == "key" else part for part in value)
        if isinstance(value, tuple)
        else value,
    )
    assert house.check(cache).tree == house.check().tree
    assert len(readings) == 3


def test_a_configuration_that_depends_on_the_output_is_asked_for_each_time(
    house: House, readings: list[Path]
) -> None:
    """Two folders have one slug: whose it is, the output says."""
    house.write("hunan/changsha/site.toml", 'name = "长沙"\nlevel = "city"\nslug = "hengyang"\n')
    asked: list[int] = []

    def live() -> Mapping[str, LiveSite]:
        asked.append(1)
        return {}

    cache = settled(house)
    readings.clear()
    for _ in range(2):
        assert isinstance(configuration(scan(house.content), cache, live), SiteTree)
    assert (len(readings), len(asked)) == (2, 2)
    assert cache.load("tree") is None


def test_what_is_no_federation_is_problems_and_kept_nowhere(house: House) -> None:
    cache = settled(house)
    before = cache.load("tree")
    (house.content / "federation.toml").unlink()
    found = configuration(scan(house.content), cache, dict)
    assert isinstance(found, tuple)
    assert {fault.path for fault in found} == {"federation.toml"}
    assert cache.load("tree") == before
