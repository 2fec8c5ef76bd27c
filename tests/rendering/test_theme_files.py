"""The theme's files stand under a name that carries their content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lianzhan.rendering.theme_files import theme_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    (tmp_path / "static/css").mkdir(parents=True)
    (tmp_path / "static/css/site.css").write_text("a", "utf-8")
    (tmp_path / "static/x.svg").write_text("b", "utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/index.html").write_text("c", "utf-8")
    return tmp_path


def test_the_files_are_those_below_static(theme: Path) -> None:
    version, files = theme_files(theme)
    assert files == ("css/site.css", "x.svg")
    assert re.fullmatch(r"theme-[0-9a-f]{16}", version)
    assert theme_files(theme) == (version, files)


@pytest.mark.parametrize(
    ("change", "is_new"),
    [
        (lambda theme: (theme / "static/x.svg").write_text("B"), True),
        (lambda theme: (theme / "static/x.svg").rename(theme / "static/y.svg"), True),
        (lambda theme: (theme / "static/x.svg").unlink(), True),
        (lambda theme: (theme / "static/new").write_text(""), True),
        (lambda theme: (theme / "templates/index.html").write_text("C"), False),
    ],
)
def test_the_name_changes_with_the_files_and_only_then(
    theme: Path, change: Callable[[Path], object], *, is_new: bool
) -> None:
    before, _ = theme_files(theme)
    change(theme)
    assert (theme_files(theme)[0] != before) is is_new


def test_a_theme_without_files_has_a_name_too(tmp_path: Path) -> None:
    version, files = theme_files(tmp_path)
    assert files == ()
    assert version.startswith("theme-")
