"""The jobs that a build sends to its workers, and their results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.gate.records import ValueSource
    from lianzhan.model.attachments import Attachment
    from lianzhan.model.catalog import Picture
    from lianzhan.model.live_sites import SiteIdentity
    from lianzhan.model.problem import Problem
    from lianzhan.output.manifest import Manifest
    from lianzhan.planning.outline import SiteOutline
    from lianzhan.planning.portal_outline import PortalOutline
    from lianzhan.rendering.build_setup import BuildSetup
    from lianzhan.runtime.cache import Cache

STAGING_MODULE = "lianzhan.building.staging"
"""The module with the functions that perform these jobs."""


@dataclass(frozen=True)
class SiteJob:
    """One site to stage in `folder`; `site` is what its manifest says of it.

    `homes` are where the articles of its outline come from, each with their digest.
    """

    setup: BuildSetup
    outline: SiteOutline
    homes: tuple[tuple[ValueSource, str], ...]
    made_from: tuple[str, ...]
    folder: Path
    site: SiteIdentity
    sizes: dict[str, int]

    @property
    def config(self) -> str:
        """The path of its site.toml in problems."""
        return f"{self.site.path}/site.toml"


@dataclass(frozen=True)
class Staged:
    """A staged site: its manifest and signature, or the problems that keep it from going live."""

    slug: str
    manifest: Manifest | None
    signature: str
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def pages(self) -> int:
        """How many HTML pages it has."""
        return self.manifest.pages if self.manifest else 0


@dataclass(frozen=True)
class PortalJob:
    """The page of all sites to render; `homes` as in SiteJob."""

    setup: BuildSetup
    outline: PortalOutline
    homes: tuple[tuple[ValueSource, str], ...]


@dataclass(frozen=True)
class StagedPortal:
    """The portal's files by path, and their manifest."""

    files: dict[str, bytes]
    manifest: Manifest


@dataclass(frozen=True)
class AllStaged:
    """The sites by slug, as far as they could be rendered; the portal, if it was asked for."""

    sites: dict[str, Staged]
    portal: StagedPortal | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class PictureJob:
    """A picture or attachment whose published files are to be in the cache.

    They are in `spare` where the cache takes none.
    """

    original: Picture | Attachment
    content: Path
    cache: Cache
    spare: Path | None = None
