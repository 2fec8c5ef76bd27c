"""What reading one site needs to know of the federation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.model.federation import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lianzhan.model.federation import Federation, Site


@dataclass(frozen=True)
class ReadJob:
    """What reading one site needs: content folder, site, time zone, and the offers allowed."""

    content: Path
    site: Site
    timezone: str
    offers: tuple[str, ...]


def read_jobs(content: Path, federation: Federation, sites: Iterable[Site]) -> list[ReadJob]:
    """Return one job a site."""
    offers = (*federation.rank, NATIONAL)
    return [ReadJob(content, site, federation.timezone, offers) for site in sites]
