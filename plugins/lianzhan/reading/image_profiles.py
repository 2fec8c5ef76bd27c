"""What pictures must be to stand in a column, as federation.toml says (`[image_profiles]`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.federation import ImageProfile
from lianzhan.model.problem import problem
from lianzhan.reading.toml_file import CONFIG_MISSING_KEY

if TYPE_CHECKING:
    from lianzhan.reading.toml_file import Table

FORMATS = ("jpeg", "png", "webp", "gif")
_LARGEST = 1_000_000_000
"""A billion pixels or bytes: above it, a size is a slip of the keyboard."""


def read_image_profiles(table: Table) -> dict[str, ImageProfile]:
    """Return the profiles of `[image_profiles]` by their names; faults are noted in it."""
    return {name: _profile(table.table(name), name) for name in table.data}


def _profile(table: Table, name: str) -> ImageProfile:
    table.reject_unknown("formats", "max_bytes", "width", "height", "tolerance")
    for key in ("formats", "max_bytes", "width", "height"):
        if key not in table.data:
            table.problems.append(
                problem(table.path, table.start, CONFIG_MISSING_KEY, key=f"{name}.{key}")
            )
    tolerance = table.data.get("tolerance", 0.01)
    if not isinstance(tolerance, (int, float)) or not 0 <= tolerance < 1:
        table.fault("tolerance", tolerance, "0.01")
        tolerance = 0.01
    sizes = {key: table.get(key, int, 1) for key in ("max_bytes", "width", "height")}
    for key, value in sizes.items():
        if not 0 < value <= _LARGEST:
            table.fault(key, value, f"1 – {_LARGEST}")
    return ImageProfile(name, table.words("formats", FORMATS), **sizes, tolerance=float(tolerance))
