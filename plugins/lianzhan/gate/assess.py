"""One site read and judged: the rules applied, the decisions taken, the record made and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.gate.records import DISTANT_PAST, CachedRecord, SiteRecord, Unread, digest_of_articles
from lianzhan.gate.review import decide
from lianzhan.gate.site_reading import read_site
from lianzhan.kinds.article.rules.review_chain import future_steps
from lianzhan.kinds.article.rules.table import article_problems
from lianzhan.kinds.site_content import SiteContent
from lianzhan.model.catalog import NEVER, Entry
from lianzhan.reading.links import anchors, references
from lianzhan.reading.looking import OF_SYSTEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lianzhan.gate.records import ArticleSource, AssessJob
    from lianzhan.kinds.article.values import Article
    from lianzhan.model.problem import Problem


def assess_site(job: AssessJob) -> SiteRecord | Unread:
    """Read a site, apply the rules, decide; keep the record and the articles in the cache.

    Raises OSError where the system has no more room of some kind.
    """
    source = job.source
    try:
        content = read_site(source.job, _kept_articles(source))
    except OSError as error:
        if error.errno in OF_SYSTEM:
            raise
        return Unread(error.strerror or str(error))
    record = _record(content, source, job.now)
    if source.cache:
        kept = CachedRecord(source.key, job.signature, content.outside, record)
        source.cache.save(f"{source.name}.articles", (source.key, record.articles, content))
        source.cache.save(f"{source.name}.record", kept)
    return record


def _kept_articles(source: ArticleSource) -> SiteContent | None:
    kept = source.cache.load(f"{source.name}.articles") if source.cache else None
    if isinstance(kept, tuple) and kept[:1] == (source.key,):
        return kept[2] if isinstance(kept[2], SiteContent) else None
    return None


def _record(content: SiteContent, source: ArticleSource, now: datetime) -> SiteRecord:
    faults = _rule_problems(content, source, now)
    by_path: dict[str, list[Problem]] = {}
    for fault in (*content.problems, *faults):
        by_path.setdefault(fault.path, []).append(fault)
    policy = source.federation.review
    decisions = tuple(
        decide(article, by_path.get(article.path, ()), policy, now) for article in content.articles
    )
    since, until = _window(content.articles, now)
    return SiteRecord(
        entries=tuple(map(_entry, content.articles)),
        picks=content.picks,
        problems=() if source.is_broken else (*content.problems, *faults),
        decisions=decisions,
        since=since,
        until=until,
        articles=digest_of_articles(content.articles),
        unknown=content.unknown,
        contested=content.contested,
    )


def _rule_problems(
    content: SiteContent, source: ArticleSource, now: datetime
) -> tuple[Problem, ...]:
    """Apply every rule to every article but the withdrawn: what is gone needs no mending."""
    site = source.job.site
    return tuple(
        fault
        for article in content.articles
        if article.status != "withdrawn"
        for fault in (
            *article_problems(article, site, source.federation),
            *future_steps(article, now),
        )
        if not (source.is_broken and fault.code == "unknown-column")
    )


def _window(articles: Iterable[Article], now: datetime) -> tuple[datetime, datetime]:
    """Return the period around `now` in which no article starts, expires or is signed."""
    dates = [moment for article in articles for moment in _dates(article)]
    since = max((moment for moment in dates if moment <= now), default=DISTANT_PAST)
    return since, min((moment for moment in dates if moment > now), default=NEVER)


def _dates(article: Article) -> Iterator[datetime]:
    """Yield every moment at which the decision on an article may change."""
    yield article.date
    if article.expires is not None:
        yield article.expires
    yield from (step.since for step in article.review if step.since is not None)


def _entry(article: Article) -> Entry:
    return Entry(
        path=article.path,
        site=article.site,
        column=article.column,
        name=article.name,
        digest=article.digest,
        date=article.date,
        offer=article.offer,
        status=article.status,
        references=references(article.body, article.path),
        anchors=anchors(article.body),
        pictures=article.pictures,
    )
