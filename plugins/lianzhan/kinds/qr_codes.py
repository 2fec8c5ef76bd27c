"""QR codes (ISO/IEC 18004) as SVG: a phone reads them from a page, and from paper.

In: a text. Out: a picture; the same text gives the same bytes. Nothing of it is Lianzhan's own.
Every article has one: they are made in less than a tenth of a millisecond (docs/decisions/0051).
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from struct import Struct
from typing import Any

QUIET = 4
"""Modules of white on each side (ISO/IEC 18004, 6.3.8)."""
LEVEL = "M"
"""Of the error correction: 15 % of a code may be lost, as on paper that was folded."""
MASK = 2
"""Which of the eight patterns is laid over every code (ISO/IEC 18004, 7.8).

To try all of them takes four times as long; by this one blurred codes are read as often as by the
best one of each.
"""
_PIECE = 12
"""Modules of a row whose strokes are made once. Rows are odd: the last piece of one is shorter."""


def qr_svg(text: str) -> str:
    """Return the QR code of a text, a stroke for each run of black modules.

    Black on white whatever the page's colours: phones read nothing else for sure. Its size is the
    page's business. ValueError where no code holds the text (version 40 has 2,331 bytes).
    """
    modules, width = _modules(text)
    side = width + 2 * QUIET
    strokes = _strokes_of(width)
    path = "".join(map(strokes.__getitem__, _pieces_of(width).unpack(modules)))
    path = path.removesuffix(strokes.to_next_row)
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


@cache
def _pieces_of(width: int) -> Struct:
    """Return how all rows of a code are cut."""
    whole, rest = divmod(width, _PIECE)
    return Struct((f"{_PIECE}s" * whole + f"{rest}s") * width)


@cache
def _strokes_of(width: int) -> _Strokes:
    return _Strokes(width)


class _Strokes(dict[bytes, str]):
    """The strokes of pieces of rows, and the moves between them; from a row's end to the next."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._last, self.to_next_row = width % _PIECE, f"m-{width} 1"

    def __missing__(self, modules: bytes) -> str:
        runs = ((module, len([*run])) for module, run in groupby(modules))
        strokes = "".join(f"m{length} 0" if module else f"h{length}" for module, length in runs)
        if len(modules) == self._last:
            strokes += self.to_next_row
        self[modules] = strokes
        return strokes
