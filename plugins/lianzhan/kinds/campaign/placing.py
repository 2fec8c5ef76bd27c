"""Where campaigns show: at home, with their entries once these are shown, and at sites below."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lianzhan.kinds.article.entrants import THEME
from lianzhan.kinds.campaign.lookup import RESULTS, Campaigns, fact
from lianzhan.kinds.campaign.terms import LINE, OVER, progress_of, shows_entries, terms_of
from lianzhan.kinds.placing import pushable, pushed_to
from lianzhan.model.catalog import DRAWN, OWN, PUSHED, Placement
from lianzhan.model.codes import N_, warning
from lianzhan.model.problem import problem
from lianzhan.reading.meant_words import plain_form
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lianzhan.kinds.campaign.terms import Terms
    from lianzhan.model.catalog import Catalog, Entry
    from lianzhan.model.codes import Code
    from lianzhan.model.federation import Federation
    from lianzhan.model.problem import Problem

SAME = warning(
    "campaign-same",
    N_("活动“{name}”和上级的 {other} 同名，{site} 以下的稿件只算这一个的"),
    N_("改一个名字：文件名和 title 都不要和上级的一样"),
)
UNKNOWN_PUSH = warning(
    "campaign-push",
    N_("活动的 push 里“{name}”不是下级的站点或层级"),
    N_("写 true，或下级站点的 slug、层级的名字；最接近的是 {nearest}"),
)
UNKNOWN_SITE = warning(
    "campaign-site",
    N_("参加范围里的“{name}”不是本站或下级的站点"),
    N_("写站点的 slug；最接近的是 {nearest}"),
)
_SHOWN = 60
"""Characters of a name that a message shows."""


class CampaignPlacing:
    """Places campaigns and their entries, as of the moment of which the campaigns' phases are."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield each campaign's home, its entries once they are shown, and the sites below."""
        campaigns = Campaigns(federation, (*catalog.of_kind("campaign", published),))
        if not campaigns.entries:
            return
        sent_in = campaigns.sent_in(catalog.of_kind("article", published))
        for campaign in campaigns.entries:
            yield Placement(campaign.site, "", campaign.path, OWN)
            terms, reached = terms_of(campaign), progress_of(campaign.phase)
            if shows_entries(terms, reached):
                entries = _by_theme(terms, sent_in.get(campaign.path, ()))
                is_over = reached.stage == OVER and bool(entries)
                results = _picked(campaign.site, federation, catalog, published) if is_over else ()
                yield from _drawn(campaign, entries, results)
        yield from _pushes(federation, campaigns)

    def problems(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Problem]:
        """No two campaigns along a line of sites are called alike; all named sites are there."""
        campaigns = Campaigns(federation, (*catalog.of_kind("campaign", published),))
        for campaign in campaigns.entries:
            yield from _same(campaign, campaigns)
            yield from _unknown_sites(federation, campaign)


def _drawn(campaign: Entry, entries: list[Entry], results: Collection[str]) -> Iterator[Placement]:
    """Yield what a campaign's page lists: results first, then all other entries."""
    for column, is_result in ((f"{campaign.path}{RESULTS}", True), (campaign.path, False)):
        for entry in entries:
            if (entry.path in results) is is_result:
                yield Placement(campaign.site, column, entry.path, DRAWN)


def _picked(
    slug: str, federation: Federation, catalog: Catalog, published: Collection[str]
) -> frozenset[str]:
    """Return the articles from below that a site has picked."""
    from lianzhan.kinds.pick.placing import PLACING as PICKS

    places = PICKS.places(federation, catalog, published)
    return frozenset(place.path for place in places if place.site == slug)


def _by_theme(terms: Terms, entries: Iterable[Entry]) -> list[Entry]:
    """Return entries in the order of the themes, the newest of each first; others last."""
    places = {theme.slug: place for place, theme in enumerate(terms.themes)}
    newest = sorted(sorted(entries, key=_path), key=_date, reverse=True)

    def place(entry: Entry) -> int:
        theme = terms.theme(fact(entry, THEME))
        return places[theme.slug] if theme else len(places)

    return sorted(newest, key=place)


def _path(entry: Entry) -> str:
    return entry.path


def _date(entry: Entry) -> float:
    return entry.date.timestamp()


def _pushes(federation: Federation, campaigns: Campaigns) -> Iterator[Placement]:
    """Yield the sites below that show a campaign, too.

    Their page of it is called as its own is, so of one name the nearest counts.
    """
    by_site: dict[str, list[Entry]] = defaultdict(list)
    for campaign in campaigns.entries:
        for site in pushed_to(federation, campaign.site, terms_of(campaign).push):
            by_site[site.slug].append(campaign)
    own = {(each.site, name) for each in campaigns.entries for name in _page_names(each)}
    for slug, pushed in by_site.items():
        line = [*campaigns.line(slug)]
        for campaign in sorted(pushed, key=lambda each: line.index(each.site)):
            if (slug, campaign.name.casefold()) not in own:
                own.add((slug, campaign.name.casefold()))
                yield Placement(slug, "", campaign.path, PUSHED)


def _page_names(campaign: Entry) -> Iterator[str]:
    """Yield how a campaign's page is called at its site, and those that it had before."""
    yield campaign.name.casefold()
    yield from (alias.name.rpartition("/")[2].casefold() for alias in campaign.aliases)


def _same(campaign: Entry, campaigns: Campaigns) -> Iterator[Problem]:
    """Yield a problem where another of its site, or of one above, is called as it is."""
    mine = _names(campaign)
    above = {*campaigns.line(campaign.site)}
    for other in campaigns.entries:
        is_other = other.path != campaign.path and other.site in above
        is_first = other.site == campaign.site and other.path > campaign.path
        if is_other and not is_first and not mine.isdisjoint(_names(other)):
            details = {"name": terms_of(campaign).title[:_SHOWN], "other": other.path}
            yield _fault(campaign, "title", SAME, **details, site=campaign.site)


def _names(campaign: Entry) -> set[str]:
    terms = terms_of(campaign)
    return {plain_form(terms.name), plain_form(terms.title)}


def _unknown_sites(federation: Federation, campaign: Entry) -> Iterator[Problem]:
    terms = terms_of(campaign)
    known = pushable(federation, campaign.site)
    named = (
        ("push", UNKNOWN_PUSH, terms.push, known),
        ("audience", UNKNOWN_SITE, terms.audience.sites, known | {campaign.site}),
    )
    for key, code, names, allowed in named:
        for name in names:
            if name not in allowed:
                details = {"name": name[:_SHOWN], "nearest": nearest(name, allowed)}
                yield _fault(campaign, key, code, **details)


def _fault(campaign: Entry, key: str, code: Code, **details: str) -> Problem:
    line = int(fact(campaign, f"{LINE}{key}") or 0)
    return problem(campaign.path, line, code, **details)


PLACING = CampaignPlacing()
