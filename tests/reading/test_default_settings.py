"""Without pelicanconf.py a folder is built as with the project's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import ROOT

from lianzhan.reading.default_settings import default_settings
from lianzhan.reading.settings_file import FOLDERS, read_configuration

if TYPE_CHECKING:
    from pathlib import Path


def test_the_defaults_are_what_the_projects_file_says() -> None:
    written = read_configuration(ROOT / "pelicanconf.py")
    folders = {key: str(ROOT / default_settings()[key]) for key in FOLDERS}
    said = {k: v for k, v in written.items() if k not in ("SETTINGS_FILE", "PELICAN_CLASS")}
    assert {**default_settings(), **folders} == said


def test_folders_count_from_where_the_file_would_stand(tmp_path: Path) -> None:
    settings = read_configuration(tmp_path / "pelicanconf.py")
    assert settings["PATH"] == str(tmp_path / "content")
    assert settings["OUTPUT_PATH"] == str(tmp_path / "output")
    assert settings["CACHE_PATH"] == str(tmp_path / ".cache/lianzhan")
    assert settings["THEME"] == str(ROOT / "themes/lianzhan")
