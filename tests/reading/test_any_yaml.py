"""YAML of any form: every scalar a text with its line, and nothing that YAML would do by itself."""

from __future__ import annotations

import pytest

from lianzhan.reading.any_yaml import any_yaml
from lianzhan.reading.head_faults import HeadError
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence


def test_all_values_have_the_lines_they_begin_at() -> None:
    assert any_yaml("a: 甲\nb:\n  - 乙\n  - {c: 丙}\n", 5) == Mapping(
        (
            (Scalar("a", 5), Scalar("甲", 5)),
            (
                Scalar("b", 6),
                Sequence(
                    (Scalar("乙", 7), Mapping(((Scalar("c", 8), Scalar("丙", 8)),), 8)),
                    7,
                ),
            ),
        ),
        5,
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("0731", "0731"),
        ("no", "no"),
        ("2026-03-08", "2026-03-08"),
        ("!!int 5", "!!int 5"),
        ("' 甲 '", "甲"),
        ("~", ""),
        ("null", ""),
        ("'null'", "null"),
        ("|\n  甲\n  乙", "甲\n乙"),
        (">\n  甲\n  乙", "甲 乙"),
    ],
)
def test_a_scalar_is_its_text_whatever_its_type_would_be(written: str, text: str) -> None:
    found = any_yaml(f"a: {written}", 1)
    assert isinstance(found, Mapping)
    assert found.items[0][1] == Scalar(text, 1)


def test_repeated_keys_are_kept() -> None:
    found = any_yaml("a: 1\na: 2", 1)
    assert isinstance(found, Mapping)
    assert [value for _, value in found.items] == [Scalar("1", 1), Scalar("2", 2)]


def test_of_nothing_comes_an_empty_mapping() -> None:
    assert any_yaml("", 3) == Mapping((), 3)
    assert any_yaml("# 注", 3) == Mapping((), 3)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [*x]", 2),
        ("a:\n  [[[[[[1]]]]]]", 2),
        ("1\n--- 2", 2),
        ("? [a]\n: 1", 1),
        ('a: "甲\nb: 1\nc: 2', 1),
        ("a: 1\n b: 2", 2),
        ('a: 1\nb: "\\u202e"', 2),
    ],
    ids=["alias", "depth", "second document", "key", "open quote", "indent", "unwanted character"],
)
def test_what_is_refused_names_its_line(text: str, line: int) -> None:
    with pytest.raises(HeadError) as refused:
        any_yaml(text, 10)
    assert refused.value.line == 9 + line
    assert str(refused.value)


def test_five_lists_in_one_another_are_read() -> None:
    assert isinstance(any_yaml("a: [[[[[1]]]]]", 1), Mapping)
