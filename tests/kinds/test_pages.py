"""What a room of pages gives, by the throw-away kind's room."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
from conftest import TESTS

import lianzhan.kinds
from lianzhan.kinds.pages import (
    FIRST,
    Block,
    FeedItem,
    File,
    NavigationEntry,
    NoPages,
    Page,
    Pages,
)
from lianzhan.kinds.value import Value
from lianzhan.model.body import Body
from lianzhan.model.federation import Column
from lianzhan.model.frozen import dataclass

GIVEN = {"pages", "files", "items", "block", "navigation", "beside", "feeds", "way"}
DAY = datetime(2026, 3, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Note(Value):
    title: str = "题"


@dataclass(frozen=True)
class Shown:
    value: Any
    id: str = "urn:x"
    url: str = "https://example.org/hunan/notes/#a"
    why: str = "own"


class Site:
    """A site below which nothing stands."""

    def mentions(self, _kind: str) -> tuple[Any, ...]:
        return ()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Pages:
    path = [*lianzhan.kinds.__path__, str(TESTS / "throwaway")]
    monkeypatch.setattr(lianzhan.kinds, "__path__", path)
    pages: Pages = import_module("lianzhan.kinds.note.pages").PAGES
    return pages


def test_a_room_gives_pages_files_items_blocks_and_an_entry(room: Pages) -> None:
    value = Note("hunan/notes.toml#a", "hunan", None, "a", date=DAY, body=Body(excerpt="文"))
    shown: Any = (Shown(value),)
    site: Any = Site()
    news: Any = Column("news", "动态", ("county",))
    values = {"notes": shown, "below": ()}
    assert {name for name in vars(Pages) if not name.startswith("_")} == GIVEN
    assert [*room.pages(site, shown)] == [Page("notes/index.html", "note_list", values)]
    assert [*room.files(site, shown)] == [File("notes/a.txt", "题".encode())]
    assert room.beside(site, news, shown) == Block("note_block", {"note": shown[0]})
    assert [*room.items(site, shown)] == [FeedItem(shown[0], "题", "文", DAY)]
    assert room.block(site, shown) == Block("note_block", {"note": shown[0]}, FIRST)
    assert room.navigation(site, shown) == NavigationEntry("短讯", "notes/index.html")
    assert room.way(site, shown) is None


def test_a_room_without_pages_gives_nothing() -> None:
    room = NoPages()
    nobody: Any = (None, None, ())
    assert {name for name in vars(NoPages) if not name.startswith("_")} == GIVEN
    assert room.beside(*nobody) is room.block(*nobody[1:]) is None
    assert room.navigation(*nobody[1:]) is room.way(*nobody[1:]) is None
    every = (room.pages, room.files, room.items, room.feeds)
    assert [each for gives in every for each in gives(*nobody[1:])] == []


def test_a_page_stands_in_the_sitemap_unless_it_says_otherwise() -> None:
    assert Page("a.html", "a", {}).in_sitemap
    assert not Page("a.html", "a", {}, in_sitemap=False).in_sitemap
