"""What readers see of notes: a list, the newest on the home page, an entry, items of feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.pages import FIRST, Block, FeedItem, File, NavigationEntry, NoPages, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.views import Shown, SiteView
    from lianzhan.model.federation import Column

FILE, BELOW = "notes/index.html", "notes/below.html"


class NotePages(NoPages):
    """Pages of notes."""

    def pages(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[Page]:
        """Yield the list of all notes, with those of the sites below."""
        if below := site.mentions("note"):
            yield Page(BELOW, "note_list", {"notes": (), "below": below})
        if shown:
            yield Page(FILE, "note_list", {"notes": shown, "below": ()})

    def files(self, _site: SiteView, shown: tuple[Shown, ...]) -> Iterator[File]:
        """Yield each note as a text."""
        for note in shown:
            yield File(f"notes/{note.value.name}.txt", note.value.title.encode())

    def items(self, _site: SiteView, shown: tuple[Shown, ...]) -> Iterator[FeedItem]:
        """Yield each note."""
        for note in shown:
            value = note.value
            yield FeedItem(note, value.title, value.body.excerpt, value.date)

    def block(self, _site: SiteView, shown: tuple[Shown, ...]) -> Block | None:
        """Return the newest note."""
        return Block("note_block", {"note": shown[0]}, FIRST) if shown else None

    def navigation(self, site: SiteView, shown: tuple[Shown, ...]) -> NavigationEntry | None:
        """Return the entry that leads to the list."""
        if shown:
            return NavigationEntry("短讯", FILE)
        return NavigationEntry("短讯", BELOW) if site.mentions("note") else None

    def beside(self, _site: SiteView, column: Column, shown: tuple[Shown, ...]) -> Block | None:
        """Return the newest note for the articles of one column."""
        is_there = shown and column.slug == "news"
        return Block("note_block", {"note": shown[0]}) if is_there else None


PAGES = NotePages()
