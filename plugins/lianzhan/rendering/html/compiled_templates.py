"""Keeps compiled templates: Pelican makes new environments for every site.

What is compiled stays beside the packages. The build's cache may come from elsewhere and must never
make a process run its code; who can write among the packages can do that anyway.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader
from jinja2.bccache import FileSystemBytecodeCache

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from types import CodeType

    from jinja2 import Environment, Template
    from jinja2.bccache import Bucket

    Source = tuple[str, str | None, Callable[[], bool] | None]

_MOST = 500
"""Files at most: our theme has some ninety templates for each language, the portal's among them.

With more, all are forgotten.
"""


class CompiledTemplates(FileSystemBytecodeCache):
    """Keeps code by a template's place and source, by environment, and by what filters come from.

    Environments are told apart by their language, and that of the portal from those of sites.
    """

    def __init__(self, folder: Path, setup: str, environment: str) -> None:
        super().__init__(str(folder))
        self.by_name: dict[str, CodeType] = {}
        self._setup = setup
        self._environment = environment
        self._held: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what tells a template's file from those of others, and of other environments."""
        return super().get_cache_key(f"{self._environment} {name}", filename)

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


class HeldTemplates(BaseLoader):
    """Finds a template's code by its name, where another site has had it compiled before.

    A theme stays as it is for a build, so that its files are read once, not for every site.
    """

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: Environment, template: str) -> Source:
        """Return what the loader behind it gives."""
        return self._loader.get_source(environment, template)

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as Jinja calls it
    ) -> Template:
        """Return a template. Raises TemplateNotFound."""
        compiled = environment.bytecode_cache
        if not isinstance(compiled, CompiledTemplates):
            return self._loader.load(environment, name, globals)
        code = compiled.by_name.get(name)
        if code is None:
            code = compiled.by_name[name] = self._code(environment, name, compiled)
        made = {} if globals is None else globals
        return environment.template_class.from_code(environment, code, made, None)

    def _code(self, environment: Environment, name: str, compiled: CompiledTemplates) -> CodeType:
        source, file, _ = self.get_source(environment, name)
        bucket = compiled.get_bucket(environment, name, file, source)
        if bucket.code is None:
            bucket.code = environment.compile(source, name, file)
            compiled.set_bucket(bucket)
        return bucket.code


@lru_cache(maxsize=4)
def compiled_templates(setup: str, _theme: str, environment: str) -> CompiledTemplates:
    """Return what is compiled for a set-up and a theme, by their digests, and for environments."""
    return CompiledTemplates(folder_of_templates(), setup, environment)


def folder_of_templates() -> Path:
    """Return where they stand: in the environment that this Python belongs to."""
    return Path(sys.prefix, "compiled-templates")
