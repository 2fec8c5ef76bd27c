"""The keys of all kinds, as tables: one for each form in which values of a kind are written."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lianzhan.kinds.room import reading_of
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import KINDS
from lianzhan.reading.toml_documents import keys_of_one
from lianzhan.reading.toml_values import keys_in_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.kinds import Kind
    from lianzhan.reading.keys import Key


@dataclass(frozen=True)
class KeyTable:
    """The keys of a file's head or, where `entries` is not "", of a TOML file's entries.

    `is_toml`: it is a TOML file, of many or of one. `name` is that of the kind, or of the TOML file
    of many; `files` is where these files stand below a site's folder, with * for any name.
    `entries` is what the TOML file calls its array of tables.
    """

    name: str
    title: str
    files: str
    keys: tuple[Key, ...]
    entries: str = ""
    is_toml: bool = False


def key_tables(kinds: tuple[Kind, ...] = KINDS) -> Iterator[KeyTable]:
    """Yield the tables of all kinds in their order: of Markdown before TOML."""
    for kind in kinds:
        keys, title = reading_of(kind).keys, kind.title or kind.name
        if kind.is_in_toml:
            files = f"{kind.folder}/*.toml"
            yield KeyTable(kind.name, title, files, keys_of_one(keys), is_toml=True)
        elif kind.folder:
            files = f"{kind.folder}/*/*.md" if kind.has_columns else f"{kind.folder}/*.md"
            yield KeyTable(kind.name, title, files, keys)
        if kind.file:
            in_toml, entries = keys_in_toml(kind, keys), PurePosixPath(kind.file).stem
            yield KeyTable(kind.file, title, kind.file, in_toml, entries, is_toml=True)
