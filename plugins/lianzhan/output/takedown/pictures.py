"""Which pictures a file of a live folder shows, and which attachments it links."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.model.attachments import FILES
from lianzhan.model.federation import PICTURES
from lianzhan.output.file_kinds import unpacked
from lianzhan.runtime.no_links import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SLASH = rb"(?:/|\\/|%2[Ff]|\\u002[Ff]|&#[Xx]2[Ff];|&#47;|&sol;)"
"""A slash as JSON, scripts and templates may write it."""
_PICTURE = re.compile(rb"pictures" + _SLASH + rb"(\w[\w.-]*)")
_ATTACHMENT = re.compile(
    rb"files" + _SLASH + rb"([0-9a-f]{20})" + _SLASH + rb"([\w%\x80-\xff][\w.%~\x80-\xff-]*)"
)
"""The end of an attachment's address: its digest, and its name, escaped or as it is."""


def pictures_in(folder: Path, files: Iterable[str]) -> set[str]:
    """Return the names of all that some files of a folder show or link, as far as they open."""
    found: set[str] = set()
    for file in files:
        with suppress(OSError):
            found |= pictures_of(folder / file)
    return found


def pictures_of(path: Path) -> set[str]:
    """Return what a file shows and links, also one that is packed. Raises OSError."""
    return pictures((unpacked(path.name, read_file(path) or b"") or ("", b""))[1])


def pictures(data: bytes) -> set[str]:
    """Return the pictures that a text shows, and the attachments that it links."""
    found = {f"{PICTURES}/{name.decode()}" for name in _PICTURE.findall(data)}
    for digest, name in _ATTACHMENT.findall(data):
        plain = unquote(name.decode("utf-8", "replace"))
        found.add(f"{FILES}/{digest.decode()}/{plain}")
    return found
