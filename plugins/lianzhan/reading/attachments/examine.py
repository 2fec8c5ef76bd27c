"""A file's bytes and kind to findings: what it is by its bytes, what could harm, what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.reading.attachments import ole
from lianzhan.reading.attachments.archives import zip_findings
from lianzhan.reading.attachments.findings import (
    ATTACHMENT_ENCRYPTED,
    ATTACHMENT_MISMATCH,
    ATTACHMENT_PROGRAM,
    BROKEN,
    EMPTY,
    RefusedError,
    damaged,
    found,
)
from lianzhan.reading.attachments.metadata import film_findings, metadata_of
from lianzhan.reading.attachments.office import ofd_findings, office_findings
from lianzhan.reading.attachments.pdf import pdf_findings
from lianzhan.reading.attachments.programs import looks_like, program
from lianzhan.runtime.job import is_want_of_memory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.attachments import FileKind, Finding

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MARKS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "sound": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"),
    **dict.fromkeys(("word", "sheet", "slides", "ofd", "zip"), _ZIP),
    **dict.fromkeys(("old-word", "old-sheet", "old-slides"), (ole.MAGIC,)),
    **dict.fromkeys(("any-word", "any-sheet", "any-slides"), (ole.MAGIC, *_ZIP)),
}
"""How the files of each form begin."""
_START = 1_024


def examine(raw: bytes, kind: FileKind) -> tuple[Finding, ...]:
    """Return what is to be said of a file; with an error it may not be published."""
    try:
        _check_start(raw, kind)
        return tuple(_findings(raw, kind.form))
    except RefusedError as refused:
        return (refused.finding,)
    except Exception as error:
        if isinstance(error, (MemoryError, OSError)) or is_want_of_memory(error):
            raise
        return (damaged(BROKEN).finding,)


def _check_start(raw: bytes, kind: FileKind) -> None:
    """A file is what its ending says, and no program."""
    if not raw:
        raise damaged(EMPTY)
    start = raw[:_START]
    if what := program(start):
        raise RefusedError(found(ATTACHMENT_PROGRAM, found=what))
    if kind.form == "film":
        is_so = start[4:8] == b"ftyp"
    elif kind.form == "text":
        is_so = b"\0" not in raw and looks_like(start) == "?"
    else:
        is_so = start.startswith(_MARKS[kind.form])
    if is_so:
        return
    if start.startswith(ole.MAGIC) and ole.is_locked(raw):
        raise RefusedError(found(ATTACHMENT_ENCRYPTED))
    raise RefusedError(found(ATTACHMENT_MISMATCH, found=looks_like(start)))


def _findings(raw: bytes, form: str) -> Iterator[Finding]:
    """Look through a file of a form."""
    family, _, program_of = form.rpartition("-")
    if form in ("word", "sheet", "slides"):
        yield from office_findings(raw, form)
    elif family:
        is_old = raw.startswith(ole.MAGIC)
        look = ole.old_office_findings if is_old else office_findings
        yield from look(raw, program_of)
    elif form == "pdf":
        yield from pdf_findings(raw)
    elif form == "ofd":
        yield from ofd_findings(raw)
    elif form == "zip":
        yield from zip_findings(raw)
    elif form == "film":
        yield from film_findings(raw)
    elif form in ("jpeg", "png"):
        yield from metadata_of(raw).findings()
