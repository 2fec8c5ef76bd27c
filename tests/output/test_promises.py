"""A theme that keeps the policy is held to the design: nothing empty, every page linked."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, SITES, House
from rendering.in_process import Stage, stage

from lianzhan.building.staging import asset_names
from lianzhan.output.audit import Audit
from lianzhan.output.promises import empty_blocks, pages_to_link

if TYPE_CHECKING:
    from pathlib import Path

EMPTY_BY_AUTHOR = "<ul></ul>\n\n<table></table>\n\n## 末尾的标题\n"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder = tmp_path_factory.mktemp("promises")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    house.article("hunan/articles/news/empty.md", f"文字。\n\n{EMPTY_BY_AUTHOR}")
    house.article("hunan/articles/news/renamed.md", head=f"{APPROVED}aliases: [news/old]\n")
    house.article("hunan/pages/about.md")
    house.article("hunan/articles/news/gone.md", head="status: withdrawn\nnotice: 已撤下。\n")
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    return staged


class Copy:
    """A copy of a staged site that a test may damage."""

    def __init__(self, staged: Stage, folder: Path) -> None:
        self.plan, self.folder = staged.plan("hunan"), folder / "hunan"
        self.names = frozenset(asset_names(self.plan, staged.setup))
        shutil.copytree(staged.folder / "hunan", self.folder)

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text("utf-8")
        assert old in text
        (self.folder / path).write_text(text.replace(old, new), "utf-8")

    def findings(self, *, is_strict: bool = True) -> list[tuple[str, str]]:
        audit = Audit(self.folder, self.plan, "x/site.toml", self.names, is_strict)
        return [(p.code, dict(p.details).get("page", "")) for p in audit.problems()]


@pytest.fixture
def hunan(clean: Stage, tmp_path: Path) -> Copy:
    return Copy(clean, tmp_path)


def test_the_project_s_own_theme_keeps_them_whatever_authors_write(hunan: Copy) -> None:
    assert hunan.findings() == []


@pytest.mark.parametrize(
    "block",
    [
        "<section></section>",
        '<aside class="x">\n</aside>',
        '<ul class="article-list">\n  </ul>',
        "<ol></ol >",
        '<nav aria-label="页码"></nav>',
        "<table>\n</table>",
        "<dl></dl>",
        '<section class="panel"><h2 id="a">标题</h2>\n</section>',
        "<div><aside><p>字</p><h3>标题</h3></aside></div>",
    ],
)
def test_an_empty_block_is_found(hunan: Copy, block: str) -> None:
    hunan.edit("news/one.html", "</main>", f"{block}</main>")
    assert hunan.findings() == [("audit-empty", "news/one.html")]
    assert hunan.findings(is_strict=False) == []


@pytest.mark.parametrize(
    "block",
    [
        '<ul><li><a href="x">词</a></li></ul>',
        '<section><img src="x"></section>',
        "<header><h1>题</h1></header>",
        "<div class='title'><h2>题</h2></div><p>文</p>",
        "<section>文</section>",
        "<nav><svg></svg></nav>",
        "<asides></asides>",
    ],
)
def test_what_shows_something_is_not_empty(block: str) -> None:
    assert list(empty_blocks(f"<nav></nav><main>{block}</main>".encode())) == []


def test_an_article_that_its_column_forgets_is_found(hunan: Copy) -> None:
    for page in hunan.folder.rglob("*.html"):
        text = page.read_text("utf-8")
        page.write_text(text.replace('one.html"', 'empty.html"'), "utf-8")
    assert ("audit-unlinked", "news/one.html") in hunan.findings()
    assert hunan.findings(is_strict=False) == []


def test_a_link_of_any_other_page_is_enough_but_none_of_its_own(hunan: Copy) -> None:
    for page in hunan.folder.rglob("*.html"):
        text = page.read_text("utf-8")
        page.write_text(text.replace('one.html"', 'empty.html"'), "utf-8")
    hunan.edit("news/one.html", "</main>", '<a href="one.html">这里</a></main>')
    assert ("audit-unlinked", "news/one.html") in hunan.findings()
    hunan.edit(
        "theory/equality.html", "</main>", '<a class="x" href="../news/one.html#a">那里</a></main>'
    )
    assert hunan.findings() == []


def test_only_pages_that_readers_look_for_need_a_link(hunan: Copy) -> None:
    wanted = pages_to_link(hunan.plan)
    assert {"news/one.html", "news/renamed.html", "news/index.html"} <= {*wanted}
    unasked = {"index.html", "404.html", "pages/about.html", "news/old.html", "news/gone.html"}
    assert not unasked & {*wanted}
    assert all((hunan.folder / path).is_file() for path in wanted)


def test_a_column_without_entries_can_be_in_no_menu_sitemap_or_feed(hunan: Copy) -> None:
    """It has no page: whatever names it leads nowhere."""
    empty = hunan.plan.empty[0]
    hunan.edit("index.html", "</main>", f'<a href="{empty}/index.html">空栏目</a></main>')
    hunan.edit(
        "sitemap.xml", "</urlset>", f"<url><loc>{hunan.plan.url}{empty}/</loc></url></urlset>"
    )
    hunan.edit("feed.xml", "</channel>", f"<link>{hunan.plan.url}{empty}/</link></channel>")
    found = sorted(hunan.findings(is_strict=False))
    assert found == [
        ("audit-dead-link", page) for page in ("feed.xml", "index.html", "sitemap.xml")
    ]
