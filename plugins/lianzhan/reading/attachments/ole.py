"""Office files of before 2007 and objects in others (OLE2, [MS-CFB]): told by their directory.

Nothing is unpacked. Entries of the directory stand at multiples of 128 bytes, and each says how
long its name is: so the few names that matter are looked for as bytes, in one pass each.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from lianzhan.reading.attachments.findings import (
    ATTACHMENT_ENCRYPTED,
    ATTACHMENT_MACRO,
    ATTACHMENT_MISMATCH,
    ATTACHMENT_PROGRAM,
    HIDDEN_AUTHOR,
    SHEETS,
    UNKNOWN,
    RefusedError,
    found,
    listed,
    parts,
    shown,
)
from lianzhan.reading.attachments.summary import summary_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.attachments import Finding

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = {
    "word": ("WordDocument",),
    "sheet": ("Workbook", "Book"),
    "slides": ("PowerPoint Document",),
}
_NAMES = {"word": "DOC", "sheet": "XLS", "slides": "PPT"}
_MACROS = ("_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA")
_PACKAGE = "\x01Ole10Native"
"""The stream of an object that is a file of any kind ([MS-OLEDS], 2.3.6)."""
_LOCKED = ("EncryptedPackage", "EncryptedSummary")
_ENTRY, _LENGTH_AT, _TYPE_AT, _START_AT = 128, 64, 66, 116
_SECTOR_SHIFT_AT = 30
_MOST_HITS = 1_000
"""Places where a name is looked at: text may hold it, too."""
_FIB_FLAGS_AT, _IS_ENCRYPTED = 0x0A, 0x0100
_BOUND_SHEET, _FILE_PASS, _END_OF_GLOBALS = 0x85, 0x2F, 0x0A
_MOST_RECORDS = 5_000


def check_object(raw: bytes, path: str) -> None:
    """An object in a file is no package of something else, and has no macros."""
    if raw.startswith(MAGIC):
        if _entry(raw, _PACKAGE) is not None:
            raise RefusedError(found(ATTACHMENT_PROGRAM, found=f"OLE ({shown(path)})"))
        _refuse_macros(raw)
    elif b"vbaProject" in raw:
        raise RefusedError(found(ATTACHMENT_MACRO, found=shown(path)))


def is_locked(raw: bytes) -> bool:
    """Whether an OLE2 file is an Office file of today behind a password ([MS-OFFCRYPTO])."""
    return _entry(raw, _LOCKED[0]) is not None


def old_office_findings(raw: bytes, wanted: str) -> Iterator[Finding]:
    """Yield what is hidden in an Office file of before 2007.

    Raises RefusedError for one of another program, with macros or objects, or with a password.
    Changes and comments in it are not looked for.
    """
    if any(_entry(raw, name) is not None for name in _LOCKED):
        raise RefusedError(found(ATTACHMENT_ENCRYPTED))
    _refuse_macros(raw)
    if _entry(raw, _PACKAGE) is not None:
        raise RefusedError(found(ATTACHMENT_PROGRAM, found="OLE"))
    main = _main(raw, wanted)
    if main is None:
        others = (name for form, name in _NAMES.items() if _main(raw, form) is not None)
        raise RefusedError(found(ATTACHMENT_MISMATCH, found=next(others, "OLE2")))
    start = _start(raw, main)
    if wanted == "word" and _number(raw, start + _FIB_FLAGS_AT) & _IS_ENCRYPTED:
        raise RefusedError(found(ATTACHMENT_ENCRYPTED))
    summary = summary_of(raw)
    if summary.names:
        revision = summary.revision or UNKNOWN
        yield found(HIDDEN_AUTHOR, names=listed(summary.names), revision=revision)
    sheets = list(_hidden_sheets(raw, start)) if wanted == "sheet" else []
    if sheets:
        yield parts(SHEETS, len(sheets), sheets)


def _refuse_macros(raw: bytes) -> None:
    for name in _MACROS:
        if _entry(raw, name) is not None:
            raise RefusedError(found(ATTACHMENT_MACRO, found=f"VBA ({name})"))


def _main(raw: bytes, form: str) -> int | None:
    entries = (_entry(raw, name) for name in _MAIN[form])
    return next((entry for entry in entries if entry is not None), None)


def _entry(raw: bytes, name: str) -> int | None:
    """Return where the directory's entry of a stream or storage begins, or None."""
    written = name.encode("utf-16-le") + b"\0\0"
    place = raw.find(written, _ENTRY)
    for _ in range(_MOST_HITS):
        if place < 0:
            return None
        is_entry = place % _ENTRY == 0 and _number(raw, place + _LENGTH_AT) == len(written)
        if is_entry and raw[place + _TYPE_AT : place + _TYPE_AT + 1] in (b"\x01", b"\x02"):
            return place
        place = raw.find(written, place + 2)
    return None


def _start(raw: bytes, entry: int) -> int:
    """Return where a stream's first sector begins; streams of main parts are never small."""
    (sector,) = struct.unpack_from("<I", raw, entry + _START_AT) if _holds(raw, entry) else (0,)
    return int(sector + 1) << min(_number(raw, _SECTOR_SHIFT_AT), 16)


def _holds(raw: bytes, entry: int) -> bool:
    return entry + _ENTRY <= len(raw)


def _number(raw: bytes, place: int) -> int:
    """Return the 16 bits at a place; 0 behind the end."""
    return int.from_bytes(raw[place : place + 2], "little")


def _hidden_sheets(raw: bytes, place: int) -> Iterator[str]:
    """Yield the names of hidden sheets ([MS-XLS], 2.4.28).

    Raises RefusedError for macro sheets of Excel 4, and for a workbook with a password.
    """
    for _ in range(_MOST_RECORDS):
        kind, size = _number(raw, place), _number(raw, place + 2)
        body = raw[place + 4 : place + 4 + size]
        if kind == _FILE_PASS:
            raise RefusedError(found(ATTACHMENT_ENCRYPTED))
        if kind == _END_OF_GLOBALS or len(body) < size:
            return
        if kind == _BOUND_SHEET and size > 8:
            if body[5] == 1:
                raise RefusedError(found(ATTACHMENT_MACRO, found="Excel 4.0"))
            if body[4] & 3:
                is_wide = body[7] & 1
                name = body[8 : 8 + body[6] * (2 if is_wide else 1)]
                yield name.decode("utf-16-le" if is_wide else "latin-1", "replace")
        place += 4 + size
