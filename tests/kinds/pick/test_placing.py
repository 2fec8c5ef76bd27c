"""A pick shows an article from below that is offered, published, and has a column there."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from kinds.campaign.entered import TERMS, campaign, entry
from kinds.placed import FEDERATION, article, catalog, pick
from lianzhan.kinds.pick.placing import PLACING, pick_fault
from lianzhan.model.catalog import PICKED, Catalog, Entry


def shown(read: Catalog) -> dict[str, tuple[str, str]]:
    """Per site, the column and reason of what is picked there."""
    places = PLACING.places(FEDERATION, read, [*read.entries])
    return {place.site: (place.column, place.why) for place in places}


@pytest.mark.parametrize("column", [None, "news", "theory"])
def test_a_pick_shows_an_offered_article_at_a_site_above(column: str | None) -> None:
    read = article("furong", offer="province")
    assert shown(catalog(read, picks=(pick("hunan", read, column),))) == {
        "hunan": (column or "news", PICKED)
    }


def fault(where: str, read: Entry, column: str | None = None, **state: bool) -> str | None:
    content = catalog(read)
    published = [read.path] if state.get("published", True) else []
    found = pick_fault(FEDERATION, content, published, pick(where, read, column))
    assert found is None or (found.path, found.line) == (f"{where}/picks.toml", 1)
    assert found is None or not found.is_error
    return found.code if found else None


@pytest.mark.parametrize(
    ("offer", "where", "code"),
    [
        ("city", "changsha", None),
        ("province", "changsha", None),
        ("province", "hunan", None),
        ("national", "changsha", None),
        ("national", "hunan", None),
        ("city", "hunan", "pick-not-offered"),
        ("county", "changsha", "pick-not-offered"),
        ("", "changsha", "pick-not-offered"),
        ("province", "hengyang", "pick-not-below"),
        ("province", "hubei", "pick-not-below"),
        ("province", "furong", "pick-not-below"),
    ],
)
def test_an_offer_reaches_its_level_and_those_between(
    offer: str, where: str, code: str | None
) -> None:
    assert fault(where, article("furong", offer=offer)) == code


@pytest.mark.parametrize("offer", ["", "national"])
def test_a_repost_is_not_picked_whatever_it_offers(offer: str) -> None:
    repost = article("furong", offer=offer)._replace(is_repost=True)
    assert fault("hunan", repost) == "pick-repost"
    assert shown(catalog(repost, picks=(pick("hunan", repost),))) == {}


def test_a_site_does_not_pick_from_above() -> None:
    assert fault("furong", article("hunan", offer="national")) == "pick-not-below"


def test_a_pick_waits_until_its_article_is_published() -> None:
    assert (
        fault("hunan", article("furong", offer="province"), published=False) == "pick-unpublished"
    )


@pytest.mark.parametrize(
    ("home", "column", "code"),
    [
        ("stories", None, "pick-unknown-column"),
        ("stories", "news", None),
        ("news", "stories", "pick-unknown-column"),
        ("news", "News", "pick-unknown-column"),
    ],
)
def test_a_pick_needs_a_column_at_the_site_that_picks(
    home: str, column: str | None, code: str | None
) -> None:
    assert fault("hunan", article("changsha", home, offer="province"), column) == code


@pytest.mark.parametrize(
    "path", ["", "none.md", "furong/articles/news/x", "../furong/articles/news/x.md", "x" * 9000]
)
def test_a_pick_names_an_article_that_is_there(path: str) -> None:
    picks = (pick("hunan", path),)
    (found,) = PLACING.problems(FEDERATION, catalog(article("furong"), picks=picks), [])
    assert found.code == "pick-unknown"
    assert len(dict(found.details)["article"]) <= 120


@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_a_pick_names_its_article_whichever_way_unicode_writes_it(written: str) -> None:
    offered = article("furong", offer="province")
    for form in ("NFC", "NFD"):
        path = unicodedata.normalize(form, "furong/articles/news/lǜ.md")
        named = offered._replace(path=path)
        picks = (pick("hunan", unicodedata.normalize(written, path)),)
        assert shown(catalog(named, picks=picks)) == {"hunan": ("news", PICKED)}


def test_a_page_can_not_be_picked() -> None:
    assert fault("hunan", article("furong", None, offer="province")) == "pick-unknown"


def test_a_bad_pick_shows_nothing_and_the_good_ones_do() -> None:
    good, bad = article("furong", offer="province"), article("hengyang")
    read = catalog(good, bad, picks=(pick("hunan", bad), pick("hunan", good)))
    assert [f.code for f in PLACING.problems(FEDERATION, read, list(read.entries))] == [
        "pick-not-offered"
    ]
    assert shown(read)["hunan"] == ("news", PICKED)


def test_what_is_internal_to_other_kinds_is_no_pick() -> None:
    known = Catalog({}, ("a ledger's row",))
    assert [*PLACING.problems(FEDERATION, known, [])] == []
    assert shown(known) == {}


def test_of_a_withdrawn_article_the_pick_is_to_be_deleted() -> None:
    waiting = article("furong", offer="province")
    gone = waiting._replace(status="withdrawn")
    found = [
        pick_fault(FEDERATION, catalog(each), [], pick("hunan", each)) for each in (gone, waiting)
    ]
    withdrawn, unpublished = [each for each in found if each]
    assert withdrawn.code == unpublished.code == "pick-unpublished"
    assert withdrawn.definition.help == "删去这一条"
    assert unpublished.definition.help != withdrawn.definition.help


def test_what_its_campaign_refuses_a_pick_does_not_show() -> None:
    sent = entry("furong", column="news")
    there = campaign(replace(TERMS, chain=("city", "province")))
    read = replace(catalog(sent, there), internal=(pick("hunan", sent),))
    assert shown(read) == {}
    codes = [fault.code for fault in PLACING.problems(FEDERATION, read, [*read.entries])]
    assert codes == ["pick-chain-gap", "pick-not-noted"]
    both = replace(read, internal=(pick("hunan", sent), pick("changsha", sent)))
    assert shown(both) == {"hunan": ("news", PICKED), "changsha": ("news", PICKED)}


def test_of_a_campaign_that_is_not_published_nothing_is_held_against_a_pick() -> None:
    sent = entry("furong", column="news")
    there = campaign(replace(TERMS, chain=("city", "province")))
    read = replace(catalog(sent, there), internal=(pick("hunan", sent),))
    places = PLACING.places(FEDERATION, read, [sent.path])
    assert [place.site for place in places] == ["hunan"]
