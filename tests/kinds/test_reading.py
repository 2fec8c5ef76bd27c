"""What is written of a value becomes one by its kind's table of keys, and an entry of the catalog."""

from __future__ import annotations

from datetime import datetime

import pytest

from kinds.written import ZONE, written
from lianzhan.kinds.reading import entry_of, made
from lianzhan.kinds.room import reading_of
from lianzhan.kinds.value import Value
from lianzhan.model.body import Body, Link
from lianzhan.model.catalog import NEVER, Picture
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import KINDS, Kind
from lianzhan.reading.fields import Fields
from lianzhan.reading.keys import REVIEW_KEYS, START, TEXT, Context, Key

CONTEXT = Context(ZONE, "湖南省妇联", ("province", "national"))
KEYS = (Key("title", TEXT, ""), Key("date", START, ""), *REVIEW_KEYS)


@dataclass(frozen=True)
class Note(Value):
    title: str = ""


def test_a_value_has_its_place_its_keys_and_its_body() -> None:
    body = Body("<p>文</p>")
    note, problems = made(Note, KEYS, written("title: 一\ndate: 2026-03-08", body=body, line=4))
    assert problems == ()
    assert note == Note(
        path="hunan/articles/news/x.md",
        site="hunan",
        column="news",
        name="x",
        digest="digest",
        words=note.words,
        date=datetime(2026, 3, 8, tzinfo=ZONE),
        keys=(("title", 2), ("date", 3)),
        begins=4,
        body=body,
        title="一",
    )


def test_what_can_not_be_read_is_a_problem_of_the_file_and_of_two_the_first_counts() -> None:
    path = "hunan/notes.toml#x"
    note, problems = made(Note, KEYS, written("title: 一\ntitle: 二\ndate: bald", path))
    assert [(fault.path, fault.line, fault.code) for fault in problems] == [
        ("hunan/notes.toml", 4, "bad-value")
    ]
    assert (note.title, note.date, note.path) == ("一", NEVER, path)


def test_an_entry_is_all_but_the_words() -> None:
    body = Body('<h2 id="一">一</h2>', links=(Link("b.md#一", 9),))
    picture = Picture("hunan/a.jpg", "d", "jpeg", 1, 1, 1)
    note = Note("hunan/notes/a.md", "hunan", None, "a", "digest", status="approved", body=body,
                pictures=(("a.jpg", picture),))  # fmt: skip
    entry = entry_of(note, "note", "province")
    assert (entry.path, entry.site, entry.column, entry.name) == (note.path, "hunan", None, "a")
    assert (entry.digest, entry.date, entry.status) == ("digest", NEVER, "approved")
    assert (entry.kind, entry.offer) == ("note", "province")
    assert [(link.path, link.fragment) for link in entry.references] == [
        ("hunan/notes/b.md", "#一")
    ]
    assert entry.pictures == (("a.jpg", picture),)
    assert entry.anchors == ("一",)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_key_that_is_not_written_has_the_value_that_reading_it_would_give(kind: Kind) -> None:
    for key in reading_of(kind).keys:
        fields = Fields("x.md", {})
        assert key.type.read(fields, key.name, CONTEXT) == key.type.unwritten, key.name
        assert fields.problems == []
