"""A late pattern is a pattern, compiled once, when it is needed."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import lianzhan.reading
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    import pytest


def test_it_does_what_a_pattern_does() -> None:
    pattern = late(r"(\w)=(\d+)", re.IGNORECASE)
    assert pattern.findall("a=1, B=22") == [("a", "1"), ("B", "22")]
    assert (found := pattern.search("B=22")) is not None
    assert found[2] == "22"
    assert pattern.sub(r"\2", "b=3") == "3"
    assert pattern.pattern == r"(\w)=(\d+)"
    assert pattern.groups == 2


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    original = re.compile
    monkeypatch.setattr(re, "compile", lambda *a: compiled.append(a) or original(*a))
    pattern = late("a+")
    assert compiled == []
    for _ in range(3):
        assert pattern.match("aa")
        assert pattern.search("baa")
    assert compiled == [("a+", 0)]


def test_what_a_pattern_has_not_it_has_not() -> None:
    assert hasattr(late("a"), "match")
    assert not hasattr(late("a"), "compile")


def test_every_late_pattern_of_reading_can_be_compiled() -> None:
    """Else a mistake in one would wait for the first text that needs it."""
    patterns = [
        value
        for module in pkgutil.iter_modules(lianzhan.reading.__path__, "lianzhan.reading.")
        for value in vars(importlib.import_module(module.name)).values()
        if type(value) is type(late(""))
    ]
    assert len(patterns) > 20
    assert all(pattern.flags for pattern in patterns)
