"""What reading one site needs to know of the federation."""

from __future__ import annotations

import os
from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING

from lianzhan.model.attachments import DEFAULT_POLICY, AttachmentPolicy
from lianzhan.model.federation import NATIONAL
from lianzhan.model.frozen import dataclass
from lianzhan.model.proofs import DEFAULT_PROOFS, ProofPolicy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lianzhan.model.federation import Federation, Site


@dataclass(frozen=True)
class ReadJob:
    """What reading one site needs: content folder, site, time zone, and the offers allowed.

    `above` are the folders of the sites above it, the nearest first: their images are there for it.
    `moving_bytes` is how large an animation may be to be published moving, `attachments` says which
    files may be published, and `proofs` what is looked for in texts
    (not compared: it may hold a thousand words, and whoever keeps what was read has its digest).
    """

    content: Path
    site: Site
    timezone: str
    offers: tuple[str, ...]
    above: tuple[str, ...]
    moving_bytes: int
    attachments: AttachmentPolicy = DEFAULT_POLICY
    proofs: ProofPolicy = field(default=DEFAULT_PROOFS, compare=False)


def read_jobs(content: Path, federation: Federation, sites: Iterable[Site]) -> list[ReadJob]:
    """Return one job a site."""
    offers = (*federation.rank, NATIONAL)
    known = {site.path for site in federation.sites}
    is_site = cache(lambda f: f in known or os.path.lexists(content / f / "site.toml"))
    return [
        ReadJob(
            content,
            site,
            federation.timezone,
            offers,
            tuple(filter(is_site, _above(site))),
            federation.moving_bytes,
            federation.attachments,
            federation.proofs,
        )
        for site in sites
    ]


def _above(site: Site) -> list[str]:
    """Return the folders above a site's, the nearest first.

    A site whose site.toml can't be used, or is lost, has its images still.
    """
    parts = site.path.split("/")
    return ["/".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]
