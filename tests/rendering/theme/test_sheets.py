"""A sheet is put together from what it imports; what can't be taken is named with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianzhan.rendering.theme.faults import ThemeFaultsError
from lianzhan.rendering.theme.sheets import served

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "css/site.css"


def put(theme: Path, **files: str) -> Path:
    """A theme: its sheet by `site`, other files by names whose folders end with "__"."""
    for name, text in files.items():
        path = "static/css/site" if name == "site" else name.replace("__", "/")
        (theme / f"{path}.css").parent.mkdir(parents=True, exist_ok=True)
        (theme / f"{path}.css").write_text(text, "utf-8")
    return theme


def faults(theme: Path, code: str = "sheet-import") -> list[tuple[str, int, str]]:
    with pytest.raises(ThemeFaultsError) as raised:
        served(theme, SHEET)
    assert {fault.code for fault in raised.value.problems} == {code}
    return [
        (p.path.removeprefix(f"{theme}/"), p.line, dict(p.details)["name"])
        for p in raised.value.problems
    ]


def test_what_is_imported_stands_in_the_place_of_the_import(tmp_path: Path) -> None:
    theme = put(
        tmp_path,
        site='/* @import "no"; */\n@import "../../styles/one.css";\n.own { a: "@import \'x\';" }\n'
        '@import url("../../templates/components/call.css");',
        styles__one="@import 'two.css' ;\n.one { }",
        styles__two="\ufeff.two { }",
        templates__components__call=".call { }",
    )
    assert served(theme, SHEET) == b".two{}.one{}.own{a:\"@import 'x';\"}.call{}"


def test_each_file_stands_once_in_a_sheet(tmp_path: Path) -> None:
    theme = put(
        tmp_path,
        site='@import "../../a.css";@import "../../b.css";@import "../css/../../a.css";',
        a='@import "c.css";.a{}',
        b='@import "c.css";.b{}',
        c=".c{}",
    )
    assert served(theme, SHEET) == b".c{}.a{}.b{}"


def test_addresses_of_static_files_are_written_for_the_sheet(tmp_path: Path) -> None:
    theme = put(
        tmp_path,
        site='@import "more/x.css";@import "../../a.css";',
        static__css__more__x="a{b:url( y.png ) url('../z.png')}",
        a='a{b:url("static/i.svg") url(#i) url("data:x,<svg a=\'1  2\'>")}',
    )
    assert served(theme, SHEET).decode() == (
        "a{b:url(more/y.png) url('z.png')}"
        'a{b:url("../i.svg") url(#i) url("data:x,<svg a=\'1  2\'>")}'
    )


@pytest.mark.parametrize(
    "css",
    [
        "a { b: c }  /* as it is */",
        '@import url("reset.css");\n@import url(//example.org/x.css) screen;\na { }',
        'a { b: "@import" }  /* @import "x.css"; */',
        "@media x { a { b: url(//example.org/x.png) } }",
    ],
)
def test_a_sheet_that_imports_nothing_by_a_bare_name_is_served_as_it_is(
    tmp_path: Path, css: str
) -> None:
    assert served(put(tmp_path, site=css), SHEET) == css.encode()


@pytest.mark.parametrize(
    ("site", "name"),
    [
        ('\n@import "../../none.css";', "../../none.css"),
        ('\n@import "../../styles";', "../../styles"),
        ('\n@import "../../templates/x.html";', "../../templates/x.html"),
        ('\n@import "https://example.org/a.css";', "https://example.org/a.css"),
        ('\n@import "//example.org/a.css";', "//example.org/a.css"),
        ('\n@import "/a.css";', "/a.css"),
        ('\n@import "../../../a.css";', "../../../a.css"),
        ('\n@import "../../a.css" screen;', '"../../a.css" screen'),
        ('\n@import "../../a.css" layer(x);', '"../../a.css" layer(x)'),
        ('\n@import "../../a.css"', ""),
        ('@import "../../a.css";\na{b:url(//example.org/x)}', "//example.org/x"),
        ('@import "../../a.css";\na{b:url(https://example.org/x)}', "https://example.org/x"),
        ('@import "../../a.css";\na{b:url(../../a.css)}', "../../a.css"),
    ],
)
def test_what_can_not_be_taken_is_named_with_its_line(tmp_path: Path, site: str, name: str) -> None:
    theme = put(tmp_path, site=site, a=".a{}", styles__x="")
    if not name:  # the end of the file ends the import
        assert served(theme, SHEET) == b".a{}"
        return
    code = "sheet-address" if "url(" in site else "sheet-import"
    assert faults(theme, code) == [("static/css/site.css", 2, name)]


def test_a_file_beside_the_theme_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(".a{}", "utf-8")
    theme = put(tmp_path / "theme", site='@import "../../../a.css";', b='@import "../a.css";')
    assert faults(theme) == [("static/css/site.css", 1, "../../../a.css")]
    absolute = f"{tmp_path}/a.css"
    put(theme, site=f'@import "{absolute}";')
    assert faults(theme) == [("static/css/site.css", 1, absolute)]
    put(theme, site='@import "../../b.css";')
    assert faults(theme) == [("b.css", 1, "../a.css")]


def test_faults_of_files_that_are_imported_are_told_of_them_all_at_once(tmp_path: Path) -> None:
    theme = put(tmp_path, site='@import "../../a.css";', a='\n\n@import "b.css";\n@import "c.css";')
    (theme / "c.css").write_bytes(b"\xff")
    assert faults(theme) == [("a.css", 3, "b.css"), ("a.css", 4, "c.css")]


def test_a_circle_is_told_with_its_way(tmp_path: Path) -> None:
    theme = put(
        tmp_path,
        site='@import "../../a.css";',
        a='@import "b.css";',
        b='.b{}\n@import "a.css";',
    )
    with pytest.raises(ThemeFaultsError) as raised:
        served(theme, SHEET)
    (fault,) = raised.value.problems
    assert (fault.path, fault.line, fault.code) == (str(theme / "b.css"), 2, "sheet-import")
    assert dict(fault.details)["way"] == "a.css → b.css → a.css"
    put(theme, a='@import "a.css";')
    assert faults(theme) == [("a.css", 1, "a.css")]


def test_a_sheet_that_is_missing_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        served(tmp_path, SHEET)
