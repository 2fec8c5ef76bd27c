"""Every site's record: an earlier one that is still good, or a new one by a worker.

In: the site tree and the scan. Out: the records, and the problems of sites without one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.building.failed_sites import site_failed
from lianzhan.gate.records import AssessJob, SiteRecord, Unread, ValueSource, cached_record
from lianzhan.model.codes import N_, error
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem, problem
from lianzhan.model.proofs import DEFAULT_PROOFS
from lianzhan.reading.read_job import read_jobs
from lianzhan.runtime.digests import code_digest, digest_of
from lianzhan.runtime.job import Failure, JobName, Kind, NoProcessError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from lianzhan.model.federation import SiteTree
    from lianzhan.reading.scan import Scan
    from lianzhan.runtime.cache import Cache
    from lianzhan.runtime.job import Outcome, TaskRunner

SITE_UNREAD = error(
    "site-unread",
    N_("站点 {site} 的文件夹无法读取，保留上次的内容：{reason}"),
    N_("检查该文件夹及其中文件的访问权限；其他站点不受影响"),
)

ASSESS: JobName[AssessJob, SiteRecord | Unread] = JobName("lianzhan.gate.assess", "assess_site")


@dataclass(frozen=True)
class SiteRecords:
    """Where each site's articles come from, and its record if it could be read; both by slug."""

    sources: dict[str, ValueSource]
    records: dict[str, SiteRecord]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Reading:
    """What records are made of: a scanned content, its tree, the moment, and the cache if any."""

    seen: Scan
    tree: SiteTree
    now: datetime
    cache: Cache | None


def site_records(
    reading: Reading, workers: TaskRunner, meanwhile: Callable[[], None]
) -> SiteRecords:
    """Have workers assess the sites that have changed; `meanwhile` is called while they do.

    Raises NoProcessError where no worker can be had.
    """
    seen = reading.seen
    sources = {s.job.site.slug: s for s in _sources(seen.content, reading.tree, reading.cache)}
    records, changed = _earlier_records(sources.values(), seen, reading.now)
    outcomes = workers.run(ASSESS, changed)
    meanwhile()
    lost = _add_records(records, outcomes)
    return SiteRecords(sources, records, tuple(lost))


def _sources(content: Path, tree: SiteTree, cache: Cache | None) -> Iterator[ValueSource]:
    """Yield where each site's articles come from, the broken ones' too."""
    people = tree.federation.people
    policy = replace(tree.federation, sites=(), people=None, proofs=DEFAULT_PROOFS)
    proofs = digest_of(tree.federation.proofs)
    code = code_digest()
    sound = [site for site in tree.federation.sites if site.slug not in tree.stand_ins]
    for sites, is_broken in ((sound, False), (list(tree.broken), True)):
        for job in read_jobs(content, tree.federation, sites):
            site = (job.site, job.above, job.moving_bytes, job.attachments)
            vocabulary = (policy.help.kinds, policy.awards)
            terms = (job.timezone, job.offers, policy.review, policy.levels, vocabulary)
            may = people.at(job.site.path) if people else None
            key = digest_of((code, site, *terms, proofs, is_broken, may))
            yield ValueSource(job, policy, key, cache, is_broken, may)


def _earlier_records(
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
            lost.append(problem(site.path, 0, SITE_UNREAD, site=site.slug, reason=reason))
        else:
            records[site.slug] = outcome.result
    return lost
