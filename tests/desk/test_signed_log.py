"""Every step of every chain, the newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk.test_waiting import assessed
from kinds.rules.example import CHAIN

from lianzhan.desk.signed_log import newest_first, signed_steps
from lianzhan.model.people import People, Person


def test_steps_are_listed_with_who_took_them_and_what_counts() -> None:
    chain = (CHAIN[0], replace(CHAIN[1], digest="of another text"), replace(CHAIN[2], at=None))
    people = People((Person("jia", "甲"), Person("yi", "乙", formerly=("易",))))
    steps = [*signed_steps([assessed(review=chain, title="题")], people)]
    assert [(s.by, s.person, s.why) for s in steps] == [
        ("甲", "jia", ""),
        ("乙", "yi", "changed-since-review"),
        ("丙", "", "changed-since-review"),
    ]
    assert {(s.path, s.title, s.site, s.key) for s in steps} == {
        ("hunan/articles/news/x.md", "题", "hunan", "")
    }
    assert [s.day for s in newest_first(steps)] == [date(2026, 3, 2), date(2026, 3, 1), None]
    assert [s.by for s in newest_first(steps, date(2026, 3, 2))] == ["乙"]
    assert {s.person for s in signed_steps([assessed(review=chain)], None)} == {""}
