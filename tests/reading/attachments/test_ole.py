"""Office files of before 2007: macros, passwords and hidden sheets show without unpacking."""

from __future__ import annotations

import struct

import pytest
from made_files import ole

from reading.attachments.looked_through import codes_of, said_of


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def sheet(name: str, *, state: int = 0, kind: int = 0) -> bytes:
    head = bytes(4) + bytes([state, kind])
    return record(0x85, head + bytes([len(name), 1]) + name.encode("utf-16-le"))


@pytest.mark.parametrize("name", ["_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA"])
def test_macros_are_an_error(name: str) -> None:
    assert codes_of("a.doc", ole("WordDocument", name)) == ["attachment-macro"]


def test_the_word_in_a_text_is_no_macro() -> None:
    body = bytes(300) + "_VBA_PROJECT".encode("utf-16-le") + bytes(200)
    assert codes_of("a.doc", ole("WordDocument", body=body)) == []


def test_passwords_of_each_program_are_told() -> None:
    word = ole("WordDocument", body=bytes(10) + b"\0\1")
    excel = ole("Workbook", body=record(0x809, bytes(16)) + record(0x2F, bytes(6)))
    for name, raw in (("a.doc", word), ("a.xls", excel)):
        assert codes_of(name, raw) == ["attachment-encrypted"]
    slides = ole("PowerPoint Document", "EncryptedSummary")
    assert codes_of("a.ppt", slides) == ["attachment-encrypted"]


def test_hidden_sheets_are_named_and_macro_sheets_an_error() -> None:
    start = record(0x809, bytes(16))
    hidden = ole("Workbook", body=start + sheet("名单") + sheet("内部", state=2) + record(10, b""))
    (found,) = said_of("a.xls", hidden)
    assert found == ("hidden-parts", {"count": "1", "what": "隐藏的工作表", "names": "（内部）"})
    macro = ole("Workbook", body=start + sheet("宏", kind=1))
    assert codes_of("a.xls", macro) == ["attachment-macro"]


def test_a_package_is_an_error() -> None:
    assert codes_of("a.doc", ole("WordDocument", "\x01Ole10Native")) == ["attachment-program"]
