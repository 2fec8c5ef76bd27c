"""Pictures and theme files below an output that nobody uses any more are deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.model.federation import ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True)
class StillShown:
    """A file that could not be deleted, or freed of what is gone, and why."""

    file: str
    reason: str


def delete_assets(folder: Path, names: Iterable[str]) -> list[StillShown]:
    """Delete files below the assets folder of an output or site; return those that stay."""
    left = []
    for name in sorted(names):
        try:
            (folder / ASSETS / name).unlink(missing_ok=True)
        except OSError as error:
            left.append(StillShown(f"{ASSETS}/{name}", error.strerror or str(error)))
    return left
