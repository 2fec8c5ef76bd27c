"""Live files are given smaller contents, after a power cut the old or the new ones, never none.

New contents wait beside their files until all of them are on the disk, which costs as much for one
as for thousands. Where there is no room for a second file, the first is written over.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.output.durable import sync_trees
from lianzhan.runtime.no_links import DIRECTLY

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class _Waiting:
    """A file beside the one whose place it is to take, and what it holds."""

    part: Path
    data: bytes


class Replacements:
    """Files that are to be replaced; `failed` says of which it could not be done, and why."""

    def __init__(self, *, syncs: bool) -> None:
        self._syncs = syncs
        self._waiting: dict[Path, _Waiting] = {}
        self._numbers = count()
        self.failed: dict[Path, OSError] = {}

    def put(self, path: Path, data: bytes) -> None:
        """Have a file's content replaced, by the next `commit` at the latest. Raises OSError."""
        for _ in range(2):
            try:
                self._waiting[path] = _Waiting(self._written_beside(path, data), data)
            except OSError:
                self.commit()  # smaller files make room
            else:
                return
        _write_over(path, data)

    def commit(self) -> None:
        """Let all that waits take its place."""
        waiting, self._waiting = self._waiting, {}
        is_safe = self._are_on_disk([each.part for each in waiting.values()])
        for path, each in waiting.items():
            try:
                if is_safe and _takes_place(each.part, path):
                    continue
                _remove(each.part)
                _write_over(path, each.data)
            except OSError as error:
                self.failed[path] = error

    def _are_on_disk(self, parts: list[Path]) -> bool:
        """Whether the disk took them all: one that is full may say so only now."""
        try:
            sync_trees(parts, is_wanted=self._syncs)
        except OSError:
            return False
        return True

    def _written_beside(self, path: Path, data: bytes) -> Path:
        """Write a new file beside another; a link that has its name goes, and is not followed."""
        part = path.with_name(f".{next(self._numbers)}.part")
        part.unlink(missing_ok=True)
        try:
            with part.open("xb") as file:
                file.write(data)
        except OSError:
            _remove(part)
            raise
        return part


def _takes_place(part: Path, path: Path) -> bool:
    try:
        part.replace(path)
    except OSError:
        return False
    return True


def _remove(part: Path) -> None:
    with suppress(OSError):
        part.unlink()


def _write_over(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | DIRECTLY), "wb") as file:
        file.write(data)
        file.truncate()
