"""Rules of reposts (转载): whose they are, when they were first published, and how far they go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.model.catalog import NEVER
from lianzhan.model.codes import N_, error, warning
from lianzhan.model.hosts import host_fault, written_host
from lianzhan.model.problem import Problem, problem
from lianzhan.model.sources import source_at
from lianzhan.reading.sources import SOURCE_HOST
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lianzhan.kinds.article.values import Article, Source
    from lianzhan.model.codes import Code
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.sources import SourcePolicy

REPOST_SOURCE = error(
    "repost-source", N_("转载稿没有写明来源"), N_("加上 source: {{name: …, url: …}}")
)
SOURCE_UNLISTED = error(
    "source-unlisted",
    N_("转载的来源“{name}”不在来源名单里"),
    N_("名单里最接近的是 {nearest}；要转载名单以外的，先写进 federation.toml 的 [[sources]]"),
)
_UNLISTED = {
    "url": error(
        SOURCE_UNLISTED.name,
        N_("原文的网址在“{host}”，名单里的来源都没有这个域名"),
        N_("核对 source 的 url：要写来源自己网站上的网址；名单在 federation.toml 的 [[sources]]"),
    )
}
"""What else is said of a source that is not listed."""
SOURCE_MISMATCH = error(
    "source-mismatch",
    N_("来源写的是“{name}”，原文的网址却是“{owner}”的"),
    N_("核对 source 的 name 和 url，两项写同一个来源"),
)
SOURCE_LATER = error(
    "source-later",
    N_("原载日期 {day} 晚于稿件的日期 {date}"),
    N_("核对 source 的 date 和稿件的 date：先有原文，才有转载"),
)
SOURCE_FUTURE = error(
    "source-future",
    N_("原载日期 {day} 还没有到"),
    N_("改正 source 的 date：写原文发表的那一天"),
)
REPOST_OFFERED = warning(
    "repost-offered",
    N_("转载稿不向上级推荐，offer 不起作用"),
    N_("删去 offer 这一行；上级要用，请直接转载原文"),
)
_SHOWN = 60


def repost_source(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A repost (转载) names its source."""
    if article.is_repost and not (article.source and article.source.name):
        yield problem(article.path, article.line("kind"), REPOST_SOURCE)


def source_listed(article: Article, _site: Site, federation: Federation) -> Iterator[Problem]:
    """A repost is from a source that the federation lists, its name and its address alike.

    That the host is written plainly, and that both are of one source, is an error wherever the
    rule is on; what a repost from elsewhere is, `unlisted` says.
    """
    policy, source = federation.sources, article.source
    if not (article.is_repost and source and source.name and policy.severity):
        return
    for code, details in _source_faults(source, policy):
        severity = policy.severity if code.name == SOURCE_UNLISTED.name else code.severity
        judged = code if severity is code.severity else replace(code, severity=severity)
        yield problem(article.path, article.line("source"), judged, **details)


def _source_faults(source: Source, policy: SourcePolicy) -> Iterator[tuple[Code, dict[str, str]]]:
    names = [each.name for each in policy.listed]
    owner = source_at(source.url, policy.listed)
    is_named = source.name in names
    if not is_named:
        near = owner.name if owner else nearest(source.name, names)
        yield SOURCE_UNLISTED, {"name": source.name[:_SHOWN], "nearest": near}
    if not source.url:
        return
    host = written_host(source.url)
    if why := host_fault(host):
        yield SOURCE_HOST, {"host": host[:_SHOWN], "what": why}
    elif owner is None:
        yield _UNLISTED["url"], {"host": host[:_SHOWN]}
    elif is_named and owner.name != source.name:
        yield SOURCE_MISMATCH, {"name": source.name, "owner": owner.name}


def source_before(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """What an article is from was published on the day of the article, or before."""
    day = article.source.day if article.source else None
    if day and article.date != NEVER and day > article.date.date():
        details = {"day": day, "date": article.date.date()}
        yield problem(article.path, article.line("source"), SOURCE_LATER, **details)


def source_published(article: Article, now: datetime) -> Iterator[Problem]:
    """What an article is from has been published: also where the article itself waits for a day."""
    comes = article.source_since
    if comes and comes > now:
        day = article.source.day if article.source else None
        yield problem(article.path, article.line("source"), SOURCE_FUTURE, day=day)


def not_offered(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A repost is not offered upward: a site above reposts the original itself."""
    if article.is_repost and article.offer:
        yield problem(article.path, article.line("offer"), REPOST_OFFERED)
