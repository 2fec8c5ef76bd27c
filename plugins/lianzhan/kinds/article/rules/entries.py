"""Rules of entries of campaigns that need nothing but the article: all others its campaign judges.

See `kinds.campaign.judging`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, warning
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import Federation, Site

THEME_ALONE = warning(
    "theme-alone",
    N_("写了 theme（{theme}），没有写参加哪个活动"),
    N_("加上 campaign: 活动的名称；不参加活动的，删去 theme"),
)
OFFER_NOT_NOTED = warning(
    "offer-not-noted",
    N_("参加活动的稿件推荐到 {level}，没有写谁在哪一天推荐的"),
    N_("加上 offered: {{by: 姓名, at: 日期}}"),
)
_NOWHERE = {
    "no offer": warning(
        OFFER_NOT_NOTED.name,
        N_("写了 offered，没有写推荐到哪一级"),
        N_("加上 offer: 层级的名字，如 province；不推荐的，删去 offered"),
    )
}
"""In a table, as all that have a code's name but are not the code itself."""


def theme_of_campaign(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """Whoever names a theme names the campaign that has it: without one it is no entry."""
    if article.theme and not article.campaign and "campaign" not in dict(article.keys):
        details = {"theme": article.theme[:60]}
        yield problem(article.path, article.line("theme"), THEME_ALONE, **details)


def offer_noted(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """Of an entry that is offered it is noted by whom and when; what is noted is an offer."""
    if article.offered and not article.offer:
        yield problem(article.path, article.line("offered"), _NOWHERE["no offer"])
    elif article.campaign and article.offer and "offered" not in dict(article.keys):
        details = {"level": article.offer}
        yield problem(article.path, article.line("offer"), OFFER_NOT_NOTED, **details)
