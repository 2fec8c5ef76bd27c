"""Names of files that can be used in an address, and those that can't."""

from __future__ import annotations

import pytest

from lianzhan.reading.file_names import name_fault


@pytest.mark.parametrize("name", ["a", "2026", "妇女节", "a.b-c_d", "九" * 40])
def test_letters_numbers_and_a_few_marks_make_an_address(name: str) -> None:
    assert name_fault(name, "x") is None


@pytest.mark.parametrize(
    ("name", "reason", "example"),
    [
        ("", "“”", "article"),
        ("a b", "“ ”", "a-b"),
        ("a#b", "“#”", "a-b"),
        ("..", "“.”", "article"),
        ("-a", "“-”", "a"),
        ("a\x00", "\\x00", "a"),
        ("Index", "Index", "article"),
        ("con", "con", "article"),
        ("九" * 41, "> 120", "九" * 40),
    ],
)
def test_what_keeps_a_name_from_an_address_is_said(name: str, reason: str, example: str) -> None:
    fault = name_fault(name, "hunan/x")
    assert fault is not None
    assert (fault.path, fault.code) == ("hunan/x", "bad-name")
    details = dict(fault.details)
    assert (details["name"], details["reason"], details["example"]) == (name, reason, example)
