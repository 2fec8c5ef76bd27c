"""What a build is made from is looked at once; whatever is missing is said, not raised."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, everything_in
from rendering.in_process import own_settings

from lianzhan.building.inputs import read_inputs, trouble_of, unchanged_report
from lianzhan.model.report import NOTHING, PUBLISHED
from lianzhan.output.output_lock import MARKER

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House


def test_the_digest_of_all_inputs_differs_with_content_settings_and_theme(
    house: House, tmp_path: Path
) -> None:
    theme = tmp_path / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "static").mkdir()
    time.sleep(0.15)  # what has just been written never has the same signature twice
    first = read_inputs(house.request()).made_from
    assert read_inputs(house.request()).made_from == first
    others = [
        read_inputs(house.request(settings_file=own_settings(tmp_path, "X = 1"))).made_from,
        read_inputs(house.request(theme=theme)).made_from,
        read_inputs(house.request(overrides=(("DEFAULT_PAGINATION", 7),))).made_from,
    ]
    house.article("hunan/articles/news/other.md")
    others.append(read_inputs(house.request()).made_from)
    assert len({first, *others}) == 5


@pytest.mark.parametrize("what", ["settings_file", "theme"])
def test_a_file_of_the_set_up_that_is_missing_is_named(house: House, what: str) -> None:
    missing = house.folder / "missing.py"
    inputs = read_inputs(house.request(**{what: missing}))
    assert (inputs.setup, inputs.made_from, inputs.last) == (None, "", None)
    assert str(missing) in inputs.trouble
    assert unchanged_report(house.request(), inputs) is None


def test_settings_that_raise_are_told(house: House, tmp_path: Path) -> None:
    settings = own_settings(tmp_path, "raise ValueError('odd')")
    inputs = read_inputs(house.request(settings_file=settings))
    assert inputs.setup is None
    assert "odd" in inputs.trouble


def test_a_plugin_called_as_before_is_a_problem_of_the_settings(
    house: House, tmp_path: Path
) -> None:
    settings = own_settings(tmp_path, "PLUGINS = [*PLUGINS, 'lianzhan.rendering.theory_pin']")
    (fault,) = read_inputs(house.request(settings_file=settings)).problems
    assert (fault.path, fault.code) == (str(settings), "plugin-renamed")
    assert ("now", "lianzhan.rendering.pelican.pinned_column") in fault.details


def test_an_output_is_known_to_have_been_held_by_its_marker(house: House) -> None:
    assert read_inputs(house.request()).last_held == 0
    house.output.mkdir()
    (house.output / MARKER).write_text("test", "utf-8")
    held = (house.output / MARKER).stat().st_mtime_ns
    assert read_inputs(house.request()).last_held == held


def test_trouble_is_told_of_a_file_by_its_name() -> None:
    assert trouble_of(OSError(28, "no room", "x/y.html")) == "x/y.html: no room"
    assert "odd" in trouble_of(ValueError("odd"))


def test_a_theme_whose_sheets_have_faults_publishes_nothing_new_and_names_them(
    house: House, tmp_path: Path
) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "themes/lianzhan", theme)
    request = house.request(theme=theme)
    assert house.build(theme=theme).exit_status == PUBLISHED
    before = everything_in(house.output)
    palette = (theme / "palette.toml").read_text("utf-8")
    (theme / "palette.toml").write_text(palette.replace("#4a4540", "#8a8178", 1), "utf-8")
    (theme / "styles/tokens.css").write_text('@import "none.css";', "utf-8")
    report = house.build(theme=theme)
    assert report.exit_status == NOTHING
    assert everything_in(house.output) == before
    found = {(fault.path, fault.line, fault.code) for fault in report.problems}
    assert (str(theme / "styles/tokens.css"), 1, "sheet-import") in found
    assert (str(theme / "palette.toml"), 8, "palette-contrast") in found
    (setup,) = (fault for fault in report.problems if fault.code == "setup-failed")
    assert "主题的样式有错" in dict(setup.details)["reason"]
    (theme / "palette.toml").write_text(palette, "utf-8")
    (theme / "styles/tokens.css").write_text("a {}", "utf-8")
    assert read_inputs(request).trouble == ""
    assert house.build(theme=theme).exit_status == PUBLISHED
