"""What builds keep in the cache: every class of it may be read back, and nothing else may."""

from __future__ import annotations

import ast
import datetime
import inspect
import sys
import typing
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, get_args, get_origin

import pytest
from conftest import cache_in

from lianzhan.building.build_cache import VALUE_MODULES, open_cache
from lianzhan.building.last_build import LastBuild
from lianzhan.gate.records import CachedRecord
from lianzhan.kinds.site_content import SiteContent
from lianzhan.model.federation import SiteTree
from lianzhan.model.kinds import KINDS
from lianzhan.runtime.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import House

OF_KINDS = [name for kind in KINDS if find_spec(name := f"lianzhan.kinds.{kind.name}.values")]
VALUES = tuple(
    cls
    for module in OF_KINDS
    for cls in vars(import_module(module)).values()
    if isinstance(cls, type) and cls.__module__ == module
)
SAVED = (CachedRecord, SiteContent, SiteTree, LastBuild, *VALUES)
"""What is kept: of each site its record and articles, the tree of sites, the last build."""
PLAIN = (Any, str, int, float, bool, bytes, object, type(None), datetime.date, datetime.datetime)


def names_in(cls: type) -> dict[str, object]:
    """What the annotations of a class may name, also what is imported for them alone."""
    module = sys.modules[cls.__module__]
    if cls.__module__ == "builtins":
        return {}
    names = dict(vars(module))
    for branch in ast.parse(inspect.getsource(module)).body:
        if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING":
            for line in branch.body:
                if isinstance(line, ast.ImportFrom) and line.module:
                    found = vars(import_module(line.module))
                    names |= {alias.name: found[alias.name] for alias in line.names}
    return names


def classes_of(cls: type) -> Iterator[type]:
    """The classes of what the fields of a dataclass or named tuple may hold; an enum has none."""
    if issubclass(cls, Enum):
        return
    names = {k: v for base in cls.__mro__ for k, v in names_in(base).items()}
    hints = typing.get_type_hints(cls, names)
    held = [field.name for field in fields(cls)] if is_dataclass(cls) else vars(cls)["_fields"]
    for name in held:
        yield from classes_in(hints[name])


def classes_in(hint: Any) -> Iterator[type]:
    if hint in PLAIN or hint is Ellipsis:
        return
    if get_origin(hint) is typing.Literal:
        return
    if get_args(hint):
        for part in get_args(hint):
            yield from classes_in(part)
        return
    assert isinstance(hint, type), hint
    yield hint


def all_classes() -> set[type]:
    found: set[type] = set()
    waiting: list[type] = list(SAVED)
    while waiting:
        cls = waiting.pop()
        if cls not in found:
            found.add(cls)
            waiting += classes_of(cls)
    return found


CLASSES = sorted(all_classes(), key=lambda cls: cls.__qualname__)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__qualname__)
def test_every_class_that_a_record_can_hold_may_be_read_back(tmp_path: Path, cls: type) -> None:
    cache = cache_in(tmp_path)
    assert cache.save("x", cls)
    assert cache.load("x") is cls


def test_the_walk_over_types_meets_the_classes_of_every_stage() -> None:
    rooms = {cls.__module__.split(".")[1] for cls in CLASSES}
    assert rooms == {"model", "kinds", "gate", "building"}
    assert {"Article", "Entry", "Problem", "Decision", "Site"} <= {c.__name__ for c in CLASSES}


def test_every_module_of_values_is_there_for_a_class_that_is_kept() -> None:
    modules = {cls.__module__ for cls in CLASSES}
    without = {f"lianzhan.kinds.{kind.name}.values" for kind in KINDS} - {*OF_KINDS}
    for listed in set(VALUE_MODULES) - without:
        assert any(module.startswith(listed) for module in modules), listed


def test_all_that_a_build_keeps_is_read_back_by_the_next(house: House) -> None:
    house.build()
    cache = cache_in(house.folder / "cache")
    kept = [file for file in cache.folder.rglob("*") if file.is_file()]
    names = [file.relative_to(cache.folder).as_posix() for file in kept]
    values = [name for name in names if not name.startswith("pictures/")]
    assert len(values) == 2 * 4 + 4
    assert all(cache.load(name) is not None for name in values)


def test_a_cache_without_a_list_makes_no_class(tmp_path: Path) -> None:
    cache = cache_in(tmp_path)
    cache.save("x", SiteContent())
    cache.save("plain", (1, "a"))
    without = Cache(cache.folder, cache.key)
    assert without.load("x") is None
    assert without.load("plain") == (1, "a")


def test_one_that_is_not_wanted_asks_for_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LIANZHAN_CACHE_KEY")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert open_cache(tmp_path / "cache", is_wanted=False) == (Cache(tmp_path / "cache", None), ())
    assert list(tmp_path.iterdir()) == []
