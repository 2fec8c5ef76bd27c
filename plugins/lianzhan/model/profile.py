"""Values: what a site, or the whole federation, says of itself in its configuration.

They go to workers with every site. Without slots: see `kinds.article.values`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from lianzhan.model.contact import Hours, Point, Telephone


class Accent(StrEnum):
    """The colours that a site may take for its own."""

    CINNABAR = "朱砂"
    POMEGRANATE = "石榴"
    OCHRE = "赭石"
    TEA = "茶青"
    PINE = "松柏"
    RIVER = "湘水"
    INDIGO = "黛蓝"
    WISTERIA = "紫藤"


class Role(StrEnum):
    """What a column is to readers: one whose role is known shows the nearest where it is empty."""

    NEWS = "news"
    GUIDE = "guide"


class Tile(NamedTuple):
    """The place of a city on the portal's map of tiles, both counted from 1."""

    column: int
    row: int


class Licence(NamedTuple):
    """A number that an authority has given a web site, and where it can be looked up."""

    number: str
    url: str


class Masthead(NamedTuple):
    """The picture in a site's head: its file as site.toml names it, and its alternative text."""

    src: str
    alt: str


@dataclass(frozen=True)
class DangerWords:
    """Words of a search behind which somebody may be in danger, and the numbers to call then."""

    words: tuple[str, ...]
    telephones: tuple[Telephone, ...]


@dataclass(frozen=True)
class Profile:
    """What a site says of itself: "", () or None is what it does not say.

    `host` is the unit that answers for the site (主办), `run_by` the one that runs it (承办).
    `identification` is its 网站标识码. `footer` holds the names of pages. `lines` tells for keys
    whose faults show later where they are written.
    """

    address: str = ""
    postcode: str = ""
    point: Point | None = None
    telephones: tuple[Telephone, ...] = ()
    hours: Hours | None = None
    email: str = ""
    host: str = ""
    run_by: str = ""
    icp: Licence | None = None
    police: Licence | None = None
    identification: str = ""
    footer: tuple[str, ...] = ()
    motto: str = ""
    accent: Accent | None = None
    mark: str = ""
    masthead: Masthead | None = None
    tile: Tile | None = None
    lines: tuple[tuple[str, int], ...] = ()

    def line(self, key: str) -> int:
        """Return the line where a key is written; 0 where nobody noted it."""
        return dict(self.lines).get(key, 0)


NO_PROFILE = Profile()
