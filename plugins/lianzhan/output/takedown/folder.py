"""Live folders, edited in place: files only become fewer and smaller.

So it needs no free space. Each file is replaced whole where there is room for a second one, else
written over. The manifest comes last: what was interrupted is found there and done again. What
can't be changed or looked at is named.
"""

from __future__ import annotations

import gzip
import stat
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from lianzhan.model.attachments import FILES
from lianzhan.model.federation import ASSETS, FROM_CONTENT
from lianzhan.model.frozen import dataclass
from lianzhan.output.assets import StillShown
from lianzhan.output.file_kinds import PACKED_ENDINGS, ending, is_packed, unpacked
from lianzhan.output.manifest import NAME, Manifest, manifest_bytes
from lianzhan.output.swap import delete_file
from lianzhan.output.takedown.freeing import freed
from lianzhan.output.takedown.live_folder import files_to_free
from lianzhan.output.takedown.pictures import pictures, pictures_of
from lianzhan.output.takedown.replacing import Replacements
from lianzhan.runtime.digests import digest_of_bytes
from lianzhan.runtime.no_links import ignore, read_file, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lianzhan.output.takedown.live_folder import LiveFolder
    from lianzhan.output.takedown.targets import Targets

TAKEN_DOWN = "taken-down"
"""Stands in a manifest for the digest of the plan: the next build renders that site whole."""
_ATTACHMENTS = f"{ASSETS}/{FILES}/"
"""Where a site on a host of its own has its attachments: they go or stay whole."""
_BATCH = 64
"""Folders whose new files are synced in one go: 3,208 sites take some 100 calls."""


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
        found = files_to_free(self.folder, self._planned)
        self._is_all_read = not found.unlisted
        for path, error in found.unlisted:
            self._leave(path, error)
        for file in found.files:
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

    def _free(self, file: str) -> None:
        path = self._root / file
        if file.startswith(_ATTACHMENTS):
            return
        if self._is_own(file):
            self._delete_own(file, path)
            return
        try:
            data = read_file(path)
        except FileNotFoundError:
            return
        except OSError:
            if self._is_strange(file, path):
                return
            self._is_all_read = False
            raise
        if data is not None:
            self._edit(file, path, data)

    def _is_own(self, file: str) -> bool:
        """Whether a file is a page that is gone, or such a page packed for the web server."""
        own = self._own
        return bool(own) and (file in own or _unpacked_name(file) in own)

    def _is_strange(self, file: str, path: Path) -> bool:
        """Whether what can't be read is no file, and stands where nobody asks for one of ours."""
        mode = path.lstat().st_mode
        if not stat.S_ISLNK(mode):
            return not stat.S_ISREG(mode)
        within = any(planned.startswith(f"{file}/") for planned in self._planned)
        return not (within or self._manifest is None or file in self._planned)

    def _delete_own(self, file: str, path: Path) -> None:
        try:
            path.lstat()
        except FileNotFoundError:
            return
        with suppress(OSError):
            self._released.update(pictures_of(path))
        delete_file(path)
        self._deleted.add(file)

    def _edit(self, file: str, path: Path, data: bytes) -> None:
        """Free a file of what leads to what is gone.

        A packed copy that nobody can look into goes with the file that it was made of.
        """
        inside = unpacked(file, data)
        is_stale = self._is_changed(_unpacked_name(file))
        if inside is None or (is_stale and is_packed(*inside)):
            if is_stale:
                delete_file(path)
                self._deleted.add(file)
            return
        name, without = inside
        text = without
        try:
            without = freed(text, name, self.folder.slug, self._targets)
        finally:
            self._used.update(pictures(without))
        if without != text:
            self._released.update(pictures(text) - pictures(without))
            written = without if text is data else gzip.compress(without, mtime=0)
            self._files.put(path, written)
            self._digests[file] = digest_of_bytes(written)

    def _is_changed(self, file: str) -> bool:
        return file in self._digests or file in self._deleted

    def _unused(self) -> frozenset[str]:
        """Return the pictures that no file names: some stood in the manifest for a cover alone."""
        there = walk(self._root / ASSETS, ignore)
        assets = self._manifest.assets if self._manifest else (path for path, _ in there)
        named = {name for name in assets if name.startswith(FROM_CONTENT)}
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
            redirects={p: path for p, path in manifest.redirects.items() if path not in gone},
            assets=tuple(name for name in manifest.assets if name not in self._pictures),
        )


def _unpacked_name(file: str) -> str:
    """Return the name of the file that a packed one was made of; "" for one that is not packed."""
    return file.rpartition(".")[0] if ending(file) in ("gz", *PACKED_ENDINGS) else ""
