"""The cache of a site: a short record for the federation, and the complete values.

The record says all that other sites and the plan need; it is a hundredth of the values, and the
only part that the build's own process holds. The values stay in the cache for whoever renders
them. A record is good for as long as the site's files, what it was made with, and the time allow.
"""

from __future__ import annotations

import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import kind_named
from lianzhan.reading.changes import signature
from lianzhan.reading.looking import glance
from lianzhan.runtime.digests import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from lianzhan.kinds.site_content import SiteContent
    from lianzhan.kinds.value import Value
    from lianzhan.model.catalog import Entry, Picture
    from lianzhan.model.federation import Federation
    from lianzhan.model.people import People
    from lianzhan.model.problem import Problem
    from lianzhan.model.report import Decision
    from lianzhan.reading.read_job import ReadJob
    from lianzhan.runtime.cache import Cache

Outside = tuple[tuple[str, tuple[object, ...]], ...]


@dataclass(frozen=True)
class SiteRecord:
    """What the federation must know of one site; `values` is the digest of the complete values.

    The decisions hold from the moment `since` until `until`, when the next date comes; but of
    `contested` files, which have one address, at most one may be published (see `contest`). Nobody
    knows what stands in the folders that are `unknown`. Of `undigested` values that are published,
    a review step does not say what it is for.
    """

    entries: tuple[Entry, ...]
    internal: tuple[Any, ...]
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...]
    since: datetime
    until: datetime
    values: str
    unknown: tuple[str, ...] = ()
    contested: tuple[tuple[str, ...], ...] = ()
    undigested: int = 0
    masthead: Picture | None = None


@dataclass(frozen=True)
class CachedRecord:
    """A record as the cache has it, with what it was made from.

    `key` stands for the site's configuration and the code, `signature` for its own folder, and
    `outside` for what it looked at beyond that.
    """

    key: str
    signature: str
    outside: Outside
    record: SiteRecord


@dataclass(frozen=True)
class ValueSource:
    """Where one site's values come from: its folder, or the cache if that still says the same.

    `federation` has no sites and no people: rules look at its policy, and at the `people` who may
    sign at this site. `key` is the digest of all that decides besides the files. A site that
    `is_broken` keeps its last output; which columns it has of its own is not known.
    """

    job: ReadJob
    federation: Federation
    key: str
    cache: Cache | None
    is_broken: bool = False
    people: People | None = None

    @property
    def name(self) -> str:
        """The start of its entries' names in the cache."""
        return f"sites/{digest_of(self.job.site.path)}"


@dataclass(frozen=True)
class AssessJob:
    """One site to be read and judged at a moment; `signature` is that of its folder just before."""

    source: ValueSource
    now: datetime
    signature: str


def cached_record(source: ValueSource, signature: str, now: datetime) -> SiteRecord | None:
    """Return the record of an earlier build, if nothing it was made from has changed since.

    Without a signature nobody knows.
    """
    kept = source.cache.load(f"{source.name}.record") if source.cache else None
    if not signature or not isinstance(kept, CachedRecord):
        return None
    if (kept.key, kept.signature) != (source.key, signature):
        return None
    record = kept.record
    places = [place for place, _ in kept.outside]
    is_good = record.since <= now < record.until
    return (
        record
        if is_good and kept.outside == signatures_of(source, places, time.time_ns())
        else None
    )


def signatures_of(source: ValueSource, places: Iterable[str], now: int) -> Outside:
    """Return signatures of files; one changed since `now` (ns) has none that would match again."""
    content = source.job.content
    return tuple((place, signature(glance(content, place), now)) for place in places)


@dataclass(frozen=True)
class Unread:
    """A site whose folder could not be read, and why: what it holds is not known."""

    reason: str


class ChangedError(Exception):
    """A site's files are no longer those that were judged; the text is its folder."""


def values_at(homes: Iterable[tuple[ValueSource, str]], own: str = "") -> dict[str, Value]:
    """Return the reviewed values of some sites by path, whole. Raises ChangedError.

    Those of other sites are held, as far as there is room: all sites below show the articles of
    those above. A site's `own` (its slug) are wanted once, and would only take the room.
    """
    found: dict[str, Value] = {}
    for source, digest in homes:
        read = _read_values if source.job.site.slug == own else values_of
        found.update(read(source, digest))
    return found


@lru_cache(maxsize=32)
def values_of(source: ValueSource, digest: str) -> Mapping[str, Value]:
    """Return a site's reviewed values by path: those whose digest is given, and no others.

    They come from the cache; where it has lost them, from the files. Raises ChangedError.
    """
    return _read_values(source, digest)


def _read_values(source: ValueSource, digest: str) -> Mapping[str, Value]:
    kept = source.cache.load(f"{source.name}.values") if source.cache else None
    if isinstance(kept, tuple) and kept[:2] == (source.key, digest):
        return _by_path(kept[2])
    from lianzhan.gate.site_reading import read_site

    found = _by_path(read_site(source.job))
    if digest_of_values(found.values()) != digest:
        raise ChangedError(source.job.site.path)
    return found


def _by_path(content: SiteContent) -> dict[str, Value]:
    reviewed = (read for read in content.values if kind_named(read.kind).is_reviewed)
    return {read.value.path: read.value for read in reviewed}


def digest_of_values(values: Iterable[Value]) -> str:
    """Return the digest that a record names its values by."""
    return digest_of([(value.path, value.digest, *_files(value)) for value in values])


def _files(value: Value) -> tuple[object, ...]:
    """Return all files that a value shows or links."""
    return (value.pictures, value.linked_files) if value.linked_files else (value.pictures,)
