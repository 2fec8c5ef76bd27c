"""Contrast of colours by WCAG 2.2: the ratio of two, and the pairs that a palette must keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.codes import N_, setup_error
from lianzhan.model.problem import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.problem import Problem
    from lianzhan.rendering.theme.palette import Colour, Palette

PALETTE_CONTRAST = setup_error(
    "palette-contrast",
    N_("{name}（{value}）在{ground}（{under}）上的对比度只有 {found}，至少要 {wanted}"),
    N_("把其中一种颜色调深或调浅，直到够为止"),
)
TEXT, EDGE = 7.0, 3.0
"""The least ratios: of text, WCAG 2.2 success criterion 1.4.6 (AAA); of edges, 1.4.11 (AA)."""
_WHITE = "#ffffff"


class Pair(NamedTuple):
    """A colour that stands on another, and the least ratio of the two."""

    colour: Colour
    ground: Colour
    wanted: float


def ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two colours #rrggbb, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return a colour's relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def pairs(palette: Palette) -> Iterator[Pair]:
    """Yield every text with each ground that it can stand on, and every edge, light then dark."""
    for scheme in palette.schemes:
        of, accents = scheme.common, scheme.accents
        tints = [accent.tint for accent in accents]
        for ground in (of["surface"], of["ground"], of["paper"], *tints):
            yield Pair(of["text"], ground, TEXT)
            yield Pair(of["quiet"], ground, TEXT)
        yield Pair(of["theory"], of["paper"], TEXT)
        yield Pair(of["footer-text"], of["footer"], TEXT)
        yield Pair(of["mark-text"], of["mark-back"], TEXT)
        for ground in (of["surface"], of["ground"], *tints):
            yield Pair(of["edge"], ground, EDGE)
        for accent in accents:
            for ground in (of["surface"], of["ground"], accent.tint):
                yield Pair(accent.accent, ground, TEXT)
            yield Pair(accent.plate._replace(name="white", value=_WHITE), accent.plate, TEXT)
            yield Pair(of["on-accent"], accent.accent, TEXT)


def contrast_faults(palette: Palette, file: str) -> Iterator[Problem]:
    """Yield a problem for each pair of a palette that has too little contrast."""
    for colour, ground, wanted in pairs(palette):
        found = ratio(colour.value, ground.value)
        if found < wanted:
            details = {"name": colour.name, "value": colour.value, "ground": ground.name}
            details |= {"under": ground.value, "wanted": f"{wanted:g}"}
            details["found"] = f"{int(found * 100) / 100:.2f}"  # cut: 6.999 is not 7.00
            yield problem(file, colour.line, PALETTE_CONTRAST, **details)
