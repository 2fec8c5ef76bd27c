"""A path that a user gave, to the file below content/ that it means, or to the nearest there is.

Tasks ask `path_below` and `check_writable`, which end the task where a path can't be used.
"""

from __future__ import annotations

import os
import posixpath
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.exceptions import Exit

from lianzhan.commands.arguments import nearest
from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import shown
from lianzhan.commands.printing import path_from_here
from lianzhan.model.kinds import file_of, name_in_file
from lianzhan.reading.paths import INDEX, page_of
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

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


def path_below(given: str, content: Path) -> str:
    """Return a path that the user gave, below content/, or end with what is wrong."""
    try:
        return below(given, content)
    except NotThereError as error:
        text = _("没有文件 {path}；最接近的是 {near}") if error.near else _("没有文件 {path}")
        near = printable(path_from_here(str(error.near), content))
        raise Exit(text.format(path=shown(given), near=near), NOTHING_DONE) from None
    except OutsideError:
        text = _("{path} 不在 {content} 之内；内容在别处时，用 --content 指明")
        raise Exit(text.format(path=shown(given), content=content), NOTHING_DONE) from None


def new_path_below(given: str, old: str, content: Path) -> str:
    """Return the path below content/ that a user names for what stands at `old`, or end.

    A name alone is one beside it; a path counts from here or, as `old` may, from content/.
    """
    written = given.replace("\\", "/") if os.sep != "/" else given
    if "/" not in written and not os.path.lexists(written):
        beside = page_of(old) if posixpath.basename(old).lower() in INDEX else old
        return posixpath.join(posixpath.dirname(beside), written)
    root = os.path.realpath(content)
    bases = (os.path.realpath(base) for base in (Path(), content))
    tries = [Path(os.path.normpath(f"{base}/{written}")) for base in bases]
    if Path(written).is_absolute():
        tries = [Path(os.path.realpath(written))]
    inside = [file for file in tries if file.is_relative_to(root) and file != Path(root)]
    near = [file for file in inside if file.parent.is_dir()]
    for file in (*near, *inside):
        return file.relative_to(root).as_posix()
    text = _("{path} 不在 {content} 之内；内容在别处时，用 --content 指明")
    raise Exit(text.format(path=shown(given), content=content), NOTHING_DONE)


def check_writable(option: str, file: str) -> None:
    """End where a file can't be written later: nobody wants to learn that after a long task."""
    path = Path(file).absolute()
    if path.parent.is_dir() and not path.is_dir():
        return
    text = _("{option}：{file} 是文件夹") if path.is_dir() else _("{option}：没有文件夹 {folder}")
    details = {"file": printable(str(path)), "folder": printable(str(path.parent))}
    raise Exit(text.format(option=option, **details), NOTHING_DONE)


def write_or_print(text: str, file: str) -> None:
    """Write a text into a file, or onto standard output where none was given; or end."""
    if not file:
        sys.stdout.write(text)
        return
    from lianzhan.texts.errors import said_of

    try:
        Path(file).write_text(text, "utf-8", "backslashreplace", "\n")
    except OSError as error:
        raise Exit(said_of(error), NOTHING_DONE) from None


def below(given: str, content: Path) -> str:
    """Return a given path, from here or from content/, as a path below content/.

    That of a value in a file of many is its file's, "#" and its name. Raises NotThereError,
    OutsideError.
    """
    name = name_in_file(given)
    file = _file_below(file_of(given), content)
    return f"{file}#{name}" if name else file


def _file_below(given: str, content: Path) -> str:
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
