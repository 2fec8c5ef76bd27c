"""What a site shows of further kinds comes from their rooms, in the order of their values."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from lianzhan.kinds.pages import Block, FeedItem, FeedOfOne, File, NavigationEntry, NoPages, Page
from lianzhan.model.catalog import NEVER
from lianzhan.model.contact import Telephone
from lianzhan.model.federation import Column
from lianzhan.model.help import Help, Hotline
from lianzhan.model.kinds import Kind
from lianzhan.planning.of_kinds import OfKinds, of_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWS = Column("news", "动态", ("county",))


class Site:
    """A site with one column, of a federation with so many hotlines."""

    columns = (NEWS,)

    def __init__(self, *hotlines: Hotline) -> None:
        self.help = Help(hotlines)

    def mentions(self, kind: str) -> tuple[str, ...]:
        return ("m",) if kind == "mentioned" else ()


SITE: Any = Site()
TWO: Any = ("a", "b")
ONE: Any = ("c",)
"""Values that the rooms of these tests only hand on."""
NOTHING = OfKinds((), (), (), (), (), {"news": ()})


class Room:
    """A room that tells what it is given; `bare` has neither block nor entry."""

    def __init__(self, name: str, *, bare: bool = False) -> None:
        self.name, self.bare = name, bare

    def pages(self, site: Any, shown: Any) -> Iterator[Page]:
        yield Page(f"{self.name}/index.html", self.name, {"site": site, "shown": shown})

    def files(self, _site: Any, shown: Any) -> Iterator[File]:
        yield from (File(f"{self.name}/{each}.txt", each.encode()) for each in shown)

    def items(self, _site: Any, shown: Any) -> Iterator[FeedItem]:
        for each in shown:
            yield FeedItem(each, self.name, "", NEVER)

    def block(self, _site: Any, _shown: Any) -> Block | None:
        return None if self.bare else Block(self.name, {})

    def navigation(self, _site: Any, _shown: Any) -> NavigationEntry | None:
        return None if self.bare else NavigationEntry(self.name, f"{self.name}/index.html")

    def beside(self, _site: Any, column: Column, _shown: Any) -> Block | None:
        return None if self.bare else Block(self.name, {"column": column})

    def feeds(self, _site: Any, shown: Any) -> Iterator[FeedOfOne]:
        yield FeedOfOne(self.name, self.name, shown)

    def way(self, _site: Any, shown: Any) -> Block | None:
        return None if self.bare else Block(self.name, {"shown": shown})


@pytest.fixture(autouse=True)
def _three_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes and events have rooms of pages, ledgers none."""
    rooms = {"note": Room("note"), "event": Room("event", bare=True), "empty": NoPages()}
    module = import_module("lianzhan.planning.of_kinds")
    kinds = tuple(map(Kind, ("note", "ledger", "event", "empty")))
    monkeypatch.setattr(module, "KINDS", kinds)
    monkeypatch.setattr(module, "pages_of", lambda kind: rooms.get(kind.name))


def test_each_room_gives_its_share() -> None:
    found = of_kinds(SITE, {"event": ONE, "note": TWO})
    assert [(page.file, page.values) for page in found.pages] == [
        ("note/index.html", {"site": SITE, "shown": TWO}),
        ("event/index.html", {"site": SITE, "shown": ONE}),
    ]
    assert [(feed.folder, feed.shown) for feed in found.feeds] == [("note", TWO), ("event", ONE)]
    assert [(item.title, item.shown) for item in found.items] == [
        ("note", "a"), ("note", "b"), ("event", "c"),
    ]  # fmt: skip
    assert [block.template for block in found.blocks] == ["note"]
    assert [entry.title for entry in found.navigation] == ["note"]
    assert [(file.path, file.data) for file in found.files] == [
        ("note/a.txt", b"a"), ("note/b.txt", b"b"), ("event/c.txt", b"c"),
    ]  # fmt: skip
    assert found.ways == (Block("note", {"shown": TWO}),)
    assert found.beside == {"news": (Block("note", {"column": NEWS}),)}


def test_a_room_is_asked_where_there_is_a_value_a_mention_or_what_the_federation_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = import_module("lianzhan.planning.of_kinds")
    everywhere = Kind("everywhere", is_shown_everywhere=True)
    kinds = (Kind("note"), Kind("mentioned"), Kind("nothing"), everywhere)
    monkeypatch.setattr(module, "KINDS", kinds)
    monkeypatch.setattr(module, "pages_of", lambda kind: Room(kind.name))
    site: Any = Site(Hotline(Telephone("12338", "tel:12338"), "妇女维权热线"))
    assert rooms_asked(site) == ["note", "mentioned", "everywhere"]
    assert rooms_asked(SITE) == ["note", "mentioned"]


def rooms_asked(site: Any) -> list[str]:
    found = of_kinds(site, {"note": ONE, "nothing": ()})
    return [page.template for page in found.pages]


def test_kinds_without_pages_show_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("lianzhan.planning.of_kinds")
    monkeypatch.setattr(module, "KINDS", (Kind("ledger"), Kind("empty")))
    assert of_kinds(SITE, {"ledger": ONE, "empty": TWO}) == NOTHING
