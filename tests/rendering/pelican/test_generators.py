"""The generators of a run are Pelican's own kinds, and a plugin's stay what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rendering.in_process import own_settings, stage

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

LOOKS = """\
from pelican import generators, signals, writers

def look(found):
    articles, pages = found[:2]
    assert isinstance(articles, generators.ArticlesGenerator)
    assert isinstance(pages, generators.PagesGenerator)
    assert "hunan/site.toml" in articles.get_files(["hunan"], extensions=False)

def register():
    signals.all_generators_finalized.connect(look)
"""
WRITES = """\
from pelican import signals, writers

class OwnWriter(writers.Writer):
    def write_file(self, name, *args, **kwargs):
        super().write_file(name, *args, **kwargs)
        if name:
            with open(f"{self.output_path}/{name}", "a") as file:
                file.write("<!-- theirs -->")

def own(pelican):
    return OwnWriter

def register():
    signals.get_writer.connect(own)
"""


def test_plugins_find_pelicans_generators_and_may_look_for_files(
    house: House, tmp_path: Path
) -> None:
    staged = stage(house, settings_file=own_settings(tmp_path, looks=LOOKS))
    assert staged.site("hunan").problems == ()


def test_a_plugins_writer_writes(house: House, tmp_path: Path) -> None:
    staged = stage(house, settings_file=own_settings(tmp_path, writes=WRITES))
    assert staged.site("hunan").problems == ()
    assert "<!-- theirs -->" in staged.page("hunan/news/one.html")
