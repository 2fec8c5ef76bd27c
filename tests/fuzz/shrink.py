"""From mutants that do harm together to the one that does, and to the lines of it that matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from fuzz.draft import Mutant

_TRIES = 15
"""Builds spent on making one mutant smaller."""
Still = Callable[[Sequence[Mutant]], bool]
"""Whether some mutants do what is looked for."""


def smallest(mutants: Sequence[Mutant], still: Still) -> Sequence[Mutant]:
    """Return the fewest mutants found that still do it; one, as a rule."""
    left = mutants
    while len(left) > 1:
        middle = len(left) // 2
        half = next((half for half in (left[:middle], left[middle:]) if still(half)), None)
        if half is None:
            return left
        left = half
    return [_shortened(left[0], still)]


def _shortened(mutant: Mutant, still: Still) -> Mutant:
    """Take lines out of a mutant's article as long as it does what it did."""
    files = dict(mutant.files)
    if mutant.main not in files:
        return mutant

    def of(lines: list[bytes]) -> Mutant:
        return replace(mutant, files=(*{**files, mutant.main: b"\n".join(lines)}.items(),))

    lines, tries = files[mutant.main].split(b"\n"), _TRIES
    size = max(1, len(lines) // 2)
    while size:
        start = 0
        while start < len(lines) and tries:
            fewer = lines[:start] + lines[start + size :]
            tries -= 1
            if still([of(fewer)]):
                lines = fewer
            else:
                start += size
        size = size // 2 if tries else 0
    return of(lines)
