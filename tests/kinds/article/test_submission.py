"""What an entry says of itself as one goes through its facts and back."""

from __future__ import annotations

from datetime import date

from kinds.campaign.entered import day, entry
from lianzhan.kinds.article.submission import Submission, submission_of
from lianzhan.kinds.article.values import Offered
from lianzhan.model.body import Body, Image
from lianzhan.model.catalog import NEVER, Picture
from lianzhan.model.review import ReviewStep

A, B = (Picture(f"hunan/{d}.jpg", d, "jpeg", 1, 750, 445) for d in "ab")


def test_facts_and_back_give_all_that_terms_are_held_against() -> None:
    images = (Image("b.jpg", "", 15), Image("a.jpg", "", 12), Image("again.jpg", "", 20))
    pictures = (("a.jpg", A), ("again.jpg", A), ("b.jpg", B))
    sent = entry(
        title="题“一”",
        body=Body(characters=1234, images=images),
        pictures=pictures,
        keys=(("campaign", 4), ("theme", 5), ("theme", 9), ("tags", 7)),
    )
    assert submission_of(sent) == Submission(
        campaign="网上行",
        theme="家风",
        unit="某岗",
        title="题“一”",
        characters=1234,
        days=(date(2026, 5, 1), date(2026, 5, 2)),
        offered_by="丁",
        offered_at=date(2026, 5, 2),
        lines=(("campaign", 4), ("theme", 5)),
        images=((12, "a.jpg"), (15, "b.jpg")),
    )


def test_its_day_is_that_of_the_first_step_or_else_of_publication() -> None:
    later = ReviewStep("second", "乙", date(2026, 5, 9), 3)
    signed = (ReviewStep("first", "甲", date(2026, 4, 7), 2), later)
    assert submission_of(entry(review=signed, offered=None)).days == (date(2026, 4, 7),)
    assert submission_of(entry(review=(), offered=None)).days == (date(2026, 5, 2),)
    assert submission_of(entry(review=(), offered=None, date=NEVER)).days == ()
    unread = Offered("丁")
    assert submission_of(entry(review=(), offered=unread, date=day("2026-05-03"))).days == (
        date(2026, 5, 3),
    )


def test_a_key_that_is_not_written_stands_where_the_campaign_does() -> None:
    submission = submission_of(entry(keys=(("campaign", 4), ("offer", 8))))
    assert submission.line("theme") == 4
    assert submission.line("theme", "offer") == 8
    assert submission_of(entry(keys=())).line("theme") == 1
