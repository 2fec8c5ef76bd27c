"""What readers see of help at one site."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kinds.service.made import HELP, NEWS, Mentioned, Place, Shown, Site, made
from lianzhan.kinds.pages import FIRST, NavigationEntry
from lianzhan.kinds.service.pages import CARDS, DIRECTORY, FILE, PAGES
from lianzhan.model.help import NO_HELP, Help
from lianzhan.reading.telephones import parse_telephone

KINDS_ALONE = Help((), HELP.kinds)
OWN: Any = Shown(made())
LENT: Any = Shown(made("b"), "nearest", Place("x", "甲", "https://example.org/x/"))


def files(site: Any, *shown: Any) -> list[str]:
    return [page.file for page in PAGES.pages(site, shown)]


@pytest.mark.parametrize("said", [NO_HELP, KINDS_ALONE], ids=["no help", "kinds alone"])
def test_without_hotlines_and_services_there_is_nothing(said: Help) -> None:
    site: Any = Site(help=said)
    assert files(site) == []
    assert [*PAGES.files(site, ())] == []
    assert PAGES.block(site, ()) is PAGES.navigation(site, ()) is None
    assert PAGES.beside(site, NEWS, ()) is None


@pytest.mark.parametrize(
    ("site", "shown", "found"),
    [
        (Site(), (), [FILE]),
        (Site(help=KINDS_ALONE), (OWN,), [FILE]),
        (Site(help=KINDS_ALONE), (LENT,), [FILE]),
        (Site(help=KINDS_ALONE, mentioned=(Mentioned("rights"),)), (), [FILE, DIRECTORY]),
    ],
    ids=["hotlines", "a service", "a borrowed one", "services below"],
)
def test_there_is_a_page_for_each_thing_that_there_is(
    site: Any, shown: Any, found: list[str]
) -> None:
    assert files(site, *shown) == found
    assert PAGES.navigation(site, shown) == NavigationEntry("服务", FILE)


def test_the_page_calls_the_sites_own_area_as_people_do() -> None:
    for name, word in (("湖南省妇联", "本省"), ("安化县妇联", "本县")):
        site: Any = Site(name=name)
        (page,) = PAGES.pages(site, (LENT,))
        assert page.values["here"] == word


def test_the_entry_is_in_the_language_of_the_site() -> None:
    site: Any = Site(language="en")
    assert PAGES.navigation(site, ()) == NavigationEntry("Services", FILE)


def test_only_a_sites_own_services_have_cards_there() -> None:
    site: Any = Site()
    assert [file.path for file in PAGES.files(site, (OWN, LENT))] == [CARDS, "services/a.vcf"]


def test_the_block_has_calls_doors_and_whose_they_are() -> None:
    site: Any = Site()
    block = PAGES.block(site, (LENT,))
    assert block
    assert (block.template, block.place) == ("help", FIRST)
    doors: Any = block.values["doors"]
    loans: Any = block.values["loans"]
    assert [line.number for line in site.help.at_home] == ["12338"]
    assert [door.kind.slug for door in doors] == ["rights"]
    assert [loan.lender.name for loan in loans] == ["甲"]


@pytest.mark.parametrize(
    ("service", "hotline", "found"),
    [
        ("", "", (None, "12338")),
        ("rights", "", ("a", None)),
        ("mind", "", (None, "12338")),
        ("", "12345", (None, "12345")),
        ("rights", "110", ("a", "110")),
        ("", "12999", (None, "12338")),
    ],
)
def test_beside_articles_stands_what_their_column_names_else_the_first_hotline(
    service: str, hotline: str, found: tuple[str | None, str | None]
) -> None:
    site: Any = Site()
    column = replace(NEWS, service=service, hotline=parse_telephone(hotline))
    block = PAGES.beside(site, column, (OWN,))
    assert block
    values: Any = block.values
    shown = values["service"].value.name if values["service"] else None
    assert (shown, values["hotline"].number if values["hotline"] else None) == found
