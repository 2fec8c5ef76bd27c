"""A settings file of the release before builds the same sites, and is told the new names."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cli import LIANZHAN, run, unmeasured
from conftest import NOW, ROOT, everything_in

import pelicanconf
from lianzhan.rendering.pelican.plugin_names import RENAMED, named_now

if TYPE_CHECKING:
    from conftest import House

CODE = "plugin-renamed"
HEAD = f"""
import sys
sys.path[:0] = [{str(ROOT)!r}]
from pelicanconf import *
SETTINGS_FILE = __file__
THEME = {str(ROOT / "themes" / "lianzhan")!r}
"""


def test_every_name_of_before_is_that_of_a_plugin() -> None:
    assert {*RENAMED.values()} == {*pelicanconf.PLUGINS}
    assert named_now(sys) is sys
    assert named_now("sitemap") == "sitemap"


def test_names_of_before_build_the_same_with_one_warning_each(house: House) -> None:
    settings = house.folder / "conf.py"
    settings.write_text(f"{HEAD}PLUGINS = {[*RENAMED]!r}\n", "utf-8")
    options = ["--content", "content", "--now", NOW.isoformat(), "--settings", "conf.py"]
    command = [*LIANZHAN, "build", *options, "--output", "output", "--no-cache"]
    done = run(command, house.folder, unmeasured(PYTHONPATH=str(ROOT / "plugins")))
    assert done.returncode == 0
    assert done.stderr.count(f"conf.py:0: {CODE}: ") == len(RENAMED)
    settings.write_text(HEAD, "utf-8")
    command = [*LIANZHAN, "build", *options, "--output", "other", "--no-cache"]
    again = run(command, house.folder, unmeasured(PYTHONPATH=str(ROOT / "plugins")))
    assert (again.returncode, again.stderr) == (0, "")
    pages = {k: v for k, v in everything_in(house.output).items() if ".lianzhan" not in k}
    assert pages
    other = everything_in(house.folder / "other")
    assert pages == {k: v for k, v in other.items() if ".lianzhan" not in k}
