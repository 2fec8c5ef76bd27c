"""Programs, scripts and pages, told by the first bytes of a file."""

from __future__ import annotations

import re

_EXECUTABLES = (
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"\xca\xfe\xba\xbe", "Java / Mach-O"),
    (b"\xcf\xfa\xed\xfe", "Mach-O"),
    (b"\xce\xfa\xed\xfe", "Mach-O"),
    (b"\xfe\xed\xfa", "Mach-O"),
    (b"L\0\0\0\x01\x14\x02\0", "LNK"),
    (b"dex\n", "Android"),
    (b"\0asm", "WebAssembly"),
    (b"ITSF", "CHM"),
    (b"#!", "#!"),
)
"""How programs begin: PE, ELF, Mach-O, Java, shortcuts (MS-SHLLINK 2.1) and scripts."""
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?"
    rb"<(?:!doctype|html|head|body|script|svg|iframe|title|meta|style|\?php)\b",
    re.IGNORECASE | re.DOTALL,
)
_PHP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?(?:php|=)", re.IGNORECASE)
_BATCH = re.compile(rb"(?:\xef\xbb\xbf)?\s*@?echo\s+off\b", re.IGNORECASE)
_SCRIPTS = ((_MARKUP, "HTML / SVG"), (_PHP, "PHP"), (_BATCH, "BAT"))
_START = 1_024
"""Bytes in which a page or script shows what it is."""
_OTHERS = (
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 97 (OLE2)"),
    (b"%PDF-", "PDF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"ID3", "MP3"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"<?xml", "XML"),
)
"""How other files begin, by their formats' own signatures: to say what one is."""


def executable(start: bytes) -> str:
    """Return which program some bytes begin, or ""."""
    return next((name for mark, name in _EXECUTABLES if start.startswith(mark)), "")


def program(start: bytes) -> str:
    """Return which program, script or page some bytes begin, or ""."""
    head = start[:_START]
    scripts = (name for pattern, name in _SCRIPTS if pattern.match(head))
    return executable(start) or next(scripts, "")


def looks_like(start: bytes) -> str:
    """Return what a file is by its first bytes, as a message says it."""
    if start[4:8] == b"ftyp":
        return "MP4 / HEIC"
    return next((name for mark, name in _OTHERS if start.startswith(mark)), "?")
