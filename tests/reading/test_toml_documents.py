"""A TOML file of one value has a head and a text, as a Markdown file has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from notes_kind import LEAF, NOTE, leaf, note

from lianzhan.reading.keys import REVIEW_KEYS, START, TEXT, WORDS, Key
from lianzhan.reading.toml_documents import fronts, keys_of_one, toml_front, withdrawal
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence, Value

if TYPE_CHECKING:
    from lianzhan.reading.front_matter import FrontMatter

KEYS = (
    Key("title", TEXT, "", required=True),
    Key("date", START, "", required=True),
    Key("phases", WORDS, ""),
    Key("banner", WORDS, ""),
    *REVIEW_KEYS,
)
PATH = "hunan/leaves/a.toml"


def front(text: str) -> FrontMatter:
    return toml_front(text, PATH, KEYS)


def plain(value: Value) -> object:
    """A value with its lines, as texts, pairs and lists."""
    if isinstance(value, Scalar):
        return value.text, value.line
    if isinstance(value, Mapping):
        return [(key.text, key.line, plain(held)) for key, held in value.items], value.line
    assert isinstance(value, Sequence)
    return [plain(held) for held in value.items]


def field(found: FrontMatter, name: str) -> object:
    return next(plain(value) for key, value in found.fields.items if key.text == name)


def faults(found: FrontMatter) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in found.problems]


def test_keys_stand_at_the_top_and_the_text_is_one_of_them() -> None:
    found = front(leaf(text="'''\n# 甲\n\n乙\n'''"))
    assert faults(found) == []
    assert (field(found, "title"), field(found, "date")) == (("题", 1), ("2026-03-09", 2))
    assert (found.body, found.body_line) == ("# 甲\n\n乙\n", 4)
    assert [key.name for key in keys_of_one(KEYS)][-1] == "text"


def test_tables_and_lists_of_tables_have_their_own_lines() -> None:
    text = leaf("") + '\n[[phases]]\nname = "a"\n\n[[phases]]\nname = "b"\nopen = true\n'
    text += '\n[banner]\nsrc = "b.jpg"\n'
    found = front(text)
    assert field(found, "phases") == [
        ([("name", 8, ("a", 8))], 7),
        ([("name", 11, ("b", 11)), ("open", 12, ("true", 12))], 10),
    ]
    assert field(found, "banner") == ([("src", 15, ("b.jpg", 15))], 14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (leaf(nae="1"), [(6, "config-unknown-key")]),
        (leaf(title="1"), [(1, "config-value")]),
        (leaf(title='" "'), [(1, "config-value")]),
        (leaf(title='"\\u202e"'), [(1, "config-value")]),
        ("# 空\n", [(1, "config-missing-key")] * 2),
        ("title = = 1\n", [(1, "config-syntax")]),
        (leaf() + "title = 1\n", [(12, "config-syntax")]),
    ],
)
def test_what_is_wrong_is_said_at_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert faults(front(text)) == expected


def test_a_slip_does_not_undo_a_withdrawal() -> None:
    found = front(leaf('status = "withdrawn"\nx = = 1\n'))
    assert faults(found) == [(7, "config-syntax")]
    assert found.fields.items == ((Scalar("status", 6), Scalar("withdrawn", 6)),)
    assert [*withdrawal("title = 1\n状态：撤稿\n")] == [
        (Scalar("status", 2), Scalar("withdrawn", 2))
    ]
    assert [*withdrawal('[banner]\nstatus = "withdrawn"\n')] == []
    assert [*withdrawal('status = "approved"\n')] == []


def test_the_values_of_a_file_are_found_by_their_names() -> None:
    assert [name for name, _ in fronts(leaf(), PATH, LEAF, KEYS)] == [""]
    two = note('"a"') + note('"b"')
    assert [name for name, _ in fronts(two, "hunan/notes.toml", NOTE, KEYS)] == ["a", "b"]
    with pytest.raises(ValueError, match="key/value"):
        dict(fronts("x", PATH, LEAF, KEYS))
