"""Everything before rendering: read, place, and what each site's plan comes to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.gate.address_contest import losers, refused
from lianzhan.gate.records import (
    DISTANT_PAST,
    AssessJob,
    SiteRecord,
    Unread,
    ValueSource,
    cached_record,
)
from lianzhan.kinds.rules.links import link_problems
from lianzhan.model.catalog import NEVER, Catalog
from lianzhan.model.federation import SiteTree, nothing_stands
from lianzhan.model.host_files import HostFiles
from lianzhan.model.kinds import TEXT_FOLDERS
from lianzhan.model.problem import Problem, problem
from lianzhan.planning.outline import Planner
from lianzhan.planning.placement import empty_slots, placements, placing_problems
from lianzhan.reading.host_files import read_host_files
from lianzhan.reading.read_job import read_jobs
from lianzhan.reading.scan import scan
from lianzhan.runtime.digests import code_digest, digest_of
from lianzhan.runtime.job import Failure, JobName, Kind, NoProcessError

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from lianzhan.model.catalog import Entry, Placement
    from lianzhan.model.federation import Federation, LiveSite, Site
    from lianzhan.model.report import Decision
    from lianzhan.planning.outline import PortalOutline, SiteOutline
    from lianzhan.reading.scan import Scan
    from lianzhan.reading.site_tree import Live
    from lianzhan.runtime.cache import Cache
    from lianzhan.runtime.job import Outcome, TaskRunner

ASSESS: JobName[AssessJob, SiteRecord | Unread] = JobName("lianzhan.gate.assess", "assess_site")


@dataclass(frozen=True)
class Terms:
    """What a check goes by besides the content: the moment, a cache, what stands in the output."""

    now: datetime
    cache: Cache | None = None
    live: Live = nothing_stands


@dataclass(frozen=True)
class ContentState:
    """What is known of a content tree; `tree` is None where federation.toml can't be used.

    `paths` maps every site's slug to its folder, also of sites that can't be built. `decisions` are
    about the articles of all sites; `published` are those that may be placed. `sources` and
    `records` are by slug; a site that could not be read has no record. `host` are the files of
    content/public/.
    """

    tree: SiteTree | None
    problems: tuple[Problem, ...]
    catalog: Catalog = field(default_factory=lambda: Catalog({}))
    decisions: dict[str, Decision] = field(default_factory=dict)
    placements: tuple[Placement, ...] = ()
    paths: dict[str, str] = field(default_factory=dict)
    published: frozenset[str] = frozenset()
    sources: dict[str, ValueSource] = field(default_factory=dict)
    records: dict[str, SiteRecord] = field(default_factory=dict)
    host: HostFiles = field(default_factory=HostFiles)

    @cached_property
    def planner(self) -> Planner:
        """Outlines all sites. Only where there is a tree."""
        if self.tree is None:
            raise ValueError("there is no federation to plan")
        known = (self.tree.federation, self.catalog, self.published, self.placements)
        return Planner(*known, self.host.files)

    @property
    def window(self) -> tuple[datetime, datetime]:
        """From when until when all this holds, if no file changes: then a date comes."""
        records = self.records.values()
        since = max((record.since for record in records), default=DISTANT_PAST)
        return since, min((record.until for record in records), default=NEVER)

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """The slugs of the sites that can be built."""
        if self.tree is None:
            return ()
        can_be_built = self.records.keys() - self.tree.stand_ins
        return tuple(slug for slug in self.planner.sites if slug in can_be_built)

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The folders of which it is not known what they hold: of sites, or with all below them."""
        if self.tree is None:
            return ()
        sites = (path for slug, path in self.paths.items() if slug not in self.records)
        own = (f"{path}/{folder}" for path in sites for folder in TEXT_FOLDERS)
        return (*self.unknown, *own)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """Those into which nobody can look, not even for one file: not to be read, or links."""
        unreadable = self.tree.unreadable if self.tree else ()
        records = self.records.values()
        return (*unreadable, *(folder for record in records for folder in record.unknown))

    def homes(self, outline: SiteOutline | PortalOutline) -> tuple[tuple[ValueSource, str], ...]:
        """Return where the articles that a outline shows come from, each with their digest."""
        slugs = sorted(outline.homes)
        return tuple((self.sources[slug], self.records[slug].values) for slug in slugs)


def check(
    content: Path,
    now: datetime,
    workers: TaskRunner,
    cache: Cache | None = None,
    live: Live = nothing_stands,
) -> ContentState:
    """Judge every article below `content` at the moment `now`, and place it.

    With a cache, sites that have not changed since they were last judged are not read again. `live`
    tells what stands in the output (see `reading.site_tree`).
    """
    return check_scanned(scan(content), Terms(now, cache, live), workers)


def check_scanned(
    seen: Scan, terms: Terms, workers: TaskRunner, meanwhile: Callable[[], None] = lambda: None
) -> ContentState:
    """Check a content folder that has been scanned just now.

    `meanwhile` is called while workers read what has changed.
    """
    content, cache, live = seen.content, terms.cache, terms.live
    tree = _tree(seen, cache, live)
    if not isinstance(tree, SiteTree):
        return ContentState(None, tree)
    federation = tree.federation
    sources = {source.job.site.slug: source for source in _sources(content, tree, cache)}
    records, changed = _kept_records(sources.values(), seen, terms.now)
    outcomes = workers.run(ASSESS, changed)
    meanwhile()
    lost = _add_records(records, outcomes)
    found = {site.slug: records[site.slug] for site in federation.sites if site.slug in records}
    catalog = _catalog(found, tree.stand_ins)
    decisions = {d.path: d for record in records.values() for d in record.decisions}
    built = [site for site in federation.sites if site.slug not in tree.stand_ins]
    lost_names = losers(built, records, decisions, live)
    decisions |= {path: refused(decisions[path]) for path in lost_names if path in decisions}
    published = {path for path in catalog.entries if decisions[path].approved}
    if tree.stand_ins:
        published -= _without_page(catalog, tree.stand_ins, live)
    placed = placements(federation, catalog, sorted(published))
    host = read_host_files(content)
    problems = {*tree.problems, *one_per_cause(lost), *host.problems}
    problems |= {fault for record in found.values() for fault in record.problems}
    problems |= {*lost_names.values()}
    problems |= {*_later_problems(catalog, federation, published)}
    whole = {slug for slug, record in found.items() if not record.unknown}
    known = [site for site in built if _is_read(site, federation, whole)]
    problems |= {*empty_slots(federation, known, placed)}
    return ContentState(
        tree=tree,
        problems=tuple(sorted(problems)),
        catalog=catalog,
        decisions=decisions,
        placements=placed,
        paths={site.slug: site.path for site in (*tree.broken, *tree.unread, *federation.sites)},
        published=frozenset(published),
        sources=sources,
        records=records,
        host=host,
    )


def _is_read(site: Site | None, federation: Federation, read: Container[str]) -> bool:
    """Whether a site was read whole, and all above it: what may fill its slot is known."""
    while site and site.slug in read:
        if site.parent is None:
            return True
        site = federation.by_slug.get(site.parent)
    return False


def _tree(seen: Scan, cache: Cache | None, live: Live) -> SiteTree | tuple[Problem, ...]:
    """Return what the configuration says.

    It need not be read again if it has no fault and is the same whatever stands in the output.
    """
    key = digest_of((code_digest(), seen.tree))
    kept = cache.load("tree") if cache else None
    if isinstance(kept, tuple) and kept[:1] == (key,) and isinstance(kept[-1], SiteTree):
        return kept[-1]
    from lianzhan.reading.federation import read_federation

    heard: list[Mapping[str, LiveSite]] = []

    def ask() -> Mapping[str, LiveSite]:
        heard.append(live())
        return heard[-1]

    tree = read_federation(seen.content, ask)
    if cache and isinstance(tree, SiteTree) and not tree.problems and not heard:
        cache.save("tree", (key, tree))
    return tree


def _sources(content: Path, tree: SiteTree, cache: Cache | None) -> Iterator[ValueSource]:
    """Yield where each site's articles come from, the broken ones' too."""
    policy = replace(tree.federation, sites=())
    code = code_digest()
    sound = [site for site in tree.federation.sites if site.slug not in tree.stand_ins]
    for sites, is_broken in ((sound, False), (list(tree.broken), True)):
        for job in read_jobs(content, tree.federation, sites):
            site = (job.site, job.above)
            key = digest_of((code, site, job.timezone, job.offers, policy.review, is_broken))
            yield ValueSource(job, policy, key, cache, is_broken)


def _kept_records(
    sources: Iterable[ValueSource], seen: Scan, now: datetime
) -> tuple[dict[str, SiteRecord], list[AssessJob]]:
    """Return by slug the records that are still good, and what must be judged anew."""
    records: dict[str, SiteRecord] = {}
    changed = []
    for source in sources:
        signature = seen.sites.get(source.job.site.path, "")
        record = cached_record(source, signature, now)
        if record is None:
            changed.append(AssessJob(source, now, signature))
        else:
            records[source.job.site.slug] = record
    return records, changed


def _add_records(
    records: dict[str, SiteRecord], outcomes: Iterable[Outcome[AssessJob, SiteRecord | Unread]]
) -> list[Problem]:
    """Add the records of sites that were judged; return the problems of those that could not be.

    Raises NoProcessError where nobody can judge: nothing is known then of what may be live.
    """
    lost = []
    for outcome in outcomes:
        site = outcome.item.source.job.site
        if isinstance(outcome.result, Failure):
            if outcome.result.kind is Kind.NO_PROCESS:
                raise NoProcessError(outcome.result.reason)
            lost.append(site_failed(site.path, site.slug, outcome.result.reason))
        elif isinstance(outcome.result, Unread):
            reason = outcome.result.reason
            lost.append(problem(site.path, 0, "site-unread", site=site.slug, reason=reason))
        else:
            records[site.slug] = outcome.result
    return lost


def _catalog(records: dict[str, SiteRecord], stand_ins: Container[str]) -> Catalog:
    """Return the entries of all records, and what is internal to the sites that can be built."""
    entries: dict[str, Entry] = {}
    internal: list[object] = []
    for slug, record in records.items():
        entries.update((entry.path, entry) for entry in record.entries)
        internal += record.internal if slug not in stand_ins else ()
    return Catalog(entries, tuple(internal))


def _without_page(catalog: Catalog, stand_ins: Container[str], live: Live) -> set[str]:
    """Return the articles that have no page to lead to, as their site can't be built."""
    shown = {path for slug, site in live().items() if slug in stand_ins for path in site.articles}
    return {e.path for e in catalog.entries.values() if e.site in stand_ins} - shown


def site_failed(path: str, slug: str, reason: str) -> Problem:
    """Return the problem of a site that keeps its last good output."""
    return problem(f"{path}/site.toml", 0, "site-failed", site=slug, reason=reason)


_SITES_NAMED = 3
"""Sites that are named where one cause keeps more from being built."""


def one_per_cause(problems: Iterable[Problem]) -> set[Problem]:
    """Tell once what keeps several sites from being built; all other problems pass."""
    found = set(problems)
    by_reason: dict[str, dict[str, Problem]] = {}
    for fault in found:
        if fault.code == "site-failed":
            details = dict(fault.details)
            by_reason.setdefault(details["reason"], {})[details["site"]] = fault
    for reason, sites in by_reason.items():
        if len(sites) > 1:
            names = ", ".join(sorted(sites)[:_SITES_NAMED])
            more = ", …" if len(sites) > _SITES_NAMED else ""
            details = {"count": str(len(sites)), "sites": names + more, "reason": reason}
            found -= {*sites.values()}
            found.add(problem("federation.toml", 0, "sites-failed", **details))
    return found


def _later_problems(
    catalog: Catalog, federation: Federation, published: set[str]
) -> Iterator[Problem]:
    """Find what only shows once it is known what is published: links and picks."""
    for entry in catalog.entries.values():
        if entry.references and entry.status != "withdrawn":
            yield from link_problems(entry, catalog.entries, published)
    yield from placing_problems(federation, catalog, published)
