"""Pelican plugin: the feeds of a site and of each of its columns, in every format wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import signals

from lianzhan.rendering.feeds.formats import WRITERS
from lianzhan.rendering.feeds.items import Items, feeds_of
from lianzhan.rendering.pelican.settings import PICTURE_SIZES, PLAN
from lianzhan.rendering.pelican.writer import write_whole

if TYPE_CHECKING:
    from lianzhan.planning.plan import SitePlan


class FeedsGenerator:
    """A Pelican generator that writes the feeds of the run's plan."""

    def __init__(self, settings: dict[str, Any], output_path: str, **_others: object) -> None:
        self.plan: SitePlan = settings[PLAN]
        self.items = Items(self.plan, settings[PICTURE_SIZES])
        self.output_path = Path(output_path)

    def generate_output(self, _writer: object) -> None:
        """Write every wanted format of every feed."""
        for feed in feeds_of(self.plan, self.items):
            folder = self.output_path / feed.path
            if not folder.is_dir():
                folder.mkdir(parents=True)
            for kind in self.plan.feed_formats:
                write_whole(f"{folder}/{kind.file}", WRITERS[kind](feed, self.plan))


def _generator(pelican: Any) -> type[FeedsGenerator] | None:
    return FeedsGenerator if PLAN in pelican.settings else None


def register() -> None:
    """Add the generator to the run."""
    signals.get_generators.connect(_generator)
