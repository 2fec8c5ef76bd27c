"""The pages of the project say what is so: tasks and options, links, and the example of a start."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from conftest import ROOT, House
from invoke.collection import Collection

if TYPE_CHECKING:
    from collections.abc import Iterator

README = ("README.md", "README.zh-CN.md")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
_CODE = re.compile(r"`[^`\n]*`")
_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)


def tasks() -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("tasks", ROOT / "tasks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(Collection.from_module(module).tasks)


def rows(page: str) -> dict[str, str]:
    """The rows of the table of tasks, by the task."""
    text = (ROOT / page).read_text("utf-8")
    return {row[1]: row[0] for row in re.finditer(r"^\| `([a-z-]+)[^|]*\|.*$", text, re.MULTILINE)}


@pytest.mark.parametrize("page", README)
def test_every_task_and_option_is_in_the_table(page: str) -> None:
    table = rows(page)
    missing = []
    for name, task in tasks().items():
        options = [] if name in table else [name]
        for argument in task.get_arguments():
            option = f"--{argument.name.replace('_', '-')}"
            if argument.name not in task.positional and argument.name not in task.iterable:
                options.append(option)
        missing += [f"{name} {option}" for option in options if option not in table.get(name, "")]
    assert missing == []


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(text))
    return {heading.strip().replace(" ", "-") for heading in plain}


def dead_links(page: Path) -> Iterator[str]:
    prose = _CODE.sub("", _BLOCK.sub("", page.read_text("utf-8")))
    for target in _LINK.findall(prose):
        path, _, fragment = unquote(target).partition("#")
        if ":" in path:
            continue
        file = page.parent / path if path else page
        if not file.exists() or (fragment and fragment not in anchors(file.read_text("utf-8"))):
            yield target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    assert list(dead_links(page)) == []


@pytest.mark.parametrize("page", README)
def test_the_example_of_an_own_federation_builds(page: str, tmp_path: Path) -> None:
    text = (ROOT / page).read_text("utf-8").split("`mine/`", 1)[1]
    blocks = [dedent(body) for _, _, body in _BLOCK.findall(text)][:4]
    names = re.findall(r"`mine/([\w/]+\.(?:toml|md))`", text)[:4]
    assert [Path(name).suffix for name in names] == [".toml", ".toml", ".toml", ".md"]
    house = House(tmp_path)
    for name, block in zip(names, blocks, strict=True):
        house.write(name, block)
    report = house.build()
    assert report.exit_status == 0
    assert [site.slug for site in report.sites] == ["guangdong", "guangzhou"]
