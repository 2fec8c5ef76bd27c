"""A theme that keeps the policy is held to the design: nothing empty, every page linked."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from conftest import APPROVED, SITES, House
from helping import add_help
from rendering.in_process import Stage, stage
from test_notices import signed, withdraw

from lianzhan.building.staging import asset_names
from lianzhan.output.audit import Audit
from lianzhan.output.destinations import Destinations
from lianzhan.output.promises import LinkedPages, empty_blocks, pages_to_link

if TYPE_CHECKING:
    from pathlib import Path

WITHDRAWN = "hunan/articles/news/gone.md"
EMPTY_BY_AUTHOR = "<ul></ul>\n\n<table></table>\n\n## 末尾的标题\n"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder = tmp_path_factory.mktemp("promises")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    house.article("hunan/articles/news/empty.md", f"文字。\n\n{EMPTY_BY_AUTHOR}")
    house.article("hunan/articles/news/renamed.md", head=f"{APPROVED}aliases: [news/old]\n")
    house.article("hunan/articles/news/my-index.md")
    house.article("hunan/articles/news/字.md")
    house.article("hunan/pages/about.md")
    withdraw(house, WITHDRAWN)
    signed(house, WITHDRAWN)
    add_help(house)
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
        "<aside><p>字</p><h6>标题</h6></aside>",
        "<h2>标题</h2>\n",
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


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("one", "../news/one.html#a"),
        ("one", "https://example.org/hunan/news/one.html#a"),
        ("my-index", "../news/my-index.html"),
        ("字", "../news/%E5%AD%97.html"),
    ],
)
def test_a_link_of_any_other_page_is_enough_but_none_of_its_own(
    hunan: Copy, name: str, link: str
) -> None:
    file = f"{quote(name)}.html"
    for page in hunan.folder.rglob("*.html"):
        text = page.read_text("utf-8")
        page.write_text(text.replace(f'{file}"', 'empty.html"'), "utf-8")
    hunan.edit(f"news/{name}.html", "</main>", f'<a href="{file}">这里</a></main>')
    assert ("audit-unlinked", f"news/{name}.html") in hunan.findings()
    hunan.edit("theory/equality.html", "</main>", f'<a class="x" href="{link}">那里</a></main>')
    assert hunan.findings() == []


def test_a_column_that_only_its_own_list_links_is_found(hunan: Copy) -> None:
    for page in hunan.folder.rglob("*.html"):
        text = page.read_text("utf-8")
        text = text.replace('news/index.html"', 'theory/index.html"')
        if page.parent.name == "news" and page.name != "index.html":
            text = text.replace('href="index.html"', 'href="../theory/index.html"')
        page.write_text(text, "utf-8")
    hunan.edit("news/index.html", "</main>", '<a href="index.html">这里</a></main>')
    assert ("audit-unlinked", "news/index.html") in hunan.findings()


@pytest.mark.parametrize("page", ["404.html", "news/old.html", "news/gone.html"])
def test_a_link_of_a_page_that_nobody_looks_for_is_none(hunan: Copy, page: str) -> None:
    """An article that has moved is linked from its old address, whatever its column forgets."""
    for file in hunan.folder.rglob("*.html"):
        text = file.read_text("utf-8")
        file.write_text(text.replace('renamed.html"', 'empty.html"'), "utf-8")
    link = f'<a href="{hunan.plan.url}news/renamed.html">这里</a>'
    hunan.edit(page, "</body>", f"{link}</body>")
    assert ("audit-unlinked", "news/renamed.html") in hunan.findings()


def test_a_page_that_the_theme_does_not_make_needs_no_link(hunan: Copy) -> None:
    made = Destinations(hunan.plan, ("index.html", "news/one.html"), ())
    assert LinkedPages().unlinked(hunan.plan, made, lambda _: b"") == ["news/one.html"]


def test_only_pages_that_readers_look_for_need_a_link(hunan: Copy) -> None:
    wanted = pages_to_link(hunan.plan)
    assert {*wanted} == {
        *("news/empty.html", "news/one.html", "news/renamed.html", "news/my-index.html"),
        *("news/字.html", "theory/equality.html"),
        *("news/index.html", "theory/index.html", "services/index.html"),
    }
    unasked = {"index.html", "404.html", "pages/about.html", "news/old.html", "news/gone.html"}
    assert not unasked & {*wanted}
    assert all((hunan.folder / path).is_file() for path in {*wanted, *unasked})


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
