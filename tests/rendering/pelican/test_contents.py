"""Articles and pages of a run are Pelican's own kinds, as plugins know them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import APPROVED

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
    staged = stage(house, settings_file=own_settings(tmp_path, rewriting=CHANGES))
    assert staged.site("hunan").problems == ()
    for page in ("hunan/news/one.html", "hunan/pages/about.html"):
        assert "<p>plugin</p>" in staged.page(page)


ALIKE = """\
from pelican import contents, signals

def act(generators):
    for content in (*generators[0].articles, *generators[1].pages):
        kind = contents.Article if isinstance(content, contents.Article) else contents.Page
        path, context = content.source_path, content._context
        stock = vars(kind(content._content, content.metadata, content.settings, path, context))
        ours = vars(content)
        assert not stock.keys() - ours.keys(), stock.keys() - ours.keys()
        same = stock.keys() - {"locale_date", "metadata", "override_url"}
        assert {k: ours[k] for k in same} == {k: stock[k] for k in same}

def register():
    signals.all_generators_finalized.connect(act)
"""


def test_an_article_has_every_attribute_that_pelican_would_give_it(
    house: House, tmp_path: Path
) -> None:
    house.article("hunan/pages/about.md")
    head = f"{APPROVED}author: 某某\ntags: [甲, 乙]\nsummary: 提要\n"
    house.article("hunan/articles/news/two.md", head=head)
    staged = stage(house, settings_file=own_settings(tmp_path, rewriting=ALIKE))
    assert staged.site("hunan").problems == ()
    assert staged.site("changsha").problems == ()


RENAMING = """\
from pelican import signals
from pelican.urlwrappers import Author

def rename(generator, metadata):
    metadata["author"] = Author("改名", generator.settings)

def look(generators):
    for article in generators[0].articles:
        assert [str(author) for author in article.authors] == ["改名"]

def register():
    signals.article_generator_context.connect(rename)
    signals.all_generators_finalized.connect(look)
"""


def test_a_plugin_may_change_the_author_before_the_article_is_made(
    house: House, tmp_path: Path
) -> None:
    house.article("hunan/articles/news/two.md", head=f"{APPROVED}author: 某某\n")
    staged = stage(house, settings_file=own_settings(tmp_path, rewriting=RENAMING))
    assert staged.site("hunan").problems == ()


PARTS = """\
from pelican import signals

def act(generators):
    one = next(x for x in generators[0].articles if x.slug == "one")
    about = generators[1].pages[0]
    assert (one.minutes, about.minutes) == (2, 1)
    assert one.headings == (("甲", "甲"), ("乙", "乙"), ("丙", "丙 & 丁"), ("戊", "戊"))
    assert about.headings == ()

def register():
    signals.all_generators_finalized.connect(act)
"""


def test_an_article_knows_its_parts_and_how_long_it_takes_to_read(
    house: House, tmp_path: Path
) -> None:
    body = "## 甲\n\n" + "字" * 400 + "\n\n## 乙\n\n## 丙 & 丁 {#丙}\n\n### 细目\n\n## 戊\n"
    house.article("hunan/articles/news/one.md", body, APPROVED)
    house.article("hunan/pages/about.md", "## 甲\n\n## 乙\n\n## 丙\n")
    staged = stage(house, settings_file=own_settings(tmp_path, parts=PARTS))
    assert staged.site("hunan").problems == ()
