"""Pelican's door: what `pelican -s pelicanconf.py` says and ends with is what `build` does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from cli import LIANZHAN, run, unmeasured
from conftest import APPROVED, ROOT, everything_in
from pelican.settings import read_settings

from lianzhan.commands.pelican_class import request_from

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from conftest import House


@pytest.fixture
def file(house: House) -> Path:
    """The settings file of a house."""
    head = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
    file = house.folder / "own.py"
    file.write_text(f"{head}SETTINGS_FILE = __file__\n", "utf-8")
    return file


def pelican(house: House, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pelican", "content", "-s", "own.py", *options]
    return run(command, house.folder, unmeasured(COLUMNS="400"))


@pytest.mark.usefixtures("file")
def test_problems_are_told_as_build_tells_them(house: House) -> None:
    house.article("hunan/articles/news/bad.md", head=APPROVED + "colour: red\n")
    house.write("hunan/articles/news/\x1b[2Jx.md", "x")
    by_task = run([*LIANZHAN, "build", "--settings", "own.py"], house.folder)
    by_pelican = pelican(house)
    assert by_task.returncode == by_pelican.returncode == 1
    assert "\x1b[2J" not in by_pelican.stderr + by_pelican.stdout
    assert len(by_task.stderr.splitlines()) >= 4
    for line in by_task.stderr.splitlines():
        assert line.strip() in by_pelican.stderr + by_pelican.stdout


@pytest.mark.usefixtures("file")
def test_what_can_not_be_built_ends_with_2_and_changes_nothing(house: House) -> None:
    before = everything_in(house.folder)
    done = pelican(house, "-o", "content")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    after = everything_in(house.folder)
    ignored = (".cache", "__pycache__")  # where Python may keep what it has compiled of own.py
    assert {p: d for p, d in after.items() if not any(x in p for x in ignored)} == before


def test_a_request_is_what_settings_and_command_line_amount_to(house: House, file: Path) -> None:
    given = {"OUTPUT_PATH": str(house.folder / "elsewhere"), "DEFAULT_PAGINATION": 7}
    request = request_from(read_settings(str(file), override=given))
    assert (request.settings_file, request.content) == (file, house.content)
    assert request.output == house.folder / "elsewhere"
    assert request.theme == ROOT / "themes/lianzhan"
    assert dict(request.overrides)["DEFAULT_PAGINATION"] == 7
    assert dict(request_from(read_settings(str(file))).overrides) == {}
