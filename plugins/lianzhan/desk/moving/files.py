"""Files below content/ as a move looks at them, and replaces them whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.model.kinds import CONTENT_FOLDERS, MARKDOWN, TEXT_FOLDERS, TOML, kind_of_toml
from lianzhan.reading.paths import INDEX
from lianzhan.reading.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator


def texts(content: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the texts of all sites, and their TOML files, as far as they can be read."""
    for folder, folders, files in os.walk(content):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(folder, name)
            path = file.relative_to(content).as_posix()
            is_text = not name.startswith(".") and not file.is_symlink() and _is_text(path)
            if is_text and read_text(file, path).text:
                yield path, file.read_bytes()


def _is_text(path: str) -> bool:
    """Whether a path is that of an article or page, or of a TOML file that may name them."""
    parts = path.split("/")
    if path.lower().endswith(MARKDOWN):
        return not set(TEXT_FOLDERS).isdisjoint(parts)
    if kind_of_toml(path):
        return True
    return path.endswith(TOML) and set(CONTENT_FOLDERS).isdisjoint(parts)


def in_bundle(file: Path) -> bool:
    """Whether a file stands in the folder of a bundle: it belongs to another text."""
    return any((file.parent / name).exists() for name in INDEX)


def is_same(one: Path, other: Path) -> bool:
    """Whether two names are one file, as where only the case of letters differs."""
    return other.exists() and one.samefile(other)


def replace(file: Path, data: bytes) -> None:
    """Let new bytes take a file's place, whole or not at all. Raises OSError."""
    partial = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        partial.write_bytes(data)
        shutil.copymode(file, partial)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
