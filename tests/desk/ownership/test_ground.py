"""Whose ground a path is: one rule for the hosts' files and for changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import House

from lianzhan.desk.ownership.ground import SHARED, Ground
from lianzhan.model.people import People, Person

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 1)
FOLDERS = frozenset({"hunan", "hunan/changsha", "hunan/cities/Yiyang", "hunan/é"})
GROUND = Ground(FOLDERS, ())


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("hunan/changsha/articles/news/x.md", "hunan/changsha"),
        ("hunan/changsha", "hunan/changsha"),
        ("hunan/changsha2/x.md", "hunan"),
        ("hunan/cities/x.md", "hunan"),
        ("HUNAN/cities/yiyang/x", "hunan/cities/Yiyang"),
        ("hunan/e\u0301/x", "hunan/é"),
        ("hunan.md", SHARED),
        ("people.toml", SHARED),
        ("public/hunan/x", SHARED),
        ("", SHARED),
    ],
)
def test_a_path_belongs_to_the_deepest_site_around_it(path: str, folder: str) -> None:
    assert GROUND.folder_of(path) == folder


def test_who_is_active_has_ground(example_content: Path) -> None:
    """Each file of the example, held against the folders above it one by one."""
    sites = House(example_content.parent).federation.sites
    cities = [site.path for site in sites if site.level == "city"]
    persons = (
        Person("top", "总", below=True, grounds=("hunan",)),
        Person("bare", "省", grounds=("hunan",)),
        Person("city", "市", below=True, grounds=(cities[0],)),
        Person("two", "两", grounds=(cities[0], cities[1])),
        Person("old", "旧", below=True, grounds=("hunan",), until=date(2026, 10, 31)),
        Person("last", "末", below=True, grounds=("hunan",), until=TODAY),
        Person("soon", "新", below=True, grounds=("hunan",), since=date(2026, 11, 2)),
    )
    ground = Ground.on(TODAY, sites, People(persons))
    assert ground.roots == ("hunan",)
    paths = {site.path for site in sites}
    for file in example_content.rglob("*"):
        parents = [p.as_posix() for p in file.relative_to(example_content).parents]
        site = next((folder for folder in parents if folder in paths), SHARED)
        wanted = {"top", "last"}
        wanted |= {"bare"} if site == "hunan" else set()
        wanted |= {"city"} if site == cities[0] or site.startswith(f"{cities[0]}/") else set()
        wanted |= {"two"} if site in cities[:2] else set()
        folder = ground.folder_of(file.relative_to(example_content).as_posix())
        if file.is_file():
            assert {person.id for person in ground.at(folder)} == wanted, file


def test_sites_are_above_one_another_by_their_folders() -> None:
    assert GROUND.above("hunan/cities/Yiyang") == "hunan"
    assert GROUND.above("hunan") == SHARED
    assert GROUND.with_folders(["guangdong"]).roots == ("guangdong", "hunan")
    assert Ground(frozenset(), (Person("a", "甲", below=True),)).at(SHARED) == ()
