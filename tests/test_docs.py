"""The pages of the project say what is so: tasks and options, links, and the example of a start."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import walk
from conftest import ROOT, WHOLE, House
from invoke.collection import Collection

from lianzhan.desk.approval import Desk, Signature, approve, read_texts

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


@pytest.mark.skipif(not shutil.which("git") or os.name == "nt", reason="needs git and sh")
@pytest.mark.timeout(1200)
def test_every_command_of_the_readme_does_what_the_page_says(
    tmp_path: Path, example_content: Path
) -> None:
    """In a fresh copy with a set-up of its own; but the tests, which this is one of.

    What the Chinese page says is done by the whole run alone: its commands are the English page's.
    """
    project = walk.copied(tmp_path / "lianzhan", example_content)
    remote = tmp_path / "remote.git"
    walk.run(f"git init -q --bare {remote}; git remote add origin {remote}", project)
    walk.run("git push -q -u origin HEAD", project)
    for page in README if WHOLE else README[:1]:
        walk.run("git clean -fdxq -e .venv; git branch -D gh-pages; rm -rf ../my-sites", project)
        walk.run("git push -q origin --delete gh-pages", project)
        steps = [*walk.steps((ROOT / page).read_text("utf-8"))]
        assert len(steps) > len(README)
        for step in steps:
            if step.file:
                (project / step.file).parent.mkdir(parents=True, exist_ok=True)
                (project / step.file).write_text(step.shown, "utf-8")
            elif not step.command.startswith("python3 tasks.py test"):
                shown = step.shown
                if (project / ".venv").is_dir():  # it is set up only once
                    shown = shown.removeprefix("正在准备 .venv，只需一次 ……\n")
                done = walk.run(step.command, project)
                assert done.returncode == 0, (page, step.command, done.stdout, done.stderr)
                said = done.stderr + done.stdout
                assert re.search(walk.pattern(shown), said, re.DOTALL), (page, said)


def test_both_readmes_have_the_same_commands() -> None:
    """The English page asks for English once."""
    english, chinese = (
        [step.command for step in walk.steps((ROOT / page).read_text("utf-8"))] for page in README
    )
    assert [command.removeprefix("LANGUAGE=en ") for command in english] == chinese


@pytest.mark.parametrize("page", README)
def test_the_example_of_an_own_federation_builds(page: str, tmp_path: Path) -> None:
    text = (ROOT / page).read_text("utf-8").split("`mine/`", 1)[1]
    blocks = [dedent(body) for _, _, body in _BLOCK.findall(text)][:4]
    names = re.findall(r"`mine/([\w/]+\.(?:toml|md))`", text)[:4]
    assert [Path(name).suffix for name in names] == [".toml", ".toml", ".toml", ".md"]
    house = House(tmp_path)
    for name, block in zip(names, blocks, strict=True):
        house.write(name, block)
    desk = Desk(house.content, house.federation, house.now)
    for by, step in re.findall(r"--by (\S+) --step (\S+)\n", text)[:3]:
        (article,) = read_texts(desk, [names[-1]]).texts.values()
        assert not approve(desk, article, Signature(step, by, date(2026, 3, 7))).is_refused
    report = house.build()
    assert report.exit_status == 0
    assert [site.slug for site in report.sites] == ["guangdong", "guangzhou"]


def test_the_list_of_decisions_is_the_folder_in_its_order() -> None:
    folder = ROOT / "docs/decisions"
    listed = re.findall(
        r"^\| \[(\d{4})\]\((\S+)\) \|", (folder / "README.md").read_text("utf-8"), re.MULTILINE
    )
    files = sorted(file.name for file in folder.glob("[0-9]*.md"))
    assert listed == [(name[:4], name) for name in files]


def test_the_changelog_says_each_kind_of_change_once_a_version() -> None:
    for version in re.split(
        r"^## ", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE
    ):
        kinds = re.findall(r"^### (\w+)", version, re.MULTILINE)
        assert len(kinds) == len(set(kinds)), version.partition("\n")[0]
