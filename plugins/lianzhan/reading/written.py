"""Values: what is written of a value of content, before its kind has made one of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import file_of

if TYPE_CHECKING:
    from lianzhan.model.body import Body
    from lianzhan.reading.front_matter import FrontMatter
    from lianzhan.reading.keys import Context


@dataclass(frozen=True, slots=True)
class Origin:
    """A value's file and place: its site's slug, its column (None: no column), its name.

    `path` is its identity: that of its file, and its name after "#" where the file holds many.
    `file` and `line` are where it begins.
    """

    path: str
    digest: str
    site: str
    column: str | None
    name: str
    line: int = 1

    @property
    def file(self) -> str:
        """The path of its file, for problems."""
        return file_of(self.path)


@dataclass(frozen=True, slots=True)
class Written:
    """All that is written of a value: head and body, whence they come, and what they count from.

    `units` are what its words call women's federations (see `kinds.value`).
    """

    origin: Origin
    front: FrontMatter
    body: Body
    context: Context
    units: tuple[tuple[int, str], ...] = ()
