"""Stage 4: which published article shows in which column of which site, and why.

Own articles show at home; a pushed column's articles show at every site below; a pick shows an
offered article at a site above. All three lead to the one canonical page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.federation import NATIONAL
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lianzhan.model.catalog import Catalog, Entry, Pick
    from lianzhan.model.federation import Federation, Site

OWN, PUSHED, PICKED = "own", "pushed", "picked"


class Placement(NamedTuple):
    """An article shows in a column of a site, because it is its own, pushed or picked."""

    site: str
    column: str
    article: str
    why: str


def placements(
    federation: Federation, catalog: Catalog, published: Collection[str]
) -> tuple[Placement, ...]:
    """Return where every published article shows; an article shows at most once at a site."""
    shown = [article for path in published if (article := catalog.articles[path]).column]
    own = [Placement(article.site, article.column or "", article.path, OWN) for article in shown]
    found: dict[tuple[str, str], Placement] = {}
    for placement in _from_elsewhere(federation, catalog, published, shown):
        found.setdefault((placement.site, placement.article), placement)
    return (*own, *found.values())


def _from_elsewhere(
    federation: Federation, catalog: Catalog, published: Collection[str], shown: list[Entry]
) -> Iterator[Placement]:
    """Yield what is pushed and picked: pushes go down and picks up, so never to its own site."""
    pushed = {column.slug for column in federation.columns if column.push}
    for article in shown:
        if article.column in pushed:
            yield from _pushes(federation, federation.by_slug[article.site], article)
    for pick in catalog.picks:
        if pick_fault(federation, catalog, published, pick) is None:
            column = pick.column or catalog.articles[pick.article].column
            yield Placement(pick.site, column or "", pick.article, PICKED)


def _pushes(federation: Federation, site: Site, article: Entry) -> Iterator[Placement]:
    """Not by recursion: content could nest sites deeper than Python."""
    waiting = [*reversed(federation.children.get(site.slug, ()))]
    while waiting:
        child = waiting.pop()
        if child.column(article.column or ""):
            yield Placement(child.slug, article.column or "", article.path, PUSHED)
        waiting += reversed(federation.children.get(child.slug, ()))


def pick_problems(
    federation: Federation, catalog: Catalog, published: Collection[str]
) -> Iterator[Problem]:
    """A pick adopts an article that is below, offered up to here, published, and has a place."""
    for pick in catalog.picks:
        fault = pick_fault(federation, catalog, published, pick)
        if fault is not None:
            yield fault


def pick_fault(
    federation: Federation, catalog: Catalog, published: Collection[str], pick: Pick
) -> Problem | None:
    """Return what is wrong with a pick, or None. Always a warning: nothing cascades."""
    site = federation.by_slug[pick.site]
    article = catalog.articles.get(pick.article)
    details = {"article": pick.article[:120]}
    if article is None or article.column is None:
        return problem(pick.path, pick.line, "pick-unknown", **details)
    home = federation.by_slug[article.site]
    if site not in federation.ancestors(home):
        return problem(pick.path, pick.line, "pick-not-below", **details)
    if not _is_offered(federation, article, site):
        return problem(pick.path, pick.line, "pick-not-offered", **details, level=site.level)
    if pick.article not in published:
        return problem(pick.path, pick.line, "pick-unpublished", **details)
    column = pick.column or article.column
    if site.column(column) is None:
        columns = ", ".join(column.slug for column in site.columns)
        more = {"column": column, "columns": columns}
        return problem(pick.path, pick.line, "pick-unknown-column", **details, **more)
    return None


def _is_offered(federation: Federation, article: Entry, site: Site) -> bool:
    """An offer reaches its level and every level between: one to the province passes the city."""
    if article.offer == NATIONAL:
        return True
    rank = federation.rank
    return article.offer in rank and rank[article.offer] <= rank[site.level]


def empty_slots(
    federation: Federation, sites: Iterable[Site], placed: Collection[Placement]
) -> Iterator[Problem]:
    """The pinned column fills the top slot of every site: one where it would be empty is an error.

    湘妇字〔2020〕20号 asks that the theory column stand fixed at the most prominent place.
    """
    pinned = federation.pinned.slug
    filled = {placement.site for placement in placed if placement.column == pinned}
    for site in sites:
        if site.slug not in filled:
            column = site.column(pinned) or federation.pinned
            details = {"site": site.slug, "column": column.title}
            yield problem(f"{site.path}/site.toml", 0, "empty-slot", **details)
