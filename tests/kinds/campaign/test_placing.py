"""Where campaigns show, which entries they list, and what is wrong between two of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kinds.campaign.test_terms import TERMS, at
from kinds.placed import FEDERATION, pick
from lianzhan.kinds.article.entrants import CAMPAIGN, THEME
from lianzhan.kinds.campaign.lookup import RESULTS, Campaigns
from lianzhan.kinds.campaign.placing import PLACING
from lianzhan.kinds.campaign.terms import Audience, Terms, facts_of, progress
from lianzhan.kinds.placing import ALL_BELOW
from lianzhan.model.catalog import DRAWN, PUSHED, Catalog, Entry

SHOWN, OVER = at("2026-07-01"), at("2026-11-02")
OPEN = replace(TERMS, push=(), audience=Audience(), chain=(), quotas=())


def campaign(where: str, name: str = "lamp", moment: object = SHOWN, **changes: object) -> Entry:
    terms: Terms = replace(OPEN, name=name, **changes)  # type: ignore[arg-type]
    path = f"{where}/campaigns/{name}.toml"
    entry = Entry(path, where, None, name, "", at("2026-05-01"), "", "approved", kind="campaign")
    facts = (*facts_of(terms), ("line:title", "1"), ("line:push", "7"), ("line:audience", "9"))
    return entry._replace(phase=str(progress(terms, moment)), facts=facts)  # type: ignore[arg-type]


def sent(where: str, name: str, theme: str = "home", called: str = "lamp", day: int = 1) -> Entry:
    path = f"{where}/articles/news/{name}.md"
    facts = ((CAMPAIGN, called), ("submission", "{}"), (THEME, theme))
    date = at(f"2026-06-{day:02}")
    return Entry(path, where, "news", name, "", date, "national", "approved", facts=facts)


def holding(*entries: Entry, picks: tuple[object, ...] = ()) -> Catalog:
    return Catalog({entry.path: entry for entry in entries}, picks)


def drawn(found: Catalog, column: str) -> str:
    places = PLACING.places(FEDERATION, found, found.entries)
    listed = (p for p in places if p.why == DRAWN and p.column == column)
    return "".join(found.entries[place.path].name for place in listed)


def codes(found: Catalog) -> list[tuple[str, int, str]]:
    every = PLACING.problems(FEDERATION, found, found.entries)
    return [(problem.path, problem.line, problem.code) for problem in every]


def test_entries_are_listed_by_theme_the_newest_first_from_the_day_of_display() -> None:
    entries = (
        sent("furong", "a", "road", day=3),
        sent("hengyang", "b", "home", day=1),
        sent("hunan", "c", "路上的灯", day=4),
        sent("changsha", "d", "家里的灯", "《一盏灯》", day=2),
        sent("hubei", "e"),
        sent("furong", "f", called="别的"),
    )
    path = "hunan/campaigns/lamp.toml"
    assert drawn(holding(campaign("hunan"), *entries), path) == "dbca"
    early = campaign("hunan", moment=at("2026-06-14 23:59"))
    assert drawn(holding(early, *entries), path) == ""


def test_after_the_end_what_its_own_site_picked_comes_first() -> None:
    a, b, c = (
        sent(where, name) for where, name in (("furong", "a"), ("furong", "b"), ("hunan", "c"))
    )
    picks = (pick("hunan", a.path), pick("changsha", b.path))
    path = "hunan/campaigns/lamp.toml"
    found = holding(campaign("hunan", moment=OVER), a, b, c, picks=picks)
    assert (drawn(found, f"{path}{RESULTS}"), drawn(found, path)) == ("a", "bc")
    running = holding(campaign("hunan"), a, b, c, picks=picks)
    assert (drawn(running, f"{path}{RESULTS}"), drawn(running, path)) == ("", "abc")


def test_an_article_means_the_nearest_campaign_of_a_name() -> None:
    above, near = campaign("hunan"), campaign("changsha")
    every = Campaigns(FEDERATION, (above, near))
    found = [every.called("lamp", slug) for slug in ("furong", "changsha", "hengyang", "hunan")]
    assert found == [near, near, above, above]
    assert every.called("lamp", "hubei") is None
    assert every.called("lamp", "nowhere") is None


def pushed(found: Catalog) -> list[tuple[str, str]]:
    places = PLACING.places(FEDERATION, found, found.entries)
    return [(place.site, place.path.split("/")[0]) for place in places if place.why == PUSHED]


@pytest.mark.parametrize(
    ("push", "sites"),
    [((ALL_BELOW,), ["changsha", "furong", "hengyang"]), (("county",), ["furong"]), ((), [])],
)
def test_it_is_pushed_to_sites_below(push: tuple[str, ...], sites: list[str]) -> None:
    assert [site for site, _ in pushed(holding(campaign("hunan", push=push)))] == sites


def test_of_one_name_a_site_shows_the_nearest() -> None:
    above, near = (campaign(where, push=(ALL_BELOW,)) for where in ("hunan", "changsha"))
    assert {*pushed(holding(above, near))} == {("hengyang", "hunan"), ("furong", "changsha")}


def test_two_of_one_name_or_title_along_a_line_are_named() -> None:
    above = campaign("hunan")
    titled = campaign("furong", "other")
    apart = (campaign("changsha", "b", title="乙"), campaign("hubei", "lamp"))
    path = "furong/campaigns/other.toml"
    assert codes(holding(above, titled, *apart)) == [(path, 1, "campaign-same")]
    twins = holding(campaign("hunan", "a"), campaign("hunan", "b"))
    assert codes(twins) == [("hunan/campaigns/b.toml", 1, "campaign-same")]


def test_sites_that_are_not_there_are_named() -> None:
    push = campaign("changsha", push=("furong", "hengyang"))
    assert codes(holding(push)) == [(push.path, 7, "campaign-push")]
    asked = campaign("changsha", audience=Audience(sites=("changsha", "furong", "hunan")))
    assert codes(holding(asked)) == [(asked.path, 9, "campaign-site")]
