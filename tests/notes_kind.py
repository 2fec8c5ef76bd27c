"""The throw-away kind of tests/throwaway/ put into this process, for tests of reading alone.

A whole build of it is tests/kinds/test_throwaway.py.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from conftest import TESTS

import lianzhan.kinds
from lianzhan.gate import site_reading
from lianzhan.model import kinds
from lianzhan.model.kinds import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTE = Kind("note", "notes", "notes.toml", address="notes/#{name}")
LEAF = Kind("leaf", "leaves", is_in_toml=True, address="leaves/{name}/")
"""Its values are notes, too, each in a TOML file of its own."""
FILE = "hunan/notes.toml"
CHAIN = """\
status = "approved"
review = [
  {step = "first", by = "甲", at = 2026-03-01},
  {step = "second", by = "乙", at = "2026-03-02"},
  {step = "final", by = "丙", at = 2026-03-03},
]
"""


def note(name: str = '"a"', more: str = CHAIN, **values: str) -> str:
    """A note as TOML, its values as they are written there."""
    written = {"name": name, "title": '"题"', "date": "2026-03-09", "text": '"文"', **values}
    return "[[notes]]\n" + "".join(f"{key} = {value}\n" for key, value in written.items()) + more


def leaf(more: str = CHAIN, **values: str) -> str:
    """A note that has its TOML file to itself."""
    written = {"title": '"题"', "date": "2026-03-09", "text": "'''\n文\n'''", **values}
    return "".join(f"{key} = {value}\n" for key, value in written.items()) + more


@contextmanager
def notes_are_known() -> Iterator[None]:
    """For as long as this lasts, reading a site finds its notes."""
    with pytest.MonkeyPatch.context() as patch:
        path = [*lianzhan.kinds.__path__, str(TESTS / "throwaway")]
        patch.setattr(lianzhan.kinds, "__path__", path)
        patch.setattr(site_reading, "KINDS", (*KINDS, NOTE, LEAF))
        patch.setattr(kinds, "KINDS", (*KINDS, NOTE, LEAF))
        for kind in (NOTE, LEAF):
            patch.setitem(kinds._BY_NAME, kind.name, kind)
        yield
