"""The rule of review: three steps by three persons, in order of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kinds.rules.example import CHAIN, FEDERATION, article, places
from lianzhan.kinds.review.chain import (
    future_steps,
    judge_chain,
    steps_after,
)
from lianzhan.kinds.review.digest import seen_digest, signed_page
from lianzhan.kinds.review.terms import Terms
from lianzhan.model.federation import ReviewPolicy
from lianzhan.model.review import ReviewStep

if TYPE_CHECKING:
    from lianzhan.kinds.article.values import Article

FIRST, SECOND, FINAL = CHAIN
KEYS = (("title", 2), ("status", 4), ("review", 5))


def faults(*steps: ReviewStep, status: str = "approved") -> list[tuple[int, str]]:
    read = article(status=status, review=steps, keys=KEYS)
    return places(judge_chain(read, Terms(FEDERATION.review)).faults)


def test_a_complete_chain_is_in_order() -> None:
    assert faults(*CHAIN) == []


def test_all_steps_may_be_taken_on_one_day() -> None:
    day = date(2026, 3, 1)
    assert faults(*(replace(step, at=day) for step in CHAIN)) == []


@pytest.mark.parametrize(
    ("steps", "line", "missing"),
    [
        ((), 4, "first, second, final"),
        ((FIRST,), 5, "second, final"),
        ((FIRST, FINAL), 5, "second"),
        ((SECOND, FINAL), 5, "first"),
    ],
)
def test_what_is_called_approved_is_signed_in_full(
    steps: tuple[ReviewStep, ...], line: int, missing: str
) -> None:
    assert faults(*steps) == [(line, "review-incomplete")]
    (fault,) = judge_chain(
        article(status="approved", review=steps, keys=KEYS), Terms(FEDERATION.review)
    ).faults
    assert dict(fault.details) == {"steps": missing}


@pytest.mark.parametrize("status", ["submitted", "withdrawn"])
def test_a_chain_may_grow_until_then(status: str) -> None:
    assert faults(status=status) == []
    assert faults(FIRST, status=status) == []


@pytest.mark.parametrize(
    "by", ["甲", " 甲 ", "甲\u3000", "\u2060甲", "「甲」", "甲\u0301", "甲\ufe00", "\u3164甲"]
)
def test_nobody_signs_twice(by: str) -> None:
    assert faults(FIRST, SECOND, replace(FINAL, by=by)) == [(8, "review-same-person")]
    assert faults(FIRST, replace(SECOND, by=by), status="submitted") == [(7, "review-same-person")]


@pytest.mark.parametrize(("one", "other"), [("张三", "张叁"), ("བསོད", "བསད"), ("Li Na", "Li Nan")])
def test_different_names_are_different_persons(one: str, other: str) -> None:
    assert faults(replace(FIRST, by=one), replace(SECOND, by=other), FINAL) == []


@pytest.mark.parametrize("by", ["", "（）", "\u3164", "「\u3000」", "—"])
def test_a_step_without_a_name_is_not_signed(by: str) -> None:
    nobody = replace(SECOND, by=by)
    assert faults(FIRST, nobody, FINAL) == [(7, "bad-value")]
    assert faults(replace(FIRST, by=""), nobody, FINAL) == [(6, "bad-value"), (7, "bad-value")]


def test_a_step_dated_later_than_now_is_named_with_its_day() -> None:
    now = datetime(2026, 11, 1, 12, tzinfo=UTC)
    steps = (
        replace(FIRST, since=now),
        replace(SECOND, since=now + timedelta(seconds=1)),
        replace(FINAL, since=datetime(2062, 3, 3, tzinfo=UTC)),
    )
    found = list(future_steps(article(review=steps, date=now), now))
    assert places(found) == [(7, "review-future"), (8, "review-future")]
    dates = [dict(fault.details)["date"] for fault in found]
    assert dates == ["2026-11-01 12:00", "2062-03-03"]
    assert list(future_steps(article(review=CHAIN, date=now), now)) == []


def test_a_step_of_an_article_that_is_still_to_come_must_count_by_its_date() -> None:
    now = datetime(2026, 11, 1, 12, tzinfo=UTC)
    steps = (FIRST, SECOND, replace(FINAL, since=now + timedelta(days=1)))
    for days, codes in {0: ["review-future"], 1: [], 2: []}.items():
        read = article(review=steps, date=now + timedelta(days=days))
        assert [fault.code for fault in future_steps(read, now)] == codes
    assert len(list(steps_after(replace(read, review=steps), now))) == 1


@pytest.mark.parametrize(
    ("steps", "problems"),
    [
        ((SECOND, FIRST, FINAL), [(6, "review-order")]),
        ((FINAL, SECOND, FIRST), [(7, "review-order"), (6, "review-order")]),
        ((FIRST, replace(FIRST, by="丁"), SECOND, FINAL), [(6, "review-order")]),
        ((FIRST, SECOND, replace(FINAL, at=date(2026, 3, 1))), [(8, "review-order")]),
        ((replace(FIRST, at=date(2027, 3, 1)), SECOND, FINAL), [(7, "review-order")]),
    ],
    ids=["swapped", "reversed", "twice", "before the step before", "a year late"],
)
def test_steps_stand_in_their_order_and_on_their_days(
    steps: tuple[ReviewStep, ...], problems: list[tuple[int, str]]
) -> None:
    assert faults(*steps) == problems


def test_a_day_that_could_not_be_read_is_told_elsewhere() -> None:
    assert faults(FIRST, replace(SECOND, at=None), FINAL) == []


def test_only_the_steps_of_the_policy_count() -> None:
    fourth = ReviewStep("fourth", "丁", date(2026, 3, 4), 9)
    assert faults(*CHAIN, fourth) == [(9, "review-unknown-step")]
    assert faults(FIRST, replace(SECOND, step="Second"), FINAL) == [
        (7, "review-unknown-step"),
    ]
    assert faults(replace(FIRST, step=""), status="submitted") == [(6, "review-unknown-step")]


def test_a_federation_may_ask_for_fewer_steps() -> None:
    policy = ReviewPolicy(("first", "final"))
    read = article(status="approved", review=(FIRST, FINAL), keys=KEYS)
    assert list(judge_chain(read, Terms(policy)).faults) == []
    assert places(judge_chain(replace(read, review=CHAIN), Terms(policy)).faults) == [
        (7, "review-unknown-step")
    ]


def digested(*steps: ReviewStep) -> Article:
    """An article whose steps say that they are for it."""
    read = article(status="approved", review=steps, keys=KEYS)
    digest = seen_digest(read, signed_page(read.path))
    return replace(read, review=tuple(replace(step, digest=digest) for step in steps))


DIGESTS = Terms(ReviewPolicy(FEDERATION.review.steps, needs_digest=True))
ACCEPTED = Terms(FEDERATION.review)


@pytest.mark.parametrize("terms", [DIGESTS, ACCEPTED])
@pytest.mark.parametrize("first", [0, 1, 2])
def test_the_first_step_of_another_text_and_all_after_it_do_not_count(
    first: int, terms: Terms
) -> None:
    read = digested(*CHAIN)
    assert places(judge_chain(read, terms).faults) == []
    steps = (
        *read.review[:first],
        replace(read.review[first], digest="x"),
        *read.review[first + 1 :],
    )
    changed = replace(read, review=steps)
    assert places(judge_chain(changed, terms).faults) == [(6 + first, "changed-since-review")]
    void = judge_chain(changed, terms).void
    assert void
    assert void.place == first
    assert judge_chain(changed, terms).missing == ("first", "second", "final")[first:]
    assert places(judge_chain(replace(changed, status="submitted"), terms).faults) == []


def test_a_step_without_a_digest_counts_where_the_policy_accepts_it() -> None:
    read = digested(*CHAIN)
    steps = (read.review[0], replace(read.review[1], digest=""), read.review[2])
    bare = replace(read, review=steps)
    assert places(judge_chain(bare, ACCEPTED).faults) == []
    assert places(judge_chain(bare, DIGESTS).faults) == [(7, "review-without-digest")]
    assert judge_chain(bare, DIGESTS).missing == ("second", "final")


def test_what_nobody_signed_is_told_beside_what_does_not_count() -> None:
    read = replace(digested(*CHAIN[:2]), words="other")
    assert places(judge_chain(read, DIGESTS).faults) == [
        (6, "changed-since-review"),
        (5, "review-incomplete"),
    ]
