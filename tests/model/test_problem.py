"""A problem: its order, its severity, and texts that can be written anywhere."""

from __future__ import annotations

import pytest
from every_code import CODES

from lianzhan.model.codes import Severity
from lianzhan.model.problem import problem


def test_problems_sort_by_path_and_line() -> None:
    places = [("b.md", 1), ("a.md", 10), ("a.md", 2), ("a.md", 0)]
    found = sorted(problem(path, line, CODES["empty-file"]) for path, line in places)
    assert [(p.path, p.line) for p in found] == [
        ("a.md", 0),
        ("a.md", 2),
        ("a.md", 10),
        ("b.md", 1),
    ]


@pytest.mark.parametrize("code", CODES)
def test_a_problem_is_as_severe_as_its_code(code: str) -> None:
    found = problem("a.md", 1, CODES[code])
    assert found.severity is CODES[code].severity
    assert found.is_error == (CODES[code].severity is Severity.ERROR)


def test_details_are_texts_in_the_order_given() -> None:
    found = problem("a.md", 1, CODES["file-too-large"], size=12, limit=10)
    assert found.details == (("size", "12"), ("limit", "10"))


def test_details_can_be_written_as_utf_8_whatever_a_file_is_called() -> None:
    found = problem("a.md", 0, CODES["bad-name"], name="x\udcff")
    assert dict(found.details)["name"].encode() == b"x?"
