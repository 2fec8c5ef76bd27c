"""QR codes (ISO/IEC 18004) as SVG: a phone reads them from a page, and from paper.

In: a text. Out: a picture; the same text gives the same bytes. Nothing of it is Lianzhan's own.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

QUIET = 4
"""Modules of white on each side (ISO/IEC 18004, 6.3.8)."""
LEVEL = "M"
"""Of the error correction: 15 % of a code may be lost, as on paper that was folded."""
_BLACK = 0


def qr_svg(text: str) -> str:
    """Return the QR code of a text, a stroke for each run of black modules.

    Black on white whatever the page's colours: phones read nothing else for sure. Its size is the
    page's business. ValueError where no code holds the text (version 40 has 2,331 bytes).
    """
    rows = _rows(text)
    side = len(rows) + 2 * QUIET
    path = "".join(_strokes(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path stroke="#000" d="{path}"/></svg>\n'
    )


def _rows(text: str) -> list[list[int]]:
    """Return the rows of a code's matrix, a number a module: 0 is black."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    modules: Any = memoryview(image).tolist()
    return [*modules]


def _strokes(rows: Iterable[list[int]]) -> Iterator[str]:
    """Yield a line along the middle of each row."""
    for number, row in enumerate(rows, QUIET):
        yield f"M{QUIET} {number}.5"
        for module, run in groupby(row):
            length = len([*run])
            yield f"h{length}" if module == _BLACK else f"m{length} 0"
