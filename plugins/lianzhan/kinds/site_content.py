"""Values: all that was read of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from lianzhan.model.catalog import Picture
    from lianzhan.model.problem import Problem


@dataclass(frozen=True)
class ReadValue:
    """A value with its kind's name, and the problems that reading it found."""

    kind: str
    value: Any
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class SiteContent:
    """All that was read of one site; `file_problems` are those of files, and of no value in them.

    `outside` are the places below content/, in none of the site's own folders of texts and images,
    where a picture stands or was looked for, each with its signature at that moment. Nobody knows
    what stands in the folders that are `unknown`. Values with one address are `contested`. Of the
    pages where a value stood before (`signed_page`), those are `held` that have a file now. The
    `masthead` is the picture in the site's head.
    """

    values: tuple[ReadValue, ...] = ()
    file_problems: tuple[Problem, ...] = ()
    outside: tuple[tuple[str, tuple[object, ...]], ...] = ()
    unknown: tuple[str, ...] = ()
    contested: tuple[tuple[str, ...], ...] = ()
    held: frozenset[str] = frozenset()
    masthead: Picture | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that reading found."""
        return (*self.file_problems, *(fault for read in self.values for fault in read.problems))
