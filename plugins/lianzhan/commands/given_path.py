"""A path that a user gave, to the file below content/ that it means, or to the nearest there is."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.commands.arguments import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOKED_AT = 200_000
"""Files looked at for one of the same name: a country's content has fewer."""


class NotThereError(Exception):
    """There is no such file; `near` is the path of the one that was most likely meant, or None."""

    def __init__(self, near: Path | None) -> None:
        super().__init__(near)
        self.near = near


class OutsideError(Exception):
    """There is such a file, but not below content/."""


def below(given: str, content: Path) -> str:
    """Return a given path, from here or from content/, as a path below content/.

    Raises NotThereError, OutsideError.
    """
    found = []
    for base in (Path(), content):
        try:
            file = Path(os.path.realpath(base / given))
        except (OSError, ValueError, RuntimeError):  # the folder that we stand in is gone; a loop
            continue
        if _is_there(file):
            found.append(file)
            if file.is_relative_to(os.path.realpath(content)):
                return file.relative_to(os.path.realpath(content)).as_posix()
    if found:
        raise OutsideError(str(found[0]))
    raise NotThereError(_nearest(given, content))


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except (OSError, ValueError):  # a name that is too long, a folder that is closed to us
        return False


def _nearest(given: str, content: Path) -> Path | None:
    """Return the path below content/ that is most like one that is not there."""
    tries = (most_like(base, Path(given)) for base in (Path(), content))
    found = (file.absolute() for file in tries if file)
    inside = (file for file in found if file.is_relative_to(content.absolute()))
    return next(inside, None) or _namesake(Path(given).name, content.absolute())


def most_like(base: Path, given: Path) -> Path | None:
    """Follow a path, taking the most similar name wherever the one given is not there."""
    here = base
    for part in given.parts:
        name = part if os.path.lexists(here / part) else nearest(part, _names(here))
        if not name:
            return None
        here /= name
    return here


def _names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir() if not entry.name.startswith(".")]
    except OSError:
        return []


def _namesake(name: str, content: Path) -> Path | None:
    """Return a file of this name, with or without its ending, wherever below content/ it is."""
    files = islice(_files(content), _LOOKED_AT)
    return next((file for file in files if name and name in (file.name, file.stem)), None)


def _files(content: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(content):
        folders.sort()
        yield from (Path(folder, name) for name in sorted([*files, *folders]))
