"""Rules of official documents and calls: their days are in an order that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.catalog import NEVER
from lianzhan.model.codes import N_, error, warning
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import Federation, Site

ISSUED_LATER = warning(
    "issued-later",
    N_("成文日期 {issued} 晚于稿件的日期 {date}"),
    N_("核对 document 的 issued 和稿件的 date"),
)
CALL_ENDS_FIRST = error(
    "call-ends-first",
    N_("征集的截止时间 {until} 不晚于开始时间 {start}"),
    N_("改正 call 的 from 或 until"),
)


def issued_before(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A document was issued on the day of the article that publishes it, or before."""
    issued = article.document.issued if article.document else None
    if issued and article.date != NEVER and issued > article.date.date():
        details = {"issued": issued, "date": article.date.date()}
        yield problem(article.path, article.line("document"), ISSUED_LATER, **details)


def call_in_order(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A call opens before it closes."""
    call = article.call
    if call and call.start and call.until and call.end and call.end <= call.start:
        details = {"until": f"{call.until:%Y-%m-%d %H:%M}", "start": f"{call.start:%Y-%m-%d %H:%M}"}
        yield problem(article.path, article.line("call"), CALL_ENDS_FIRST, **details)
