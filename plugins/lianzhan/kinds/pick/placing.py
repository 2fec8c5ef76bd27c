"""Where picks show the articles that they adopt: at a site above the article's own.

A pick that can't be followed is a warning, and adopts nothing: nothing cascades.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.entrants import names_campaign
from lianzhan.model.catalog import PICKED, Pick, Placement
from lianzhan.model.codes import N_, warning
from lianzhan.model.federation import NATIONAL
from lianzhan.model.kinds import kind_named
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.keys import WITHDRAWN
from lianzhan.reading.paths import page_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.kinds.campaign.chain import Chain
    from lianzhan.model.catalog import Catalog, Entry
    from lianzhan.model.federation import Federation, Site

PICK_UNKNOWN = warning(
    "pick-unknown", N_("选用的稿件“{article}”不存在"), N_("核对路径；路径从 content/ 之下写起")
)
PICK_UNPUBLISHED = warning(
    "pick-unpublished", N_("选用的稿件“{article}”没有发布"), N_("等它发布，或删去这一条")
)
_GONE = {
    "withdrawn": warning(
        PICK_UNPUBLISHED.name, N_("选用的稿件“{article}”已经撤稿"), N_("删去这一条")
    )
}
"""In a table, as all that have a code's name but are not the code itself."""
PICK_NOT_OFFERED = warning(
    "pick-not-offered",
    N_("稿件“{article}”没有向本级推荐"),
    N_("请报送单位在稿头写上 offer: {level}"),
)
PICK_REPOST = warning(
    "pick-repost",
    N_("稿件“{article}”是转载来的，不能选用"),
    N_("删去这一条；本站要用，直接转载原文并写明来源"),
)
PICK_NOT_BELOW = warning(
    "pick-not-below", N_("稿件“{article}”不属于本站的下级站点"), N_("只能选用下级站点推荐的稿件")
)
PICK_UNKNOWN_COLUMN = warning(
    "pick-unknown-column",
    N_("本站没有栏目“{column}”，稿件“{article}”无处可放"),
    N_("用 column 指定 {columns} 之一"),
)


class PickPlacing:
    """Places picked articles."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield where each picked article shows: in the column that the pick says, or its own."""
        followed = _followed(federation, catalog, published)
        chain = _chain(federation, catalog, published, followed)
        for pick, path in followed:
            if chain is None or pick not in chain.refused:
                picked = catalog.entries[path]
                has_columns = kind_named(picked.kind).has_columns
                column = pick.column or picked.column if has_columns else ""
                yield Placement(pick.site, column or "", path, PICKED)

    def problems(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Problem]:
        """A pick adopts an article of below that is offered, published, and has a place here."""
        for pick in _picks(catalog):
            fault = pick_fault(federation, catalog, published, pick)
            if fault is not None:
                yield fault
        followed = _followed(federation, catalog, published)
        chain = _chain(federation, catalog, published, followed)
        if chain:
            yield from chain.refused.values()
            yield from chain.remarks()


def _followed(
    federation: Federation, catalog: Catalog, published: Collection[str]
) -> list[tuple[Pick, str]]:
    """Return the picks that can be followed, but for what campaigns say, each with its article."""
    return [
        (pick, path)
        for pick, path in adopted(catalog)
        if path and pick_fault(federation, catalog, published, pick) is None
    ]


def _chain(
    federation: Federation,
    catalog: Catalog,
    published: Collection[str],
    followed: list[tuple[Pick, str]],
) -> Chain | None:
    """Return what campaigns say of picks of their entries; None where there are none."""
    of_entries = [(pick, path) for pick, path in followed if names_campaign(catalog.entries[path])]
    if not of_entries:
        return None
    from lianzhan.kinds.campaign.chain import Chain
    from lianzhan.kinds.campaign.lookup import Campaigns

    campaigns = Campaigns(federation, (*catalog.of_kind("campaign", published),))
    return Chain(federation, catalog, campaigns, tuple(of_entries))


def _picks(catalog: Catalog) -> Iterator[Pick]:
    return (value for value in catalog.internal if isinstance(value, Pick))


def adopted(catalog: Catalog) -> Iterator[tuple[Pick, str]]:
    """Yield every pick with the path of the article that it means, "" where there is none."""
    return ((pick, _picked(pick, catalog)) for pick in _picks(catalog))


def _picked(pick: Pick, catalog: Catalog) -> str:
    """Return the path of the article that a pick means, also by the path that it had before."""
    return catalog.path_of(pick.article) or catalog.moved.get(page_of(pick.article), "")


def pick_fault(
    federation: Federation, catalog: Catalog, published: Collection[str], pick: Pick
) -> Problem | None:
    """Return what is wrong with a pick, or None. Always a warning: nothing cascades."""
    site = federation.by_slug[pick.site]
    article = catalog.entries.get(_picked(pick, catalog))
    details = {"article": pick.article[:120]}
    if article is None or not kind_named(article.kind).can_be_picked:
        return problem(pick.path, pick.line, PICK_UNKNOWN, **details)
    home = federation.by_slug[article.site]
    if site not in federation.ancestors(home):
        return problem(pick.path, pick.line, PICK_NOT_BELOW, **details)
    if article.is_repost or not _is_offered(federation, article, site):
        return _not_offered(article, pick, site.level)
    if article.path not in published:
        is_gone = article.status == WITHDRAWN
        code = _GONE["withdrawn"] if is_gone else PICK_UNPUBLISHED
        return problem(pick.path, pick.line, code, **details)
    column = pick.column or article.column or ""
    if kind_named(article.kind).has_columns and site.column(column) is None:
        columns = ", ".join(column.slug for column in site.columns)
        more = {"column": column, "columns": columns}
        return problem(pick.path, pick.line, PICK_UNKNOWN_COLUMN, **details, **more)
    return None


def _not_offered(article: Entry, pick: Pick, level: str) -> Problem:
    """Return why a pick adopts nothing that is offered: a repost never is."""
    details = {"article": pick.article[:120]}
    if article.is_repost:
        return problem(pick.path, pick.line, PICK_REPOST, **details)
    return problem(pick.path, pick.line, PICK_NOT_OFFERED, **details, level=level)


def _is_offered(federation: Federation, article: Entry, site: Site) -> bool:
    """An offer reaches its level and every level between: one to the province passes the city."""
    if article.offer == NATIONAL:
        return True
    rank = federation.rank
    return article.offer in rank and rank[article.offer] <= rank[site.level]


PLACING = PickPlacing()
