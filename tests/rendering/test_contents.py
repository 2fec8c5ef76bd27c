"""Articles and pages of a run are Pelican's own kinds, as plugins know them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rendering.in_process import own_settings, stage

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

CHANGES = """\
from pelican import contents, signals

def act(generators):
    for content in (*generators[0].articles, *generators[1].pages):
        assert isinstance(content, contents.Article | contents.Page)
        assert content.get_relative_source_path() == content.relative_source_path
        assert content.source_path.endswith(content.relative_source_path)
        content._content += "<p>plugin</p>"

def register():
    signals.all_generators_finalized.connect(act)
"""


def test_a_plugin_may_change_what_an_article_says(house: House, tmp_path: Path) -> None:
    house.article("hunan/pages/about.md")
    staged = stage(house, settings_file=own_settings(tmp_path, changes=CHANGES))
    assert staged.site("hunan").problems == ()
    for page in ("hunan/news/one.html", "hunan/pages/about.html"):
        assert "<p>plugin</p>" in staged.page(page)
