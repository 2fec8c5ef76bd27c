"""The approval gate: what is published, what is withheld, and why. It fails closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import product

import pytest
from every_code import CODES

from lianzhan.gate.review import decide
from lianzhan.kinds.article.values import Article
from lianzhan.kinds.review.chain import judge_chain
from lianzhan.kinds.review.digest import seen_digest, signed_page
from lianzhan.kinds.review.terms import Terms
from lianzhan.model.catalog import NEVER
from lianzhan.model.federation import ReviewPolicy
from lianzhan.model.problem import problem
from lianzhan.model.report import REASONS
from lianzhan.model.review import ReviewStep

POLICY = ReviewPolicy(("first", "second", "final"))
TERMS = Terms(POLICY)
PATH = "hunan/articles/news/x.md"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
CHAIN = tuple(
    ReviewStep(step, by, date(2026, 3, 1), 6)
    for step, by in (("first", "甲"), ("second", "乙"), ("final", "丙"))
)
GOOD = Article(
    path=PATH,
    site="hunan",
    column="news",
    name="x",
    title="一",
    date=datetime(2026, 3, 8, tzinfo=UTC),
    status="approved",
    review=CHAIN,
)
BROKEN = problem(PATH, 3, CODES["missing-key"], key="title")
WARNED = problem(PATH, 9, CODES["dead-link"], target="x")


def reason(article: Article, *problems: object, now: datetime = NOW) -> str:
    decision = decide(article, problems, judge_chain(article, TERMS), now)  # type: ignore[arg-type]
    assert decision.path == PATH
    assert decision.approved is (decision.reason == "published")
    assert REASONS[decision.reason].format(**dict(decision.details))
    return decision.reason


def test_an_approved_article_with_a_full_chain_is_published() -> None:
    assert reason(GOOD) == "published"


def test_a_warning_withholds_nothing() -> None:
    assert reason(GOOD, WARNED) == "published"


def test_an_error_withholds_whatever_the_chain() -> None:
    assert reason(GOOD, BROKEN, WARNED) == "problems"
    assert decide(GOOD, [BROKEN], judge_chain(GOOD, TERMS), NOW).details == (
        ("codes", "missing-key"),
    )


def test_a_withdrawn_article_is_withheld_whatever_its_chain() -> None:
    for review, problems in product(((), CHAIN), ((), (BROKEN,))):
        assert reason(replace(GOOD, status="withdrawn", review=review), *problems) == "withdrawn"


@pytest.mark.parametrize("status", ["approved", "submitted", "withdrawn"])
@pytest.mark.parametrize("expires", [None, NOW + timedelta(days=1), NOW])
@pytest.mark.parametrize("review", [CHAIN, ()])
def test_what_is_withdrawn_or_expired_is_gone_and_nothing_else(
    status: str, expires: datetime | None, review: tuple[ReviewStep, ...]
) -> None:
    """Whatever else is wrong with it: what is gone is taken from all that stands."""
    article = replace(GOOD, status=status, expires=expires, review=review)
    for problems in ((), (BROKEN,)):
        decision = decide(article, problems, judge_chain(article, TERMS), NOW)
        assert decision.gone is (status == "withdrawn" or expires == NOW)
        assert not (decision.gone and decision.approved)


def test_a_submitted_article_awaits_review_also_with_a_full_chain() -> None:
    assert reason(replace(GOOD, status="submitted")) == "awaiting-review"
    assert reason(replace(GOOD, status="submitted", review=())) == "awaiting-review"
    assert reason(replace(GOOD, status="submitted"), BROKEN) == "problems"


@pytest.mark.parametrize("status", ["", "Approved", "approved ", "draft", "published"])
def test_only_the_word_approved_approves(status: str) -> None:
    assert reason(replace(GOOD, status=status)) != "published"


@pytest.mark.parametrize(
    "review",
    [
        (),
        CHAIN[:2],
        CHAIN[::-1],
        (*CHAIN[:2], replace(CHAIN[2], by="甲")),
        (*CHAIN[:2], replace(CHAIN[2], by="")),
        (*CHAIN[:2], replace(CHAIN[2], at=date(2026, 2, 1))),
        (*CHAIN, replace(CHAIN[2], step="fourth", by="丁")),
        (*CHAIN[:2], replace(CHAIN[2], by="（）")),
        (*CHAIN[:2], replace(CHAIN[2], since=NOW + timedelta(seconds=1))),
    ],
)
def test_the_gate_looks_at_the_chain_itself_also_when_no_rule_did(
    review: tuple[ReviewStep, ...],
) -> None:
    assert reason(replace(GOOD, review=review)) == "problems"


def test_an_article_is_published_from_its_date_on() -> None:
    assert reason(GOOD, now=GOOD.date) == "published"
    assert reason(GOOD, now=GOOD.date - timedelta(seconds=1)) == "scheduled"
    assert reason(replace(GOOD, date=NEVER)) == "scheduled"


def test_an_article_is_published_until_it_expires() -> None:
    expiring = replace(GOOD, expires=NOW)
    assert reason(expiring, now=NOW - timedelta(seconds=1)) == "published"
    assert reason(expiring, now=NOW) == "expired"


def test_dates_are_compared_across_time_zones() -> None:
    shanghai = timezone(timedelta(hours=8))
    article = replace(GOOD, date=datetime(2026, 11, 1, 20, tzinfo=shanghai))
    assert reason(article, now=NOW) == "published"
    assert reason(article, now=NOW - timedelta(seconds=1)) == "scheduled"
    (shown,) = decide(article, (), judge_chain(article, TERMS), NOW - timedelta(days=1)).details
    assert shown == ("date", "2026-11-01 20:00")


def test_the_first_reason_is_the_one_given() -> None:
    """Withdrawn before anything; then what the unit has to mend; then what only time changes."""
    late = replace(GOOD, date=NOW + timedelta(days=1), expires=NOW)
    assert reason(late) == "scheduled"
    assert reason(late, BROKEN) == "problems"
    assert reason(replace(late, status="withdrawn"), BROKEN) == "withdrawn"


def test_codes_are_listed_once_each_in_order() -> None:
    faults = [
        problem(PATH, line, CODES[code]) for line in (1, 2) for code in ("unknown-key", "bad-value")
    ]
    (codes,) = decide(
        replace(GOOD, review=CHAIN[:1]),
        [*faults, WARNED],
        judge_chain(replace(GOOD, review=CHAIN[:1]), TERMS),
        NOW,
    ).details
    assert codes == ("codes", "bad-value, review-incomplete, unknown-key")


@pytest.mark.parametrize("code", [c for c in CODES if problem(PATH, 1, CODES[c]).is_error])
def test_every_error_withholds(code: str) -> None:
    assert reason(GOOD, problem(PATH, 0, CODES[code])) == "problems"


STATUSES = ("approved", "submitted", "withdrawn")
DATES = (GOOD.date, NOW + timedelta(days=1), NEVER)
EXPIRY = (None, NOW + timedelta(days=1), NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("status", "review", "moment", "expires", "faults"),
    list(product(STATUSES, (CHAIN, CHAIN[:2], ()), DATES, EXPIRY, ((), (WARNED,), (BROKEN,)))),
)
def test_of_all_combinations_only_what_has_everything_is_published(
    status: str,
    review: tuple[ReviewStep, ...],
    moment: datetime,
    expires: datetime | None,
    faults: tuple[object, ...],
) -> None:
    article = replace(GOOD, status=status, review=review, date=moment, expires=expires)
    wanted = (
        status == "approved"
        and review == CHAIN
        and moment == GOOD.date
        and expires in EXPIRY[:2]
        and BROKEN not in faults
    )
    assert (reason(article, *faults) == "published") is wanted


def test_a_text_that_was_changed_after_a_step_awaits_it_again() -> None:
    """Whatever its status says; another fault of the file comes first."""
    digest = seen_digest(GOOD, signed_page(PATH))
    for_this = replace(GOOD, review=tuple(replace(step, digest=digest) for step in CHAIN))
    assert reason(for_this) == "published"
    changed = replace(for_this, words="other")
    for status in ("approved", "submitted"):
        assert reason(replace(changed, status=status), WARNED) == "changed-since-review"
    assert decide(changed, (), judge_chain(changed, TERMS), NOW).details == (
        ("step", "first"),
        ("by", "甲"),
    )
    (codes,) = decide(changed, (BROKEN,), judge_chain(changed, TERMS), NOW).details
    assert codes == ("codes", "changed-since-review, missing-key")
    assert reason(replace(changed, status="withdrawn"), BROKEN) == "withdrawn"


def test_where_digests_are_needed_a_step_without_one_is_still_awaited() -> None:
    terms = Terms(replace(POLICY, needs_digest=True))
    digest = seen_digest(GOOD, signed_page(PATH))
    half = replace(GOOD, status="submitted", review=(replace(CHAIN[0], digest=digest), CHAIN[1]))
    decision = decide(half, (), judge_chain(half, terms), NOW)
    assert (decision.reason, decision.details) == ("awaiting-review", (("step", "second"),))
    (codes,) = decide(GOOD, (), judge_chain(GOOD, terms), NOW).details
    assert codes == ("codes", "review-without-digest")
