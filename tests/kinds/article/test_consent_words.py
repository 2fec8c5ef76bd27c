"""What reviewers are told of a consent: given, taken back, or not noted."""

from __future__ import annotations

from datetime import date

import pytest

from lianzhan.kinds.article.consent_words import consent_remark
from lianzhan.kinds.article.values import Article, Consent, Work

WORK, DAY = Work(author="甲"), date(2026, 3, 1)


@pytest.mark.parametrize(
    ("work", "consent", "said"),
    [
        (WORK, Consent("母亲", DAY), "同意展示：母亲，2026-03-01"),
        (None, Consent("本人", DAY), "同意展示：本人，2026-03-01"),
        (WORK, Consent(), "同意展示：—，—"),
        (WORK, Consent("母亲", DAY, date(2026, 5, 1), is_withdrawn=True), "已撤回同意：2026-05-01"),
        (WORK, Consent("母亲", DAY, is_withdrawn=True), "已撤回同意"),
        (WORK, None, "没有记下谁同意展示"),
    ],
)
def test_reviewers_are_told_how_a_consent_stands(
    work: Work | None, consent: Consent | None, said: str
) -> None:
    ((text, details),) = consent_remark(work, consent)
    assert text.format(**dict(details)) == said
    article = Article("a.md", "hunan", "news", "a", work=work, consent=consent)
    assert article.remarks == ((text, details),)


def test_of_other_articles_nothing_is_told() -> None:
    assert consent_remark(None, None) == ()
