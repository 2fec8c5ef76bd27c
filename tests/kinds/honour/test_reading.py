"""Honours as they are read, and what other sites know of them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kinds.written import ZONE, written
from lianzhan.kinds.honour.reading import READING
from lianzhan.kinds.room import Timely
from lianzhan.model.catalog import ALWAYS, NEVER

if TYPE_CHECKING:
    from lianzhan.kinds.honour.values import Honour

NOW = datetime(2026, 11, 1, tzinfo=ZONE)
HEAD = "award: post\nlevel: 全国\nyear: 2024\n"


def read(head: str) -> Honour:
    value, problems = READING.make(written(head, "hunan/honours.toml#x", column=None))
    assert problems == ()
    return value


def test_sites_above_know_whom_what_when_and_until_when() -> None:
    honour = read(f"{HEAD}unit: 甲单位\nterm: 2")
    assert READING.entry(honour, NOW).facts == (
        ("award", "post"),
        ("level", "全国"),
        ("year", "2024"),
        ("unit", "甲单位"),
        ("last", "2026-12-31"),
    )


def test_of_consent_no_other_site_knows() -> None:
    honour = read(f"{HEAD}person: 某家\nconsent: {{by: 户主, at: 2026-03-01}}")
    assert honour.consent
    assert "户主" not in repr(READING.entry(honour, NOW))
    assert ("person", "某家") in READING.entry(honour, NOW).facts


def test_its_phase_changes_on_the_day_after_its_last() -> None:
    honour = read(f"{HEAD}unit: 甲\nterm: 2026-10-31")
    assert READING.entry(honour, NOW).phase == "over"
    assert READING.entry(honour, datetime(2026, 10, 31, 23, 59, tzinfo=ZONE)).phase == ""
    assert NOW in READING.moments(honour, NOW)


def test_one_that_was_taken_back_has_ended() -> None:
    honour = read(f"{HEAD}unit: 甲\nrevoked: 2026-05-01")
    assert honour.has_ended
    assert ("revoked", "2026-05-01") in READING.entry(honour, NOW).facts
    assert not read(f"{HEAD}unit: 甲").has_ended


def test_it_waits_for_no_date_of_its_own() -> None:
    honour = read(f"{HEAD}unit: 甲")
    assert honour.date == ALWAYS
    assert set(READING.moments(honour, NOW)) == {
        datetime(2024, 1, 1, tzinfo=ZONE), ALWAYS, NEVER
    }  # fmt: skip


def test_reviewers_read_about_whom_it_was_given() -> None:
    assert [read(f"{HEAD}{whom}").label for whom in ("unit: 甲", "person: 某家", "")] == [
        "甲", "某家", "x"
    ]  # fmt: skip


def test_whether_its_year_has_come_is_a_question_of_the_moment() -> None:
    assert isinstance(READING, Timely)
    honour = read(HEAD.replace("2024", "2027"))
    assert [p.code for p in READING.problems_at(honour, NOW)] == ["honour-year"]
    assert [*READING.problems_at(honour, honour.since)] == []
    assert honour.since in READING.moments(honour, NOW)
