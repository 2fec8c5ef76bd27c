"""What campaigns say of entries that are to be signed: as a build will judge them.

In: a site's articles, just read. Out: by path their problems. Of other files only the campaigns and
honours of the site and those above it are read, and only where an article names a campaign.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.gate.assess import assessed, terms_of
from lianzhan.gate.late_faults import entry_faults
from lianzhan.gate.records import ValueSource
from lianzhan.gate.site_reading import read_site
from lianzhan.kinds.article.entrants import entrants
from lianzhan.kinds.room import reading_of
from lianzhan.model.catalog import Catalog
from lianzhan.model.kinds import kind_named
from lianzhan.reading.read_job import read_jobs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from lianzhan.gate.assess import Assessed
    from lianzhan.model.catalog import Entry
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.problem import Problem
    from lianzhan.reading.read_job import ReadJob


class _Files:
    """The files of a site that say what holds for entries: campaigns, and lists of honours."""

    def __init__(self, site: Site) -> None:
        self._folder = f"{site.path}/{kind_named('campaign').folder}/"
        self._honours = f"{site.path}/{kind_named('honour').file}"

    def __contains__(self, path: object) -> bool:
        return path == self._honours or str(path).startswith(self._folder)


def campaign_faults(
    content: Path, federation: Federation, site: Site, done: Iterable[Assessed], now: datetime
) -> dict[str, list[Problem]]:
    """Return by path what is wrong with a site's articles as entries of campaigns.

    Raises OSError where a folder can't be read.
    """
    known = [one for one in done if getattr(one.read.value, "campaign", "")]
    named = entrants(_entry(one, now) for one in known)
    if not named:
        return {}
    whole = set()
    for each in (site, *federation.ancestors(site)):
        found, is_whole = _terms_at(content, federation, each, now)
        known += found
        whole |= {each.slug} if is_whole else set()
    catalog = Catalog({one.read.value.path: _entry(one, now) for one in known})
    decisions = {one.decision.path: one.decision for one in known}
    return entry_faults(federation, catalog, decisions, whole)


def _terms_at(
    content: Path, federation: Federation, site: Site, now: datetime
) -> tuple[list[Assessed], bool]:
    """Return a site's campaigns and honours, and whether all is known of it."""
    (job,) = read_jobs(content, federation, [site])
    read = read_site(job, only=_Files(site))
    source = source_of(job, federation)
    return assessed(read, source, terms_of(read, source), now), not read.unknown


def source_of(job: ReadJob, federation: Federation) -> ValueSource:
    """Return what a site's values are judged by, without a cache."""
    may = federation.people.at(job.site.path) if federation.people else None
    policy = replace(federation, sites=(), people=None)
    return ValueSource(job, policy, "", None, people=may)


def _entry(one: Assessed, now: datetime) -> Entry:
    read = one.read
    entry: Entry = reading_of(kind_named(read.kind)).entry(read.value, now)
    return entry
