"""Each step by somebody who may sign it, called by a name that people.toml has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinds.rules.example import CHAIN, FEDERATION, article, places
from lianzhan.kinds.review.chain import judge_chain
from lianzhan.kinds.review.persons import own_text_faults, person_faults, signer
from lianzhan.kinds.review.terms import Terms
from lianzhan.model.people import People, Person
from lianzhan.reading.bounds import MAX_PROBLEMS

STEPS = ("first", "second", "final")
JIA = Person("jia", "甲", steps=STEPS)
YI = Person("yi", "乙", steps=("second",), formerly=("易",))
BING = Person("bing", "丙", steps=("final",), since=date(2026, 1, 1), until=date(2026, 12, 31))
PEOPLE = People((JIA, YI, BING))
TERMS = Terms(FEDERATION.review, people=PEOPLE)


def by(*names: str, days: tuple[int, ...] = (1, 2, 3)) -> tuple[object, ...]:
    found = zip(CHAIN, names, days, strict=False)
    return tuple(replace(step, by=name, at=date(2026, 3, day)) for step, name, day in found)


def faults(*names: str, terms: Terms = TERMS) -> list[tuple[int, str]]:
    read = article(status="approved", review=by(*names), keys=(("status", 4), ("review", 5)))
    return places(judge_chain(read, terms).faults)


def test_a_signer_is_called_by_name_id_or_a_name_of_before() -> None:
    assert faults("甲", "乙", "丙") == faults("jia", "易", "bing") == []


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("丁", "乙", "丙"), [(6, "review-unknown-person")]),
        (("甲 ", "乙", "丙"), [(6, "review-unknown-person")]),
        (("（甲）", "乙", "丙"), [(6, "review-unknown-person")]),
        (("JIA", "乙", "丙"), [(6, "review-unknown-person")]),
        (("甲", "丙", "乙"), [(7, "review-not-entitled"), (8, "review-not-entitled")]),
        (("甲", "jia", "丙"), [(7, "review-same-person")]),
        (("甲", "易", "乙"), [(8, "review-not-entitled"), (8, "review-same-person")]),
        (("甲", "乙", "jia"), [(8, "review-same-person")]),
        (("", "乙", "丙"), [(6, "review-unknown-person"), (6, "bad-value")]),
    ],
)
def test_others_do_not_count(names: tuple[str, ...], expected: list[tuple[int, str]]) -> None:
    assert faults(*names) == expected


def test_the_same_person_in_another_spelling_is_the_nearest_and_herself() -> None:
    read = article(review=by("甲", "「甲」"))
    unknown, twice = judge_chain(read, TERMS).faults
    assert dict(unknown.details)["nearest"] == "甲"
    assert twice.code == "review-same-person"


def test_what_one_may_stands_in_the_message() -> None:
    read = article(review=(replace(CHAIN[0], by="乙"),))
    (fault,) = person_faults(read, TERMS)
    assert dict(fault.details) == {
        "by": "乙",
        "step": "first",
        "on": "2026-03-01",
        "may": "second",
        "known": "甲",
    }


@pytest.mark.parametrize(("day", "count"), [(date(2025, 12, 31), 1), (date(2026, 1, 1), 0)])
def test_a_step_counts_of_the_time_when_its_signer_might(day: date, count: int) -> None:
    read = article(review=(replace(CHAIN[2], by="丙", at=day),))
    found = [*person_faults(read, TERMS)]
    assert len(found) == count
    assert all(dict(fault.details)["may"] == "final 2026-01-01–2026-12-31" for fault in found)


def test_of_namesakes_only_the_id_says_who() -> None:
    """Also where one has today the name that the other had before, and the other way round."""
    other = Person("jia2", "丁", steps=STEPS, formerly=("甲",))
    first = replace(JIA, formerly=("丁",))
    terms = replace(TERMS, people=People((first, other, YI, BING)))
    assert faults("甲", "乙", "丙", terms=terms) == [(6, "review-namesakes")]
    assert faults("丁", "乙", "丙", terms=terms) == [(6, "review-namesakes")]
    assert faults("jia2", "乙", "丙", terms=terms) == []
    assert signer("甲", terms.people) == "甲"


def test_of_a_chain_of_a_thousand_strangers_some_are_named() -> None:
    """Each stranger is compared with everybody: only some are named, and one is enough."""
    people = People(tuple(Person(f"p{n}", f"人{n}", steps=STEPS) for n in range(400)))
    steps = tuple(replace(CHAIN[0], by=f"谁{n}", line=n) for n in range(1_000))
    found = judge_chain(article(review=steps), replace(TERMS, people=people)).faults
    assert {fault.code for fault in found} == {"review-unknown-person"}
    assert len(found) == MAX_PROBLEMS


def test_nobody_may_where_nobody_is_named() -> None:
    codes = [code for _, code in faults("甲", "乙", "丙", terms=replace(TERMS, people=People()))]
    assert codes == ["review-unknown-person"] * 3


SEPARATE = Terms(replace(FEDERATION.review, separates=True))


@pytest.mark.parametrize("terms", [SEPARATE, replace(SEPARATE, people=PEOPLE)])
@pytest.mark.parametrize(
    ("sent_in", "count"),
    [
        ({"submitter": "丙"}, 1),
        ({"author": "丙"}, 1),
        ({"submitter": "（丙）"}, 1),
        ({"submitter": "甲", "author": "丙"}, 0),
        ({"submitter": "甲"}, 0),
        ({}, 0),
    ],
)
def test_who_submitted_a_text_does_not_sign_its_last_step(
    sent_in: dict[str, str], count: int, terms: Terms
) -> None:
    read = article(review=by("甲", "乙", "丙"), **sent_in)
    assert places(own_text_faults(read, terms)) == [(8, "review-own-text")] * count
    joined = replace(terms, policy=replace(terms.policy, separates=False))
    assert places(own_text_faults(read, joined)) == []


def test_an_id_is_the_person_it_stands_for() -> None:
    read = article(review=by("甲", "乙", "bing"), submitter="丙")
    terms = replace(SEPARATE, people=PEOPLE)
    assert places(own_text_faults(read, terms)) == [(8, "review-own-text")]
