"""Office files of today (docx, xlsx, pptx: ISO 29500) and OFD (GB/T 33190): what is in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.model.attachments import ending_of
from lianzhan.reading.attachments import ole
from lianzhan.reading.attachments.archives import Archive
from lianzhan.reading.attachments.findings import (
    ATTACHMENT_MACRO,
    ATTACHMENT_MISMATCH,
    ATTACHMENT_PROGRAM,
    ATTACHMENT_UNEXAMINED,
    BROKEN,
    EMBEDDED,
    HIDDEN_AUTHOR,
    HIDDEN_CHANGES,
    HIDDEN_COMMENTS,
    LARGE,
    NOTES,
    SHEETS,
    SLIDES,
    UNKNOWN,
    VANISHED,
    RefusedError,
    damaged,
    found,
    listed,
    parts,
    shown,
)
from lianzhan.reading.attachments.metadata import Metadata, metadata_of
from lianzhan.reading.attachments.parts import Hidden, read_part
from lianzhan.reading.attachments.programs import executable
from lianzhan.reading.bounds import MAX_METADATA_BLOCKS, MAX_XML_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.attachments import Finding

TYPES = "[Content_Types].xml"
_MAIN = {"word": "wordprocessingml", "sheet": "spreadsheetml", "slides": "presentationml"}
_NAMES = {"word": "DOCX", "sheet": "XLSX", "slides": "PPTX"}
_SILENT = re.compile(
    r"(?:xl/(?:worksheets|charts|drawings|theme|tables|pivot\w*|sharedStrings|styles|calcChain)"
    r"|word/(?:theme|charts|diagrams|glossary|styles|stylesWithEffects|settings|webSettings"
    r"|fontTable|numbering)"
    r"|ppt/(?:theme|charts|diagrams|slideLayouts|slideMasters|notesMasters|handoutMasters|tags))"
    r"\b",
    re.IGNORECASE,
)
"""Parts that hold no names, comments or changes; the largest of all are among them."""
_TOLD = ("docProps/", "word/", "xl/", "ppt/", TYPES)
_PHOTOS = ("jpg", "jpeg", "png", "webp")
_HEAD_OF_PHOTO = 262_144
_LARGEST_OBJECT = 16 * 1024 * 1024
_RUNS = frozenset(
    ("exe", "dll", "com", "scr", "bat", "cmd", "js", "jse", "vbs", "vbe", "ps1", "hta")
)
_START = 16


def office_findings(raw: bytes, wanted: str) -> Iterator[Finding]:
    """Yield what is hidden in a file that should be one of Word, Excel or PowerPoint.

    Raises RefusedError for one that is something else, or holds macros or programs.
    """
    archive = Archive(raw)
    hidden = Hidden()
    paths = archive.smallest_first
    if TYPES not in paths:
        raise RefusedError(found(ATTACHMENT_MISMATCH, found="ZIP"))
    if not archive.is_usual:
        raise damaged(BROKEN)
    read_part(TYPES, archive.read(TYPES, MAX_XML_BYTES), hidden)
    _refuse_macros(paths, hidden)
    _check_kind(hidden.content_types, wanted)
    embedded = [path for path in paths if "/embeddings/" in path]
    for path in paths:
        _check_member(archive, path, is_object=path in embedded)
    is_all = _read_told(archive, hidden)
    yield from _said_of(hidden, embedded)
    yield from _photos(archive).findings()
    if not is_all:
        yield found(ATTACHMENT_UNEXAMINED, what=LARGE)


def ofd_findings(raw: bytes) -> Iterator[Finding]:
    """Yield what is hidden in an OFD file."""
    archive = Archive(raw)
    if "OFD.xml" not in archive.smallest_first:
        raise RefusedError(found(ATTACHMENT_MISMATCH, found="ZIP"))
    hidden = Hidden()
    read_part("OFD.xml", archive.read("OFD.xml", MAX_XML_BYTES), hidden)
    for path in archive.smallest_first:
        _check_member(archive, path, is_object=False)
    yield from _said_of(hidden, [])
    yield from _photos(archive).findings()


def _refuse_macros(paths: tuple[str, ...], hidden: Hidden) -> None:
    for path in paths:
        name = path.lower()
        if name.endswith("vbaproject.bin") or "/macrosheets/" in name:
            raise RefusedError(found(ATTACHMENT_MACRO, found=shown(path)))
    if hidden.has_macros:
        raise RefusedError(found(ATTACHMENT_MACRO, found="macroEnabled"))


def _check_kind(content_types: list[str], wanted: str) -> None:
    """The main part's type says which program made it."""
    mains = [kind for kind in content_types if kind.endswith(".main+xml")]
    if not any(_MAIN[wanted] in kind for kind in mains):
        names = (name for form, name in _NAMES.items() if any(_MAIN[form] in m for m in mains))
        raise RefusedError(found(ATTACHMENT_MISMATCH, found=next(names, "ZIP")))


def _check_member(archive: Archive, path: str, *, is_object: bool) -> None:
    """No member is a program, nor an object that may hold one."""
    start = archive.read(path, _START)
    ending = ending_of(path.rpartition("/")[2])
    what = executable(start) or (ending.upper() if ending in _RUNS else "")
    if not what and "/activex/" in path.lower() and ending == "bin":
        what = "ActiveX"
    if what:
        raise RefusedError(found(ATTACHMENT_PROGRAM, found=f"{what} ({shown(path)})"))
    if is_object or start.startswith(ole.MAGIC):
        ole.check_object(archive.read(path, _LARGEST_OBJECT), path)


def _read_told(archive: Archive, hidden: Hidden) -> bool:
    """Read the parts that may tell something, as far as they may be read; say if that was all."""
    left = MAX_XML_BYTES
    for path in archive.smallest_first:
        is_told = path.startswith(_TOLD) and path.lower().endswith(".xml") and path != TYPES
        if not is_told or _SILENT.match(path):
            continue
        data = archive.read(path, left)
        is_whole = archive.size(path) <= left
        read_part(path, data, hidden, is_whole=is_whole)
        left -= len(data)
        if not is_whole:
            return False
    return True


def _said_of(hidden: Hidden, embedded: list[str]) -> Iterator[Finding]:
    if hidden.authors:
        revision = hidden.revision or UNKNOWN
        yield found(HIDDEN_AUTHOR, names=listed(hidden.authors), revision=revision)
    if hidden.changes:
        yield found(HIDDEN_CHANGES, count=hidden.changes, names=listed(hidden.changers))
    if hidden.comments:
        yield found(HIDDEN_COMMENTS, count=hidden.comments, names=listed(hidden.commenters))
    names = [path.rpartition("/")[2] for path in embedded]
    for what, held in ((SHEETS, hidden.sheets), (EMBEDDED, names)):
        if held:
            yield parts(what, len(held), held)
    counts = ((SLIDES, hidden.slides), (NOTES, hidden.notes), (VANISHED, hidden.vanished))
    yield from (parts(what, count) for what, count in counts if count)


def _photos(archive: Archive) -> Metadata:
    """Return where the pictures in a file were taken: their authors are not the file's."""
    photos = [p for p in archive.smallest_first if ending_of(p.rpartition("/")[2]) in _PHOTOS]
    known = (metadata_of(archive.read(p, _HEAD_OF_PHOTO)) for p in photos[:MAX_METADATA_BLOCKS])
    return Metadata(places=tuple(place for photo in known for place in photo.places))
