"""A foreign head, from which each field of ours takes what it is called there."""

from __future__ import annotations

import pytest

from lianzhan.desk.importing.aliases import ALIASES, KNOWN, AliasedFields, folded, text_of


def test_no_name_stands_for_two_fields() -> None:
    assert len(KNOWN) == sum(map(len, ALIASES.values()))
    assert all(alias == alias.lower() for alias in KNOWN)


def test_aliases_come_in_the_order_of_the_table_whatever_the_heads() -> None:
    head = AliasedFields([("description", "乙"), ("x", "丙"), ("summary", "甲"), ("excerpt", " ")])
    assert head.texts("summary") == [("summary", "甲"), ("description", "乙")]


def test_what_is_taken_is_used_up_with_all_that_says_the_same() -> None:
    head = AliasedFields(
        [("summary", "甲"), ("description", " 甲 "), ("excerpt", "乙"), ("author", "甲")]
    )
    assert head.text("summary") == "甲"
    assert head.mapped == [("summary", "summary")]
    assert head.rest == [("excerpt", "乙"), ("author", "甲")]
    assert (head.text("summary"), head.text("summary")) == ("乙", "")


def test_notes_keep_their_details() -> None:
    head = AliasedFields([])
    head.tell("draft")
    head.tell("status", value=1)
    assert [(note.code, note.details) for note in head.notes] == [
        ("draft", ()),
        ("status", (("value", "1"),)),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [("甲", "甲"), (["甲", " ", "乙"], "甲、乙"), ([], ""), ({"a": "b"}, ""), (["甲", ["乙"]], "")],
)
def test_a_list_of_texts_is_one_text(value: object, text: str) -> None:
    assert text_of(value) == text


def test_white_space_is_folded() -> None:
    assert folded(" a\n\t b\u3000c ") == "a b c"
