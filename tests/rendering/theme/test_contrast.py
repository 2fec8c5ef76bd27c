"""No palette goes live whose texts or edges have too little contrast."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from lianzhan.rendering.theme.contrast import EDGE, TEXT, pairs, ratio
from lianzhan.rendering.theme.faults import ThemeFaultsError
from lianzhan.rendering.theme.palette import ACCENTS, palette_css, read_palette

if TYPE_CHECKING:
    from pathlib import Path

PALETTE = ROOT / "themes/lianzhan/palette.toml"
AS_DESIGNED = {
    "cinnabar": (8.0, 7.2, 7.1, 10.0, 8.1, 11.6, 10.9),
    "pomegranate": (8.2, 7.4, 7.3, 10.0, 8.1, 11.7, 10.9),
    "ochre": (8.7, 7.8, 7.7, 10.2, 8.2, 11.5, 11.1),
    "tea": (8.2, 7.4, 7.3, 11.2, 8.9, 10.7, 12.2),
    "pine": (8.3, 7.5, 7.4, 10.5, 8.5, 11.0, 11.5),
    "river": (8.2, 7.4, 7.4, 10.5, 8.5, 11.2, 11.5),
    "indigo": (9.0, 8.2, 8.1, 10.2, 8.3, 11.9, 11.2),
    "wisteria": (9.3, 8.4, 8.2, 10.4, 8.3, 12.1, 11.3),
}
"""The design's figures: accent on white, ground and tint; in dark on surface and tint, white on
the plate, text on a button."""


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.478),
        ("#767676", "#ffffff", 4.542),
        ("#0000ff", "#ffffff", 8.592),
        ("#0a0a0a", "#000000", 1.061),
        ("#123456", "#123456", 1.0),
    ],
)
def test_ratios_are_those_of_the_standard(one: str, other: str, found: float) -> None:
    assert ratio(one, other) == pytest.approx(found, abs=0.001)


@pytest.mark.parametrize("name", ACCENTS)
def test_each_accent_has_the_contrasts_of_the_design(name: str) -> None:
    light, dark = read_palette(PALETTE).schemes
    by_day, by_night = (scheme.accents[ACCENTS.index(name)] for scheme in (light, dark))
    found = (
        ratio(by_day.accent.value, light.common["surface"].value),
        ratio(by_day.accent.value, light.common["ground"].value),
        ratio(by_day.accent.value, by_day.tint.value),
        ratio(by_night.accent.value, dark.common["surface"].value),
        ratio(by_night.accent.value, by_night.tint.value),
        ratio("#ffffff", by_night.plate.value),
        ratio(dark.common["on-accent"].value, by_night.accent.value),
    )
    assert found == pytest.approx(AS_DESIGNED[name], abs=0.0501)
    assert by_day.plate.value == by_day.accent.value


COMMON = {
    "light": {
        "text surface": 17.1,
        "text ground": 15.4,
        "text paper": 15.6,
        "quiet surface": 9.5,
        "quiet paper": 8.6,
        "edge surface": 3.8,
        "theory paper": 7.3,
        "footer-text footer": 13.9,
        "mark-text mark-back": 13.7,
    },
    "dark": {
        "text surface": 14.6,
        "text paper": 13.4,
        "quiet surface": 9.6,
        "quiet paper": 8.8,
        "edge surface": 4.7,
        "theory paper": 9.2,
    },
}
WORST = {"light": {"quiet": 8.4, "edge": 3.4}, "dark": {"quiet": 7.6, "edge": 3.7}}


@pytest.mark.parametrize("number", [0, 1], ids=["light", "dark"])
def test_what_all_accents_have_in_common_has_the_contrasts_of_the_design(number: int) -> None:
    scheme, name = read_palette(PALETTE).schemes[number], ["light", "dark"][number]
    of = {key: colour.value for key, colour in scheme.common.items()}
    for pair, figure in COMMON[name].items():
        one, other = pair.split()
        assert ratio(of[one], of[other]) == pytest.approx(figure, abs=0.0501), pair
    for key, figure in WORST[name].items():
        worst = min(ratio(of[key], accent.tint.value) for accent in scheme.accents)
        assert worst == pytest.approx(figure, abs=0.0501), key


def test_every_text_is_compared_with_every_ground() -> None:
    found = list(pairs(read_palette(PALETTE)))
    assert len({(pair.colour.name, pair.ground.name) for pair in found}) == len(found) == 150
    assert {pair.wanted for pair in found} == {TEXT, EDGE} == {7.0, 3.0}
    assert all(ratio(p.colour.value, p.ground.value) >= p.wanted for p in found)


FAULTS = {
    ("light", "text", "#777777"): {"light surface", "light ground", "light paper"},
    ("light", "quiet", "#5c564f"): {"light ground"},
    ("dark", "quiet", "#a8a29a"): {"dark paper"},
    ("light", "theory", "#b3261e"): {"light paper"},
    ("light", "theory", "#a1201a"): {"light paper"},
    ("dark", "edge", "#5d5750"): {"dark surface"},
    ("light", "footer", "#666666"): {"light footer"},
    ("dark", "mark-back", "#776633"): {"dark mark-back"},
    ("light", "ground", "#d0ccc4"): {"light ground"},
    ("cinnabar", "accent", "#a81c17"): {"cinnabar tint", "light ground"},
    ("cinnabar", "dark-plate", "#c0504c"): {"cinnabar dark-plate"},
    ("tea", "dark-accent", "#808a44"): {"tea dark-tint", "dark surface"},
    ("pine", "dark-tint", "#5a5f5a"): {"pine dark-tint"},
    ("light", "on-accent", "#ffd0d0"): {"cinnabar accent"},
}


@pytest.mark.parametrize("fault", FAULTS, ids=" ".join)
def test_a_pair_with_too_little_contrast_is_named(
    tmp_path: Path, fault: tuple[str, str, str]
) -> None:
    owner, key, value = fault
    text = PALETTE.read_text("utf-8")
    start = text.index(f"[{owner}]")
    changed = re.sub(rf'^{key} = "[^"]*"', f'{key} = "{value}"', text[start:], count=1, flags=re.M)
    file = tmp_path / "palette.toml"
    file.write_text(text[:start] + changed, "utf-8")
    with pytest.raises(ThemeFaultsError) as raised:
        palette_css(file)
    problems = raised.value.problems
    assert {problem.code for problem in problems} == {"palette-contrast"}
    assert {dict(problem.details)["ground"] for problem in problems} >= FAULTS[fault]
    lines = file.read_text("utf-8").splitlines()
    for problem in problems:
        details = dict(problem.details)
        assert float(details["found"]) < float(details["wanted"])
        assert details["value"] in lines[problem.line - 1] or details["name"] == "white"
