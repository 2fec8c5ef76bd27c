"""How notes are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.note.values import KEYS, Note

from lianzhan.kinds.reading import entry_of, made
from lianzhan.model.codes import error
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lianzhan.kinds.room import Rule
    from lianzhan.model.catalog import Entry
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.problem import Problem
    from lianzhan.reading.keys import Key
    from lianzhan.reading.written import Written

LONGEST = 20
LONG_TITLE = error("note-title", "标题有 {length} 字，超过 {limit} 字", "缩短标题")


def short_title(note: Note, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A note's title has at most 20 characters."""
    if len(note.title) > LONGEST:
        details = {"length": len(note.title), "limit": LONGEST}
        yield problem(note.file, note.line("title"), LONG_TITLE, **details)


@dataclass(frozen=True)
class NoteReading:
    """How a note is read."""

    keys: tuple[Key, ...] = KEYS
    rules: tuple[Rule, ...] = (short_title,)

    def make(self, written: Written) -> tuple[Note, tuple[Problem, ...]]:
        """Return a note, and a problem for each key that could not be read."""
        return made(Note, KEYS, written)

    def entry(self, value: Note, _now: datetime) -> Entry:
        """Return all that other sites must know of a note: those above mention its title."""
        return entry_of(value, "note")._replace(facts=(("title", value.title),))

    def moments(self, _value: Note, _now: datetime) -> Iterable[datetime]:
        """A note stays as it is while it is shown."""
        return ()


READING = NoteReading()
