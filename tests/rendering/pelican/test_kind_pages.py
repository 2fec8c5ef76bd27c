"""Pages of further kinds are written by the theme's templates, bodies as on any page."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT

from lianzhan.building import staging
from lianzhan.kinds.pages import File, NavigationEntry, Page
from lianzhan.planning import plan
from lianzhan.planning.of_kinds import OfKinds
from rendering.in_process import Stage, stage

if TYPE_CHECKING:
    from conftest import House

    from lianzhan.planning.plan import SitePlan

LIST = """\
{% extends "base.html" %}
{% block main %}
<h1>{{ heading }}</h1>
<a href="{{ (site.url ~ "notes/old/all.html") | href }}">全部</a>
{% for each in shown %}<article id="{{ each.value.name }}">{{ each | body_html | safe }}</article>
{% endfor %}{% endblock %}
"""


def two_pages(site: SitePlan, _shown: object) -> OfKinds:
    """Two pages of all that the site lists, one of them in no sitemap."""
    values = {"heading": "短讯 & 简讯", "shown": site.listings}
    pages = (
        Page("notes/index.html", "note_list", values),
        Page("notes/old/all.html", "note_list", values, in_sitemap=False),
    )
    beside = {column.slug: () for column in site.columns}
    menu = (NavigationEntry("短讯", pages[0].file),)
    return OfKinds(pages, (File("notes/one.txt", b"\x00\xff"),), (), (), menu, beside)


def with_notes(*known: Any) -> SitePlan:
    """A site's plan whose articles are notes, too."""
    site = plan.site_plan(*known)
    return replace(site, others=(("note", site.listings),))


@pytest.fixture
def staged(house: House, monkeypatch: pytest.MonkeyPatch) -> Stage:
    theme = house.folder / "theme"
    shutil.copytree(ROOT / "themes/lianzhan", theme)
    (theme / "templates/note_list.html").write_text(LIST, "utf-8")
    house.article("hunan/articles/news/two.md", "[甲](one.md)与[撤下的](none.md)，**重**。")
    monkeypatch.setattr(plan, "of_kinds", two_pages)
    monkeypatch.setattr(staging, "site_plan", with_notes)
    found = stage(house, theme=theme)
    assert found.site("hunan").problems == ()
    return found


def test_a_page_is_written_by_its_template_with_its_values(staged: Stage) -> None:
    page = staged.page("hunan/notes/index.html")
    assert "<h1>短讯 &amp; 简讯</h1>" in page
    for name in ("one", "two", "equality"):
        assert f'<article id="{name}">' in page


def test_a_body_leads_where_the_plan_says_from_wherever_it_stands(staged: Stage) -> None:
    for file, root in (("notes/index.html", "../"), ("notes/old/all.html", "../../")):
        page = staged.page(f"hunan/{file}")
        body = f'<a href="{root}news/one.html">甲</a>与撤下的，<strong>重</strong>。'
        assert body in page


def test_a_file_that_is_no_page_is_written_as_it_is(staged: Stage) -> None:
    assert (staged.folder / "hunan/notes/one.txt").read_bytes() == b"\x00\xff"


def test_a_page_stands_in_the_sitemap_unless_it_says_otherwise(staged: Stage) -> None:
    sitemap = staged.page("hunan/sitemap.xml")
    assert "<loc>https://example.org/hunan/notes/</loc>" in sitemap
    assert "notes/old" not in sitemap
