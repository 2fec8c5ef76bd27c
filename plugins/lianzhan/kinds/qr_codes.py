"""QR codes (ISO/IEC 18004) as SVG: a phone reads them from a page, and from paper.

In: a text. Out: a picture; the same text gives the same bytes. Nothing of it is Lianzhan's own.
Every article has one: they are made in less than a tenth of a millisecond (docs/decisions/0051).
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from struct import Struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

QUIET = 4
"""Modules of white on each side (ISO/IEC 18004, 6.3.8)."""
LEVEL = "M"
"""Of the error correction: 15 % of a code may be lost, as on paper that was folded."""
MASK = 2
"""Which of the eight patterns is laid over every code (ISO/IEC 18004, 7.8).

To try all of them takes four times as long; by this one blurred codes are read as often as by the
best one of each.
"""
_CHUNK = 11
"""Modules whose strokes are made once: there are 2,048 rows of so many."""


def qr_svg(text: str) -> str:
    """Return the QR code of a text, a stroke for each run of black modules.

    Black on white whatever the page's colours: phones read nothing else for sure. Its size is the
    page's business. ValueError where no code holds the text (version 40 has 2,331 bytes).
    """
    modules, width = _modules(text)
    side = width + 2 * QUIET
    path = f"m-{width} 1".join(_rows(modules, width))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path stroke="#000" d="M{QUIET} {QUIET}.5{path}"/></svg>\n'
    )


def _modules(text: str) -> tuple[bytes, int]:
    """Return the modules of a code row by row, a byte each, 0 for black; and how many a row has."""
    import zxingcpp

    kind = zxingcpp.BarcodeFormat.QRCode
    code = zxingcpp.create_barcode(text, kind, ec_level=LEVEL, data_mask=MASK)
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    view = memoryview(image)
    width: int = view.shape[1] if view.shape else 0
    return view.tobytes(), width


def _rows(modules: bytes, width: int) -> Iterator[str]:
    """Yield the strokes of each row, from its left end to its right."""
    for row in _pieces(width).iter_unpack(modules):
        yield "".join(map(_strokes, row))


@cache
def _pieces(width: int) -> Struct:
    """Return how a row is cut."""
    whole, rest = divmod(width, _CHUNK)
    return Struct(f"{_CHUNK}s" * whole + (f"{rest}s" if rest else ""))


@cache
def _strokes(modules: bytes) -> str:
    """Return the strokes of some modules, side by side, and the moves between them."""
    runs = ((module, len([*run])) for module, run in groupby(modules))
    return "".join(f"m{length} 0" if module else f"h{length}" for module, length in runs)
