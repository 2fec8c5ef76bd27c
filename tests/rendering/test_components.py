"""Each component of the theme is rendered alone, from the example in its own comment.

What examples may use stands in tests/showing/sample.py.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT
from html_faults import html_faults
from showing.sample import THEME, rendered, sample_names

from lianzhan.rendering.theme.components import (
    COMPONENTS,
    IN_HEAD,
    UndescribedComponentError,
    component_names,
    read_component,
)

if TYPE_CHECKING:
    from pathlib import Path

NAMES = component_names(THEME)
VNU = ROOT / ".cache/validators/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return sample_names(tmp_path_factory.mktemp("components"))


@pytest.mark.parametrize("name", NAMES)
def test_a_component_says_what_it_reads(name: str) -> None:
    component = read_component(THEME, name)
    for macro, parameters in component.macros:
        assert macro == name
        assert component.about.startswith(f"{name}({', '.join(parameters)}):")
        assert component.explained == parameters
    assert [example for example in component.examples if component.use not in example] == []


@pytest.mark.parametrize(
    "text", ["<p></p>\n", "{#\nx: a thing\n#}\n<p></p>", "{# Example:\n  x #}\n"]
)
def test_a_component_without_a_comment_or_an_example_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / COMPONENTS).mkdir(parents=True)
    (tmp_path / COMPONENTS / "x.html").write_text(text, "utf-8")
    (tmp_path / COMPONENTS / "x.css").write_text("", "utf-8")
    assert component_names(tmp_path) == ["x"]
    with pytest.raises(UndescribedComponentError, match="x begins with no comment"):
        read_component(tmp_path, "x")


@pytest.mark.parametrize("name", NAMES)
def test_a_component_makes_sound_html_of_its_example_alone(
    name: str, names: dict[str, Any]
) -> None:
    for text in rendered(name, names):
        assert text.strip()
        assert html_faults(text) == []


@pytest.mark.skipif(
    not VNU.exists() or not shutil.which("java"),
    reason="the HTML checker needs vnu-jar (npm) and Java 17: .ci/run installs them",
)
def test_the_html_checker_finds_nothing(names: dict[str, Any], tmp_path: Path) -> None:
    for name in NAMES:
        for number, text in enumerate(rendered(name, names)):
            in_head = name in IN_HEAD
            parts = (text, "") if in_head else ("", text)
            start = '<!doctype html><html lang="zh-CN"><head><title>x</title>'
            page = f'{start}{parts[0]}</head><body id="top">{parts[1]}</body></html>'
            (tmp_path / f"{name}{number}.html").write_text(page, "utf-8")
    command = ["java", "-jar", VNU, "--format", "json", "--skip-non-html", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [m for m in json.loads(done.stderr)["messages"] if m["type"] == "error"] == []
