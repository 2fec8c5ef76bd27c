"""Keys of honours: years, terms and consent, and what is none of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from kinds.written import ZONE, written
from lianzhan.kinds.honour.keys import KEYS
from lianzhan.kinds.honour.reading import READING
from lianzhan.kinds.honour.values import Consent

if TYPE_CHECKING:
    from lianzhan.kinds.honour.values import Honour
    from lianzhan.model.problem import Problem

FILE = "hunan/honours.toml#x"


def read(head: str) -> tuple[Honour, tuple[Problem, ...]]:
    return READING.make(written(head, FILE, column=None))


@pytest.mark.parametrize("text", ["2024", "2024年"])
def test_a_year_has_four_digits(text: str) -> None:
    honour, problems = read(f"year: {text}")
    assert (honour.year, problems) == (2024, ())
    assert honour.since == datetime(2024, 1, 1, tzinfo=ZONE)


@pytest.mark.parametrize("text", ["24", "2024-03-08", "二〇二四", "12024", "[2024]", "-2024", '""'])
def test_what_is_no_year_is_named(text: str) -> None:
    honour, (fault,) = read(f"year: {text}")
    assert (honour.year, fault.code) == (0, "bad-value")
    assert "四位数" in str(dict(fault.details)["expected"])


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("3", date(2027, 12, 31)),
        ("3年", date(2027, 12, 31)),
        ("99", date(2123, 12, 31)),
        ("2027-06-30", date(2027, 6, 30)),
        ("2027年6月30日", date(2027, 6, 30)),
    ],
)
def test_a_term_is_some_years_after_that_of_the_award_or_ends_with_a_day(
    text: str, last: date
) -> None:
    honour, problems = read(f"year: 2024\nterm: {text}")
    assert problems == ()
    assert honour.term
    assert honour.term.last == last
    assert not honour.is_over(datetime(last.year, last.month, last.day, 23, 59, tzinfo=ZONE))
    assert honour.is_over(honour.term.ends)
    assert honour.term.ends.date().toordinal() == last.toordinal() + 1


@pytest.mark.parametrize("text", ["0", "100", "长期", "2027", "2027-13-01", "[3]", "-3"])
def test_what_is_no_term_is_named(text: str) -> None:
    honour, (fault,) = read(f"year: 2024\nterm: {text}")
    assert (honour.term, fault.code, dict(fault.details)["key"]) == (None, "bad-value", "term")


def test_years_of_a_term_count_from_none_where_the_year_is_none() -> None:
    honour, problems = read("year: x\nterm: 3")
    assert honour.term is None
    assert [dict(fault.details)["key"] for fault in problems] == ["year"]


def test_one_without_a_term_is_never_over() -> None:
    assert not read("year: 2024")[0].is_over(datetime(2199, 1, 1, tzinfo=ZONE))


def test_consent_says_who_gave_it_and_when() -> None:
    honour, problems = read('consent: {by: "本人", at: 2026-03-01}')
    assert problems == ()
    assert honour.consent == Consent("本人", datetime(2026, 3, 1, tzinfo=ZONE))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("已同意", "consent"),
        ("{by: 本人}", "consent"),
        ("{at: 2026-03-01}", "consent"),
        ('{by: "", at: 2026-03-01}', "consent"),
        ("{by: 本人, at: 2026-03-01, why: x}", "consent"),
        ("[本人, 2026-03-01]", "consent"),
        ("{by: 本人, at: 三月}", "consent.at"),
    ],
)
def test_consent_without_either_is_none(text: str, key: str) -> None:
    honour, (fault,) = read(f"consent: {text}")
    assert (honour.consent, fault.code, dict(fault.details)["key"]) == (None, "bad-value", key)


def test_no_reader_sees_who_agreed() -> None:
    assert [key.name for key in KEYS if key.is_hidden] == ["consent", "submitter"]
