"""Whether an export may be written where a user says: nothing of anybody else's is overwritten."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_
from lianzhan.model.frozen import dataclass
from lianzhan.runtime.digests import digest_of_bytes
from lianzhan.runtime.no_links import refuse, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MARKER = "lianzhan-export.json"
"""Stands in an exported folder: what was written there, by path, with digests."""
_FORMAT = 1
_DROPPINGS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What systems leave in folders that somebody has looked at."""
_LONGEST_MARKER = 50_000_000
ARCHIVE = ".zip"

OF_LINK = N_("{place} 是链接，不会写入：请写出实际的位置")
OF_SOURCES = N_("{place} 在 {folder} 里面，不会写入：请导出到别处")
OF_NO_PARENT = N_("没有文件夹 {folder}")
OF_FOLDER = N_("{place} 是文件夹，不是 ZIP 文件：请另取文件名")
OF_FILE = N_("{place} 是文件，不是文件夹：请另取名字")
OF_OTHERS = N_(
    "{place} 里有不是本程序导出的，或导出后改过的内容（{found}），不会写入：请另选文件夹"
)
OF_EXISTING = N_("{place} 已经存在：确实要替换，请加 --yes")


class PlaceRefusedError(Exception):
    """Nothing is written there: `text` says why (one of those above), filled by `details`."""

    def __init__(self, text: str, **details: str) -> None:
        super().__init__(text)
        self.text = text
        self.details = details


@dataclass(frozen=True)
class ExportPlace:
    """Where an export goes: an absolute path without links."""

    path: Path

    @property
    def is_archive(self) -> bool:
        """Whether it is to be a ZIP file."""
        return self.path.suffix.lower() == ARCHIVE

    def beside(self, word: str) -> Path:
        """Return a path in the same folder for what is not finished; hidden, and this process's."""
        return self.path.with_name(f".lianzhan-{word}-{os.getpid()}")


def export_place(given: str, kept: Iterable[Path], *, may_replace: bool) -> ExportPlace:
    """Return where an export may be written. Raises PlaceRefusedError, OSError.

    It is in none of the folders that are `kept`, and no link. A folder is not there yet, is empty,
    or is an earlier export in which nobody has changed anything; a ZIP file is not there yet, or
    `may_replace` says that it may be replaced.
    """
    written = Path(os.path.normpath(Path(given).absolute()))
    path = Path(os.path.realpath(written.parent)) / written.name
    place = ExportPlace(path)
    if path.is_symlink():
        raise PlaceRefusedError(OF_LINK, place=given)
    if not path.parent.is_dir():
        raise PlaceRefusedError(OF_NO_PARENT, folder=str(path.parent))
    for folder in kept:
        if any(_is_same(above, folder) for above in (path, *path.parents)):
            raise PlaceRefusedError(OF_SOURCES, place=given, folder=str(folder))
    if place.is_archive:
        _check_archive(path, given, may_replace=may_replace)
    else:
        check_folder(path, given)
    return place


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False


def _check_archive(path: Path, given: str, *, may_replace: bool) -> None:
    if path.is_dir():
        raise PlaceRefusedError(OF_FOLDER, place=given)
    if path.exists() and not may_replace:
        raise PlaceRefusedError(OF_EXISTING, place=given)


def check_folder(path: Path, given: str) -> None:
    """Raise PlaceRefusedError for a folder that holds anything but an untouched export.

    `given` is what the user calls it.
    """
    if not path.exists():
        return
    if not path.is_dir():
        raise PlaceRefusedError(OF_FILE, place=given)
    found = next(_foreign(path), "")
    if found:
        raise PlaceRefusedError(OF_OTHERS, place=given, found=found)


def _foreign(folder: Path) -> Iterator[str]:
    """Yield what in a folder no export has written, or somebody has changed since."""
    written = _written(folder)
    for name, entry in walk(folder, refuse):
        if entry.name in _DROPPINGS or (written and name == MARKER):
            continue
        if name not in written or not _is_as_written(entry, written[name]):
            yield name


def _is_as_written(entry: os.DirEntry[str], digest: str) -> bool:
    """Whether a file has the bytes that an export gave it."""
    is_file = entry.is_file(follow_symlinks=False)
    return is_file and digest_of_bytes(Path(entry.path).read_bytes()) == digest


def _written(folder: Path) -> Mapping[str, str]:
    """Return what the marker of an export says that it has written; nothing without one."""
    marker = folder / MARKER
    try:
        if marker.is_symlink() or marker.stat().st_size > _LONGEST_MARKER:
            return {}
        document = json.loads(marker.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    files = document.get("files") if isinstance(document, dict) else None
    is_ours = isinstance(files, dict) and document.get("lianzhan-export") == _FORMAT
    return files if is_ours and isinstance(files, dict) else {}


def marker_text(files: Mapping[str, str]) -> str:
    """Return the marker of an export: its files' digests by their paths."""
    document = {"lianzhan-export": _FORMAT, "files": dict(sorted(files.items()))}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
