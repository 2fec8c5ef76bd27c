"""What a build is asked for: which content, into which output, with what."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Called after each staged site with its slug, the number done and the total."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build, where, and with what.

    `now` is the window state, `site` limits the build to one slug, `overrides` are settings that
    the command line changes, `jobs` is how many processes work (0: one a processor), `scheduler`
    the address of the Dask cluster that works in their place, `wait_seconds` how long to wait for
    another build's output folder. Without `uses_cache` the cache is neither read nor written;
    without `syncs` what goes live may not be on the disk yet. What is built as a preview is not
    deployed.
    """

    settings_file: Path
    content: Path
    output: Path
    theme: Path
    cache: Path
    now: datetime
    overrides: tuple[tuple[str, object], ...] = ()
    site: str | None = None
    jobs: int = 0
    scheduler: str | None = None
    strict: bool = False
    allow_removal: bool = False
    uses_cache: bool = True
    syncs: bool = True
    is_preview: bool = False
    wait_seconds: float = 600
    progress: Progress = lambda _slug, _done, _of: None


class UnknownSiteError(Exception):
    """The site asked for is no site of the federation; `near` is the most similar one, or "—"."""

    def __init__(self, given: str, near: str) -> None:
        super().__init__(given)
        self.near = near
