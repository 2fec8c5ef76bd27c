"""A mark (方印) as SVG, for the favicon: a rounded square with a double frame and a short name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lianzhan.model.profile import Accent

if TYPE_CHECKING:
    from lianzhan.model.identity import SiteLook

PLATES = {
    Accent.CINNABAR: "#9e1b16",
    Accent.POMEGRANATE: "#98144f",
    Accent.OCHRE: "#793a06",
    Accent.TEA: "#4a5405",
    Accent.PINE: "#0b5a37",
    Accent.RIVER: "#03566b",
    Accent.INDIGO: "#1f4592",
    Accent.WISTERIA: "#5d2f8f",
}
"""The ground of a header with white text, in light; in all of them at least 8 : 1 (WCAG 2)."""
INK = "#2a2420"
"""The ground of the portal, which is no one site's."""
_FONTS = (
    "PingFang SC,HarmonyOS Sans SC,MiSans,Microsoft YaHei,Noto Sans CJK SC,Source Han Sans SC,"
    "sans-serif"
)
_SIZES = {1: 54.0, 2: 37.0, 3: 27.5}
"""Height of the letters by their number, in hundredths of the side."""
_BASELINE = 0.36
"""How far below the middle Chinese letters stand, by their height (Noto Sans CJK)."""


def mark_svg(look: SiteLook, plate: str) -> str:
    """Return a mark, white on a plate of a colour such as #9e1b16."""
    size = _SIZES.get(len(look.mark), _SIZES[3])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<rect width="100" height="100" rx="22" fill="{plate}"/>'
        '<rect x="5" y="5" width="90" height="90" rx="18" fill="none" stroke="#fff"'
        ' stroke-width="3"/>'
        f'<text x="50" y="{50 + _BASELINE * size:g}" fill="#fff" font-family="{_FONTS}"'
        f' font-size="{size:g}" font-weight="700" text-anchor="middle">{escape(look.mark)}'
        "</text></svg>\n"
    )
