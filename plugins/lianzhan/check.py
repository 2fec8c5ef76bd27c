"""Everything before rendering: read, apply rules, decide, place, plan. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lianzhan.model.article import Catalog
from lianzhan.model.problem import Problem, problem
from lianzhan.plan import FederationPlan, entry_id, plan_federation
from lianzhan.reading.catalog import SiteContent, gather, read_jobs, read_site
from lianzhan.reading.federation import SiteTree, read_federation
from lianzhan.review import decide
from lianzhan.rules import article_problems
from lianzhan.rules.links import link_problems
from lianzhan.syndication import Placement, empty_slots, pick_problems, placements
from lianzhan.workers import Failure, Workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.report import Decision


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a content tree; `tree` is None where federation.toml can't be used.

    `paths` maps every site's slug to its folder, also of sites that can't be built. `standing` are
    the entry ids of all articles that pass the gate, at sites that can't be built, too.
    """

    tree: SiteTree | None
    catalog: Catalog
    decisions: dict[str, Decision]
    placements: tuple[Placement, ...]
    problems: tuple[Problem, ...]
    plan: FederationPlan
    paths: dict[str, str] = field(default_factory=dict)
    standing: frozenset[str] = frozenset()


def check(content: Path, now: datetime, workers: Workers) -> Checked:
    """Judge every article below `content` at the moment `now`, and plan every site."""
    tree = read_federation(content)
    if not isinstance(tree, SiteTree):
        return Checked(None, Catalog({}), {}, (), tree, FederationPlan(()))
    federation = tree.federation
    contents, lost = _read_sites(content, tree, workers)
    catalog, found = gather(contents[s.path] for s in federation.sites if s.path in contents)
    problems = [*tree.problems, *found, *lost.values()]
    problems += _rule_problems(catalog, federation.by_slug, federation)
    decisions = _decisions(catalog, federation, problems, now)
    standing = {**decisions, **_kept_decisions(tree, contents, now)}
    published = sorted(path for path, decision in decisions.items() if decision.approved)
    problems += _later_problems(catalog, federation, set(published))
    placed = placements(federation, catalog, published)
    problems += empty_slots(federation, placed)
    plan = plan_federation(federation, catalog, published, placed)
    plan = replace(plan, sites=tuple(site for site in plan.sites if site.slug not in lost))
    return Checked(
        tree=tree,
        catalog=catalog,
        decisions=decisions,
        placements=placed,
        problems=tuple(sorted(set(problems))),
        plan=plan,
        paths={site.slug: site.path for site in (*tree.broken, *federation.sites)},
        standing=frozenset(entry_id(federation, p) for p, d in standing.items() if d.approved),
    )


def _kept_decisions(
    tree: SiteTree, contents: dict[str, SiteContent], now: datetime
) -> dict[str, Decision]:
    """Judge the articles of sites that can't be built by all rules but one.

    Which columns such a site has of its own is not known.
    """
    kept, found = gather(contents[s.path] for s in tree.broken if s.path in contents)
    sites = {site.slug: site for site in tree.broken}
    rules = _rule_problems(kept, sites, tree.federation)
    problems = [*found, *(fault for fault in rules if fault.code != "unknown-column")]
    return _decisions(kept, tree.federation, problems, now)


def _read_sites(
    content: Path, tree: SiteTree, workers: Workers
) -> tuple[dict[str, SiteContent], dict[str, Problem]]:
    """Return by folder what was read, and by slug the problem of each site that could not be."""
    contents: dict[str, SiteContent] = {}
    lost: dict[str, Problem] = {}
    sites = (*tree.federation.sites, *tree.broken)
    for outcome in workers.run(read_site, read_jobs(content, tree.federation, sites)):
        site = outcome.item.site
        if isinstance(outcome.result, Failure):
            lost[site.slug] = site_failed(site.path, site.slug, outcome.result.reason)
        else:
            contents[site.path] = outcome.result
    return contents, lost


def site_failed(path: str, slug: str, reason: str) -> Problem:
    """Return the problem of a site that keeps its last good output."""
    return problem(f"{path}/site.toml", 0, "site-failed", site=slug, reason=reason)


def _rule_problems(
    catalog: Catalog, sites: dict[str, Site], federation: Federation
) -> Iterator[Problem]:
    """Apply every rule to every article but the withdrawn: what is gone needs no mending."""
    for article in catalog.articles.values():
        if article.status != "withdrawn":
            yield from article_problems(article, sites[article.site], federation)


def _decisions(
    catalog: Catalog, federation: Federation, problems: Iterable[Problem], now: datetime
) -> dict[str, Decision]:
    by_path: dict[str, list[Problem]] = {}
    for fault in problems:
        by_path.setdefault(fault.path, []).append(fault)
    return {
        path: decide(article, by_path.get(path, ()), federation.review, now)
        for path, article in catalog.articles.items()
    }


def _later_problems(
    catalog: Catalog, federation: Federation, published: set[str]
) -> Iterator[Problem]:
    """Find what only shows once it is known what is published: links and picks."""
    for article in catalog.articles.values():
        if article.status != "withdrawn":
            yield from link_problems(article, catalog.articles, published)
    yield from pick_problems(federation, catalog, published)
