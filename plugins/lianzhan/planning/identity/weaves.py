"""The woven band of every site (织带): one tile made of concentric diamonds and squares.

Pure: a code gives the same tile on any machine. Cells are counted from the middle of the motif, c
sideways and r upwards; a tile ends in the middle between two motifs.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from itertools import count, islice, product
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.identity import Weave

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.federation import Federation

WIDTHS = (14, 16, 18, 20)
"""Cells of a tile sideways."""
_HALF = 4
"""Rows above the middle one."""
LEAST, MOST = 0.38, 0.62
"""How much of a tile is filled: less is no band, more is a bar."""
LONGEST_RUN = 7
"""Cells in a line, across or down, that may be alike."""
_ENOUGH = 200
"""Tiles of a code that are tried before a site has one that another has, too."""

_ROW = max(WIDTHS)
"""Bits of a row in a number of all rows."""


def weaves(federation: Federation) -> dict[str, Weave]:
    """Return the tile of every site, by its slug: that of its code, without one of its slug.

    No two siblings have the same band, nor a site and the one above, nor a topmost site and the
    portal: the later one, in official order, takes the next digest. So a new last sibling changes
    no other's. Where one code has too many, the last have its first. Not by recursion.
    """
    found: dict[str, Weave] = {}
    waiting: list[tuple[str | None, Weave]] = [(None, weave_of(federation.id))]
    while waiting:
        parent, above = waiting.pop()
        taken = {band_of(above)}
        left: dict[str, Iterator[Weave]] = {}
        for site in federation.children.get(parent, ()):
            code = site.code or site.slug
            some = left.setdefault(code, islice(tiles(code), _ENOUGH))
            free = (tile for tile in some if band_of(tile) not in taken)
            weave = next(free, None) or weave_of(code)
            taken.add(band_of(weave))
            found[site.slug] = weave
            if site.slug in federation.children:
                waiting.append((site.slug, weave))
    return found


def weave_of(code: str) -> Weave:
    """Return the tile of a code alone, whatever others have."""
    return next(tiles(code))


def tiles(code: str) -> Iterator[Weave]:
    """Yield the tiles of a code without end: one for each of its digests that gives a sound one."""
    return filter(is_sound, map(_drawn, (_digest(code, turn) for turn in count())))


def band_of(weave: Weave) -> Weave:
    """Return a tile that all tiles of the same band share: it may begin in the other middle."""
    half = weave.width // 2
    whole = (1 << weave.width) - 1
    turned = tuple((row << half | row >> half) & whole for row in weave.rows)
    return Weave(weave.width, min(weave.rows, turned))


def is_sound(weave: Weave) -> bool:
    """Whether a tile is filled neither too little nor too much, without a run that is too long."""
    cells = sum(row.bit_count() for row in weave.all_rows)
    if not LEAST <= cells / (weave.width * len(weave.all_rows)) <= MOST:
        return False
    whole = (1 << weave.width) - 1
    held, open_ = whole, 0
    for row in weave.rows:
        held &= row
        open_ |= row
    if held or open_ != whole:  # a column from top to bottom is nine cells
        return False
    return not any(
        _has_run(row, weave.width) or _has_run(row ^ whole, weave.width) for row in weave.rows
    )


def _has_run(row: int, width: int) -> bool:
    """Whether a row that is repeated has more filled cells in a line than may be."""
    twice = row | row << width
    for shift in (1, 2, 4):
        twice &= twice >> shift
    return twice != 0


def _digest(code: str, turn: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{code}\n{turn}".encode()).digest()[:8], "big")


def _drawn(digest: int) -> Weave:
    """Return the tile whose form and rings the bits of a digest tell."""
    form = _form(*(digest >> at & 3 for at in (0, 2)), digest >> 4 & 1)
    cells = form.fixed
    bits = digest >> 5
    for ring in form.rings:
        if bits & 1:
            cells |= ring
        bits >>= 1
    return Weave(form.width, _rows(cells))


class _Form(NamedTuple):
    """A tile's outline: what is always filled, and the rings that may be; see `_at`."""

    width: int
    fixed: int
    rings: tuple[int, ...]


@lru_cache(maxsize=32)
def _form(size: int, shapes: int, wider: int) -> _Form:
    """Return one of the 32 outlines: four widths, two shapes of motif and ground, two sizes.

    Outside the motif the middle row is filled: so long that the run may just be, or less.
    """
    width = WIDTHS[size]
    edge = (width - LONGEST_RUN - 1) // 2 + wider
    motif, ground = (_square if shapes >> at & 1 else _diamond for at in (0, 1))
    rings: dict[tuple[bool, int], int] = {}
    fixed = 0
    for c, r in product(range(width // 2 + 1), range(_HALF + 1)):
        cells = _at(c, r, width)
        inside = motif(c, r) <= edge
        if r == _HALF:
            fixed |= cells * (c % 2 == 0)
        elif r == 0 and not inside:
            fixed |= cells
        else:
            ring = (inside, motif(c, r) if inside else ground(width // 2 - c, r))
            rings[ring] = rings.get(ring, 0) | cells
    return _Form(width, fixed, tuple(rings[key] for key in sorted(rings)))


def _diamond(c: int, r: int) -> int:
    return c + r


def _square(c: int, r: int) -> int:
    return max(c, r)


def _at(c: int, r: int, width: int) -> int:
    """Return a cell and its twin on the other side, in a number of five rows."""
    return (1 << c | 1 << (-c % width)) << (_HALF - r) * _ROW


def _rows(cells: int) -> tuple[int, ...]:
    return tuple(cells >> at * _ROW & (1 << _ROW) - 1 for at in range(_HALF + 1))
