"""What browsers that are old or odd make of the sheets, each seen in one: rules that keep them sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

THEME = Path(__file__).parents[2] / "themes/lianzhan"
SHEETS = sorted([*THEME.glob("styles/*.css"), *THEME.glob("templates/components/*.css")])
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
_LEAST = re.compile(r"minmax\((?:[^()]|\([^()]*\))*\)")
"""A column that says its least width."""


def rules(file: Path) -> list[tuple[str, str]]:
    """Return selectors and declarations, whatever @media they stand in."""
    found = _RULE.findall(_COMMENT.sub("", file.read_text("utf-8")))
    return [(selector.strip(), declared) for selector, declared in found]


def growing_grids(file: Path) -> list[str]:
    """Return the grids whose columns are as wide as a title that WebKit can't break."""
    grids = [(s, d) for s, d in rules(file) if "display: grid" in d or "template-columns" in d]
    return [s for s, d in grids if "template-columns" not in d or "1fr" in _columns(d)]


def _columns(declared: str) -> str:
    said = re.findall(r"grid-template-columns:([^;]*)", declared)
    return _LEAST.sub("", " ".join(said))


@pytest.mark.parametrize("file", SHEETS, ids=lambda file: file.stem)
def test_no_grid_grows_with_its_titles(file: Path) -> None:
    assert growing_grids(file) == []


def test_a_grid_that_grows_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(
        ".a { display: grid; }\n.b { grid-template-columns: 1fr 1fr; }"
        "@media (min-width: 9rem) { .c { display: grid; grid-template-columns: minmax(0, 1fr); } }"
        ".d { grid-template-columns: repeat(auto-fill, minmax(min(9rem, 100%), 1fr)); }"
    )
    assert growing_grids(tmp_path / "a.css") == [".a", ".b"]


def test_webkit_spaces_no_digits() -> None:
    """WebKitGTK 2.50 draws digits over one another where text-autospace stands."""
    sheet = _COMMENT.sub("", "".join(file.read_text("utf-8") for file in SHEETS))
    without = re.sub(r"@supports not \(hanging-punctuation: first\) \{[^}]*\}", "", sheet)
    assert "text-autospace" in sheet
    assert "text-autospace" not in without


def test_no_fieldset_is_a_flexible_box() -> None:
    """Chromium before 86 lays out none as one, and its children stand one below the other."""
    declared = dict(rules(THEME / "templates/components/footer.css"))
    assert "display" not in declared[".schemes"]
    assert "display: inline-block" in declared[".scheme"]


def test_a_switch_that_nothing_answers_is_not_shown() -> None:
    """Without :has() and without script; `not selector()` holds in Chromium 69, too."""
    sheet = (THEME / "styles/layout.css").read_text("utf-8")
    (hidden,) = re.findall(r"@supports not selector\(:has\(a\)\) \{\s*(.*?)\s*\}", sheet, re.DOTALL)
    assert hidden.startswith("html:not(.js) .tools, html:not(.js) .schemes { display: none;")
