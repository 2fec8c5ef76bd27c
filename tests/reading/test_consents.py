"""Whether a consent was withdrawn: in any spelling, but not by a word for no."""

from __future__ import annotations

import pytest

from lianzhan.reading.consents import is_no, withdrawals
from lianzhan.reading.front_matter import split
from lianzhan.reading.yaml_values import Scalar, Value


def value_of(written: str) -> Value | None:
    fields = split(f"---\nconsent: {written}\n---\n", "x.md").fields
    return next((value for key, value in fields.items if key.text == "consent"), None)


@pytest.mark.parametrize(
    "written",
    [
        "{withdrawn: 2026-05-01}", "{withdrawn: 上周}", "{Withdrawn: x}", "{撤回: 2026-05-01}",
        "{撤回同意: 5月}", "{by: 本人, at: 2026-03-01, withdrawn: {}}", "撤回", "撤回同意",
        "withdrawn", "\n  by: 本人\n  withdrawn: 2026-05-01", "{withdrawn: 否, 撤回: 2026-05-01}",
    ],
)  # fmt: skip
def test_a_withdrawal_is_taken_in_any_spelling(written: str) -> None:
    assert [*withdrawals(value_of(written))] != []


@pytest.mark.parametrize(
    "written",
    ["", "同意", "{by: 本人, at: 2026-03-01}", "{withdrawn: }", "{withdrawn: 否}", "[撤回]"],
)
def test_whoever_agrees_stays(written: str) -> None:
    assert [*withdrawals(value_of(written))] == []


def test_nothing_is_said_where_nothing_stands() -> None:
    assert [*withdrawals(None)] == []


@pytest.mark.parametrize(
    ("text", "expected"), [("无", True), ("No", True), (" ", True), ("2026-05-01", False)]
)
def test_a_word_for_no_is_one(text: str, expected: bool) -> None:
    assert is_no(Scalar(text, 1)) is expected
