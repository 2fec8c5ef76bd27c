"""What a staged file is to a browser or a feed reader, told by its ending, else by its bytes.

In: a staged folder, or a file's path and bytes. Out: values that say how the audit looks at it.
"""

from __future__ import annotations

import codecs
import re
import zlib
from typing import TYPE_CHECKING

from lianzhan.runtime.no_links import refuse, walk

if TYPE_CHECKING:
    from pathlib import Path

PAGE, FEED, TEXT, BINARY = "page", "feed", "text", "binary"
"""A document whose links count from where it stands; one whose addresses are whole; any other
text; pictures, fonts and the like."""

_KINDS = {
    PAGE: ("html", "htm", "xhtml", "xht", "shtml", "svg"),
    FEED: ("xml", "json"),
    TEXT: (
        *("atom", "rss", "rdf", "opml", "xsl", "webmanifest", "jsonld", "geojson", "map"),
        *("js", "mjs", "css", "txt", "md", "rst", "csv", "tsv", "ics", "vcf", "vtt", "srt"),
        *("toml", "yaml", "yml", "ini", "conf", "log", "sh", "py", "tex"),
    ),
}
_BY_ENDING = {ending: kind for kind, endings in _KINDS.items() for ending in endings}
_BINARIES = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF....(?:WEBP|WAVE|AVI )|\0\0[\x01\x02]\0|BM.{4}\0{4}"
    rb"|II\*\0|MM\0\*|....ftyp|wOFF|wOF2|\0\x01\0\0|OTTO|ttcf|true|\0asm|ID3|\xff[\xf2-\xfb]|OggS"
    rb"|fLaC|\x1aE\xdf\xa3|%PDF-",
    re.DOTALL,
)
"""How pictures, fonts, WebAssembly, sound, films and PDF begin (their formats' own signatures)."""
_PACKED = re.compile(
    rb"PK(?:\x03\x04|\x05\x06|\x07\x08)|BZh[1-9]|\xfd7zXZ\0|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07"
    rb"|\x28\xb5\x2f\xfd|LZIP|.{257}ustar",
    re.DOTALL,
)
"""How archives begin that nobody looks into here: zip, bzip2, xz, 7z, RAR, Zstandard, lzip, tar."""
PACKED_ENDINGS = ("br", "zst", "zip", "bz2", "xz", "7z", "rar", "tar", "lz", "lzma", "z")
_GZIP = b"\x1f\x8b"
MAX_UNPACKED = 32 * 1024 * 1024
"""Bytes of a gzip file that are looked at: ten times a feed of 100 articles with full texts."""
_MAX_MEMBERS = 100
_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|!--|(?:html|head|body|script|iframe|h1|div|table|a"
    rb"|style|title|p|b|br|font)[\s>])",
    re.IGNORECASE,
)
"""What a browser takes for a page where no ending says so (WHATWG MIME Sniffing, 7.1)."""
_LINK = re.compile(rb"<[a-z][^<>]*\s(?:href|src|srcset)\s*=", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def look_through(folder: Path) -> tuple[list[str], list[str]]:
    """Return the paths of all regular files below a folder, sorted, and of all that is no file.

    Those are links, pipes and devices. Raises OSError for a folder that can't be read.
    """
    files: list[str] = []
    others: list[str] = []
    for path, entry in walk(folder, refuse):
        (files if entry.is_file(follow_symlinks=False) else others).append(path)
    return sorted(files), sorted(others)


def ending(path: str) -> str:
    """Return what follows the last dot of a file's name, in lower case; "" without one."""
    _, dot, last = path.rpartition("/")[2].rpartition(".")
    return last.lower() if dot else ""


def kind_of(path: str, data: bytes) -> str:
    """Return PAGE, FEED, TEXT or BINARY: by the ending, else by the bytes.

    Bytes without a known signature are text; with a tag that has a link they are a page.
    """
    if kind := _BY_ENDING.get(ending(path)):
        return kind
    if b"\0" in data and _BINARIES.match(data):
        return BINARY
    text = as_utf8(data)
    return PAGE if _PAGE_START.match(text) or _LINK.search(text) else TEXT


def is_packed(path: str, data: bytes) -> bool:
    """Whether a file holds others that can't be looked at, by its ending or its bytes."""
    return ending(path) in PACKED_ENDINGS or _PACKED.match(data) is not None


def unpacked(path: str, data: bytes) -> tuple[str, bytes] | None:
    """Return a gzip file's own path and bytes, other files as they are; None if nobody can look.

    That is one that is damaged, packed twice, or holds more than MAX_UNPACKED.
    """
    if not data.startswith(_GZIP):
        return None if ending(path) in ("gz", "svgz") else (path, data)
    found = b""
    try:
        for _ in range(_MAX_MEMBERS):
            member = zlib.decompressobj(wbits=31)
            found += member.decompress(data, MAX_UNPACKED + 1 - len(found))
            data = member.unused_data
            if not member.eof or not data.startswith(_GZIP) or len(found) > MAX_UNPACKED:
                break
    except zlib.error:
        return None
    is_whole = member.eof and not data.strip(b"\0") and len(found) <= MAX_UNPACKED
    return (_inner(path), found) if is_whole and not found.startswith(_GZIP) else None


def _inner(path: str) -> str:
    """Return what a packed file is called inside: x.html.gz is x.html, x.svgz is x.svg."""
    if ending(path) == "svgz":
        return path[:-1]
    return path[: -len(".gz")] if ending(path) == "gz" else path


def as_utf8(data: bytes) -> bytes:
    """Return text in UTF-8 that says itself that it is UTF-16 or UTF-32; all else as it is."""
    if data[:1] not in (b"\xff", b"\xfe", b"\0"):
        return data
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").encode("utf-8", errors="replace")
    return data
