"""What a page weighs as servers send it, gzipped, and its pictures on a phone. Limits: the design's."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page

KIB = 1024
HOMES = ("province", "city", "county")
_FILES = re.compile(r'<link\b[^>]*\brel="?stylesheet\b[^>]*>|<script\b[^>]*>', re.IGNORECASE)
_ADDRESS = re.compile(r'\b(?:href|src)="([^"]+)"')
_INLINE = re.compile(r"<script(?![^>]*(?:\bsrc=|ld\+json))[^>]*>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True)
class Limits:
    """Most bytes: of HTML, CSS and script together, of script alone, of pictures (None: any)."""

    whole: float
    script: float = 2 * KIB
    pictures: float | None = None


def limits_of(kind: str) -> Limits:
    """Return the limits of a kind of page."""
    if kind.startswith(HOMES):
        return Limits(11.5 * KIB, pictures=60 * KIB)
    if kind.startswith("article"):
        return Limits(12.5 * KIB, pictures=90 * KIB)
    return Limits(14 * KIB if kind == "portal" else 12.5 * KIB)


@dataclass(frozen=True)
class Weight:
    """Bytes, gzipped but for pictures."""

    whole: int
    script: int


def gzipped(data: bytes) -> int:
    """Return how many bytes a server sends."""
    return len(gzip.compress(data, 9, mtime=0))


def weigh(file: Path) -> Weight:
    """Return what a page weighs with the style sheets and scripts that it names.

    Raises OSError where one of them is not there.
    """
    html = file.read_bytes()
    text = html.decode()
    sheets, scripts = 0, 0
    for tag in _FILES.findall(text):
        if (named := _ADDRESS.search(tag)) and not urlsplit(named[1]).netloc:
            size = gzipped((file.parent / unquote(urlsplit(named[1]).path)).read_bytes())
            if tag.lower().startswith("<script"):
                scripts += size
            else:
                sheets += size
    inline = "".join(_INLINE.findall(text)).encode()
    return Weight(gzipped(html) + sheets + scripts, scripts + (gzipped(inline) if inline else 0))


def too_heavy(kind: str, weight: Weight, pictures: int) -> list[str]:
    """Return which limits a page of a kind is over."""
    limits = limits_of(kind)
    rows = (("page", weight.whole, limits.whole), ("script", weight.script, limits.script))
    all_rows = (*rows, ("pictures", pictures, limits.pictures))
    return [
        f"{name} {size / KIB:.1f} KiB, at most {most / KIB:g}"
        for name, size, most in all_rows
        if most is not None and size > most
    ]


def pictures_heard(page: Page) -> dict[str, int]:
    """Return a table that fills with the bytes of the picture files that a page asks for."""
    sizes: dict[str, int] = {}

    def note(address: str) -> None:
        file = Path(unquote(urlsplit(address).path))
        if address.startswith("file:") and file.is_file():
            sizes[address] = file.stat().st_size

    page.on("request", lambda r: note(r.url) if r.resource_type == "image" else None)
    return sizes
