"""A packed sheet shows what it showed: the same rules, the same values behind its properties."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from lianzhan.rendering.theme.minified import minified
from lianzhan.rendering.theme.packed import PRINT, packed
from lianzhan.rendering.theme.sheets import served
from lianzhan.runtime.digests import paths_below

THEME = ROOT / "themes" / "lianzhan"
SHEETS = [path for path in paths_below(THEME / "static") if path.endswith(".css")]
ROOT_RULE = ":root{--surface:#fff;--text:#000}"


@pytest.mark.parametrize(
    ("css", "short"),
    [
        (f"{ROOT_RULE}a{{b:var(--text)}}", ":root{--a:#fff;--b:#000}a{b:var(--b)}"),
        (":root{--x:1}a{--x-y:var(--x);b:var(--x-y,--x)}", ":root{--a:1}a{--b:var(--a);b:var(--b,--a)}"),
        ("a{b:var(--of-others)}", "a{b:var(--of-others)}"),
        (":root{--x:1}.a--x{b:'--x:';c:url(--x)}", ":root{--a:1}.a--x{b:'--x:';c:url(--x)}"),
    ],
)  # fmt: skip
def test_properties_that_a_sheet_sets_have_short_names_in_it(css: str, short: str) -> None:
    assert packed(css) == short


def test_what_a_sheet_sets_first_is_called_the_same_in_each() -> None:
    one, other = packed(f"{ROOT_RULE}a{{--c:1}}"), packed(f"{ROOT_RULE}b{{--d:2}}e{{--c:1}}")
    assert one.partition("}")[0] == other.partition("}")[0]


def test_there_are_names_for_more_than_26() -> None:
    css = ":root{" + ";".join(f"--name-{number}:{number}" for number in range(30)) + "}"
    names = re.findall(r"--(\w+):", packed(css))
    assert len(set(names)) == 30
    assert names[25:28] == ["z", "aa", "ab"]


@pytest.mark.parametrize(
    ("css", "last"),
    [
        ("@media print{a{b:c}}d{e:f}", "d{e:f}@media print{a{b:c}}"),
        ("@media print{a{b:c}}d{e:f}@media print{g{h:i}}", "d{e:f}@media print{a{b:c}g{h:i}}"),
        ("@media screen{@media print{a{b:c}}}d{e:'}'}", "@media screen{@media print{a{b:c}}}d{e:'}'}"),
        ("@charset 'x';a{b:c}", "@charset 'x';a{b:c}"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_for_paper_stands_at_the_end(css: str, last: str) -> None:
    assert packed(css) == last


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_theme_packs_all_its_sheets_and_names_what_they_share_alike(sheet: str) -> None:
    """Pages that show all components load all of them."""
    css = served(THEME, sheet).decode()
    assert css.count(PRINT) == 1
    assert css.endswith("}}")
    colours = served(THEME, SHEETS[0]).decode().partition("html{")[0]
    assert css.startswith(colours[: colours.rindex(":root{")])
    assert not re.findall(r"var\(--\w\w\w", css), "each property that is used is set in the sheet"
    assert minified(css) == css
