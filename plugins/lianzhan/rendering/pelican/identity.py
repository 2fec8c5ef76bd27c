"""A Pelican generator of the files that show whose a site is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lianzhan.rendering.identity.files import site_identity_files
from lianzhan.rendering.pelican.settings import PLAN
from lianzhan.rendering.pelican.writer import write_whole

if TYPE_CHECKING:
    from lianzhan.planning.plan import SitePlan


class IdentityGenerator:
    """Writes the band and the mark of the run's site."""

    def __init__(self, settings: dict[str, Any], output_path: str, **_others: object) -> None:
        self.plan: SitePlan = settings[PLAN]
        self.output_path = Path(output_path)

    def generate_output(self, _writer: object) -> None:
        """Write both files."""
        for name, text in site_identity_files(self.plan).items():
            write_whole(str(self.output_path / name), text.encode())
