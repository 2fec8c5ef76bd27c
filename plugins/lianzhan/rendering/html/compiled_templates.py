"""Keeps compiled templates: Pelican makes new environments for every site.

What is compiled stays beside the packages. The build's cache may come from elsewhere and must never
make a process run its code; who can write among the packages can do that anyway.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2.bccache import FileSystemBytecodeCache

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket

_MOST = 500
"""Files at most: our theme has some ninety templates, for each language. With more, all are
forgotten.
"""


class CompiledTemplates(FileSystemBytecodeCache):
    """Keeps code by a template's place and source, by language, and by what filters come from."""

    def __init__(self, folder: Path, setup: str, language: str) -> None:
        super().__init__(str(folder))
        self._setup = setup
        self._language = language
        self._held: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what tells a template's file from those of others, and of other languages."""
        return super().get_cache_key(f"{self._language} {name}", filename)

    def get_source_checksum(self, source: str) -> str:
        """Return what tells apart all that the code depends on."""
        return super().get_source_checksum(f"{self._setup}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out what was compiled from the same source; a file that is damaged is none."""
        key = bucket.key, bucket.checksum
        if key not in self._held:
            with suppress(Exception):
                super().load_bytecode(bucket)
            self._hold(bucket)
        bucket.code = self._held.get(key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled; in a folder that can't be written, as long as the process."""
        self._hold(bucket)
        with suppress(OSError):
            folder = Path(self.directory)
            folder.mkdir(exist_ok=True)
            if sum(1 for _ in folder.iterdir()) >= _MOST:
                self.clear()
            super().dump_bytecode(bucket)

    def _hold(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._held[bucket.key, bucket.checksum] = bucket.code


@lru_cache(maxsize=4)
def compiled_templates(setup: str, language: str) -> CompiledTemplates:
    """Return the templates compiled for a set-up, by its digest, and the language they speak."""
    return CompiledTemplates(folder_of_templates(), setup, language)


def folder_of_templates() -> Path:
    """Return where they stand: in the environment that this Python belongs to."""
    return Path(sys.prefix, "compiled-templates")
