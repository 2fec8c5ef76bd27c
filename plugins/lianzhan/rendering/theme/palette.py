"""A theme's palette: its colours as data, proven, and as the custom properties of a style sheet.

In: palette.toml. Out: CSS, or what is wrong with it. Each property has its light and its dark value
in one place. Two switches say which holds: one is `initial`, which makes `var()` take the value
written behind it, the other a mere space. So an element of another accent than its page has its own
colours in each scheme, and no rule is said once a scheme.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.codes import N_
from lianzhan.model.problem import problem
from lianzhan.model.profile import Accent
from lianzhan.reading.toml_file import CONFIG_MISSING_KEY, read_toml
from lianzhan.rendering.theme.contrast import contrast_faults
from lianzhan.rendering.theme.faults import ThemeFaultsError
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from lianzhan.model.problem import Problem
    from lianzhan.reading.toml_file import Table

PALETTE = "palette.toml"
"""The palette's name in a theme's folder."""
SCHEMES = ("light", "dark")
COMMON = (
    *("ground", "surface", "text", "quiet", "line", "edge", "theory", "paper"),
    *("footer", "footer-text", "mark-back", "mark-text", "on-accent"),
)
"""The colours that every accent has in common, by the names of their properties."""
OF_ACCENT = ("accent", "tint", "plate")
"""The colours of an accent, by the names of their properties; in dark, their keys have "dark-"."""
ACCENTS = tuple(accent.name.lower() for accent in Accent)
"""The accents, as palettes and class names call them."""
_HEX = late(r"#[0-9a-f]{6}", re.IGNORECASE)
_SWITCHES = {"light": "--if-light:initial;--if-dark: ", "dark": "--if-light: ;--if-dark:initial"}


class Colour(NamedTuple):
    """A colour #rrggbb, as what its palette names it, and the line where."""

    name: str
    value: str
    line: int


class AccentColours(NamedTuple):
    """An accent in one scheme: of text and buttons, of boxes, and of the header."""

    accent: Colour
    tint: Colour
    plate: Colour


class Scheme(NamedTuple):
    """All colours of a scheme, light or dark; the accents in the order of `ACCENTS`."""

    common: Mapping[str, Colour]
    accents: tuple[AccentColours, ...]


class Palette(NamedTuple):
    """A theme's colours, light and dark."""

    light: Scheme
    dark: Scheme

    @property
    def schemes(self) -> tuple[Scheme, Scheme]:
        """Both of them, light first."""
        return self.light, self.dark


def palette_css(file: Path) -> str:
    """Return the custom properties of a palette. Raises ThemeFaultsError."""
    palette = read_palette(file)
    if faults := tuple(contrast_faults(palette, str(file))):
        raise ThemeFaultsError(faults)
    return "".join(_rules(palette))


def read_palette(file: Path) -> Palette:
    """Return the colours in a file. Raises ThemeFaultsError where it is not sound."""
    table = read_toml(file, str(file))
    if table.data:
        table.reject_unknown(*SCHEMES, *ACCENTS)
        common = {scheme: _colours(table, scheme, COMMON) for scheme in SCHEMES}
        keys = (*OF_ACCENT, *(f"dark-{key}" for key in OF_ACCENT))
        accents = [_colours(table, name, keys) for name in ACCENTS]
    if table.problems or not table.data:
        raise ThemeFaultsError(tuple(table.problems) or (_missing(table, SCHEMES[0]),))
    light, dark = (
        Scheme(common[scheme], tuple(_of(accent, prefix) for accent in accents))
        for scheme, prefix in zip(SCHEMES, ("", "dark-"), strict=True)
    )
    return Palette(light, dark)


def _missing(table: Table, key: str) -> Problem:
    return problem(table.path, table.start, CONFIG_MISSING_KEY, key=key)


def _colours(table: Table, name: str, keys: tuple[str, ...]) -> dict[str, Colour]:
    """Return the colours of a table of the file; what is wrong with them is noted."""
    if name not in table.data:
        table.problems.append(_missing(table, f"[{name}]"))
        return {}
    inside = table.table(name)
    inside.reject_unknown(*keys)
    return {key: colour for key in keys if (colour := _colour(inside, name, key))}


def _colour(table: Table, owner: str, key: str) -> Colour | None:
    if key not in table.data:
        table.problems.append(_missing(table, key))
        return None
    value = table.get(key, str, "")
    if value and not _HEX.fullmatch(value):
        table.fault(key, value, N_("#rrggbb，六位十六进制"))
    return Colour(f"{owner} {key}", value.lower(), table.line(key))


def _of(colours: dict[str, Colour], prefix: str) -> AccentColours:
    return AccentColours(*(colours[f"{prefix}{key}"] for key in OF_ACCENT))


def _rules(palette: Palette) -> Iterator[str]:
    """Yield the rules: the switches, what all accents have in common, and each accent.

    Paper is light. A rule with :has() stands alone: old browsers drop it whole.
    """
    light, dark = (f"{{color-scheme:{name};{_SWITCHES[name]}}}" for name in SCHEMES)
    yield f":root{light}"
    yield "@media screen{"
    yield f"@media (prefers-color-scheme:dark){{:root{dark}}}"
    yield f"html.dark{dark}html.light{light}"
    yield f":root:has(#scheme-dark:checked){dark}:root:has(#scheme-light:checked){light}}}"
    of_all = (scheme.common.values() for scheme in palette.schemes)
    yield f":root{{{_properties(COMMON, *of_all)}}}"
    accents = zip(ACCENTS, palette.light.accents, palette.dark.accents, strict=True)
    for name, in_light, in_dark in accents:
        first = ":root," if name == ACCENTS[0] else ""
        yield f"{first}.accent-{name}{{{_properties(OF_ACCENT, in_light, in_dark)}}}"


def _properties(names: Iterable[str], light: Iterable[Colour], dark: Iterable[Colour]) -> str:
    values = zip(names, light, dark, strict=True)
    return ";".join(f"--{name}:{_value(one.value, other.value)}" for name, one, other in values)


def _value(light: str, dark: str) -> str:
    return light if light == dark else f"var(--if-light,{light})var(--if-dark,{dark})"
