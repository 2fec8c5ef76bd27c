"""What all sites of a build share: settings, theme, cache, and the digests of what they are."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.reading.settings_file import other_sources, read_configuration
from lianzhan.rendering.content_policy import ContentPolicy, read_policy
from lianzhan.rendering.pelican.plugin_names import renamed_among
from lianzhan.rendering.pelican.settings import page_settings
from lianzhan.rendering.theme.theme_files import served_file, theme_files
from lianzhan.runtime.digests import code_digest, digest_of, tree_digest

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.runtime.cache import Cache

Overrides = tuple[tuple[str, object], ...]


SPARE = ".pictures"
"""The folder in the staging folder for pictures that the cache doesn't take."""


class MissingAssetError(OSError):
    """A picture's file is neither in the cache nor in the spare folder."""


@dataclass(frozen=True)
class BuildSetup:
    """What all sites of a build share.

    `settings_file` is pelicanconf.py or publishconf.py, `overrides` what the command line changes;
    `theme_version` names the folder of the theme's files. `theme_digest` covers templates, too,
    `setup_digest` code, packages and settings. `policy` is what browsers
    may load on the theme's pages. `spare` is where the files of pictures stand that
    the cache doesn't hold, because it is full or can't be written. `renamed_plugins` are named in
    the settings file as they were called in the release before.
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
    policy: ContentPolicy
    renamed_plugins: tuple[str, ...] = ()
    spare: Path | None = None

    def with_spare(self, staging: Path) -> BuildSetup:
        """Return the same for a build that stages its sites in a folder."""
        return replace(self, spare=staging / SPARE)

    def asset(self, name: str) -> bytes:
        """Return the bytes of a picture, made in this build or an earlier one, or of a theme file.

        Raises MissingAssetError for a picture that is not there; OSError and ThemeFaultsError for
        such a file.
        """
        folder, _, path = name.partition("/")
        if folder == self.theme_version:
            return served_file(self.theme, folder, path)
        data = made_file(name, self.cache, self.spare)
        if data is None:
            raise MissingAssetError(f"{name} is missing from the cache")
        return data

    def has_asset(self, name: str) -> bool:
        """Whether the bytes of a picture or theme file are here."""
        is_theme_file = name.startswith(f"{self.theme_version}/")
        return is_theme_file or made_file(name, self.cache, self.spare) is not None

    def made_from(self, plan: str) -> tuple[str, ...]:
        """Return all that a site or the portal is made from, with the digest of its plan."""
        return plan, self.theme_digest, self.setup_digest

    @property
    def digests(self) -> tuple[str, str]:
        """The digests of code, packages and settings, and of the theme."""
        return self.setup_digest, self.theme_digest

    @property
    def digest(self) -> str:
        """The digest of everything that a site is made from besides its plan."""
        return digest_of((self.theme_digest, self.setup_digest))


def made_file(name: str, cache: Cache, spare: Path | None) -> bytes | None:
    """Return the bytes of a picture's file; None where it has not been made."""
    data = cache.get(name)
    if data is not None or spare is None:
        return data
    try:
        return (spare / name).read_bytes()
    except OSError:
        return None


def keep_file(name: str, data: bytes, cache: Cache, spare: Path | None) -> None:
    """Keep a picture's file in the cache; in the spare folder where the cache doesn't take it.

    Raises OSError where there is no room there either.
    """
    cache.put(name, data)
    if spare is None or cache.get(name) == data:
        return
    file = spare / name
    part = file.with_name(f"{file.name}.part")
    file.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(data)
    part.replace(file)


def read_build_setup(
    settings_file: Path, content: Path, theme: Path, cache: Cache, overrides: Overrides = ()
) -> BuildSetup:
    """Read what all sites share.

    Raises whatever the settings file raises, FileNotFoundError where there is no theme, and
    ThemeFaultsError for one whose style sheets can't be put together.
    """
    templates = theme / "templates"
    if not templates.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(templates))
    theme_digest = tree_digest(theme)
    version, files = theme_files(theme, digest_of((theme_digest, code_digest())), cache)
    configured = read_configuration(settings_file)
    base = settings_file.parent
    settings = page_settings(configured)
    others = [tree_digest(folder, suffixes=e) for folder, e in other_sources(configured, base)]
    paths = (("PATH", str(content)), ("THEME", str(theme)))
    return BuildSetup(
        settings_file=settings_file,
        overrides=(*overrides, *paths),
        content=content,
        cache=cache,
        theme=theme,
        theme_version=version,
        theme_files=files,
        theme_digest=theme_digest,
        setup_digest=digest_of((code_digest(), others, settings, page_settings(dict(overrides)))),
        policy=read_policy(theme),
        renamed_plugins=renamed_among(configured.get("PLUGINS")),
    )
