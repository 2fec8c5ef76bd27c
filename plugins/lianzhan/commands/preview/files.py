"""What an address of the preview means: a file of the output, and its media type."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.model.feeds import FEED_FORMATS

if TYPE_CHECKING:
    from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".pdf": "application/pdf",
}
"""Content types by ending: what the system's own table says differs from machine to machine."""
_NAMED = {kind.file: f"{kind.media_type}; charset=utf-8" for kind in FEED_FORMATS}
"""Content types of feeds."""


def content_type(file: Path) -> str:
    """Return the media type of a file of the output, with its charset where it is text."""
    return _NAMED.get(file.name) or TYPES.get(file.suffix.lower(), "application/octet-stream")


def find_file(folder: Path, address: str) -> Path | None:
    """Return the file that an address's path means, inside the folder, or None.

    A folder means its index.html. Names with a dot first are ours, and no path leads upward; a
    link leads neither out of the folder nor to what is ours.
    """
    parts = unquote(address).split("/")
    if any(part.startswith(".") or "\\" in part or ":" in part or "\0" in part for part in parts):
        return None
    file = folder.joinpath(*filter(None, parts))
    if not parts[-1]:
        file /= "index.html"
    root = folder.resolve()
    try:
        real = file.resolve(strict=True)
    except (OSError, RuntimeError):  # a loop of links is a RuntimeError before Python 3.13
        return None
    if not real.is_file() or not real.is_relative_to(root):
        return None
    is_ours = any(part.startswith(".") for part in real.relative_to(root).parts)
    return None if is_ours else real
