"""Values: what the federation knows of all its content: what it takes to place and link it.

The words stay with the workers (see `kinds.site_content`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from lianzhan.model.kinds import TOML, kind_named
from lianzhan.model.names import composed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from lianzhan.model.attachments import Attachment

NEVER = datetime.max.replace(tzinfo=UTC)
"""Stands for a date that is missing or unreadable: it never comes, so the gate stays shut."""
ALWAYS = datetime.min.replace(tzinfo=UTC)
"""Stands for the date of what waits for none."""


@dataclass(frozen=True)
class Picture:
    """A picture file; digest is of its bytes.

    `format` is Pillow's name in lower case; width and height are pixels as shown, EXIF orientation
    applied. One that `is_animated` is published moving where it `moves`, else one frame of it.
    """

    path: str
    digest: str
    format: str
    bytes: int
    width: int
    height: int
    is_animated: bool = False
    moves: bool = False

    @property
    def still(self) -> Picture:
        """The same picture, of which one frame is shown if it is an animation."""
        return replace(self, moves=False) if self.moves else self


@dataclass(frozen=True)
class Pick:
    """A site adopts an article from below into one of its columns; `path` and `line` locate it.

    `by` is who picked it `on` which day, which is said at `on_line`; "" and None are not said.
    """

    site: str
    article: str
    column: str | None
    path: str
    line: int
    by: str = ""
    on: date | None = None
    on_line: int = 0


class Reference(NamedTuple):
    """A link into the content tree: as written, its line, the path it means, and "#…" or ""."""

    target: str
    line: int
    path: str
    fragment: str


class Alias(NamedTuple):
    """Where an article or page stood before: `name` is its old address below its site, "news/two".

    `page` is its path then below content/, and `form` how that of its file went on: ".md" or
    "/index.md"; "" in TOML, where the path is whole. `line` is where the head says so.
    """

    name: str
    page: str
    form: str
    line: int

    @property
    def path(self) -> str:
        """The file it was then."""
        return self.page + self.form

    @property
    def file(self) -> str:
        """The page that stood there, in the site's output folder."""
        return f"{self.name}/index.html" if self.page.endswith(TOML) else f"{self.name}.html"

    @property
    def address(self) -> str:
        """The address of that page below its site."""
        return self.file.removesuffix("index.html")


def moved_from(folder: str | None, name: str, aliases: tuple[Alias, ...]) -> tuple[Alias, ...]:
    """Return the aliases that a value at this place has a page at, beside its own.

    `folder` is its column or, without columns, the folder of its pages.

    That are all but its own address, and one for those that differ in case alone: on some systems
    they would be one file.
    """
    if not aliases:
        return ()
    own = f"{folder or 'pages'}/{name}".casefold()
    first = {alias.name.casefold(): alias for alias in reversed(aliases)}
    return tuple(alias for alias in first.values() if alias.name.casefold() != own)[::-1]


class Entry(NamedTuple):
    """What the federation must know of a value to place, link and list it: all but its words.

    `column` is None where its kind has no columns. `digest` is that of its words, `references` are
    its links into the content tree, `anchors` the ids of its headings, `pictures` the files it
    shows by their sources, `aliases` where it stood before, `attachments` the files that it links,
    by its links. `phase` is what its kind goes by that changes with time, as of the moment at which
    it was judged (see `Reading.moments`), `units` what its words call women's
    federations (see `Value.units`), `facts` what a site says of it that only mentions it, by name.
    `forwards` is the link of its own that is called by the title of what it leads to. What
    `is_repost` was published elsewhere first, and is not offered.
    """

    path: str
    site: str
    column: str | None
    name: str
    digest: str
    date: datetime
    offer: str
    status: str
    references: tuple[Reference, ...] = ()
    anchors: tuple[str, ...] = ()
    pictures: tuple[tuple[str, Picture], ...] = ()
    kind: str = "article"
    aliases: tuple[Alias, ...] = ()
    attachments: tuple[tuple[str, Attachment], ...] = ()
    phase: str = ""
    units: tuple[tuple[int, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    forwards: str = ""
    is_repost: bool = False

    @property
    def moved_from(self) -> tuple[Alias, ...]:
        """The aliases that have a page."""
        folder = self.column or kind_named(self.kind).reserved
        return moved_from(folder, self.name, self.aliases)


@dataclass(frozen=True)
class Catalog:
    """The whole content tree: all that readers may see by its path, and what is internal.

    `mastheads` are the pictures in the heads of sites, by the paths of their site.toml.
    """

    entries: dict[str, Entry]
    internal: tuple[Any, ...] = ()
    mastheads: Mapping[str, Picture] = field(default_factory=dict)

    def pictures_of(self, path: str) -> tuple[Picture, ...]:
        """Return the pictures of an entry, or of a site's head."""
        if path in self.mastheads:
            return (self.mastheads[path],)
        return tuple(picture for _, picture in self.entries[path].pictures)

    def path_of(self, written: str) -> str | None:
        """Return the path of the entry that a written path means, however Unicode writes either."""
        if written in self.entries or written.isascii():
            return written if written in self.entries else None
        return self._by_form.get(composed(written))

    def of_kind(self, kind: str, published: Collection[str]) -> Iterator[Entry]:
        """Yield the entries of a kind whose paths are among those given, by their paths."""
        return (entry for entry in self._by_kind.get(kind, ()) if entry.path in published)

    def has_any(self, kind: str) -> bool:
        """Whether there is a value of a kind, published or not."""
        return kind in self._by_kind

    @cached_property
    def _by_kind(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for path in sorted(self.entries):
            entry = self.entries[path]
            found.setdefault(entry.kind, []).append(entry)
        return found

    @cached_property
    def _by_form(self) -> dict[str, str | None]:
        """Paths by their common form; None where two files differ in their form alone."""
        found: dict[str, str | None] = {}
        for path in self.entries:
            form = composed(path)
            found[form] = None if form in found else path
        return found

    @cached_property
    def moved(self) -> dict[str, str]:
        """The paths of moved values by those of their pages before, which have no ending."""
        moved = (entry for entry in self.entries.values() if entry.aliases)
        return {alias.page: entry.path for entry in moved for alias in entry.aliases}


OWN, PUSHED, PICKED = "own", "pushed", "picked"
NEAREST = "nearest"
"""A site that has none of its own shows what is nearest, and says whose it is."""
BELOW = "below"
"""A site mentions what stands at a site below it: it knows its entry's facts, and no words."""
FOOTER = "footer"
"""A site's footer names a page of a site above: it is mentioned, too."""
DRAWN = "drawn"
"""A value's page at a site lists it, such as that of a topic; nothing else there does."""
MENTIONED = (BELOW, FOOTER)
"""Why a site mentions a value."""


class Placement(NamedTuple):
    """A value shows at a site, in a column if its kind has columns, and why.

    Of what is DRAWN, `column` is the path of the value that draws it.
    """

    site: str
    column: str
    path: str
    why: str
