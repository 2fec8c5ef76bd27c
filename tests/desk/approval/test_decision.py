"""Whether a step may be signed now, from values alone."""

from __future__ import annotations

import string
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from lianzhan.desk.approval.decision import OUTCOMES, Signature, completes, refusal
from lianzhan.kinds.article.values import Article
from lianzhan.kinds.review.terms import Terms
from lianzhan.model.federation import ReviewPolicy
from lianzhan.model.review import ReviewStep

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 7, 9, tzinfo=ZONE)
TODAY = NOW.date()
POLICY = ReviewPolicy(("first", "second", "final"))


def step(name: str, by: str, day: date = TODAY) -> ReviewStep:
    return ReviewStep(name, by, day, 4, datetime.combine(day, time(), ZONE))


def article(*steps: ReviewStep, status: str = "submitted") -> Article:
    return Article("hn/articles/news/a.md", "hn", "news", "a", review=steps, status=status)


FIRST, SECOND, FINAL = step("first", "甲"), step("second", "乙"), step("final", "丙")


@pytest.mark.parametrize(
    ("signed", "due"),
    [
        ((), Signature("first", "甲", TODAY)),
        ((FIRST,), Signature("second", "乙", TODAY)),
        ((FIRST, SECOND), Signature("final", "丙", TODAY)),
        ((step("first", "甲", date(2026, 3, 1)),), Signature("second", "乙", date(2026, 3, 1))),
    ],
)
def test_the_next_step_by_another_person_may_be_signed(
    signed: tuple[ReviewStep, ...], due: Signature
) -> None:
    assert refusal(article(*signed), due, Terms(POLICY), NOW) is None


def test_what_is_called_approved_too_early_may_be_signed() -> None:
    due = Signature("second", "乙", TODAY)
    assert refusal(article(FIRST, status="approved"), due, Terms(POLICY), NOW) is None


@pytest.mark.parametrize(
    ("known", "due", "outcome", "details"),
    [
        (article(status="withdrawn"), Signature("first", "甲", TODAY), "withdrawn", {}),
        (
            article(FIRST, step("second", "甲")), Signature("final", "丙", TODAY),
            "chain-broken", {"reason": "review-same-person"},
        ),
        (
            article(step("first", "甲", date(2026, 3, 9))), Signature("second", "乙", TODAY),
            "chain-broken", {"reason": "review-future"},
        ),
        (
            article(), Signature("fourth", "甲", TODAY),
            "unknown-step", {"step": "fourth", "steps": "first, second, final"},
        ),
        (article(FIRST), Signature("first", "乙", TODAY), "repeated", {"step": "first", "by": "甲"}),
        (
            article(FIRST), Signature("final", "乙", TODAY),
            "out-of-order", {"step": "final", "next": "second"},
        ),
        (article(FIRST), Signature("second", "甲", TODAY), "same-person", {"by": "甲"}),
        (
            article(FIRST), Signature("second", "乙", date(2026, 3, 6)),
            "too-early", {"on": "2026-03-06", "before": "2026-03-07"},
        ),
        (
            article(), Signature("first", "甲", date(2026, 3, 8)),
            "too-late", {"on": "2026-03-08", "today": "2026-03-07"},
        ),
        (article(), Signature("first", " ", TODAY), "no-name", {}),
    ],
)  # fmt: skip
def test_what_is_not_due_is_refused_with_its_reason(
    known: Article, due: Signature, outcome: str, details: dict[str, str]
) -> None:
    refused = refusal(known, due, Terms(POLICY), NOW)
    assert refused
    assert refused[0] == outcome
    assert refused[1].items() >= details.items()
    OUTCOMES[outcome].format(**refused[1])


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_has_a_text_with_named_places(outcome: str) -> None:
    names = [
        name for _, name, _, _ in string.Formatter().parse(OUTCOMES[outcome]) if name is not None
    ]
    assert all(name.isidentifier() for name in names)


def test_a_chain_is_complete_with_its_last_step_whichever_that_is() -> None:
    assert not completes(article(), Signature("first", "甲", TODAY), POLICY)
    assert not completes(article(FIRST), Signature("second", "乙", TODAY), POLICY)
    assert completes(article(FIRST, SECOND), Signature("final", "丙", TODAY), POLICY)
    assert completes(article(FIRST, FINAL), Signature("second", "乙", TODAY), POLICY)
    assert completes(article(), Signature("first", "甲", TODAY), ReviewPolicy(("first",)))


@pytest.mark.parametrize(
    ("by", "written"),
    [
        ("甲", "{step: first, by: 甲, at: 2026-03-07}"),
        ("张: 三", "{step: first, by: '张: 三', at: 2026-03-07}"),
        ("no", "{step: first, by: 'no', at: 2026-03-07}"),
        ("长" * 300, f"{{step: first, by: {'长' * 300}, at: 2026-03-07}}"),
    ],
)
def test_a_step_is_written_as_yaml_on_one_line(by: str, written: str) -> None:
    assert Signature("first", by, TODAY).written == written
