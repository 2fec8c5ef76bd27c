"""Which published article shows in which column of which site, and why."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kinds.placed import FEDERATION, article, catalog, pick

from lianzhan.kinds.room import placing_of
from lianzhan.model.catalog import OWN, PICKED, PUSHED, Catalog, Entry
from lianzhan.planning.placement import empty_slots, placements, placing_problems

if TYPE_CHECKING:
    import pytest

    from lianzhan.kinds.room import Placing
    from lianzhan.model.kinds import Kind


def shown(read: Catalog, *hidden: Entry) -> dict[str, tuple[str, str]]:
    """Per site, the column and reason of the one article that is published and not hidden."""
    published = sorted(set(read.entries) - {article.path for article in hidden})
    placed = placements(FEDERATION, read, published)
    return {placement.site: (placement.column, placement.why) for placement in placed}


def test_an_article_shows_at_home() -> None:
    assert shown(catalog(article("changsha"))) == {"changsha": ("news", OWN)}


def test_a_page_shows_at_home_in_no_column() -> None:
    assert shown(catalog(article("changsha", None))) == {"changsha": ("", OWN)}


def test_what_is_not_published_shows_nowhere() -> None:
    read = article("hunan", "theory")
    assert shown(catalog(read), read) == {}


def test_an_article_shows_once_at_a_site() -> None:
    read = article("changsha", "theory", offer="province")
    picks = (pick("hunan", read), pick("hunan", read, "news"))
    placed = placements(FEDERATION, catalog(read, picks=picks), [read.path])
    assert [(p.site, p.column, p.why) for p in placed] == [
        ("changsha", "theory", OWN),
        ("furong", "theory", PUSHED),
        ("hunan", "theory", PICKED),
    ]


def test_rooms_of_kinds_that_nobody_has_are_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(kind: Kind) -> Placing:
        asked.append(kind.name)
        return placing_of(kind)

    monkeypatch.setattr(import_module("lianzhan.planning.placement"), "placing_of", noted)
    read = article("changsha", "theory")
    placements(FEDERATION, catalog(read), [read.path])
    assert asked == ["article", "page", "pick"]
    event = read._replace(path="changsha/events/e.md", kind="event", column=None)
    asked.clear()
    placements(FEDERATION, catalog(read, event), [read.path])
    assert asked == ["article", "page", "event", "pick"]


def test_what_a_site_picked_is_not_pushed_on() -> None:
    read = article("changsha", "theory", offer="province")
    assert "hengyang" not in shown(catalog(read, picks=(pick("hunan", read),)))


def test_an_empty_slot_is_an_error_of_its_site_alone() -> None:
    read = catalog(article("changsha", "theory"))
    placed = placements(FEDERATION, read, list(read.entries))
    found = list(empty_slots(FEDERATION, FEDERATION.sites, placed, read))
    assert [(f.path, f.line, f.code) for f in found] == [
        ("hunan/site.toml", 0, "empty-slot"),
        ("hengyang/site.toml", 0, "empty-slot"),
        ("hubei/site.toml", 0, "empty-slot"),
    ]
    assert dict(found[0].details) == {"site": "hunan", "column": "理论学习"}


def test_another_column_does_not_fill_the_slot() -> None:
    read = catalog(article("hubei"))
    placed = placements(FEDERATION, read, ["hubei/articles/news/x.md"])
    found = empty_slots(FEDERATION, FEDERATION.sites, placed, read)
    assert "hubei" in {dict(fault.details)["site"] for fault in found}


def test_a_pick_into_the_pinned_column_fills_the_slot() -> None:
    read = article("changsha", "theory", offer="province")
    content = catalog(read, picks=(pick("hunan", read),))
    placed = placements(FEDERATION, content, [read.path])
    faults = empty_slots(FEDERATION, FEDERATION.sites, placed, content)
    found = {dict(fault.details)["site"] for fault in faults}
    assert found == {"hengyang", "hubei"}


def test_what_only_shows_once_it_is_published_is_told_by_the_kinds() -> None:
    read = article("furong")
    content = catalog(read, picks=(pick("hunan", read),))
    found = placing_problems(FEDERATION, content, [read.path])
    assert [fault.code for fault in found] == ["pick-not-offered"]
