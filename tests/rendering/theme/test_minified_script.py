"""A minified script does what it did: signs that mean something stay, and so do the ends of statements."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from lianzhan.rendering.theme.minified_script import minified_script

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = sorted((ROOT / "themes/lianzhan/static/js").glob("*.js"))
NODE = pytest.mark.skipif(not shutil.which("node"), reason="needs node: .ci/run installs it")


@pytest.mark.parametrize(
    ("script", "short"),
    [
        ("var a = 1 ;\n\n  var b;", "var a=1;var b;"),
        ("a /* b */ = c // d\n;", "a=c;"),
        ("a\nb", "a\nb"),
        ("a = b\n(c)", "a=b\n(c)"),
        ("if (a) {\n  b();\n}\nc", "if(a){b();}\nc"),
        ("function a() {\n}\n\nfunction b() {}", "function a(){}\nfunction b(){}"),
        ("return /a  b/.test(c)", "return/a  b/.test(c)"),
        ("a = b / c / d", "a=b/c/d"),
        ("x = /[/ ]  \\/ /g, y", "x=/[/ ]  \\/ /g,y"),
        ("'a  // b' + \"c /* d */\"", "'a  // b'+\"c /* d */\""),
        ("a + +b - -c", "a+ +b- -c"),
        ("a ++ + b", "a++ +b"),
        ("1 .toFixed()", "1 .toFixed()"),
        ("a = `b  ${c}`  ;", "a = `b  ${c}`  ;"),
        ("/*! licence */ a", "/*! licence */a"),
        ("in  a", "in a"),
        ("// a", ""),
        ("", ""),
    ],
)
def test_spaces_and_comments_go_where_they_mean_nothing(script: str, short: str) -> None:
    assert minified_script(script) == short


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_the_theme_s_scripts_stay_as_they_are_when_minified_again(file: Path) -> None:
    text = minified_script(file.read_text("utf-8"))
    assert minified_script(text) == text
    assert "  " not in text


@NODE
@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_program_that_runs_scripts_reads_both(file: Path) -> None:
    text = file.read_text("utf-8")
    both = json.dumps([text, minified_script(text)])
    code = "for (const s of JSON.parse(process.argv[1])) new Function(s)"
    subprocess.run(["node", "-e", code, both], check=True, capture_output=True)


@NODE
def test_values_are_those_of_the_script_as_written() -> None:
    script = """
    var a = 3, b = 2 // two
    var c = a - -b /* five */
    var d = a++ + ++b
    c /= 5 ; var e = "x  y".replace(/x  (y)/g, '$1')
    done([a, b, c, d, e])
    """
    code = "const [s] = JSON.parse(process.argv[1]); new Function('done', s)((x) => console.log(JSON.stringify(x)))"
    said = [
        subprocess.run(
            ["node", "-e", code, json.dumps([text])], check=True, capture_output=True, text=True
        ).stdout
        for text in (script, minified_script(script))
    ]
    assert json.loads(said[0]) == [4, 3, 1, 6, "y"]
    assert said[0] == said[1]
