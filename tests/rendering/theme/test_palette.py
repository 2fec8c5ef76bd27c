"""The palette as the sheet's custom properties, in each scheme, and what is wrong with one."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
import tinycss2
from conftest import ROOT

from lianzhan.rendering.theme.faults import ThemeFaultsError
from lianzhan.rendering.theme.minified import minified
from lianzhan.rendering.theme.packed import packed
from lianzhan.rendering.theme.palette import ACCENTS, COMMON, palette_css, read_palette
from lianzhan.rendering.theme.sheets import served

if TYPE_CHECKING:
    from pathlib import Path

PALETTE = ROOT / "themes/lianzhan/palette.toml"
SWITCHES = {"light": {"--if-light": "initial"}, "dark": {"--if-dark": "initial"}}


def rules(css: str) -> dict[str, dict[str, str]]:
    """The declarations of each selector outside of at-rules, and by "at-rule selector" inside."""
    found: dict[str, dict[str, str]] = {}
    parsed = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    waiting = [("", rule) for rule in parsed]
    for above, rule in waiting:
        prelude = tinycss2.serialize(rule.prelude).strip()
        assert rule.type != "error"
        if rule.type == "at-rule":
            inside = tinycss2.parse_rule_list(rule.content, skip_whitespace=True)
            waiting += [(f"{above}{prelude} ", each) for each in inside]
            continue
        for declared in tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True):
            assert declared.type == "declaration"
            own = found.setdefault(f"{above}{prelude}", {})
            own[declared.name] = tinycss2.serialize(declared.value)
    return found


def value(written: str, scheme: str) -> str:
    """What a property of both schemes is in one of them."""
    switches = {name: SWITCHES[scheme].get(name, " ") for name in ("--if-light", "--if-dark")}

    def chosen(match: re.Match[str]) -> str:
        return match[2] if switches[match[1]] == "initial" else switches[match[1]]

    return re.sub(r"var\((--[a-z-]+),([^)]*)\)", chosen, written).strip()


def test_a_colour_is_the_same_in_capitals(tmp_path: Path) -> None:
    file = tmp_path / "palette.toml"
    text = PALETTE.read_text("utf-8")
    file.write_text(re.sub(r"#[0-9a-f]{6}", lambda found: found[0].upper(), text), "utf-8")
    assert palette_css(file) == palette_css(PALETTE)


@pytest.mark.parametrize("number", [0, 1], ids=["light", "dark"])
def test_every_colour_is_a_property_in_each_scheme(number: int) -> None:
    scheme = read_palette(PALETTE).schemes[number]
    name, found = ["light", "dark"][number], rules(palette_css(PALETTE))
    root = {key: value(written, name) for key, written in found[":root"].items()}
    assert {key: root[f"--{key}"] for key in COMMON} == {
        key: colour.value for key, colour in scheme.common.items()
    }
    for accent, colours in zip(ACCENTS, scheme.accents, strict=True):
        selector = ":root,.accent-cinnabar" if accent == "cinnabar" else f".accent-{accent}"
        assert {key: value(written, name) for key, written in found[selector].items()} == {
            "--accent": colours.accent.value,
            "--tint": colours.tint.value,
            "--plate": colours.plate.value,
        }


def test_the_scheme_follows_the_system_until_a_reader_chooses_and_paper_is_light() -> None:
    found = rules(palette_css(PALETTE))
    schemes = {
        selector: own["color-scheme"] for selector, own in found.items() if "color-scheme" in own
    }
    assert schemes == {
        ":root": "light",
        "screen (prefers-color-scheme:dark) :root": "dark",
        "screen html.dark": "dark",
        "screen html.light": "light",
        "screen :root:has(#scheme-dark:checked)": "dark",
        "screen :root:has(#scheme-light:checked)": "light",
    }
    for selector, scheme in schemes.items():
        off = {"light": "--if-dark", "dark": "--if-light"}[scheme]
        on = {"light": "--if-light", "dark": "--if-dark"}[scheme]
        assert (found[selector][on].strip(), found[selector][off]) == ("initial", " ")


def test_the_rules_are_as_short_as_they_get() -> None:
    css = palette_css(PALETTE)
    assert minified(css) == css
    assert rules(css)[":root"]["--footer-text"] == "#f2ede6"
    assert len(gzip.compress(css.encode(), 9)) < 700
    assert served(ROOT / "themes/lianzhan", "css/site.css").decode().startswith(packed(css))


def replaced(tmp_path: Path, old: str, new: str) -> Path:
    text = PALETTE.read_text("utf-8")
    assert old in text
    (tmp_path / "palette.toml").write_text(text.replace(old, new, 1), "utf-8")
    return tmp_path / "palette.toml"


MISSING, UNKNOWN = "config-missing-key", "config-unknown-key"
FAULTS = {
    ('"#1f1b18"', '"black"'): (["config-value"], 7, "black"),
    ('"#1f1b18"', '"#1f1b1"'): (["config-value"], 7, "#1f1b1"),
    ('"#1f1b18"', '"#1f1b188"'): (["config-value"], 7, "#1f1b188"),
    ('"#1f1b18"', "7"): (["config-value"], 7, "7"),
    ('text = "#1f1b18"\n', ""): ([MISSING], 4, "text"),
    ("quiet =", "quit ="): ([MISSING, UNKNOWN], 8, "quiet"),
    ("[tea]", "[tee]"): ([MISSING, UNKNOWN], 60, "tea"),
    ("[dark]", "[dark"): (["config-syntax"], 19, "dark"),
    ("dark-tint", "dark-tynt"): ([MISSING, UNKNOWN], 41, "dark-tint"),
}


@pytest.mark.parametrize("fault", FAULTS, ids=" → ".join)
def test_what_is_wrong_with_a_palette_is_named_with_its_line(
    tmp_path: Path, fault: tuple[str, str]
) -> None:
    codes, line, said = FAULTS[fault]
    file = replaced(tmp_path, *fault)
    with pytest.raises(ThemeFaultsError) as raised:
        palette_css(file)
    problems = raised.value.problems
    assert sorted(problem.code for problem in problems) == codes
    assert {problem.path for problem in problems} == {str(file)}
    assert line in {problem.line for problem in problems}
    assert said in {text for problem in problems for _, text in problem.details} or said == "dark"


def test_an_empty_palette_and_none_at_all_are_no_palettes(tmp_path: Path) -> None:
    with pytest.raises(ThemeFaultsError, match="config-missing"):
        palette_css(tmp_path / "palette.toml")
    (tmp_path / "palette.toml").write_text("# nothing\n", "utf-8")
    with pytest.raises(ThemeFaultsError, match="config-missing-key"):
        palette_css(tmp_path / "palette.toml")


def test_a_palette_with_faults_is_a_fault_of_the_sheet_that_imports_it(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/site.css").write_text('@import "../palette.toml";', "utf-8")
    replaced(tmp_path, '"#4a4540"', '"#8a8178"')
    with pytest.raises(ThemeFaultsError) as raised:
        served(tmp_path, "site.css")
    assert {problem.code for problem in raised.value.problems} == {"palette-contrast"}
