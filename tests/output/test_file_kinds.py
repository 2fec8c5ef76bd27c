"""What a staged file is, by its ending or its bytes; and what is no file at all."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import socket
import zipfile
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from lianzhan.output.file_kinds import (
    BINARY,
    FEED,
    MAX_UNPACKED,
    PAGE,
    TEXT,
    as_utf8,
    ending,
    is_packed,
    kind_of,
    look_through,
    unpacked,
)

if TYPE_CHECKING:
    from pathlib import Path

HTML = b"<!doctype html><p>x"


def picture(kind: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(data, kind)
    return data.getvalue()


@pytest.mark.parametrize(
    ("path", "data", "kind"),
    [
        ("a.html", b"", PAGE),
        ("a.HTM", b"", PAGE),
        ("a/b.xhtml", b"", PAGE),
        ("a.svg", b"<svg/>", PAGE),
        ("a.html", picture("PNG"), PAGE),
        ("a.XML", b"", FEED),
        ("a.Json", b"", FEED),
        ("a.js", b"'<a href=\"' + x", TEXT),
        ("a.js", b"GIF89a\0", TEXT),
        ("robots.txt", HTML, TEXT),
        ("none", HTML, PAGE),
        ("a.b/none", b"\xef\xbb\xbf\n <HTML>", PAGE),
        (".hidden", b"words <A title='' HREF = x>", PAGE),
        ("a.php", b"<!-- x --><p>", PAGE),
        ("a.php", "<html>".encode("utf-16"), PAGE),
        ("a.unknown", b"words, 1 < 2 and href=3", TEXT),
        ("a.unknown", b"\x80\0\x81", TEXT),
        ("a.bin", b"\0<html>\0<img src=x>", PAGE),
        ("a.gif", HTML, PAGE),
        ("a.png", b"<svg><a href='x'/></svg>", PAGE),
        ("a.pdf", b"%PDF-1.4 <a href='x'>", PAGE),
        ("a", b"%PDF-1.4\0", BINARY),
        ("a.woff2", b"wOF2\0\1\0\0", BINARY),
        ("a.mp4", b"\0\0\0\x20ftypisom", BINARY),
        ("CNAME", b"women.example.org\n", TEXT),
    ],
)
def test_an_ending_says_what_a_file_is_else_its_bytes_do(path: str, data: bytes, kind: str) -> None:
    assert kind_of(path, data) == kind


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "ICO"])
def test_a_picture_is_none_of_text(kind: str) -> None:
    assert kind_of("a.picture", picture(kind)) == BINARY


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a.b.HTML", "html"), ("a.b/c", ""), (".x", "x"), ("x", ""), ("x.", ""), ("x.gz", "gz")],
)
def test_an_ending_is_what_follows_the_last_dot_of_the_name(path: str, expected: str) -> None:
    assert ending(path) == expected


def test_a_gzip_file_is_looked_at_as_what_it_holds() -> None:
    packed = gzip.compress(HTML)
    assert unpacked("a/x.html.gz", packed) == ("a/x.html", HTML)
    assert unpacked("x.svgz", packed) == ("x.svg", HTML)
    assert unpacked("x", packed) == ("x", HTML)
    assert unpacked("x.gz", packed + gzip.compress(b"y") + b"\0" * 9) == ("x", HTML + b"y")
    assert unpacked("x.html", HTML) == ("x.html", HTML)


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(HTML)[:-3],
        gzip.compress(HTML)[:-8] + b"\0" * 8,
        gzip.compress(HTML) + b"<p>",
        gzip.compress(gzip.compress(HTML)),
        gzip.compress(bytes(MAX_UNPACKED + 1)),
        gzip.compress(b"x") * 101,
        b"\x1f\x8b",
        HTML,
        b"",
    ],
    ids=["cut", "wrong sum", "more behind", "twice", "a bomb", "many", "start", "none", "empty"],
)
def test_a_gzip_file_that_can_not_be_looked_at_is_none(data: bytes) -> None:
    assert unpacked("x.gz", data) is None


def test_the_largest_gzip_file_is_looked_at() -> None:
    found = unpacked("x.gz", gzip.compress(bytes(MAX_UNPACKED)))
    assert found is not None
    assert len(found[1]) == MAX_UNPACKED


def test_other_archives_are_known_by_bytes_or_ending() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("x.html", HTML)
    for data in (archive.getvalue(), bz2.compress(HTML), lzma.compress(HTML)):
        assert is_packed("x.html.txt", data)
    assert is_packed("x.html.br", b"\x8b\x03\x80x\x03")
    assert not is_packed("x.html", HTML)
    assert not is_packed("x.zipped", b"PK yard")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-be", "utf-32-be"])
def test_a_text_that_says_its_encoding_is_read_in_it(encoding: str) -> None:
    data = "\ufeff<p>文".encode(encoding) if encoding.endswith("be") else "<p>文".encode(encoding)
    assert as_utf8(data).decode().lstrip("\ufeff") == "<p>文"


def test_other_bytes_stay_as_they_are() -> None:
    for data in (b"", b"\0\0\1", b"\xff\xd8\xff", HTML, "文".encode("gbk")):
        assert as_utf8(data) == data


def test_files_are_told_from_what_is_none(tmp_path: Path) -> None:
    (tmp_path / "a/.b").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    (tmp_path / "a/.b/.c").touch()
    (tmp_path / "x").touch()
    (tmp_path / "to-file").symlink_to("x")
    (tmp_path / "a/to-folder").symlink_to("..")
    (tmp_path / "to-nothing").symlink_to("gone")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
    files, others = look_through(tmp_path)
    assert files == ["a/.b/.c", "x"]
    assert others == ["a/to-folder", "pipe", "socket", "to-file", "to-nothing"]


def test_a_folder_that_can_not_be_looked_at_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        look_through(tmp_path / "gone")
