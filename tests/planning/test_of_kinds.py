"""What a site shows of further kinds comes from their rooms, in the order of their values."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from lianzhan.kinds.pages import Block, FeedItem, NavigationEntry, Page
from lianzhan.model.catalog import NEVER
from lianzhan.model.kinds import Kind
from lianzhan.planning.of_kinds import OfKinds, of_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

SITE: Any = "the site"
TWO: Any = ("a", "b")
ONE: Any = ("c",)
"""Values that the rooms of these tests only hand on."""
NOTHING = OfKinds((), (), (), ())


class Room:
    """A room that tells what it is given; `bare` has neither block nor entry."""

    def __init__(self, name: str, *, bare: bool = False) -> None:
        self.name, self.bare = name, bare

    def pages(self, site: Any, shown: Any) -> Iterator[Page]:
        yield Page(f"{self.name}/index.html", self.name, {"site": site, "shown": shown})

    def items(self, _site: Any, shown: Any) -> Iterator[FeedItem]:
        for each in shown:
            yield FeedItem(each, self.name, "", NEVER)

    def block(self, _site: Any, _shown: Any) -> Block | None:
        return None if self.bare else Block(self.name, {})

    def navigation(self, _site: Any, _shown: Any) -> NavigationEntry | None:
        return None if self.bare else NavigationEntry(self.name, f"{self.name}/index.html")


@pytest.fixture(autouse=True)
def _three_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes and events have rooms of pages, ledgers none."""
    rooms = {"note": Room("note"), "event": Room("event", bare=True)}
    module = import_module("lianzhan.planning.of_kinds")
    monkeypatch.setattr(module, "kind_named", Kind)
    monkeypatch.setattr(module, "pages_of", lambda kind: rooms.get(kind.name))


def test_each_room_gives_its_share() -> None:
    found = of_kinds(SITE, [("note", TWO), ("event", ONE)])
    assert [(page.file, page.values) for page in found.pages] == [
        ("note/index.html", {"site": SITE, "shown": TWO}),
        ("event/index.html", {"site": SITE, "shown": ONE}),
    ]
    assert [(item.title, item.shown) for item in found.items] == [
        ("note", "a"), ("note", "b"), ("event", "c"),
    ]  # fmt: skip
    assert [block.template for block in found.blocks] == ["note"]
    assert [entry.title for entry in found.navigation] == ["note"]


def test_a_kind_without_values_or_without_pages_shows_nothing() -> None:
    assert of_kinds(SITE, [("note", ()), ("ledger", ONE)]) == NOTHING
    assert of_kinds(SITE, []) == NOTHING
