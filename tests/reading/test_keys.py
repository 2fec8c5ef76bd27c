"""A table of keys: from each type come reading, a form for people and a JSON Schema."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from lianzhan.model.body import Image
from lianzhan.model.catalog import NEVER
from lianzhan.reading import keys
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.front_matter import split
from lianzhan.reading.keys import (
    COVER,
    MOMENT,
    OFFER,
    REVIEW,
    REVIEW_KEYS,
    START,
    STATUSES,
    TEXT,
    WORDS,
    Context,
    Key,
    KeyType,
    choice,
    typed,
)

ZONE = ZoneInfo("Asia/Shanghai")
CONTEXT = Context(ZONE, "湖南省妇联", ("province", "national"))
DAY = datetime(2026, 3, 8, tzinfo=ZONE)
TYPES = {name: kind for name, kind in vars(keys).items() if isinstance(kind, KeyType)}


def read(kind: KeyType, written: str) -> tuple[object, list[tuple[int, str]]]:
    """What a key of this type is read as, and the line and key of each fault."""
    head = f"---\nk: {written}\n---\n" if written else "---\nother: 1\n---\n"
    fields = Fields("x.md", first_values(split(head, "x.md").fields))
    value = typed(fields, (Key("k", kind, ""),), CONTEXT)["k"]
    return value, [(fault.line, dict(fault.details)["key"]) for fault in fields.problems]


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (TEXT, "' 一  句 '", "一 句"),
        (TEXT, "", ""),
        (MOMENT, "2026-03-08", DAY),
        (MOMENT, "", None),
        (START, "2026-03-08 00:00", DAY),
        (START, "", NEVER),
        (WORDS, "[甲, 乙, 甲]", ("甲", "乙")),
        (WORDS, "甲、乙", ("甲", "乙")),
        (WORDS, "", ()),
        (COVER, "a.jpg", Image("a.jpg", "", 2, decorative=True)),
        (COVER, "", None),
        (OFFER, "national", "national"),
        (OFFER, "", ""),
        (REVIEW, "", ()),
        (choice(("a", "b"), "a"), "b", "b"),
        (choice(("a", "b"), "a"), "", "a"),
        (choice(("a", "b")), "", ""),
    ],
)
def test_a_value_is_read_by_its_type(kind: KeyType, written: str, value: object) -> None:
    assert read(kind, written) == (value, [])


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (TEXT, "[a]", ""),
        (MOMENT, "2026-03", None),
        (START, "bald", NEVER),
        (START, "''", NEVER),
        (WORDS, "{a: b}", ()),
        (COVER, "[a.jpg]", None),
        (OFFER, "village", ""),
        (REVIEW, "甲", ()),
        (choice(("a", "b"), "a"), "c", "a"),
    ],
)
def test_what_can_not_be_read_is_told_at_its_line(
    kind: KeyType, written: str, value: object
) -> None:
    assert read(kind, written) == (value, [(2, "k")])


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_a_type_says_how_it_is_written_and_what_its_schema_is(kind: KeyType) -> None:
    assert kind.form
    assert {*kind.schema} & {"type", "anyOf", "enum"}


def test_toml_takes_nothing_but_texts_where_a_key_is_one() -> None:
    assert {name for name, kind in TYPES.items() if not kind.is_text} == {
        "MOMENT", "START", "WORDS", "REVIEW", "SAID",
    }  # fmt: skip
    assert choice(("a",)).is_text
    assert choice(("a", "b")).schema == {"enum": ["a", "b"]}
    assert choice(("a", "b")).form == "a | b"


def test_all_that_is_reviewed_has_a_status_a_chain_and_an_end() -> None:
    assert [key.name for key in REVIEW_KEYS] == ["status", "review", "expires", "submitter"]
    assert STATUSES == ("submitted", "approved", "withdrawn")
    fields = Fields("x.md", {})
    assert typed(fields, REVIEW_KEYS, CONTEXT) == {
        "status": "submitted", "review": (), "expires": None, "submitter": "",
    }  # fmt: skip
    assert not any(key.required for key in REVIEW_KEYS)
