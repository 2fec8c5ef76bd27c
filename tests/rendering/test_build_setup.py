"""What all sites share, and the digests that say when it is no longer what it was."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, cache_in

from lianzhan.rendering.build_setup import BuildSetup, MissingAssetError, read_build_setup
from lianzhan.rendering.theme.sheets import served

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SETTINGS = f"""\
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
PLUGIN_PATHS = ["plugins"]
PLUGINS = [*PLUGINS, "ours"]
THEME_TEMPLATES_OVERRIDES = ["templates"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A federation's own settings, theme, plugin and templates."""
    shutil.copytree(ROOT / "themes/lianzhan", tmp_path / "theme")
    for path, text in {
        "ownconf.py": SETTINGS,
        "plugins/ours.py": "def register(): pass\n",
        "templates/article.html": "x",
        "content/x.md": "x",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def read(folder: Path, **overrides: object) -> BuildSetup:
    return read_build_setup(
        folder / "ownconf.py",
        folder / "content",
        folder / "theme",
        cache_in(folder / "cache"),
        tuple(overrides.items()),
    )


def append(folder: Path, path: str, text: str) -> None:
    with (folder / path).open("a", encoding="utf-8") as file:
        file.write(text)


CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "nothing": (lambda _folder: None, set()),
    "content": (lambda folder: append(folder, "content/x.md", "y"), set()),
    "the cache": (lambda folder: cache_in(folder / "cache").put("x", b"x"), set()),
    "a template": (lambda folder: append(folder, "theme/templates/base.html", " "), {"theme"}),
    "a style": (
        lambda folder: append(folder, "theme/styles/prose.css", ".x { y: z }"),
        {"theme", "files"},
    ),
    "a comment in a style": (
        lambda folder: append(folder, "theme/styles/prose.css", "/**/"),
        {"theme"},
    ),
    "a setting": (
        lambda folder: append(folder, "ownconf.py", "DEFAULT_PAGINATION = 7\n"),
        {"setup"},
    ),
    "a comment": (lambda folder: append(folder, "ownconf.py", "# nichts\n"), set()),
    "a plugin of ours": (lambda folder: append(folder, "plugins/ours.py", "#\n"), {"setup"}),
    "a plugin more": (lambda folder: append(folder, "plugins/other.py", "#\n"), {"setup"}),
    "a template in the theme's place": (
        lambda folder: append(folder, "templates/article.html", "y"),
        {"setup"},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_digest_stands_for_its_part(folder: Path, change: str) -> None:
    act, parts = CHANGES[change]
    before = read(folder)
    act(folder)
    after = read(folder)
    changed = {
        name
        for name, is_new in {
            "theme": before.theme_digest != after.theme_digest,
            "files": before.theme_version != after.theme_version,
            "setup": before.setup_digest != after.setup_digest,
        }.items()
        if is_new
    }
    assert changed == parts
    assert (before.digest != after.digest) is bool(parts)


def test_what_the_command_line_changes_counts_as_a_setting(folder: Path) -> None:
    digests = {
        read(folder, **overrides).setup_digest
        for overrides in ({}, {"DEFAULT_PAGINATION": 3}, {"DEFAULT_PAGINATION": 4}, {"X": [1]})
    }
    assert len(digests) == 4


def test_where_content_and_theme_stand_is_no_part_of_what_they_are(folder: Path) -> None:
    before = read(folder)
    (folder / "theme").rename(folder / "moved")
    after = read_build_setup(
        folder / "ownconf.py", folder / "elsewhere", folder / "moved", before.cache
    )
    assert after.digest == before.digest
    assert dict(after.overrides) == {
        "PATH": str(folder / "elsewhere"),
        "THEME": str(folder / "moved"),
    }


def test_another_code_is_another_setup(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read(folder)
    monkeypatch.setattr("lianzhan.rendering.build_setup.code_digest", lambda: "another")
    assert read(folder).setup_digest != before.setup_digest


def test_an_asset_is_a_file_of_the_theme_or_a_picture_of_the_cache(folder: Path) -> None:
    setup = read(folder)
    assert "css/site.css" in setup.theme_files
    assert setup.asset(f"{setup.theme_version}/css/site.css") == served(setup.theme, "css/site.css")
    assert setup.asset(f"{setup.theme_version}/js/site.js") == served(setup.theme, "js/site.js")
    script = (folder / "theme/static/js/head.js").read_bytes()
    assert setup.asset(f"{setup.theme_version}/js/head.js") == script
    setup.cache.put("pictures/a.png", b"a")
    assert setup.asset("pictures/a.png") == b"a"
    with pytest.raises(MissingAssetError, match=r"pictures/b\.png"):
        setup.asset("pictures/b.png")
    with pytest.raises(FileNotFoundError):
        setup.asset(f"{setup.theme_version}/none.css")


def test_a_theme_that_is_not_there_is_said_once_and_not_by_every_site(folder: Path) -> None:
    cache = cache_in(folder / "cache")
    with pytest.raises(FileNotFoundError, match="nowhere"):
        read_build_setup(folder / "ownconf.py", folder / "content", folder / "nowhere", cache)
