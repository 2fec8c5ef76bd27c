"""Which pictures a file of a live folder shows, whatever kind of file it is."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from lianzhan.model.federation import PICTURES
from lianzhan.output.file_kinds import unpacked
from lianzhan.runtime.no_links import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_PICTURE = re.compile(rb"pictures(?:/|\\/|%2[Ff]|\\u002[Ff]|&#[Xx]2[Ff];|&#47;|&sol;)(\w[\w.-]*)")
"""A picture's address, its slash as JSON, scripts and templates may write it."""


def pictures_in(folder: Path, files: Iterable[str]) -> set[str]:
    """Return the names of all pictures that some files of a folder show, as far as they open."""
    found: set[str] = set()
    for file in files:
        with suppress(OSError):
            found |= pictures_of(folder / file)
    return found


def pictures_of(path: Path) -> set[str]:
    """Return the pictures that a file shows, also one that is packed. Raises OSError."""
    return pictures((unpacked(path.name, read_file(path) or b"") or ("", b""))[1])


def pictures(data: bytes) -> set[str]:
    """Return the pictures that a text shows."""
    return {f"{PICTURES}/{name.decode()}" for name in _PICTURE.findall(data)}
