"""What readers see of notes: a list, the newest on the home page, an entry, items of feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.pages import Block, FeedItem, NavigationEntry, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.pages import Shown, SiteView

FILE = "notes/index.html"


class NotePages:
    """Pages of notes."""

    def pages(self, _site: SiteView, shown: tuple[Shown, ...]) -> Iterator[Page]:
        """Yield the list of all notes."""
        yield Page(FILE, "note_list", {"notes": shown})

    def items(self, _site: SiteView, shown: tuple[Shown, ...]) -> Iterator[FeedItem]:
        """Yield each note."""
        for note in shown:
            value = note.value
            yield FeedItem(note, value.title, value.body.excerpt, value.date)

    def block(self, _site: SiteView, shown: tuple[Shown, ...]) -> Block:
        """Return the newest note."""
        return Block("note_block", {"note": shown[0]})

    def navigation(self, _site: SiteView, _shown: tuple[Shown, ...]) -> NavigationEntry:
        """Return the entry that leads to the list."""
        return NavigationEntry("短讯", FILE)


PAGES = NotePages()
