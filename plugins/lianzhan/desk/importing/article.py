"""One article on its way: read, mapped, its references led to their new places, written."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lianzhan.desk.importing.aliases import KNOWN
from lianzhan.desk.importing.heads import decoded, split_head
from lianzhan.desk.importing.mapping import Surroundings, cover_candidates, map_head
from lianzhan.desk.importing.references import (
    first_heading,
    references,
    rewritten,
    shortcodes,
    without_title,
)
from lianzhan.desk.importing.results import Imported, Note, note
from lianzhan.desk.importing.tree import beside, find_file, is_picture, original_name, picture_names
from lianzhan.desk.importing.writing import (
    ARTICLE,
    address_key,
    article_text,
    bundle_texts,
    sidecar_text,
    write_bundle,
)
from lianzhan.reading.bounds import MAX_TEXT_BYTES
from lianzhan.reading.pictures import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from lianzhan.desk.importing.heads import Head
    from lianzhan.desk.importing.references import Reference
    from lianzhan.desk.importing.tree import Tree

_LIST_PAGES = ("_index.md", "_index.markdown")
"""Hugo's pages of lists: their texts belong to a list, not to an article."""


@dataclass(frozen=True, slots=True)
class _ReadArticle:
    """An article's head and body, its references, the files they mean, and its cover as written."""

    path: str
    head: Head
    found: tuple[Reference, ...]
    files: dict[str, str]
    cover: str

    @property
    def pictures(self) -> list[str]:
        """The targets, as written, that come along: of the cover first, then of the body."""
        shown = (r.target for r in self.found if r.shown is not False)
        return [t for t in (self.cover, *shown) if is_picture(self.files.get(t, ""))]


@dataclass(frozen=True, slots=True)
class Importer:
    """Takes articles of a tree into a column's folder below content/.

    `before` holds the names of the articles that stood there, each with its file's or folder's.
    """

    tree: Tree
    column: Path
    content: Path
    zone: ZoneInfo
    before: dict[str, str]

    def import_article(self, path: str) -> Imported:
        """Import one article; what keeps it out is the one note of the result."""
        refusal = self._refusal(path)
        text, notes = ("", (refusal,)) if refusal else self._text(path)
        if not text:
            return Imported(path, notes=notes)
        read = self._read(path, split_head(text, KNOWN))
        done, texts = self._made(read)
        files = {name: self.tree.folder / source for source, name in done.pictures}
        try:
            write_bundle(self.column, self.tree.names[path], texts, files)
        except OSError as error:
            return Imported(path, notes=(_system_fault("unwritable", error),))
        return replace(done, notes=(*notes, *done.notes))

    def _refusal(self, path: str) -> Note | None:
        """Say what keeps an article out without its having been read."""
        key = address_key(self.tree.names[path])
        if posixpath.basename(path).lower() in _LIST_PAGES:
            return note("list-page")
        return note("exists", path=self._target(self.before[key])) if key in self.before else None

    def _text(self, path: str) -> tuple[str, tuple[Note, ...]]:
        """Return an article's text and what was done to it; "" and why there is none."""
        file = self.tree.folder / path
        try:
            size = file.stat().st_size
            if size > MAX_TEXT_BYTES:
                return "", (note("too-large", size=size, limit=MAX_TEXT_BYTES),)
            return decoded(file.read_bytes())
        except OSError as error:
            return "", (_system_fault("unreadable", error),)

    def _target(self, name: str) -> str:
        return (self.column / name).relative_to(self.content).as_posix()

    def _read(self, path: str, head: Head) -> _ReadArticle:
        """Look up what an article refers to."""
        found = references(head.body)
        covers = cover_candidates(head.fields)
        targets = dict.fromkeys((*covers, *(reference.target for reference in found)))
        sought = ((t, find_file(self.tree, path, t)) for t in targets if not is_remote(t))
        files = {target: file for target, file in sought if file is not None}
        cover = next((src for src in covers if is_picture(files.get(src, ""))), "")
        return _ReadArticle(path, head, found, files, cover)

    def _made(self, read: _ReadArticle) -> tuple[Imported, dict[str, str]]:
        """Return what becomes of an article, and its bundle's texts."""
        names = picture_names(dict.fromkeys(read.files[target] for target in read.pictures))
        pictures = {target: names[read.files[target]] for target in read.pictures}
        surroundings = Surroundings(
            path=posixpath.join(self.tree.folder.name, read.path),
            name=self.tree.names[read.path],
            heading=first_heading(read.head.body),
            zone=self.zone,
            pictures={read.cover: pictures[read.cover]} if read.cover else {},
        )
        mapped = map_head(read.head.fields, surroundings)
        whole = rewritten(read.head.body, read.found, pictures, self._links(read))
        body = without_title(whole, str(mapped.fields["title"]))
        done = Imported(
            source=read.path,
            target=self._target(f"{surroundings.name}/{ARTICLE}"),
            mapped=mapped.mapped,
            pictures=tuple(names.items()),
            notes=(
                *read.head.notes,
                *mapped.notes,
                *self._notes(read, pictures),
                *([note("heading-is-title")] if body != whole else []),
            ),
        )
        sidecar = sidecar_text(mapped.aside, surroundings.path) if mapped.aside else ""
        return done, bundle_texts(article_text(mapped.fields, body), sidecar)

    def _links(self, read: _ReadArticle) -> dict[str, str]:
        """Return where links to other articles of the tree lead now, by target as written."""
        names = self.tree.names
        return {
            target: f"../{names[file]}/{ARTICLE}{''.join(target.partition('#')[1:])}"
            for target, file in read.files.items()
            if file in names
        }

    def _notes(self, read: _ReadArticle, pictures: dict[str, str]) -> Iterator[Note]:
        """Tell of a new name, of pictures that stay where they are, of what only Hugo reads."""
        name, given = self.tree.names[read.path], original_name(read.path, self.tree.folder.name)
        if name != given:
            yield note("renamed", name=given, new=name)
        shown = dict.fromkeys(reference.target for reference in read.found if reference.shown)
        for src in shown:
            if src not in pictures and not is_remote(src):
                yield note("picture-missing", src=src[:80])
        if remote := [src for src in shown if is_remote(src)]:
            yield note("pictures-remote", count=len(remote))
        if near := sum(beside(self.tree, read.path, src) for src in remote):
            yield note("pictures-beside", count=near)
        if codes := shortcodes(read.head.body):
            yield note("shortcodes", names=", ".join(codes))


def _system_fault(code: str, error: OSError) -> Note:
    return note(code, reason=error.strerror or error)
