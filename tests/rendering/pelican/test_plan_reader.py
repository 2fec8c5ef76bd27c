"""What Pelican reads is the plan: names, tags, pages, and no file that the gate has not passed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, ROOT, House, cache_in, everything_in

from lianzhan.gate.records import ChangedError
from lianzhan.rendering.pelican.site import RenderError
from rendering.in_process import Stage, own_settings, stage

if TYPE_CHECKING:
    from pathlib import Path

SLIP_IN = """\
from pelican import signals

def act(generator):
    generator.settings["ARTICLE_PATHS"].append("hunan/articles/news/secret.md")

def register():
    signals.article_generator_init.connect(act)
"""


def test_a_file_that_the_plan_does_not_know_can_not_be_read(house: House, tmp_path: Path) -> None:
    house.article("hunan/articles/news/secret.md", "机密", "status: submitted\n")
    settings = own_settings(tmp_path, slips_in=SLIP_IN)
    with pytest.raises(RenderError, match=r"hunan/articles/news/secret\.md"):
        stage(house, settings_file=settings).site("hunan")


def test_a_file_that_changes_after_it_was_checked_shows_what_was_checked(house: House) -> None:
    house.article("hunan/articles/news/one.md", "送审的文字。")
    cache = cache_in(house.folder / "cache")
    staged = Stage(house.request(), house.check(cache))
    house.article("hunan/articles/news/one.md", "送审之后的文字。", "status: submitted\n")
    assert staged.site("hunan").problems == ()
    assert "送审的文字。" in staged.page("hunan/news/one.html")
    assert "之后" not in staged.page("hunan/news/one.html")


def test_without_a_cache_a_file_that_changes_after_it_was_checked_fails_its_site(
    house: House,
) -> None:
    """What was checked is lost, and what is there now was not."""
    staged = stage(house)
    house.article("hunan/articles/news/one.md", "送审之后的文字。", "status: submitted\n")
    with pytest.raises(ChangedError, match="hunan"):
        staged.site("hunan")
    assert everything_in(staged.folder) == {}


@pytest.mark.parametrize("name", ["x.md", "x.MD", "x.markdown", "x/index.md"])
def test_articles_are_read_whatever_their_files_are_called(house: House, name: str) -> None:
    house.article(f"hunan/articles/news/{name}", "特别的一篇")
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    assert "特别的一篇" in staged.page("hunan/news/x.html")


@pytest.mark.parametrize(
    ("date", "updated", "said"),
    [
        ("2026-03-08 09:00", "", []),
        ("2026-03-08 09:00", "2026-03-08 23:59", []),
        ("2026-03-08 23:00", "2026-03-09", ["3月9日更新"]),
        ("2025-12-31 09:00", "2026-01-02 08:00", ["2026年1月2日更新"]),
    ],
)
def test_an_article_says_when_it_was_updated_if_that_is_another_day(
    house: House, date: str, updated: str, said: list[str]
) -> None:
    key = f"updated: {updated}\n" if updated else ""
    path = house.article("hunan/articles/news/form.md", head=APPROVED + key)
    text = (house.content / path).read_text("utf-8")
    house.write(path, text.replace("2026-03-08 09:00", date, 1))
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    page = staged.page("hunan/news/form.html")
    byline = page.partition('class="byline"')[2].partition("</ul>")[0]
    assert re.findall(r"<li>([^<]*更新)</li>", byline) == said
    assert page.count("更新</li>") == len(said)


def test_authors_who_sound_alike_stay_two(house: House, tmp_path: Path) -> None:
    """Pelican's slugs for 张伟 and 章伟 are both zhang-wei."""
    house.article("hunan/articles/news/a.md", head=APPROVED + "author: 张伟\n")
    house.article("hunan/articles/news/b.md", head=APPROVED + "author: 章伟\n")
    template = (
        "{% for author, articles in authors %}{{ author }}:{{ articles | length }} {% endfor %}"
    )
    (tmp_path / "article.html").write_text(template, "utf-8")
    settings = own_settings(tmp_path, f"THEME_TEMPLATES_OVERRIDES = [{str(tmp_path)!r}]")
    staged = stage(house, settings_file=settings)
    assert staged.site("hunan").problems == ()
    assert {"张伟:1", "章伟:1"} <= set(staged.page("hunan/news/a.html").split())


def test_words_that_sound_alike_stay_two_tags(house: House, tmp_path: Path) -> None:
    """TRAPS 9: Pelican's slugs for 事实 and 实施 are both shi-shi."""
    house.article("hunan/articles/news/a.md", head=APPROVED + "tags: [事实, Two Words]\n")
    house.article("hunan/articles/news/b.md", head=APPROVED + "tags: [实施, two words]\n")
    template = (
        "{% for tag, articles in tags | sort %}{{ tag.slug }}:{{ articles | length }} {% endfor %}"
    )
    (tmp_path / "article.html").write_text(template, "utf-8")
    settings = own_settings(tmp_path, f"THEME_TEMPLATES_OVERRIDES = [{str(tmp_path)!r}]")
    staged = stage(house, settings_file=settings)
    assert staged.site("hunan").problems == ()
    assert sorted(staged.page("hunan/news/a.html").split()) == ["two-words:2", "事实:1", "实施:1"]


def test_a_template_reads_every_key_of_a_head_but_those_of_its_review(
    house: House, tmp_path: Path
) -> None:
    head = "offer: city\ncampaign: 春风行动\nunit: 信息处\nexpires: 2099-01-01\n"
    house.article("hunan/articles/news/a.md", head=APPROVED + head, title="题")
    keys = "{%% for key in %s %%}{{ article[key] }};{%% endfor %%}{{ article.authors is defined }}"
    names = ["title", "offer", "campaign", "unit", "kind", "review", "expires"]
    (tmp_path / "article.html").write_text(keys % names, "utf-8")
    settings = own_settings(tmp_path, f"THEME_TEMPLATES_OVERRIDES = [{str(tmp_path)!r}]")
    staged = stage(house, settings_file=settings)
    assert staged.site("hunan").problems == ()
    assert staged.page("hunan/news/a.html") == "题;city;春风行动;信息处;original;;;False"


def test_a_template_is_not_given_the_consent_to_a_work(house: House, tmp_path: Path) -> None:
    head = "work: {author: 甲, age: 成人}\nconsent: {by: 本人, at: 2026-03-01}\n"
    house.article("hunan/articles/news/a.md", head=APPROVED + head)
    template = "{{ article.work.age }}|{{ article.consent }}|{{ 'consent' in article.metadata }}"
    (tmp_path / "article.html").write_text(template, "utf-8")
    settings = own_settings(tmp_path, f"THEME_TEMPLATES_OVERRIDES = [{str(tmp_path)!r}]")
    staged = stage(house, settings_file=settings)
    staged.site("hunan")
    assert staged.page("hunan/news/a.html") == "成人||False"


def test_an_article_says_who_sent_it_wrote_it_and_where_it_is_from(house: House) -> None:
    head = (
        "author: 张三\nunit: 信息处\nkind: repost\ncampaign: 网上行\n"
        "source: {name: 中国妇女报, url: 'https://www.cnwomen.com.cn/x?a=1&b=2'}\n"
    )
    house.article("hunan/articles/news/repost.md", head=APPROVED + head)
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    text = staged.page("hunan/news/repost.html")
    for words in ("作者：张三", "报送单位：信息处", "活动：网上行", "转载自：", "2026年3月8日"):
        assert words in text
    assert (
        '<a href="https://www.cnwomen.com.cn/x?a=1&amp;b=2" rel="noopener noreferrer">中国妇女报</a>'
        in text
    )


def test_markup_in_names_and_summaries_is_shown_and_not_obeyed(house: House) -> None:
    head = 'summary: "<script>alert(1)</script>"\nauthor: "<b>张三</b>"\ntags: ["<i>标签</i>"]\n'
    house.article("hunan/articles/news/x.md", head=APPROVED + head, title="'<u>题</u> & {{ 7*7 }}'")
    house.write("hunan/site.toml", 'name = "<s>省站</s>"\nlevel = "province"\n')
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    for path, data in staged.files("hunan").items():
        if path.endswith(".html"):
            for tag in (b"<script>alert", b"<b>", b"<i>", b"<u>", b"<s>"):
                assert tag not in data, path
    text = staged.page("hunan/news/x.html")
    assert "&lt;u&gt;题&lt;/u&gt; &amp; {{ 7*7 }}" in text
    assert 'content="&lt;script&gt;alert(1)&lt;/script&gt;"' in text


def test_a_page_of_a_site_has_working_links_and_no_column(rich: House) -> None:
    text = rich.page("changsha/pages/about.html")
    assert '<a href="../news/full.html">新闻</a>' in text
    assert not (rich.output / "hunan/pages").exists()


def test_texts_of_the_theme_follow_the_federations_language(house: House) -> None:
    toml = house.content / "federation.toml"
    toml.write_text(toml.read_text("utf-8").replace("zh-CN", "en"), "utf-8")
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    text = staged.page("hunan/index.html")
    assert '<html lang="en" class="accent-cinnabar">' in text
    assert "跳到正文" not in text


def test_a_theme_without_a_404_page_gets_one_that_works_at_any_depth(
    house: House, tmp_path: Path
) -> None:
    from shutil import copytree

    copytree(ROOT / "themes/lianzhan", tmp_path / "theme")
    (tmp_path / "theme/templates/404.html").unlink()
    staged = stage(house, theme=tmp_path / "theme")
    assert staged.site("changsha").problems == ()
    text = staged.page("changsha/404.html")
    assert "没有找到这个页面" in text
    assert '<a href="https://example.org/changsha/">长沙市妇联</a>' in text
    assert "noindex" in text
