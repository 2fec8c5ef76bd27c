"""One article on its way: read, mapped, its references led to their new places, written."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.desk.importing.aliases import KNOWN
from lianzhan.desk.importing.foreign_text import decoded
from lianzhan.desk.importing.heads import split_head
from lianzhan.desk.importing.mapping import Surroundings, cover_candidates, map_head
from lianzhan.desk.importing.references import (
    first_heading,
    references,
    rewritten,
    without_title,
)
from lianzhan.desk.importing.results import ARTICLE, Imported, Note, note
from lianzhan.desk.importing.template_tags import listed, named_files, template_tags, with_pictures
from lianzhan.desk.importing.tree import (
    beside,
    find_file,
    is_picture,
    names_in_bundle,
    original_name,
)
from lianzhan.desk.importing.writing import (
    address_key,
    article_text,
    bundle_texts,
    sidecar_text,
    write_bundle,
)
from lianzhan.model.frozen import dataclass
from lianzhan.reading.bounds import MAX_TEXT_BYTES
from lianzhan.reading.pictures import is_remote

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from lianzhan.desk.importing.heads import Head
    from lianzhan.desk.importing.references import Reference
    from lianzhan.desk.importing.tree import Tree

_MAX_ATTACHMENT_BYTES = 100 * 1024 * 1024
"""Bytes of a linked file that comes along: what a county's line loads in a minute or two."""
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

    @property
    def linked(self) -> list[str]:
        """The targets, as written, that a link leads to and that are files of the tree."""
        return [r.target for r in self.found if r.shown is not True and r.target in self.files]


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
        text, notes = self._text(path)
        if not text:
            return Imported(path, notes=(refusal,) if refusal else notes)
        try:
            read = self._read(path, split_head(text, KNOWN))
            if refusal:
                return Imported(path, notes=(refusal,), mentioned=self._mentioned(read, ()))
            done, texts = self._made(read)
        except OSError as error:
            return Imported(path, notes=(_system_fault("unreadable", error),))
        brought = (*done.pictures, *done.attachments)
        files = {name: self.tree.folder / source for source, name in brought}
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
        """Look up what an article refers to, once its pictures are Markdown."""
        head = replace(head, body=with_pictures(head.body, lambda src: self._shows(path, src)))
        found = references(head.body)
        covers = cover_candidates(head.fields)
        targets = dict.fromkeys((*covers, *(reference.target for reference in found)))
        sought = ((t, find_file(self.tree, path, t)) for t in targets if not is_remote(t))
        files = {target: file for target, file in sought if file is not None}
        cover = next((src for src in covers if is_picture(files.get(src, ""))), "")
        return _ReadArticle(path, head, found, files, cover)

    def _shows(self, path: str, src: str) -> bool:
        return is_remote(src) or is_picture(find_file(self.tree, path, src) or "")

    def _mentioned(self, read: _ReadArticle, brought: Container[str]) -> tuple[str, ...]:
        """Return the files of the tree that an article names and that don't come along."""
        named = (find_file(self.tree, read.path, name) for name in named_files(read.head.body))
        every = dict.fromkeys((*read.files.values(), *named))
        others = self.tree.others
        return tuple(file for file in every if file and file in others and file not in brought)

    def _attachments(self, read: _ReadArticle) -> tuple[list[str], list[Note]]:
        """Return the linked files that come along, and a note for each that is too large."""
        files, notes = [], []
        limit = _MAX_ATTACHMENT_BYTES
        for file in dict.fromkeys(read.files[target] for target in read.linked):
            if file in self.tree.others:
                size = (self.tree.folder / file).stat().st_size
                if size <= limit:
                    files.append(file)
                else:
                    notes.append(note("link-left", src=file[:80], size=size, limit=limit))
        return files, notes

    def _made(self, read: _ReadArticle) -> tuple[Imported, dict[str, str]]:
        """Return what becomes of an article, and its bundle's texts."""
        shown = dict.fromkeys(read.files[target] for target in read.pictures)
        attached, left = self._attachments(read)
        names = names_in_bundle(dict.fromkeys((*shown, *attached)))
        pictures = {target: names[read.files[target]] for target in read.pictures}
        surroundings = Surroundings(
            path=posixpath.join(self.tree.folder.name, read.path),
            name=self.tree.names[read.path],
            heading=first_heading(read.head.body),
            zone=self.zone,
            pictures={read.cover: pictures[read.cover]} if read.cover else {},
        )
        mapped = map_head(read.head.fields, surroundings)
        whole = rewritten(read.head.body, read.found, pictures, self._links(read, names))
        body = without_title(whole, str(mapped.fields["title"]))
        text = article_text(mapped.fields, body)
        tags = template_tags(text)
        done = Imported(
            source=read.path,
            target=self._target(f"{surroundings.name}/{ARTICLE}"),
            mapped=mapped.mapped,
            pictures=tuple((file, name) for file, name in names.items() if file in shown),
            attachments=tuple((file, name) for file, name in names.items() if file not in shown),
            mentioned=self._mentioned(read, names),
            notes=(
                *read.head.notes,
                *mapped.notes,
                *self._notes(read, pictures),
                *left,
                *([note("template-tags", tags=listed(tags))] if tags else []),
                *([note("heading-is-title")] if body != whole else []),
            ),
        )
        sidecar = sidecar_text(mapped.aside, surroundings.path) if mapped.aside else ""
        return done, bundle_texts(text, sidecar)

    def _links(self, read: _ReadArticle, brought: Mapping[str, str]) -> dict[str, str]:
        """Return where links to articles and files of the tree lead now, by target as written."""
        names = self.tree.names
        articles = {
            target: f"../{names[file]}/{ARTICLE}{''.join(target.partition('#')[1:])}"
            for target, file in read.files.items()
            if file in names
        }
        linked = {target: read.files[target] for target in read.linked}
        files = {target: brought[file] for target, file in linked.items() if file in brought}
        return articles | files

    def _notes(self, read: _ReadArticle, pictures: dict[str, str]) -> Iterator[Note]:
        """Tell of a new name, and of pictures that stay where they are."""
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


def _system_fault(code: str, error: OSError) -> Note:
    return note(code, reason=error.strerror or error)
