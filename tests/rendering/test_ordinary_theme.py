"""A theme made for any Pelican site builds the federation, once its home page holds the slot."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pelican
import pytest
from conftest import APPROVED, SITES, House, everything_in

from lianzhan.model.report import NOTHING, PUBLISHED, Report
from lianzhan.output.manifest import NAME
from lianzhan.output.slot_reader import SlotReader
from rendering.conftest import picture
from rendering.in_process import own_settings

SIMPLE = Path(pelican.__file__).parent / "themes" / "simple"
SLUGS = ("hunan", "changsha", "furong", "hengyang")
INDEX = """\
{% extends "!simple/index.html" %}
{% block content %}
{% if not category %}
<section data-slot="pinned">
{% for article in pinned_articles %}
<a href="{{ SITEURL }}/{{ article.url }}">{{ article.title }}</a>
{% endfor %}
</section>
{% endif %}
{% for article in (articles_page.object_list if articles_page else articles) %}
<h2><a href="{{ SITEURL }}/{{ article.url }}">{{ article.title }}</a></h2>
<p>{{ article.summary }}</p>
{% endfor %}
{% if articles_page and articles_page.has_other_pages() %}{% include "pagination.html" %}{% endif %}
{% endblock %}
"""


def build(house: House, *, with_slot: bool) -> Report:
    overrides = house.folder / ("with" if with_slot else "without")
    overrides.mkdir()
    index = INDEX if with_slot else INDEX.replace('data-slot="pinned"', "")
    (overrides / "index.html").write_text(index, "utf-8")
    text = f"THEME_TEMPLATES_OVERRIDES = [{str(overrides)!r}]\nDEFAULT_PAGINATION = 4\n"
    settings = own_settings(house.folder, text)
    return house.build(settings_file=settings, theme=SIMPLE)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Pelican's own `simple` theme with one template of ours, on content with tags and authors."""
    folder = tmp_path_factory.mktemp("simple")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    house.write("hunan/articles/news/x.png", picture(800, 600))
    head = APPROVED + "author: 张三\ntags: [事实, 实施]\ncover: x.png\n"
    house.article("hunan/articles/news/tagged.md", "![图](x.png) 见[上文](one.md)。", head)
    for number in range(6):
        house.article(f"hunan/articles/theory/t{number}.md", title=f"理论之{number}")
    house.article("hunan/pages/about.md", "我们是谁")
    site = (house.content / "hunan/site.toml").read_text("utf-8")
    house.write("hunan/site.toml", f'{site}footer = ["about"]\n')
    report = build(house, with_slot=True)
    assert report.exit_status == PUBLISHED, report.problems
    assert {site.status for site in report.sites} == {"built"}
    return house


@pytest.mark.parametrize("slug", SLUGS)
def test_every_link_of_every_page_leads_to_a_file(house: House, slug: str) -> None:
    for page in (house.output / slug).rglob("*.html"):
        for target in re.findall(r'(?:href|src)="([^"]+)"', page.read_text("utf-8")):
            if not target.startswith(("http", "#", "mailto")):
                file = (page.parent / target.partition("#")[0]).resolve()
                assert file.is_file() or (file / "index.html").is_file(), (page, target)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_home_page_holds_the_slot(house: House, slug: str) -> None:
    reader = SlotReader()
    reader.feed(house.page(f"{slug}/index.html"))
    assert reader.is_first
    assert len(reader.links) == 6


def test_what_a_theme_knows_of_an_ordinary_article_is_there(house: House) -> None:
    text = house.page("hunan/news/tagged.html")
    for words in ("张三", "事实", "实施", "2026年3月8日", "<picture>", "工作动态"):
        assert words in text
    assert "我们是谁" in house.page("hunan/pages/about.html")


def test_the_pages_that_the_theme_lacks_are_there(house: House) -> None:
    assert "没有找到这个页面" in house.page("hunan/404.html")
    assert 'data-slot="pinned"' in house.page("index.html")
    assert (house.output / "hunan/theory/page/2.html").is_file()
    assert (house.output / "hunan/feed.xml").is_file()


def test_a_page_that_the_theme_has_no_template_for_is_neither_there_nor_named(house: House) -> None:
    for slug in SLUGS:
        assert not (house.output / slug / "subscribe").exists()
        assert "subscribe" not in house.page(f"{slug}/sitemap.xml")


def test_without_the_slot_every_site_is_refused_and_the_old_output_stays(house: House) -> None:
    before = everything_in(house.output)
    report = build(house, with_slot=False)
    assert report.exit_status == NOTHING
    assert {site.status for site in report.sites} == {"kept"}
    assert sorted((p.path, p.code) for p in report.problems) == [
        ("hunan/changsha/furong/site.toml", "audit-slot"),
        ("hunan/changsha/site.toml", "audit-slot"),
        ("hunan/hengyang/site.toml", "audit-slot"),
        ("hunan/site.toml", "audit-slot"),
    ]
    after = everything_in(house.output)
    assert after.pop(NAME) != before.pop(NAME), "the portal is made from the other settings"
    assert after == before
