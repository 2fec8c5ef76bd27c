"""Live folders, edited in place: files only become fewer and smaller.

So it needs no free space. Each file is replaced whole where there is room for a second one, else
written over. The manifest comes last: what was interrupted is found there and done again. What
can't be changed or looked at is named.
"""

from __future__ import annotations

import errno
import gzip
import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from lianzhan.digests import digest_of_bytes
from lianzhan.model.federation import ASSETS, PICTURES, PORTAL_FILES
from lianzhan.no_links import ignore, is_link, read_file, walk
from lianzhan.output.assets import StillShown
from lianzhan.output.file_kinds import PACKED_ENDINGS, ending, is_packed, unpacked
from lianzhan.output.manifest import NAME, Manifest, manifest_bytes
from lianzhan.output.swap import delete_file
from lianzhan.output.takedown.freeing import freed
from lianzhan.output.takedown.replacing import Replacements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lianzhan.output.takedown.targets import Targets

TAKEN_DOWN = "taken-down"
"""Stands in a manifest for the digest of the plan: the next build renders that site whole."""
_BATCH = 64
"""Folders whose new files are synced in one go: 3,208 sites take some 100 calls."""
_PICTURE = re.compile(rb"pictures(?:/|\\/|%2[Ff]|\\u002[Ff]|&#[Xx]2[Ff];|&#47;|&sol;)(\w[\w.-]*)")
"""A picture's address, its slash as JSON, scripts and templates may write it."""


@dataclass(frozen=True)
class TakenDown:
    """What a take-down did to one folder; `manifest` is None where it had none."""

    manifest: Manifest | None
    edited: int = 0
    deleted: int = 0
    left: tuple[StillShown, ...] = ()
    pictures: frozenset[str] = frozenset()

    @property
    def changed(self) -> bool:
        """Whether any file is not what it was."""
        return bool(self.edited or self.deleted)


@dataclass(frozen=True)
class LiveFolder:
    """A site's folder, or the output folder itself with the portal's files (slug "")."""

    slug: str
    path: Path
    manifest: Manifest | None


def take_down(
    folders: Iterable[LiveFolder], targets: Targets, *, syncs: bool
) -> Iterator[tuple[LiveFolder, TakenDown]]:
    """Free folders of pages that are gone, and yield what was done to each.

    What can't be changed is named in the result, and stays in the manifest for the next time. With
    `syncs`, what is new is on the disk before it takes its place, and manifests follow the files.
    """
    waiting, files = iter(folders), Replacements(syncs=syncs)
    while batch := [_Edit(folder, targets, files) for folder in islice(waiting, _BATCH)]:
        for edit in batch:
            edit.free()
        files.commit()
        for edit in batch:
            edit.describe()
        files.commit()
        yield from ((edit.folder, edit.result()) for edit in batch)


class _Edit:
    """One folder while it is edited."""

    def __init__(self, folder: LiveFolder, targets: Targets, files: Replacements) -> None:
        self.folder = folder
        self._root = folder.path
        self._targets = targets
        self._files = files
        self._own = targets.files_of(folder.slug)
        self._planned = {*(folder.manifest.files if folder.manifest else ()), *self._own}
        self._digests: dict[str, str] = {}
        self._deleted: set[str] = set()
        self._left: dict[str, str] = {}
        self._released: set[str] = set()
        self._used: set[str] = set()
        self._is_all_read = True
        self._manifest = folder.manifest
        self._pictures: frozenset[str] = frozenset()

    def free(self) -> None:
        """Delete pages that are gone, and free all other files of what leads there."""
        for file in self._paths():
            try:
                self._free(file)
            except Exception as error:  # whatever a file of some theme makes a parser raise
                self._leave(file, error)

    def describe(self) -> None:
        """Say in the manifest what the folder holds now."""
        for file in [file for file in self._digests if self._root / file in self._files.failed]:
            self._leave(file, self._files.failed[self._root / file])
            del self._digests[file]
        manifest = self._manifest
        named = manifest and not self._targets.articles.isdisjoint(manifest.articles)
        if not (named or self._digests or self._deleted or self._left):
            return
        if self._is_all_read:
            self._pictures = self._unused()
        if manifest and (after := self._after(manifest)) != manifest:
            self._manifest = after
            try:
                self._files.put(self._root / NAME, manifest_bytes(after))
            except OSError as error:
                self._leave(NAME, error)

    def result(self) -> TakenDown:
        """Return what was done."""
        if failed := self._files.failed.get(self._root / NAME):
            self._leave(NAME, failed)
        left = tuple(StillShown(file, reason) for file, reason in self._left.items())
        counts = len(self._digests), len(self._deleted)
        return TakenDown(self._manifest, *counts, left, self._pictures)

    def _leave(self, file: str, error: Exception) -> None:
        """Note what can't be changed: of a folder that can't be listed, itself and own pages."""
        above = any(file.startswith(f) for f in self._left if f.endswith("/") or not f)
        if file in self._own or not above:
            reason = error.strerror if isinstance(error, OSError) else None
            self._left[file] = reason or f"{type(error).__name__}: {error}"

    def _paths(self) -> list[str]:
        """Return the files to look at: all of a site's folder; of the root, the portal's alone.

        In folders that can't be listed, those that are known by name.
        """
        if not self.folder.slug:
            return sorted(self._manifest.files if self._manifest else PORTAL_FILES)
        unlisted: list[str] = []

        def note(folder: str, error: OSError) -> None:
            if not isinstance(error, FileNotFoundError):
                unlisted.append(folder)
                self._leave(folder, error)

        found = {path for path, _ in walk(self._root, note) if path != NAME}
        self._is_all_read = not unlisted
        within = (path for path in self._planned if path.startswith(tuple(unlisted)))
        return sorted(found.union(path for path in within if _is_direct(self._root, path)))

    def _free(self, file: str) -> None:
        path = self._root / file
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return
        if self._is_own(file):
            self._delete_own(file, path)
        elif stat.S_ISREG(mode):
            self._edit(file, path)
        elif stat.S_ISLNK(mode) and self._is_in_the_place_of_ours(file):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))

    def _is_own(self, file: str) -> bool:
        """Whether a file is a page that is gone, or such a page packed for the web server."""
        plain = file.rpartition(".")[0] if ending(file) in ("gz", *PACKED_ENDINGS) else file
        return plain in self._own

    def _is_in_the_place_of_ours(self, link: str) -> bool:
        """Whether readers who ask for what we planned get what a link leads to."""
        if self._manifest is None or link in self._planned:
            return True
        return any(path.startswith(f"{link}/") for path in self._planned)

    def _delete_own(self, file: str, path: Path) -> None:
        with suppress(OSError):
            self._released.update(
                _pictures((unpacked(file, read_file(path) or b"") or ("", b""))[1])
            )
        delete_file(path)
        self._deleted.add(file)

    def _edit(self, file: str, path: Path) -> None:
        data = self._read(path)
        inside = unpacked(file, data)
        if inside is None or is_packed(*inside):
            self._delete_stale(file, path)
            return
        name, without = inside
        text = without
        try:
            without = freed(text, name, self.folder.slug, self._targets)
        finally:
            self._used.update(_pictures(without))
        if without != text:
            self._released.update(_pictures(text) - _pictures(without))
            written = without if text is data else gzip.compress(without, mtime=0)
            self._files.put(path, written)
            self._digests[file] = digest_of_bytes(written)

    def _read(self, path: Path) -> bytes:
        try:
            return read_file(path) or b""
        except OSError:
            self._is_all_read = False
            raise

    def _delete_stale(self, file: str, path: Path) -> None:
        """Delete a packed copy that nobody can look into, of a file that is another now."""
        plain = file.rpartition(".")[0]
        if plain in self._digests or plain in self._deleted:
            delete_file(path)
            self._deleted.add(file)

    def _unused(self) -> frozenset[str]:
        """Return the pictures that no file names: some stood in the manifest for a cover alone."""
        there = walk(self._root / ASSETS, ignore)
        assets = self._manifest.assets if self._manifest else (path for path, _ in there)
        named = {name for name in assets if name.startswith(f"{PICTURES}/")}
        return frozenset(self._released.union(named) - self._used)

    def _after(self, manifest: Manifest) -> Manifest:
        """Return what the manifest says afterwards: what is left over is still named in it."""
        files = {path: d for path, d in manifest.files.items() if path not in self._deleted}
        files |= {path: digest for path, digest in self._digests.items() if path in files}
        gone = frozenset() if self._left else self._targets.articles
        return replace(
            manifest,
            made_from=(TAKEN_DOWN, *manifest.made_from[1:]),
            files=files,
            articles=tuple(path for path in manifest.articles if path not in gone),
            assets=tuple(name for name in manifest.assets if name not in self._pictures),
        )


def _is_direct(root: Path, file: str) -> bool:
    """Whether no folder between is a link, as far as can be seen."""
    parts = file.split("/")
    above = (root.joinpath(*parts[:count]) for count in range(1, len(parts)))
    return not any(is_link(folder) for folder in above)


def pictures_in(folder: Path, files: Iterable[str]) -> set[str]:
    """Return the names of all pictures that some files of a folder show, as far as they open."""
    found: set[str] = set()
    for file in files:
        with suppress(OSError):
            data = read_file(folder / file) or b""
            found |= _pictures((unpacked(file, data) or ("", b""))[1])
    return found


def _pictures(data: bytes) -> set[str]:
    return {f"{PICTURES}/{name.decode()}" for name in _PICTURE.findall(data)}
