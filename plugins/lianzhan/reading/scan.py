"""The content folder to signatures: what changed since last time shows without opening a file.

A file's signature is what the system says of it: number, size, times. One that changed so lately
that a second change could go unnoticed has no signature that would ever match again.
"""

from __future__ import annotations

import os
import stat
import time
from dataclasses import field
from operator import attrgetter
from pathlib import Path

from lianzhan.model.frozen import dataclass
from lianzhan.model.host_files import PUBLIC
from lianzhan.model.kinds import CONTENT_FOLDERS
from lianzhan.runtime.digests import digest_of, digest_of_rows

Row = tuple[str | int | None, ...]
_SECOND = 1_000_000_000
_LATELY = _SECOND // 10
"""Nanoseconds within which two changes may get the same time: ten ticks of the slowest clock."""
_LATELY_IN_SECONDS = 5 * _SECOND // 2
"""The same on file systems that count whole seconds, two at a time on FAT."""


@dataclass(frozen=True)
class Scan:
    """Signatures of a content folder: of each site's own folder by its path, and of the tree.

    `tree` covers what the federation's configuration is read from: its TOML files and folders.
    """

    content: Path
    sites: dict[str, str]
    tree: str

    @property
    def signature(self) -> str:
        """The signature of everything below content/."""
        return digest_of((self.tree, sorted(self.sites.items())))


@dataclass(slots=True)
class _Rows:
    """What stands in folders: all of it, and the part that configuration is read from."""

    content: Path
    started: int = field(default_factory=time.time_ns)
    sites: dict[str, list[Row]] = field(default_factory=dict)
    tree: list[Row] = field(default_factory=list)


def scan(content: Path) -> Scan:
    """Look at everything below a content folder; what can't be looked at is a row of its own."""
    rows = _Rows(content)
    waiting: list[tuple[str, str, bool]] = [("", "", False)]
    while waiting:
        folder, site, is_inside = waiting.pop()
        waiting += _folder(folder, site, is_inside, rows)
    sites = {path: digest_of_rows(found) for path, found in rows.sites.items()}
    return Scan(content, sites, digest_of_rows(rows.tree))


def _folder(folder: str, site: str, is_inside: bool, rows: _Rows) -> list[tuple[str, str, bool]]:
    """Note a folder's entries; return the folders in it with the site that they belong to."""
    try:
        with os.scandir(f"{rows.content}/{folder}") as entries:
            shows_hidden = folder.partition("/")[0] == PUBLIC
            found = [entry for entry in entries if entry.name[0] != "." or shows_hidden]
    except OSError as error:
        rows.tree.append((folder, error.errno))
        return []
    if not is_inside and any(entry.name == "site.toml" for entry in found):
        site = folder
        rows.sites[site] = []
    own = rows.sites.get(site, rows.tree)
    below = []
    own.append((folder,))
    found.sort(key=_name)
    for entry in found:
        if _is_folder(entry):
            path = f"{folder}/{entry.name}" if folder else entry.name
            inside = is_inside or (folder in rows.sites and entry.name in CONTENT_FOLDERS)
            below.append((path, site, inside))
            row: Row = (entry.name,)
        else:
            row = _row(entry, rows.started)
        own.append(row)
        if not is_inside:
            rows.tree.append((folder, *row))
    return below


_name = attrgetter("name")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _row(entry: os.DirEntry[str], now: int) -> Row:
    """Return an entry's row, also if it is gone by now or its folder may be listed alone."""
    try:
        if entry.is_symlink():
            there = file_signature(Path(entry.path), now)
            return (entry.name, os.path.realpath(entry.path), *there)
        return (entry.name, *_signature(entry.stat(follow_symlinks=False), now))
    except OSError as error:
        return (entry.name, error.errno)


def file_signature(file: Path, now: int) -> Row:
    """Return the signature of the file that a path leads to; `now` is in nanoseconds."""
    try:
        return _signature(file.stat(), now)
    except (OSError, ValueError) as error:
        return (str(error),)


def _signature(info: os.stat_result, now: int) -> Row:
    if not stat.S_ISREG(info.st_mode):
        return (info.st_mode,)
    modified, changed = info.st_mtime_ns, info.st_ctime_ns
    if changed_lately(modified, changed, now):
        return (now,)
    return (info.st_ino, info.st_size, modified, changed)


def changed_lately(modified: int, changed: int, now: int) -> bool:
    """Whether a file's times (ns) are so near to `now` that a second change may not show."""
    latest = modified if modified > changed else changed  # max() takes thrice as long
    return latest > now - _LATELY_IN_SECONDS and (modified % _SECOND == 0 or latest > now - _LATELY)
