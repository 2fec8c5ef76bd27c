"""A live site's folder, edited in place: files only become fewer and smaller.

So it needs no free space. Each file is replaced whole where there is room for a second one, else
written over. The manifest comes last: what was interrupted is found there and done again.
"""

from __future__ import annotations

import gzip
import os
import posixpath
import re
import stat
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lianzhan.digests import digest_of_bytes, paths_below
from lianzhan.model.federation import ASSETS, PORTAL_FILES
from lianzhan.output.assets import StillShown
from lianzhan.output.file_kinds import unpacked
from lianzhan.output.manifest import NAME, Manifest, files_below, manifest_bytes
from lianzhan.output.takedown.feeds import data_without, json_without, xml_without
from lianzhan.output.takedown.pages import PageEdit, without_addresses
from lianzhan.output.takedown.targets import names_article

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lianzhan.output.takedown.targets import Targets

TAKEN_DOWN = "taken-down"
"""Stands in a manifest for the digest of the plan: the next build renders that site whole."""
_PICTURE = re.compile(rb"pictures/[\w.-]+")
_SOME_TAG = re.compile(rb"<(?:!doctype html|html|body|a)\b", re.IGNORECASE)


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


def take_down(folder: Path, slug: str, manifest: Manifest | None, targets: Targets) -> TakenDown:
    """Free a site's folder of pages that are gone, or the portal's (slug "") in the output root.

    What can't be changed is named in the result, and stays in the manifest for the next time.
    """
    return _Folder(folder, slug, manifest, targets).run()


class _Folder:
    """One folder while it is edited."""

    def __init__(self, folder: Path, slug: str, manifest: Manifest | None, to: Targets) -> None:
        self._folder = folder
        self._slug = slug
        self._manifest = manifest
        self._targets = to
        self._own = to.files_of(slug)
        self._digests: dict[str, str] = {}
        self._deleted: set[str] = set()
        self._left: list[StillShown] = []
        self._released: set[str] = set()
        self._used: set[str] = set()
        self._unread = False

    def run(self) -> TakenDown:
        for file in self._files():
            try:
                self._free(file)
            except OSError as error:
                self._left.append(StillShown(file, error.strerror or str(error)))
        manifest = self._manifest
        named = manifest and not self._targets.articles.isdisjoint(manifest.articles)
        if not (named or self._digests or self._deleted or self._left):
            return TakenDown(manifest)
        pictures = frozenset() if self._unread else self._unused()
        if manifest and (manifest := self._after(manifest, pictures)) != self._manifest:
            try:
                write_over(self._folder / NAME, manifest_bytes(manifest))
            except OSError as error:
                self._left.append(StillShown(NAME, error.strerror or str(error)))
        edited, deleted = len(self._digests), len(self._deleted)
        return TakenDown(manifest, edited, deleted, tuple(self._left), pictures)

    def _unused(self) -> frozenset[str]:
        """Return the pictures that no file names: some stood in the manifest for a cover alone."""
        here = paths_below(self._folder / ASSETS)
        assets = self._manifest.assets if self._manifest else here
        named = {name for name in assets if name.startswith("pictures/")}
        return frozenset(self._released.union(named) - self._used)

    def _files(self) -> Iterable[str]:
        """Return the files to look at: all of a site's folder; of the root, the portal's alone."""
        if self._slug:
            return files_below(self._folder)
        return sorted(self._manifest.files if self._manifest else PORTAL_FILES)

    def _free(self, file: str) -> None:
        """Delete a page that is gone; free any other file of what leads there."""
        path = self._folder / file
        data = self._read(path)
        if data is None:
            return
        inside = unpacked(file, data)
        name, text = inside or (file.removesuffix(".gz"), b"")
        if name in self._own:
            self._released.update(_pictures(text))
            _delete(path)
            self._deleted.add(file)
            return
        freed = self._freed(name, text) if self._targets.mentioned.search(text) else text
        self._used.update(_pictures(freed))
        if freed != text:
            self._released.update(_pictures(text) - _pictures(freed))
            written = freed if text is data else gzip.compress(freed, mtime=0)
            write_over(path, written)
            self._digests[file] = digest_of_bytes(written)

    def _read(self, path: Path) -> bytes | None:
        """Return a file's bytes; None for what is no file, or not there."""
        try:
            return path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else None
        except FileNotFoundError:
            return None
        except OSError:
            self._unread = True
            raise

    def _freed(self, file: str, data: bytes) -> bytes:
        def leads(address: str) -> bool:
            return self._targets.leads_here(address, self._slug, file)

        def is_article(address: str) -> bool:
            return names_article(address, self._slug, file)

        ending = posixpath.splitext(file)[1].lower()
        if ending in (".xml", ".opml", ".rss", ".atom"):
            return xml_without(data, leads)
        if ending in (".json", ".webmanifest"):
            return json_without(data, leads)
        text = data.decode("utf-8", "surrogateescape")
        if ending in (".html", ".htm", ".xhtml") or _SOME_TAG.search(data):
            is_text = names_article(posixpath.basename(file), self._slug or ".", file)
            text = data_without(text, leads)
            freed = PageEdit(text, leads, is_article, is_text).result()
        else:
            freed = without_addresses(text, leads)
        return freed.encode("utf-8", "surrogateescape")

    def _after(self, manifest: Manifest, pictures: frozenset[str]) -> Manifest:
        """Return what the manifest says afterwards: what is left over is still named in it."""
        files = {path: d for path, d in manifest.files.items() if path not in self._deleted}
        files |= {path: digest for path, digest in self._digests.items() if path in files}
        gone = frozenset() if self._left else self._targets.articles
        return replace(
            manifest,
            made_from=(TAKEN_DOWN, *manifest.made_from[1:]),
            files=files,
            articles=tuple(path for path in manifest.articles if path not in gone),
            assets=tuple(name for name in manifest.assets if name not in pictures),
        )


def pictures_in(folder: Path, files: Iterable[str]) -> set[str]:
    """Return the names of all pictures that some files of a folder show, as far as they open."""
    found: set[str] = set()
    for file in files:
        with suppress(OSError):
            data = (folder / file).read_bytes()
            found |= _pictures((unpacked(file, data) or ("", b""))[1])
    return found


def _pictures(data: bytes) -> set[str]:
    return {name.decode() for name in _PICTURE.findall(data)}


def _delete(path: Path) -> None:
    """Delete a page; where its folder lets nothing go, it is at least emptied."""
    try:
        path.unlink()
    except OSError:
        os.truncate(path, 0)


def write_over(path: Path, data: bytes) -> None:
    """Replace a file's content, at once where there is room for a second file. Raises OSError."""
    part = path.with_name(f".{path.name[:80]}.part")
    try:
        try:
            part.write_bytes(data)
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink()
            with path.open("r+b") as file:
                file.write(data)
                file.truncate()
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise
