"""Without a manifest, a folder's pages and links say which articles it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianzhan.model.live_sites import SiteIdentity
from lianzhan.output.takedown.named import Names

if TYPE_CHECKING:
    from pathlib import Path

SITES = {
    "hn": SiteIdentity("hn", "湖南", "province", "https://e.example/hn/"),
    "cs": SiteIdentity("hn/cs", "长沙", "city", "https://cs.example/"),
}
NAMES = Names(SITES, lambda _slug: {"news"})


def named(folder: Path, path: str, text: str) -> set[str]:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    slug, _, name = path.partition("/")
    return {*NAMES.articles_in(folder / slug, slug, [name])}


@pytest.mark.parametrize(
    "written",
    [
        '<a href="../hn/news/二.html">', '<a href="/hn/news/%E4%BA%8C.html#x">',
        "见https://e.example/hn/news/二.html。", r'{"url":"https:\/\/e.example\/hn\/news\/二.html"}',
        "//e.example/hn/news/%e4%ba%8c.html",
    ],
)  # fmt: skip
def test_an_article_is_known_by_a_link_however_it_is_written(tmp_path: Path, written: str) -> None:
    assert named(tmp_path, "cs/index.html", written) == {"hn/articles/news/二.md"}


def test_a_page_is_known_by_its_place(tmp_path: Path) -> None:
    assert named(tmp_path, "cs/news/x.html", "") == {"hn/cs/articles/news/x.md"}
    assert named(tmp_path, "cs/pages/about.html", "") == {"hn/cs/pages/about.md"}


@pytest.mark.parametrize(
    "written",
    [
        "../hn/news/index.html", "../hn/news/page/2.html", "../hn/tags/x.html", "news/../x.html",
        "https://other.example/hn/news/x.html", "../../hn/news/x.html", ".html", "",
    ],
)  # fmt: skip
def test_lists_and_what_no_column_holds_are_no_articles(tmp_path: Path, written: str) -> None:
    assert named(tmp_path, "cs/index.html", written) == set()
