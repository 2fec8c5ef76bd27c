"""Each component of the theme is rendered alone, from the example in its own comment.

Examples may use `site` (Changsha of tests/sites/valid, as its pages have it), `cover` (a picture),
`day` (a moment) and `mentions` (a value of the site below).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, SITES, House
from html_faults import html_faults

from lianzhan.model.catalog import Picture
from lianzhan.planning.outline import Mention
from lianzhan.rendering import portal
from lianzhan.rendering.html.addresses import host_of

if TYPE_CHECKING:
    from pathlib import Path

THEME = ROOT / "themes" / "lianzhan"
COMPONENTS = sorted(file.stem for file in (THEME / "templates/components").iterdir())
VNU = ROOT / ".cache/validators/node_modules/vnu-jar/build/dist/vnu.jar"
_MACRO = re.compile(r"\{% macro (\w+)\((.*)\) %\}")


def comment(name: str) -> str:
    """The comment that a component begins with."""
    text = (THEME / f"templates/components/{name}.html").read_text("utf-8")
    found = re.match(r"\{#\n(.*?)\n#\}\n", text, re.DOTALL)
    assert found, f"{name} begins with no comment"
    return found[1]


def examples(name: str) -> list[str]:
    """The examples of a component, each as a template that imports it."""
    _, *found = re.split(r"^Example:\n", comment(name), flags=re.MULTILINE)
    assert found, f"{name} has no example"
    text = (THEME / f"templates/components/{name}.html").read_text("utf-8")
    is_macro = _MACRO.search(text) is not None
    used = f"{name}(" if is_macro else f'{{% include "components/{name}.html" %}}'
    assert [example for example in found if used not in example] == []
    start = f'{{% from "components/{name}.html" import {name} with context %}}' if is_macro else ""
    return [start + example for example in found]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a component finds on a page: of all that a page has, what comments may mention."""
    folder = tmp_path_factory.mktemp("components")
    shutil.copytree(SITES / "valid", folder / "content")
    site = House(folder).plans()["changsha"]
    url = f"{site.children[0].url}services/#a"
    return {
        "site": site,
        "cover": Picture("hunan/images/a.jpg", "0" * 64, "jpeg", 90_000, 1500, 890),
        "day": datetime(2026, 6, 1, tzinfo=UTC),
        "mentions": (Mention("x", "service", "a", url, site.children[0], (("title", "服务站"),)),),
        "host": host_of(site),
        "output_file": "theory/index.html",
        "THEME_STATIC_DIR": "../assets/theme",
    }


def rendered(name: str, names: dict[str, Any]) -> list[str]:
    environment = portal._environment(THEME, names["site"].shared)
    return [environment.from_string(example).render(names) for example in examples(name)]


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_says_what_it_reads(name: str) -> None:
    text = (THEME / f"templates/components/{name}.html").read_text("utf-8")
    for macro, written in _MACRO.findall(text):
        assert macro == name
        parameters = [parameter.partition("=")[0] for parameter in written.split(", ")]
        head, _, rest = comment(name).partition("):")
        assert head == f"{name}({', '.join(parameters)}"
        explained = re.findall(r"^  ([a-z][a-z_, ]*?)   ", rest, re.MULTILINE)
        assert [word for line in explained for word in line.split(", ")] == parameters


@pytest.mark.parametrize("name", COMPONENTS)
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
    for name in COMPONENTS:
        for number, text in enumerate(rendered(name, names)):
            in_head = name in ("head_start", "feed_alternates")
            parts = (text, "") if in_head else ("", text)
            start = '<!doctype html><html lang="zh-CN"><head><title>x</title>'
            page = f'{start}{parts[0]}</head><body id="top">{parts[1]}</body></html>'
            (tmp_path / f"{name}{number}.html").write_text(page, "utf-8")
    command = ["java", "-jar", VNU, "--format", "json", "--skip-non-html", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [m for m in json.loads(done.stderr)["messages"] if m["type"] == "error"] == []
