"""One site read and judged: the rules applied, the decisions taken, the record made and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.gate.records import DISTANT_PAST, CachedRecord, SiteRecord, Unread, digest_of_values
from lianzhan.gate.review import decide
from lianzhan.gate.site_reading import read_site
from lianzhan.kinds.article.rules.columns import UNKNOWN_COLUMN
from lianzhan.kinds.room import reading_of
from lianzhan.kinds.rules.review_chain import future_steps
from lianzhan.kinds.rules.table import problems_of
from lianzhan.kinds.site_content import SiteContent
from lianzhan.model.catalog import NEVER
from lianzhan.model.kinds import KINDS, kind_named
from lianzhan.reading.looking import OF_SYSTEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lianzhan.gate.records import AssessJob, ValueSource
    from lianzhan.kinds.room import Reading
    from lianzhan.kinds.value import Value
    from lianzhan.model.problem import Problem

_OF_ALL_KINDS = tuple(map(reading_of, KINDS))
"""Imported with this module: workers are forked when it is there, and each would import them."""


def assess_site(job: AssessJob) -> SiteRecord | Unread:
    """Read a site, apply the rules, decide; keep the record and the values in the cache.

    Raises OSError where the system has no more room of some kind.
    """
    source = job.source
    try:
        content = read_site(source.job, _kept_values(source))
    except OSError as error:
        if error.errno in OF_SYSTEM:
            raise
        return Unread(error.strerror or str(error))
    record = _record(content, source, job.now)
    if source.cache:
        kept = CachedRecord(source.key, job.signature, content.outside, record)
        source.cache.save(f"{source.name}.values", (source.key, record.values, content))
        source.cache.save(f"{source.name}.record", kept)
    return record


def _kept_values(source: ValueSource) -> SiteContent | None:
    kept = source.cache.load(f"{source.name}.values") if source.cache else None
    if isinstance(kept, tuple) and kept[:1] == (source.key,):
        return kept[2] if isinstance(kept[2], SiteContent) else None
    return None


def _record(content: SiteContent, source: ValueSource, now: datetime) -> SiteRecord:
    reviewed = [read for read in content.values if kind_named(read.kind).is_reviewed]
    internal = (read for read in content.values if not kind_named(read.kind).is_reviewed)
    readings = {name: reading_of(kind_named(name)) for name in {read.kind for read in reviewed}}
    found = [
        (read, tuple(_rule_problems(read.value, readings[read.kind], source, now)))
        for read in reviewed
    ]
    policy = source.federation.review
    of_files: dict[str, list[Problem]] = {}
    for fault in content.file_problems:
        of_files.setdefault(fault.path, []).append(fault)
    decisions = tuple(
        decide(
            read.value, (*read.problems, *of_files.get(read.value.path, ()), *faults), policy, now
        )
        for read, faults in found
    )
    problems = (*content.problems, *(fault for _, faults in found for fault in faults))
    moments = (m for read in reviewed for m in _moments(read.value, readings[read.kind]))
    since, until = _window(moments, now)
    return SiteRecord(
        entries=tuple(readings[read.kind].entry(read.value) for read in reviewed),
        internal=tuple(read.value for read in internal),
        problems=() if source.is_broken else problems,
        decisions=decisions,
        since=since,
        until=until,
        values=digest_of_values(read.value for read in reviewed),
        unknown=content.unknown,
        contested=content.contested,
    )


def _rule_problems(
    value: Value, reading: Reading, source: ValueSource, now: datetime
) -> Iterator[Problem]:
    """Apply every rule, but to what is withdrawn: what is gone needs no mending."""
    if value.status == "withdrawn":
        return
    site, federation = source.job.site, source.federation
    for fault in problems_of(value, reading, site, federation):
        if not (source.is_broken and fault.code == UNKNOWN_COLUMN.name):
            yield fault
    yield from future_steps(value, now)


def _window(moments: Iterable[datetime], now: datetime) -> tuple[datetime, datetime]:
    """Return the period around `now` in which nothing starts, expires, changes or is signed."""
    dates = [*moments]
    since = max((moment for moment in dates if moment <= now), default=DISTANT_PAST)
    return since, min((moment for moment in dates if moment > now), default=NEVER)


def _moments(value: Value, reading: Reading) -> Iterator[datetime]:
    """Yield every moment at which the decision on a value, or what is shown of it, may change."""
    yield value.date
    if value.expires is not None:
        yield value.expires
    yield from (step.since for step in value.review if step.since is not None)
    yield from reading.moments(value)
