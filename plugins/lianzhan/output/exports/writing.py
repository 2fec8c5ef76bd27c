"""An export's files onto the disk: a temporary neighbour takes the place when all is written.

Whatever ends the writing before (a full disk, an interruption, a fault), what stood there stays,
and the neighbour is deleted.
"""

from __future__ import annotations

import shutil
import zipfile
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from lianzhan.output.durable import sync_folders, sync_trees
from lianzhan.output.exports.place import MARKER, check_folder, marker_text
from lianzhan.output.swap import put_in_place
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lianzhan.output.exports.place import ExportPlace

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file knows: the same content has the same bytes."""
_READABLE = 0o100644 << 16
_UNIX = 3
_PACKED = (".jpg", ".xlsx")
"""Endings of files that no packing makes smaller."""


class Export(Protocol):
    """An export that is being written; without `finish` nothing comes of it."""

    def add(self, name: str, data: bytes) -> None:
        """Write a file by its path in the export, parts divided by "/". Raises OSError."""

    def finish(self) -> None:
        """Let what was written take its place. Raises OSError, PlaceRefusedError."""


@contextmanager
def export_to(place: ExportPlace) -> Iterator[Export]:
    """Write an export. Raises OSError; then what stood at the place stands there still."""
    new, old = place.beside("new"), place.beside("old")
    _delete(new)
    export = _Archive(place, new) if place.is_archive else _Folder(place, new, old)
    try:
        yield export
    finally:
        export.close()
        _delete(new)
        _delete(old)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


class _Folder:
    """A folder, with a marker that lists its files."""

    def __init__(self, place: ExportPlace, new: Path, old: Path) -> None:
        self._place, self._new, self._old = place, new, old
        self._digests: dict[str, str] = {}
        new.mkdir()

    def add(self, name: str, data: bytes) -> None:
        """Write a file."""
        file = self._new / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
        self._digests[name] = digest_of_bytes(data)

    def finish(self) -> None:
        """Write the marker, and exchange the folders."""
        (self._new / MARKER).write_text(marker_text(self._digests), "utf-8", newline="\n")
        sync_trees([self._new])
        path = self._place.path
        check_folder(path, path.name)  # somebody may have put something there meanwhile
        self._old.mkdir(exist_ok=True)
        put_in_place(self._new, path, self._old)
        sync_folders([path.parent])

    def close(self) -> None:
        """Nothing is open."""


class _Archive:
    """A ZIP file whose bytes depend on nothing but its files."""

    def __init__(self, place: ExportPlace, new: Path) -> None:
        self._place, self._new = place, new
        self._zip = zipfile.ZipFile(new, "x")

    def add(self, name: str, data: bytes) -> None:
        """Write a file."""
        info = zipfile.ZipInfo(name, _EPOCH)
        info.create_system, info.external_attr = _UNIX, _READABLE
        is_packed = name.lower().endswith(_PACKED)
        info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        self._zip.writestr(info, data)

    def finish(self) -> None:
        """Close the file, and put it in its place."""
        self._zip.close()
        sync_trees([self._new])
        self._new.replace(self._place.path)
        sync_folders([self._place.path.parent])

    def close(self) -> None:
        """Close the file of an export that was given up."""
        with suppress(OSError, ValueError):
            self._zip.close()
