"""Rules of works: nobody is named without consent, and a child's guardian gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.catalog import NEVER
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import Federation, Site

CONSENT_MISSING = error(
    "consent-missing",
    N_("没有写谁同意展示这件作品，作品不能发布"),
    N_("先取得同意，再加上 consent: {{by: 本人或监护人, at: 日期}}；页面上不显示"),
)
CONSENT_GUARDIAN = error(
    "consent-guardian",
    N_("未成年人的作品，要由监护人同意（consent.by 写的是“{by}”）"),
    N_("取得监护人的同意，写 by: 监护人（母亲）；作者是成人的，写 age: 成人"),
)
CONSENT_LATE = error(
    "consent-late",
    N_("取得同意的日期 {on} 晚于发布日期 {date}"),
    N_("核对 consent 的 at；刚取得同意的，把 date 改到同意之后"),
)
_ONESELF = frozenset(
    {"本人", "自己", "作者", "作者本人", "我", "学生", "学生本人", "孩子", "孩子本人"}
)
"""Words by which a maker gives consent alone."""
_MARKS = str.maketrans("", "", " \u3000（）()【】“”\"'，。、")


def consent_noted(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A work by a person, or by children together, says who agreed to show it."""
    work = article.work
    if work and article.consent is None and (work.author or work.is_by_minor):
        yield problem(article.path, article.line("work"), CONSENT_MISSING)


def guardian_consents(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """For a child, and for anybody at school whose age is not said, the guardian agrees."""
    work, consent = article.work, article.consent
    if work and consent and work.is_by_minor and _is_maker(consent.by, work.maker):
        yield problem(article.path, article.line("consent"), CONSENT_GUARDIAN, by=consent.by)


def _is_maker(by: str, maker: str) -> bool:
    plain = by.translate(_MARKS)
    return plain in _ONESELF or (plain != "" and plain == maker.translate(_MARKS))


def consent_before(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """Consent was given on the day of publication, or before: so never in the future."""
    on = article.consent.at if article.consent else None
    if on and article.date != NEVER and on > article.date.date():
        details = {"on": on, "date": article.date.date()}
        yield problem(article.path, article.line("consent"), CONSENT_LATE, **details)
