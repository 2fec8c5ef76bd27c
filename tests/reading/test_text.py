"""Bytes become clean lines, or a problem that says why not."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianzhan.reading.bounds import MAX_PROBLEMS, MAX_TEXT_BYTES
from lianzhan.reading.text import UNWANTED, decode, decode_leniently, read_text, refused

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.reading.text import Text

BOM = b"\xef\xbb\xbf"


def faults(text: Text) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in text.problems]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a\nb", "a\nb"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\r\rc", "a\nb\n\nc"),
        (b"a\r\n\rb", "a\n\nb"),
        (BOM + b"title: x", "title: x"),
        ("湘女多才\u3000\U0001f338".encode(), "湘女多才\u3000\U0001f338"),
    ],
)
def test_line_ends_are_lf_and_a_byte_order_mark_is_dropped(raw: bytes, text: str) -> None:
    read = decode(raw, "x.md")
    assert read.text == text
    assert read.problems == ()


@pytest.mark.parametrize(
    "raw",
    [b"", b" \n\t\r\n", BOM, BOM + b"\n", "\u3000\u2003\n".encode(), b"\0\0\0", "\u202e".encode()],
)
def test_a_file_without_anything_to_read_is_empty(raw: bytes) -> None:
    read = decode(raw, "x.md")
    assert read.text == ""
    assert faults(read) == [(1, "empty-file")]


@pytest.mark.parametrize(
    ("raw", "line", "offset"),
    [
        (b"\xff", 1, 1),
        (b"one\ntwo\n\xb1\xea", 3, 9),
        (b"one\r\ntwo\r\n\xb1\xea", 3, 11),
        (b"one\rtwo\r\xb1\xea", 3, 9),
        (BOM + b"one\n\n\n\xb1", 4, 10),
        (b"one\n" + "春".encode()[:2], 2, 5),
        ("标题".encode("gbk"), 1, 1),
        ("\ufeff标题".encode("utf-16-le"), 1, 1),
        (b"a\n\xed\xa0\x80", 2, 3),
    ],
    ids=["one byte", "lf", "crlf", "cr", "bom", "cut off", "gbk", "utf-16", "surrogate"],
)
def test_what_is_no_utf_8_is_found_at_its_line_and_byte(raw: bytes, line: int, offset: int) -> None:
    read = decode(raw, "x.md")
    assert read.text == ""
    assert faults(read) == [(line, "not-utf-8")]
    assert read.problems[0].details == (("offset", str(offset)),)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\0", "U+0000"),
        ("\x08", "U+0008"),
        ("\x0b", "U+000B"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\u2028", "U+2028"),
        ("\u2029", "U+2029"),
        ("\ufeff", "U+FEFF"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_an_unwanted_character_is_left_out_and_named(character: str, name: str) -> None:
    read = decode(f"一\n二{character}三\n四{character}{character}".encode(), "x.md")
    assert read.text == "一\n二三\n四"
    assert faults(read) == [(2, "control-character"), (3, "control-character")]
    assert read.problems[0].details == (("character", name),)


@pytest.mark.parametrize("character", ["\t", "\u00a0", "\u200d", "\u3000", "\ufe0f", "\U0001f469"])
def test_characters_that_people_write_stay(character: str) -> None:
    read = decode(f"甲{character}乙".encode(), "x.md")
    assert read.text == f"甲{character}乙"
    assert read.problems == ()


def test_a_text_that_can_be_printed_has_no_unwanted_character() -> None:
    """What `decode` spares itself a closer look by."""
    everything = (chr(code) for code in range(sys.maxunicode + 1))
    assert not [c for c in everything if c.isprintable() and UNWANTED.match(c)]


def test_a_damaged_file_does_not_flood_the_report() -> None:
    read = decode("甲\x01\n".encode() * 1000, "x.md")
    assert len(read.problems) == MAX_PROBLEMS
    assert read.text == "甲\n" * 1000


def test_the_digest_is_of_the_bytes() -> None:
    assert decode(b"a\n", "x.md").digest == decode(b"a\n", "y.md").digest
    assert decode(b"a\n", "x.md").digest != decode(b"a\r\n", "x.md").digest


def test_a_file_is_read_up_to_the_bound(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(b"a" * MAX_TEXT_BYTES)
    assert len(read_text(file, "x.md").text) == MAX_TEXT_BYTES
    file.write_bytes(b"a" * (MAX_TEXT_BYTES + 1))
    read = read_text(file, "x.md")
    assert read.text == ""
    assert faults(read) == [(0, "file-too-large")]


def test_a_file_too_large_is_not_even_opened(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    with file.open("wb") as opened:
        opened.truncate(1 << 40)
    assert faults(read_text(file, "x.md")) == [(0, "file-too-large")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.md")
    (tmp_path / "folder.md").mkdir()
    for name in ("fifo.md", "folder.md"):
        assert faults(read_text(tmp_path / name, name)) == [(0, "unreadable-file")]


def test_what_the_system_refuses_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "loop.md").symlink_to("loop.md")
    for name in ("none.md", "loop.md", "x" * 300):
        read = read_text(tmp_path / name, "x.md")
        assert faults(read) == [(0, "unreadable-file")]
        assert dict(read.problems[0].details)["reason"]


def test_want_of_room_is_no_fault_of_a_file() -> None:
    with pytest.raises(OSError, match="open files"):
        refused("x.md", OSError(errno.EMFILE, "Too many open files"))


@pytest.mark.parametrize(
    "text",
    [
        "a\nb",
        "a\r\nb",
        "a\rb",
        "\ufeffa\nb",
        "\ufeffa\r\nb",
        "a\x07\nb\u202e",
        "\ufeff\ufeffa\nb\0",
    ],
)
def test_a_lenient_reader_reads_what_the_strict_one_does(text: str) -> None:
    raw = text.encode()
    assert decode_leniently(raw) == decode(raw, "x.md").text == "a\nb"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "gb18030", "utf-8"])
def test_a_lenient_reader_keeps_what_it_can_of_any_bytes(encoding: str) -> None:
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    raw = mark + "status: withdrawn\r\ntitle: 撤下\r\n".encode(encoding)
    assert decode_leniently(raw).startswith("status: withdrawn\ntitle: ")
    assert decode_leniently(raw[:-1]).startswith("status: withdrawn\ntitle: ")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_clean_lines_or_a_problem(raw: bytes) -> None:
    read = decode(raw, "x.md")
    assert "\r" not in read.text
    assert not UNWANTED.search(read.text)
    assert bool(read.text) == (not any(fault.is_error for fault in read.problems))
    assert all(0 < fault.line <= raw.count(b"\n") + raw.count(b"\r") + 1 for fault in read.problems)
