"""Everything before rendering: read every site, decide what is published, and place it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.building.configuration import configuration
from lianzhan.building.content_state import ContentState
from lianzhan.building.failed_sites import one_per_cause
from lianzhan.building.site_records import Reading, SiteRecords, site_records
from lianzhan.gate.address_contest import losers, refused
from lianzhan.gate.alias_contest import alias_losers
from lianzhan.gate.late_faults import late_faults, refusals
from lianzhan.gate.notice_contest import lost_notices
from lianzhan.kinds.rules.links import link_problems
from lianzhan.model.catalog import Catalog
from lianzhan.model.codes import N_, warning
from lianzhan.model.federation import SiteTree
from lianzhan.model.live_sites import nothing_stands
from lianzhan.model.problem import problem
from lianzhan.planning.placement import empty_slots, placements, placing_problems
from lianzhan.reading.host_files import read_host_files
from lianzhan.reading.scan import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from lianzhan.gate.records import SiteRecord
    from lianzhan.model.catalog import Entry
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.host_files import HostFiles
    from lianzhan.model.problem import Problem
    from lianzhan.reading.scan import Scan
    from lianzhan.reading.site_tree import Live
    from lianzhan.runtime.cache import Cache
    from lianzhan.runtime.job import TaskRunner

REVIEW_UNVERIFIED = warning(
    "review-unverified",
    N_("有 {count} 篇的审签没有写明审的是哪一稿（digest），签后再改也看不出来"),
    N_(
        "运行 approve --renew content 补上，再在 federation.toml 的 [review] 里"
        '写 digest = "required"'
    ),
)


@dataclass(frozen=True)
class Terms:
    """What a check needs besides the content: the moment, a cache, and the sites in the output."""

    now: datetime
    cache: Cache | None = None
    live: Live = nothing_stands


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
    tree = configuration(seen, terms.cache, terms.live)
    if not isinstance(tree, SiteTree):
        return ContentState(None, tree)
    read = site_records(Reading(seen, tree, terms.now, terms.cache), workers, meanwhile)
    return _placed(tree, read, read_host_files(seen.content), terms.live)


def _placed(tree: SiteTree, read: SiteRecords, host: HostFiles, live: Live) -> ContentState:
    """Decide which articles are published, now that all sites are known, and place them."""
    federation, records = tree.federation, read.records
    found = {site.slug: records[site.slug] for site in federation.sites if site.slug in records}
    built = [site for site in federation.sites if site.slug not in tree.stand_ins]
    catalog = _catalog(found, federation.by_slug, tree.stand_ins)
    decisions = {d.path: d for record in records.values() for d in record.decisions}
    lost_names = losers(built, records, decisions, live)
    decisions |= {path: refused(decisions[path]) for path in lost_names if path in decisions}
    notices = lost_notices(found.values(), decisions)
    decisions |= {path: refused(decisions[path]) for path in notices}
    lost_aliases = alias_losers(built, records, decisions, live)
    for fault in lost_aliases:
        decisions[fault.path] = refused(decisions[fault.path], fault.code)
    whole = {slug for slug, record in records.items() if not record.unknown}
    late = late_faults(federation, catalog, decisions, whole)
    decisions |= dict(refusals(decisions, late))
    published = {path for path in catalog.entries if decisions[path].approved}
    if tree.stand_ins:
        published -= _without_page(catalog, tree.stand_ins, live)
    placed = placements(federation, catalog, published)
    problems = {*tree.problems, *one_per_cause(read.problems), *host.problems}
    problems |= {fault for record in found.values() for fault in record.problems}
    problems |= {
        *lost_names.values(),
        *notices.values(),
        *lost_aliases,
        *(fault for faults in late.values() for fault in faults),
        *_later_problems(catalog, federation, published),
    }
    problems |= {*_unverified(federation, found.values())}
    problems |= {*empty_slots(federation, _fully_known(built, federation, found), placed, catalog)}
    return ContentState(
        tree=tree,
        problems=tuple(sorted(problems)),
        catalog=catalog,
        decisions=decisions,
        placements=placed,
        paths={site.slug: site.path for site in (*tree.broken, *tree.unread, *federation.sites)},
        published=frozenset(published),
        sources=read.sources,
        records=records,
        late=late,
        host=host,
    )


def _unverified(federation: Federation, records: Iterable[SiteRecord]) -> Iterator[Problem]:
    """Warn once of published texts of which nobody knows whether they were changed after review."""
    count = sum(record.undigested for record in records)
    if count and not federation.review.needs_digest:
        yield problem("federation.toml", 0, REVIEW_UNVERIFIED, count=count)


def _fully_known(
    sites: Iterable[Site], federation: Federation, records: Mapping[str, SiteRecord]
) -> list[Site]:
    """Return the sites of which it is known whether their slots can be filled."""
    whole = {slug for slug, record in records.items() if not record.unknown}
    return [site for site in sites if _is_read(site, federation, whole)]


def _is_read(site: Site | None, federation: Federation, read: Container[str]) -> bool:
    """Whether a site was read whole, and all above it: what may fill its slot is known."""
    while site and site.slug in read:
        if site.parent is None:
            return True
        site = federation.by_slug.get(site.parent)
    return False


def _catalog(
    records: Mapping[str, SiteRecord], sites: Mapping[str, Site], stand_ins: Container[str]
) -> Catalog:
    """Return the entries of all records, and what is internal to the sites that can be built."""
    entries: dict[str, Entry] = {}
    internal: list[object] = []
    heads = {sites[slug].path: record.masthead for slug, record in records.items()}
    for slug, record in records.items():
        entries.update((entry.path, entry) for entry in record.entries)
        internal += record.internal if slug not in stand_ins else ()
    mastheads = {f"{path}/site.toml": picture for path, picture in heads.items() if picture}
    return Catalog(entries, tuple(internal), mastheads)


def _without_page(catalog: Catalog, stand_ins: Container[str], live: Live) -> set[str]:
    """Return the articles that have no page to lead to, as their site can't be built."""
    shown = {path for slug, site in live().items() if slug in stand_ins for path in site.articles}
    return {e.path for e in catalog.entries.values() if e.site in stand_ins} - shown


def _later_problems(
    catalog: Catalog, federation: Federation, published: set[str]
) -> Iterator[Problem]:
    """Find what only shows once it is known what is published: links and picks."""
    for entry in catalog.entries.values():
        if entry.references and entry.status != "withdrawn":
            yield from link_problems(entry, catalog, published)
    yield from placing_problems(federation, catalog, published)
