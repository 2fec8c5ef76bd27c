"""A file is what its ending and its bytes agree on; what could harm is an error."""

from __future__ import annotations

import pytest
from made_files import docx, office, ole, pdf, photo, pptx, xlsx, zipped

from reading.attachments.looked_through import codes_of, said_of

HARMLESS = {
    "a.docx": docx(),
    "a.xlsx": xlsx(),
    "a.pptx": pptx(),
    "a.doc": ole("WordDocument"),
    "a.xls": ole("Workbook"),
    "a.ppt": ole("PowerPoint Document"),
    "a.wps": ole("WordDocument"),
    "a.et": xlsx(),
    "a.dps": pptx(),
    "a.pdf": pdf(),
    "a.ofd": zipped({"OFD.xml": "<OFD/>"}),
    "a.mp3": b"ID3\x03\0",
    "a.mp4": b"\0\0\0\x18ftypisom",
    "a.jpg": photo(),
    "a.png": photo(kind="PNG"),
    "a.zip": zipped({"名单.csv": "a,b"}),
    "a.csv": "甲,乙".encode(),
    "a.txt": "甲".encode("gbk"),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_file_of_each_kind_has_nothing_to_be_said(name: str) -> None:
    assert said_of(name, HARMLESS[name]) == []


@pytest.mark.parametrize("name", sorted(set(HARMLESS) - {"a.wps", "a.et", "a.dps", "a.zip"}))
def test_a_file_called_something_else_is_an_error(name: str) -> None:
    others = ("a.png", "a.pdf", "a.doc", "a.pptx", "a.mp4")
    for other in others:
        if other != name:
            assert codes_of(name, HARMLESS[other]) == ["attachment-mismatch"], other


@pytest.mark.parametrize("name", HARMLESS)
@pytest.mark.parametrize(
    "start",
    [
        b"MZ\x90\0", b"\x7fELF\2", b"#!/bin/sh\n", b"<!DOCTYPE html>", b"\xef\xbb\xbf \n<HTML>",
        b'<?xml version="1.0"?>\n<svg xmlns="a"/>', b"<!-- x --><script>", b"<?php echo 1;",
        b"@echo off\r\n", b"L\0\0\0\x01\x14\x02\0", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe",
    ],
)  # fmt: skip
def test_a_program_or_page_is_one_whatever_it_is_called(name: str, start: bytes) -> None:
    assert codes_of(name, start + bytes(100)) == ["attachment-program"]


@pytest.mark.parametrize("name", HARMLESS)
def test_an_empty_file_is_damaged(name: str) -> None:
    assert codes_of(name, b"") == ["attachment-damaged"]


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx", "a.doc"])
def test_a_file_with_a_password_says_so(name: str) -> None:
    assert codes_of(name, ole("EncryptedPackage")) == ["attachment-encrypted"]


@pytest.mark.parametrize("name", HARMLESS)
def test_no_cut_off_file_raises(name: str) -> None:
    raw = HARMLESS[name]
    for length in range(0, len(raw), max(1, len(raw) // 60)):
        codes_of(name, raw[:length])


def test_one_office_file_is_not_another() -> None:
    (found,) = said_of("a.docx", office("xlsx"))
    assert found == ("attachment-mismatch", {"found": "XLSX"})
    (found,) = said_of("a.xls", ole("WordDocument"))
    assert found == ("attachment-mismatch", {"found": "DOC"})
