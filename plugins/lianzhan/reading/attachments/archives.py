"""Zip files, which Office files and OFD are: opened within bounds, so that no bomb goes off."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.model.attachments import ending_of
from lianzhan.reading.attachments.endings import PROGRAMS
from lianzhan.reading.attachments.findings import (
    ATTACHMENT_ENCRYPTED,
    ATTACHMENT_PROGRAM,
    ATTACHMENT_UNEXAMINED,
    BAD_MEMBER,
    BOMB,
    BROKEN,
    MANY,
    PACKED,
    RefusedError,
    damaged,
    found,
    shown,
)
from lianzhan.reading.attachments.programs import program
from lianzhan.reading.bounds import (
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_COUNTS_FROM,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.attachments import Finding

_MEMBER = b"PK\x01\x02"
"""How each entry of a zip file's directory begins (APPNOTE 4.3.12)."""
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError),
    *(ValueError, OverflowError, IndexError, RuntimeError),
)
"""What a damaged zip file makes its reader raise."""
_IS_ENCRYPTED = 0x1
_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ARCHIVES = frozenset(("zip", "rar", "7z", "gz", "tar", "bz2", "xz", "tgz", "zst", "cab"))
_LONGEST_NAME = 500
_START = 1_024


class Archive:
    """A zip file whose directory is sound; raises RefusedError for one that is not, or is locked.

    What its members say of their sizes is checked before any is read, and no more is read.
    """

    def __init__(self, raw: bytes) -> None:
        if raw.count(_MEMBER) > MAX_MEMBERS:
            raise damaged(MANY, f"> {MAX_MEMBERS}")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except _DAMAGE as error:
            raise damaged(BROKEN) from error
        every = self._zip.infolist()
        for info in every:
            _check(info)
        if (size := sum(info.file_size for info in every)) > MAX_UNPACKED_BYTES:
            raise damaged(BOMB, f"{size} > {MAX_UNPACKED_BYTES}")
        self._members = {_path(info): info for info in every if not info.is_dir()}

    @cached_property
    def smallest_first(self) -> tuple[str, ...]:
        """The paths of its files."""
        return tuple(sorted(self._members, key=lambda path: (self.size(path), path)))

    @property
    def is_usual(self) -> bool:
        """Whether every file is packed as everybody can unpack it."""
        return all(info.compress_type in _USUAL for info in self._members.values())

    def size(self, path: str) -> int:
        """Return how many bytes a file says that it has."""
        return self._members[path].file_size

    def read(self, path: str, limit: int) -> bytes:
        """Return the first bytes of a file. Raises RefusedError where they can't be unpacked."""
        try:
            with self._zip.open(self._members[path]) as member:
                return member.read(limit)
        except _DAMAGE as error:
            raise damaged(BROKEN, path) from error


def _check(info: zipfile.ZipInfo) -> None:
    """Raise RefusedError for a member that no sound file has."""
    if info.flag_bits & _IS_ENCRYPTED:
        raise RefusedError(found(ATTACHMENT_ENCRYPTED))
    path = _path(info)
    parts = path.split("/")
    is_plain = path.isprintable() and "\0" not in info.orig_filename and ":" not in parts[0]
    if not is_plain or ".." in parts or not parts[0] or len(path) > _LONGEST_NAME:
        raise damaged(BAD_MEMBER, path)
    size = info.file_size
    if size > RATIO_COUNTS_FROM and size > MAX_RATIO * info.compress_size:
        raise damaged(BOMB, f"{path}: {size}")


def _path(info: zipfile.ZipInfo) -> str:
    """Return a member's path; some programs write Windows' slashes."""
    return info.filename.replace("\\", "/")


def zip_findings(raw: bytes) -> Iterator[Finding]:
    """An archive holds no programs, and what can't be looked into is said."""
    archive = Archive(raw)
    is_unknown = not archive.is_usual
    for path in archive.smallest_first:
        ending = ending_of(path.rpartition("/")[2])
        known = archive.read(path, _START) if not is_unknown else b""
        if what := ending.upper() if ending in PROGRAMS else program(known):
            raise RefusedError(found(ATTACHMENT_PROGRAM, found=f"{what} ({shown(path)})"))
        is_unknown = is_unknown or ending in _ARCHIVES
    if is_unknown:
        yield found(ATTACHMENT_UNEXAMINED, what=PACKED)
