"""Which articles were sent in for a campaign."""

from __future__ import annotations

from kinds.campaign.entered import entry
from lianzhan.kinds.article.entrants import entrants, names_campaign


def test_an_article_that_names_a_campaign_was_sent_in_whatever_else_it_says() -> None:
    sent = entry(tags=("反诈",), campaign="无此活动")
    assert names_campaign(sent)
    assert entrants([sent, entry(campaign="")]) == [sent]


def test_no_other_article_was() -> None:
    assert not names_campaign(entry(campaign="", tags=("campaign",)))
    assert not names_campaign(entry(campaign="", theme="家风"))


def test_another_kind_with_such_a_fact_was_not() -> None:
    assert not names_campaign(entry()._replace(kind="page"))
