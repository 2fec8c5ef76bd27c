"""The theory column fills the top slot of every home page; without it nothing is published."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, House, everything_in

from lianzhan.model.report import PROBLEMS
from lianzhan.output.slot_reader import SlotReader
from lianzhan.rendering.pelican.site import RenderError
from rendering.in_process import Stage, own_settings, plugin, stage

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.planning.outline import SiteOutline


def slot(text: str) -> list[str]:
    """The articles that the top slot links, in order."""
    reader = SlotReader()
    reader.feed(text)
    assert reader.is_first
    return list(dict.fromkeys(link for link in reader.links if not link.endswith("index.html")))


@pytest.mark.parametrize("slug", ["hunan", "changsha", "furong", "hengyang"])
def test_the_slot_is_the_first_thing_in_main(rich: House, slug: str) -> None:
    main = re.split(r"<main[^>]*>", rich.page(f"{slug}/index.html"))[1].lstrip()
    assert re.match(r'<section[^>]* data-slot="pinned"', main)
    assert len(slot(rich.page(f"{slug}/index.html"))) == 2


def test_the_sites_own_come_first_then_what_is_pushed(house: House) -> None:
    path = house.article("hunan/changsha/articles/theory/own.md")
    file = house.content / path
    file.write_text(file.read_text("utf-8").replace("03-08 09:00", "03-07"), "utf-8")
    staged = stage(house)
    for slug in ("changsha", "furong"):
        assert staged.site(slug).problems == ()
    own, pushed = "theory/own.html", "../hunan/theory/equality.html"
    assert slot(staged.page("changsha/index.html")) == [own, pushed]
    assert slot(staged.page("furong/index.html")) == [pushed, "../changsha/theory/own.html"]


def test_a_home_page_shows_the_newest_four(house: House) -> None:
    for day in range(10, 19):
        path = house.article(f"hunan/articles/theory/t{day}.md")
        file = house.content / path
        file.write_text(file.read_text("utf-8").replace("03-08 09:00", f"03-{day}"), "utf-8")
    staged = stage(house)
    for slug, folder in (("hunan", ""), ("furong", "../hunan/")):
        assert staged.site(slug).problems == ()
        found = slot(staged.page(f"{slug}/index.html"))
        assert found == [f"{folder}theory/t{day}.html" for day in (18, 17, 16, 15)]


def test_a_site_may_call_the_column_by_another_name(house: House) -> None:
    house.write(
        "hunan/hengyang/site.toml",
        'name = "衡阳市妇联"\nlevel = "city"\nretitle = {theory = "学思想"}\n',
    )
    staged = stage(house)
    assert staged.site("hengyang").problems == ()
    assert "学思想" in staged.page("hengyang/index.html").partition('data-slot="pinned"')[2][:300]


def test_the_lead_says_whose_it_is_from_when_and_what_it_tells(house: House) -> None:
    head = APPROVED + "summary: 读一读 <b>宪法</b>\n"
    house.article("hunan/articles/theory/lead.md", head=head, title="一 & 二")
    house.write(
        "hunan/hengyang/site.toml",
        'name = "衡阳市妇联"\nlevel = "city"\nretitle = {theory = "学<思>想"}\n',
    )
    file = house.content / "hunan/articles/theory/lead.md"
    file.write_text(file.read_text("utf-8").replace("03-08 09:00", "04-09"), "utf-8")
    staged = stage(house)
    for slug, origin in (("hunan", ""), ("hengyang", '<span class="origin">湖南省妇联</span>')):
        assert staged.site(slug).problems == ()
        shown = staged.page(f"{slug}/index.html").partition('data-slot="pinned"')[2]
        shown = shown.partition("</section>")[0]
        assert "一 &amp; 二</a></h3>" in shown
        assert '<p class="theory-summary">读一读 &lt;b&gt;宪法&lt;/b&gt;</p>' in shown
        assert re.findall(r'<p class="meta">(.*?)<time datetime="2026-04-09">([^<]*)<', shown) == [
            (origin, "4月9日")
        ]
        assert ("学&lt;思&gt;想</h2>" in shown) == (slug == "hengyang")


def test_a_site_whose_slot_would_be_empty_keeps_its_last_good_output(house: House) -> None:
    """The theory column is no longer pushed: nothing is withdrawn, but below there is none."""
    assert house.build().exit_status == 0
    before = everything_in(house.output / "furong")
    toml = house.content / "federation.toml"
    toml.write_text(toml.read_text("utf-8").replace("push = true", "push = false"), "utf-8")
    report = house.build()
    assert report.exit_status == PROBLEMS
    assert {site.slug: site.status for site in report.sites} == {
        "hunan": "built", "changsha": "kept", "furong": "kept", "hengyang": "kept",
    }  # fmt: skip
    assert [(p.path, p.code) for p in report.problems] == [
        ("hunan/changsha/furong/site.toml", "empty-slot"),
        ("hunan/changsha/site.toml", "empty-slot"),
        ("hunan/hengyang/site.toml", "empty-slot"),
    ]
    assert everything_in(house.output / "furong") == before


class _Without(Stage):
    """A stage whose outlines have lost their theory articles on the way."""

    def outline(self, slug: str) -> SiteOutline:
        outline = super().outline(slug)
        return replace(outline, listings=tuple(x for x in outline.listings if x.column != "theory"))


def test_a_home_page_without_the_slot_is_never_written(house: House) -> None:
    staged = _Without(house.request(), house.check())
    with pytest.raises(RenderError, match="EmptySlotError: hunan"):
        staged.site("hunan")
    assert not (staged.folder / "hunan/index.html").exists()


def test_a_plugin_that_drops_a_pinned_article_fails_the_site(house: House, tmp_path: Path) -> None:
    """Whether it comes before our plugin or after it."""
    body = "generator.articles.clear()"
    before = own_settings(
        tmp_path, 'PLUGINS.insert(0, "drops_first")', drops_first=plugin(body)
    ).read_text("utf-8")
    file = tmp_path / "firstconf.py"
    file.write_text(before.replace("[*PLUGINS, *['drops_first']]", "[*PLUGINS]"), "utf-8")
    with pytest.raises(RenderError, match="KeyError"):
        stage(house, settings_file=file).site("hunan")
    emptied = plugin("generator.context['pinned_articles'] = generator.articles[:0]")
    after = own_settings(tmp_path, empties_slot=emptied)
    with pytest.raises(RenderError):
        stage(house, settings_file=after).site("hunan")
