"""Animations: their file without what a program noted in it, and the frame that stands for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.reading.bounds import MAX_FRAMES, MAX_PIXELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.ImageFile import ImageFile

_PNG_START = 8
_PNG_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND acTL fcTL fdAT tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs".split()
)
"""What pixels and their movement need (PNG, 4.7); not texts, EXIF or times."""
_WEBP_START = 12
_WEBP_CHUNKS = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_NOTES = 0x08 | 0x04
"""The flags in VP8X that promise EXIF and XMP (WebP container, 2.7)."""
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_GIF_EXTENSION, _GIF_IMAGE = 0x21, 0x2C
_GIF_COMMENT, _GIF_APPLICATION = 0xFE, 0xFF


def without_notes(raw: bytes, kind: str) -> bytes:
    """Return a GIF, PNG or WebP without comments, EXIF, XMP, and what follows its end.

    All else stays as it is, so a file that has none of these comes back byte for byte.
    """
    return {"gif": _gif, "png": _png, "webp": _webp}[kind](raw)


def _png(raw: bytes) -> bytes:
    parts, at = [raw[:_PNG_START]], _PNG_START
    while at < len(raw):
        end = at + 12 + int.from_bytes(raw[at : at + 4], "big")
        name = raw[at + 4 : at + 8]
        if name in _PNG_CHUNKS:
            parts.append(raw[at:end])
        if name == b"IEND":
            break
        at = end
    return b"".join(parts)


def _webp(raw: bytes) -> bytes:
    parts, at = [], _WEBP_START
    whole = min(len(raw), 8 + int.from_bytes(raw[4:8], "little"))
    while at < whole:
        size = int.from_bytes(raw[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        chunk = raw[at:end]
        if chunk[:4] == b"VP8X" and size:
            chunk = chunk[:8] + bytes(flags & ~_WEBP_NOTES for flags in chunk[8:9]) + chunk[9:]
        if chunk[:4] in _WEBP_CHUNKS:
            parts.append(chunk)
        at = end
    body = b"".join(parts)
    return b"RIFF" + (4 + len(body)).to_bytes(4, "little") + b"WEBP" + body


def _gif(raw: bytes) -> bytes:
    first = 13 + _colours(raw[10])
    parts = [raw[:first]]
    parts += (raw[start:end] for start, end in _gif_blocks(raw, first) if not _is_note(raw, start))
    return b"".join((*parts, b";"))


def _gif_blocks(raw: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Yield where the extensions and images of a GIF begin and end (GIF89a, appendix B)."""
    while at + 10 < len(raw) and raw[at] in (_GIF_EXTENSION, _GIF_IMAGE):
        start = at
        at += 2 if raw[at] == _GIF_EXTENSION else 11 + _colours(raw[at + 9])
        while at < len(raw) and raw[at]:
            at += 1 + raw[at]
        at += 1
        yield start, at


def _colours(flags: int) -> int:
    """Return the bytes of a colour table."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _is_note(raw: bytes, start: int) -> bool:
    """Whether a block is a comment, or belongs to a program and not to the movement."""
    if raw[start] != _GIF_EXTENSION:
        return False
    is_foreign = raw[start + 3 : start + 14] not in _GIF_LOOPS
    return raw[start + 1] == _GIF_COMMENT or (raw[start + 1] == _GIF_APPLICATION and is_foreign)


def seek_shown_frame(opened: ImageFile) -> None:
    """Go to the first frame with most to see: more than one colour, or a colour at all.

    Many animations begin with an empty frame. Frames that can't be decoded are not looked for.
    """
    most = min(MAX_FRAMES, MAX_PIXELS // (opened.width * opened.height))
    found: dict[int, int] = {}
    for frame in range(most):
        try:
            opened.seek(frame)
            opened.load()
        except (EOFError, OSError, SyntaxError, ValueError):
            break
        found.setdefault(_emptiness(opened), frame)
        if 0 in found:
            return
    opened.seek(found[min(found)] if found else 0)


def _emptiness(frame: ImageFile) -> int:
    """Return 0 for a frame of several colours, 1 for one colour, 2 for white paper or nothing."""
    bands = [band.getextrema() for band in frame.convert("RGBA").split()]
    if bands[3] == (0, 0) or all(band == (255, 255) for band in bands):
        return 2
    return 1 if all(low == high for low, high in bands) else 0
