"""What all sites of a build share: settings, theme, cache, and the digests of what they are."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.digests import code_digest, digest_of, tree_digest
from lianzhan.output.theme_files import STATIC, theme_files
from lianzhan.settings import FOLDERS, other_sources, plain, read_configuration

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.cache import Cache

Overrides = tuple[tuple[str, object], ...]


class MissingAssetError(OSError):
    """A picture's file is not in the cache."""


@dataclass(frozen=True)
class House:
    """What all sites of a build share.

    `settings_file` is pelicanconf.py or publishconf.py, `overrides` what the command line changes;
    `theme_version` names the folder of the theme's files. `theme_digest` covers templates, too,
    `setup_digest` code, packages and settings.
    """

    settings_file: Path
    overrides: Overrides
    content: Path
    cache: Cache
    theme: Path
    theme_version: str
    theme_files: tuple[str, ...]
    theme_digest: str
    setup_digest: str

    def asset(self, name: str) -> bytes:
        """Return the bytes of a picture, from the cache, or of a theme file.

        Raises MissingAssetError for a picture that is not there, OSError for such a file.
        """
        folder, _, path = name.partition("/")
        if folder == self.theme_version:
            return (self.theme / STATIC / path).read_bytes()
        data = self.cache.get(name)
        if data is None:
            raise MissingAssetError(f"{name} is missing from the cache")
        return data

    def has_asset(self, name: str) -> bool:
        """Whether the bytes of a picture or theme file are here."""
        return name.startswith(f"{self.theme_version}/") or self.cache.get(name) is not None

    def made_from(self, plan: str) -> tuple[str, ...]:
        """Return all that a site or the portal is made from, with the digest of its plan."""
        return plan, self.theme_digest, self.setup_digest

    @property
    def digest(self) -> str:
        """The digest of everything that a site is made from besides its plan."""
        return digest_of((self.theme_digest, self.setup_digest))


def read_house(
    settings_file: Path, content: Path, theme: Path, cache: Cache, overrides: Overrides = ()
) -> House:
    """Read what all sites share.

    Raises whatever the settings file raises, and FileNotFoundError where there is no theme.
    """
    templates = theme / "templates"
    if not templates.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(templates))
    version, files = theme_files(theme)
    configured = read_configuration(settings_file)
    base = settings_file.parent
    settings = sorted((k, v) for k, v in configured.items() if plain(v) and k not in FOLDERS)
    others = [tree_digest(folder, suffixes=e) for folder, e in other_sources(configured, base)]
    paths = (("PATH", str(content)), ("THEME", str(theme)))
    return House(
        settings_file=settings_file,
        overrides=(*overrides, *paths),
        content=content,
        cache=cache,
        theme=theme,
        theme_version=version,
        theme_files=files,
        theme_digest=tree_digest(theme),
        setup_digest=digest_of((code_digest(), others, settings, overrides)),
    )
