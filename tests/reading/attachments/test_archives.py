"""Zip files are opened within bounds, and nothing in them is trusted."""

from __future__ import annotations

import io
import zipfile

import pytest
from made_files import docx, zipped

from lianzhan.reading.bounds import MAX_MEMBERS
from reading.attachments.looked_through import codes_of, said_of


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.ofd", "a.zip"])
@pytest.mark.parametrize(
    "raw",
    [
        docx()[:-30],
        b"PK\x03\x04" + bytes(200),
        zipped({f"{number}": "" for number in range(MAX_MEMBERS + 1)}),
        zipped({"word/zeros.xml": bytes(20_000_000)}),
        zipped({f"{number}.xml": bytes(7_000_000) for number in range(90)}),
        zipped({"../../x": "a"}),
        zipped({"/etc/passwd": "a"}),
        zipped({"C:/x": "a"}),
        zipped({"a\nb": "a"}),
        zipped({"x" * 600: "a"}),
    ],
    ids=["cut", "no-end", "many", "bomb", "many-bombs", "up", "root", "drive", "line", "long"],
)
def test_what_no_sound_file_has_is_named(name: str, raw: bytes) -> None:
    assert codes_of(name, raw) == ["attachment-damaged"]


def test_a_member_that_lies_about_its_size_is_damaged() -> None:
    raw = bytearray(zipped({"OFD.xml": "<OFD>" + " " * 500 + "</OFD>"}))
    place = raw.rindex(b"PK\x01\x02") + 24
    raw[place : place + 4] = (100).to_bytes(4, "little")
    assert codes_of("a.ofd", bytes(raw)) == ["attachment-damaged"]


def test_a_locked_archive_says_so() -> None:
    raw = bytearray(zipped({"a.txt": "a"}))
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    assert codes_of("a.zip", bytes(raw)) == ["attachment-encrypted"]


@pytest.mark.parametrize(
    ("member", "data"),
    [("a/安装.exe", b"x"), ("a.js", b"x"), ("readme.txt", b"MZ"), ("b", b"<html>")],
)
def test_an_archive_holds_no_programs(member: str, data: bytes) -> None:
    assert codes_of("a.zip", zipped({"ok.txt": "a", member: data})) == ["attachment-program"]


def test_what_cannot_be_looked_into_is_said() -> None:
    assert codes_of("a.zip", zipped({"b.zip": zipped({"c.exe": "MZ"})})) == [
        "attachment-unexamined"
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", "a")
    assert codes_of("a.zip", out.getvalue()) == ["attachment-unexamined"]
    assert codes_of("a.docx", docx(word__a_xml="<a/>")) == []


def test_the_member_is_shown_on_one_line_and_short() -> None:
    (found,) = said_of("a.zip", zipped({f"../{'长' * 90}": "a"}))
    assert len(found[1]["detail"]) < 40
