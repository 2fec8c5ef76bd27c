"""One site read and judged: the rules applied, the decisions taken, the record made and kept."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lianzhan.gate.records import CachedRecord, SiteRecord, Unread, digest_of_values
from lianzhan.gate.review import decide
from lianzhan.gate.site_reading import read_site
from lianzhan.kinds.article.rules.columns import UNKNOWN_COLUMN
from lianzhan.kinds.review.chain import future_steps, judge_chain, stated
from lianzhan.kinds.review.signatures import Verifier
from lianzhan.kinds.review.terms import Terms
from lianzhan.kinds.room import Timely, reading_of
from lianzhan.kinds.rules.notices import notice_slips
from lianzhan.kinds.rules.repeats import repeats
from lianzhan.kinds.rules.table import problems_of
from lianzhan.kinds.site_content import SiteContent
from lianzhan.model.catalog import ALWAYS, NEVER
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import KINDS, kind_named
from lianzhan.reading.keys import WITHDRAWN
from lianzhan.reading.looking import OF_SYSTEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lianzhan.gate.records import AssessJob, ValueSource
    from lianzhan.kinds.review.chain import Chain
    from lianzhan.kinds.room import Reading
    from lianzhan.kinds.site_content import ReadValue
    from lianzhan.kinds.value import Value
    from lianzhan.model.problem import Problem
    from lianzhan.model.report import Decision

_OF_MOST_SITES = tuple(map(reading_of, (kind for kind in KINDS if kind.is_everywhere)))
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
    verifier = Verifier(_known_signatures(source))
    record = _record(content, source, verifier, job.now)
    if source.cache:
        if verifier.good != verifier.known:
            source.cache.save(f"{source.name}.signatures", (*sorted(verifier.good),))
        kept = CachedRecord(source.key, job.signature, content.outside, record)
        source.cache.save(f"{source.name}.values", (source.key, record.values, content))
        source.cache.save(f"{source.name}.record", kept)
    return record


def _kept_values(source: ValueSource, digest: str = "") -> SiteContent | None:
    """Return what an earlier reading left in the cache: of that digest, if one is given."""
    kept = source.cache.load(f"{source.name}.values") if source.cache else None
    wanted = (source.key, digest) if digest else (source.key,)
    if isinstance(kept, tuple) and kept[: len(wanted)] == wanted:
        return kept[2] if isinstance(kept[2], SiteContent) else None
    return None


@dataclass(frozen=True)
class Assessed:
    """A reviewed value, what all rules find in it, its chain, and what was decided."""

    read: ReadValue
    faults: tuple[Problem, ...]
    chain: Chain
    decision: Decision


def assessed(
    content: SiteContent, source: ValueSource, terms: Terms, now: datetime
) -> list[Assessed]:
    """Apply the rules to what was read of a site, and decide about each reviewed value."""
    of_files: dict[str, list[Problem]] = {}
    for fault in content.file_problems:
        of_files.setdefault(fault.path, []).append(fault)
    reviewed = [read for read in content.values if kind_named(read.kind).is_reviewed]
    again = repeats(reviewed)
    done = []
    for read in reviewed:
        value = stated(read.value, terms.policy)
        judged = read if value is read.value else replace(read, value=value)
        chain = judge_chain(value, terms)
        found = [*_rule_problems(judged, source), *_timely_problems(judged, now)]
        found += [again[value.path]] if value.path in again else []
        faults = (*found, *_chain_problems(value, chain, now))
        every = (*read.problems, *of_files.get(value.path, ()), *faults)
        done.append(Assessed(judged, faults, chain, decide(value, every, chain, now)))
    return done


def terms_of(content: SiteContent, source: ValueSource, verifier: Verifier | None = None) -> Terms:
    """Return what the chains of a site are judged by."""
    site, levels = source.job.site, source.federation.levels
    return Terms(
        source.federation.review,
        content.held,
        source.people,
        is_signed=any(level.signed for level in levels if level.name == site.level),
        signed_columns=frozenset(column.slug for column in site.columns if column.signed),
        verifier=verifier or Verifier(),
    )


def assessments(source: ValueSource, record: SiteRecord, now: datetime) -> list[Assessed]:
    """Return every reviewed value of a site as it was judged, whole: what its record has in short.

    Taken from the cache where those of the record are there: others may write to it, too. Raises
    OSError where the site can't be read.
    """
    content = _kept_values(source, record.values) or read_site(source.job)
    terms = terms_of(content, source, Verifier(_known_signatures(source)))
    return assessed(content, source, terms, now)


def _known_signatures(source: ValueSource) -> frozenset[str]:
    """Return the digests of signatures that an earlier build found good, whoever may sign now."""
    kept = source.cache.load(f"{source.name}.signatures") if source.cache and source.people else ()
    return frozenset(kept) if isinstance(kept, tuple) else frozenset()


def _record(
    content: SiteContent, source: ValueSource, verifier: Verifier, now: datetime
) -> SiteRecord:
    terms = terms_of(content, source, verifier)
    done = assessed(content, source, terms, now)
    values = [one.read.value for one in done]
    internal = (read for read in content.values if not kind_named(read.kind).is_reviewed)
    problems = (*content.problems, *(fault for one in done for fault in one.faults))
    since, until = _window((m for one in done for m in _moments(one.read, now)), now)
    return SiteRecord(
        entries=tuple(_reading(one.read.kind).entry(one.read.value, now) for one in done),
        internal=tuple(read.value for read in internal),
        problems=() if source.is_broken else problems,
        decisions=tuple(one.decision for one in done),
        since=since,
        until=until,
        values=digest_of_values(values),
        unknown=content.unknown,
        contested=content.contested,
        undigested=sum(_is_undigested(one) for one in done),
        masthead=content.masthead,
    )


def _is_undigested(one: Assessed) -> bool:
    return one.decision.approved and not all(step.digest for step in one.read.value.review)


@cache
def _reading(kind: str) -> Reading:
    """Return how a kind is read, by its name: to ask each value's kind takes long."""
    return reading_of(kind_named(kind))


def _rule_problems(read: ReadValue, source: ValueSource) -> Iterator[Problem]:
    """Apply every rule; of what is withdrawn the notice alone is still looked at."""
    value = read.value
    if value.status == WITHDRAWN:
        yield from notice_slips(value, _reading(read.kind).keys)
        return
    site, federation = source.job.site, source.federation
    for fault in problems_of(value, _reading(read.kind), site, federation):
        if not (source.is_broken and fault.code == UNKNOWN_COLUMN.name):
            yield fault


def _timely_problems(read: ReadValue, now: datetime) -> Iterator[Problem]:
    """Apply the rules of a kind that look at the moment."""
    reading = _timely(read.kind)
    if reading and read.value.status != WITHDRAWN:
        yield from reading.problems_at(read.value, now)


@cache
def _timely(kind: str) -> Timely | None:
    """Return how a kind is read if the moment matters."""
    reading = _reading(kind)
    return reading if isinstance(reading, Timely) else None


def _chain_problems(value: Value, chain: Chain, now: datetime) -> tuple[Problem, ...]:
    """Return what is wrong with a chain; what is gone needs none."""
    is_gone = value.status == WITHDRAWN or value.has_ended
    return () if is_gone else (*chain.faults, *future_steps(value, now))


def _window(moments: Iterable[datetime], now: datetime) -> tuple[datetime, datetime]:
    """Return the period around `now` in which nothing starts, expires, changes or is signed."""
    dates = [*moments]
    since = max((moment for moment in dates if moment <= now), default=ALWAYS)
    return since, min((moment for moment in dates if moment > now), default=NEVER)


def _moments(read: ReadValue, now: datetime) -> Iterator[datetime]:
    """Yield every moment at which the decision on a value, or what is shown of it, may change."""
    value: Value = read.value
    yield value.date
    if value.expires is not None:
        yield value.expires
    yield from (step.since for step in value.review if step.since is not None)
    yield from _reading(read.kind).moments(value, now)
