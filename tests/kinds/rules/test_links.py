"""The rule of links inside the federation: they lead to a published page, or lose the link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kinds.rules.example import FEDERATION, HUNAN, PATH, article, linking, places
from lianzhan.kinds.rules.links import link_problems, link_safety, picture_safety
from lianzhan.model.body import Body, Image, Link
from lianzhan.model.catalog import NEVER, Catalog, Entry, Reference
from lianzhan.reading.links import anchor_of, anchors, find, references, resolve

if TYPE_CHECKING:
    from lianzhan.kinds.article.values import Article
    from lianzhan.model.problem import Problem

PATHS = (
    PATH,
    "hunan/articles/news/one.md",
    "hunan/articles/news/two.markdown",
    "hunan/articles/news/bundle/index.md",
    "hunan/articles/theory/一.md",
    "hunan/articles/theory/l\u01dc.md",
    "hunan/articles/theory/cafe\u0301/index.md",
    "hunan/articles/theory/twin\u00e9.md",
    "hunan/articles/theory/twine\u0301.md",
    "hunan/articles/theory/three\u01dc.md",
    "hunan/articles/theory/threeu\u0308\u0300.md",
    "hunan/pages/a b.md",
    "hunan/changsha/articles/news/far.md",
)
KNOWN = Catalog({path: Entry(path, "hunan", None, "", "", NEVER, "", "approved") for path in PATHS})


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("one.md", "hunan/articles/news/one.md"),
        ("one", "hunan/articles/news/one.md"),
        ("./one.md", "hunan/articles/news/one.md"),
        ("two", "hunan/articles/news/two.markdown"),
        ("bundle", "hunan/articles/news/bundle/index.md"),
        ("bundle/", "hunan/articles/news/bundle/index.md"),
        ("bundle/index.md", "hunan/articles/news/bundle/index.md"),
        ("../theory/一.md", "hunan/articles/theory/一.md"),
        ("../theory/%E4%B8%80.md", "hunan/articles/theory/一.md"),
        ("../../pages/a%20b.md", "hunan/pages/a b.md"),
        ("../../pages/a b.md", "hunan/pages/a b.md"),
        ("/hunan/changsha/articles/news/far.md", "hunan/changsha/articles/news/far.md"),
        ("{filename}/hunan/articles/news/one.md", "hunan/articles/news/one.md"),
        ("{filename}one.md", "hunan/articles/news/one.md"),
        ("|filename|one.md", "hunan/articles/news/one.md"),
        ("{static}one.md", "hunan/articles/news/one.md"),
        ("{attach}one.md", "hunan/articles/news/one.md"),
        ("one.md#甲", "hunan/articles/news/one.md"),
        ("one.md?a=b#甲", "hunan/articles/news/one.md"),
        ("../../../../hunan/articles/news/one.md", None),
        ("{filename}../../../hunan/articles/news/one.md", "hunan/articles/news/one.md"),
        ("{static}../../../../etc/passwd", None),
        ("..%2f..%2f..%2fetc%2fpasswd", None),
        ("../theory/lu\u0308\u0300.md", "hunan/articles/theory/l\u01dc.md"),
        ("../theory/lü\u0300", "hunan/articles/theory/l\u01dc.md"),
        ("{filename}/hunan/articles/theory/lu%CC%88%CC%80.md", "hunan/articles/theory/l\u01dc.md"),
        ("../theory/caf\u00e9", "hunan/articles/theory/cafe\u0301/index.md"),
        ("../theory/twin\u00e9.md", "hunan/articles/theory/twin\u00e9.md"),
        ("../theory/twine\u0301.md", "hunan/articles/theory/twine\u0301.md"),
        ("../theory/three\u00fc\u0300.md", None),
        ("../theory/\uf90a.md", None),
        ("%2e%2e/theory/%E4%B8%80.md", "hunan/articles/theory/一.md"),
        ("/etc/passwd", None),
        ("one.html", None),
        ("ONE.md", None),
        ("one.md/", "hunan/articles/news/one.md"),
        ("one.md%00", None),
        ("", None),
        (".", None),
        ("/", None),
        ("{filename}", None),
        ("{filename}{filename}one.md", None),
        ("[甲", None),
        ("\\\\evil.example\\one.md", None),
        ("/\\evil.example/one.md", None),
    ],
)
def test_a_path_means_a_file_as_in_pelican(target: str, path: str | None) -> None:
    assert find(resolve(target, PATH)[0], KNOWN) == path


@pytest.mark.parametrize("target", ["///[", "///[::1]x/", "{filename}//[/"])
def test_what_can_not_be_parsed_leads_nowhere(target: str) -> None:
    assert find(resolve(target, PATH)[0], KNOWN) is None


@pytest.mark.parametrize(
    ("target", "where"),
    [
        ("one.md#甲", ("hunan/articles/news/one.md", "#甲")),
        ("one.md", ("hunan/articles/news/one.md", "")),
        ("../../../../../x", ("../../x", "")),
        ("//[", ("[", "")),
        (
            "{filename}https://e.example/hunan/x.md",
            ("hunan/articles/news/https:/e.example/hunan/x.md", ""),
        ),
    ],
)
def test_a_target_is_a_path_and_a_fragment(target: str, where: tuple[str, str]) -> None:
    assert resolve(target, PATH) == where


HEADINGS = '<h2 id="一">一</h2>\n<h2 id="a-2">a</h2>'


@pytest.mark.parametrize(
    ("target", "there"),
    [("#一", True), ("#%E4%B8%80", True), ("#a-2", True), ("#a", False), ("#", False), ("", False)],
)
def test_a_fragment_names_a_heading(target: str, there: bool) -> None:
    assert anchors(Body(HEADINGS)) == ("一", "a-2")
    assert (anchor_of(target, anchors(Body(HEADINGS))) is not None) is there


def test_an_articles_references_are_its_links_into_the_content_tree() -> None:
    body = linking(
        "one.md#甲", "#一", "https://example.org/x", "javascript:x", "/hunan/pages/a%20b"
    )
    assert references(body.links, article().path) == (
        Reference("one.md#甲", 10, "hunan/articles/news/one.md", "#甲"),
        Reference("/hunan/pages/a%20b", 14, "hunan/pages/a b", ""),
    )


def problems(read: Article, published: set[str]) -> list[Problem]:
    """What both rules of links find: the one that looks at an article alone, the one after review."""
    entry = Entry(
        read.path, read.site, read.column, read.name, read.digest, read.date, read.offer,
        read.status, references(read.links, read.path), anchors(read.body),
    )  # fmt: skip
    alone = link_safety(read, HUNAN, FEDERATION)
    return sorted([*alone, *link_problems(entry, KNOWN, published)])


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        ("one.md", []),
        ("far.md", ["dead-link"]),
        ("../../changsha/articles/news/far.md", ["unpublished-link"]),
        ("x.md", ["unpublished-link"]),
        ("#一", []),
        ("#二", ["dead-link"]),
        ("#", ["dead-link"]),
        ("javascript:x", ["unsafe-link"]),
        ("javascript%3ax", ["unsafe-link"]),
        ("//[x", ["bad-address"]),
        ("http:one.md", ["bad-address"]),
        ("https：//example.org/", ["bad-address"]),
        (":https://example.org/", ["dead-link"]),
        ("https://example.org/one.md", []),
        ("//example.org/one.md", []),
        ("mailto:a@example.org", []),
        ("/etc/passwd", ["dead-link"]),
    ],
)
def test_a_link_leads_to_what_is_published(target: str, codes: list[str]) -> None:
    read = article(body=linking(target, html=HEADINGS))
    found = problems(read, {"hunan/articles/news/one.md"})
    assert places(found) == [(10, code) for code in codes]


def test_every_link_is_told_at_its_line_and_fits_a_message() -> None:
    read = article(body=Body(links=(Link("a" * 9000, 3), Link("javascript:" + "x" * 9000, 4))))
    found = problems(read, KNOWN)
    assert places(found) == [(3, "dead-link"), (4, "unsafe-link")]
    assert all(len(dict(fault.details)["target"]) == 80 for fault in found)
    assert [fault.is_error for fault in found] == [False, True]


@pytest.mark.parametrize(
    ("src", "codes"),
    [
        ("javascript%3a//%250aalert(1)", ["unsafe-link"]),
        ("data:image/png;base64," + "A" * 9000, ["unsafe-link"]),
        ("//[x", ["bad-address"]),
        ("https：//example.org/a.png", ["bad-address"]),
        ("https://example.org/a.png", []),
        (":https://example.org/a.png", []),
        ("a.png", []),
    ],
)
def test_a_picture_and_a_cover_have_a_source_that_is_an_address(src: str, codes: list[str]) -> None:
    cover = Image(src, "", 4, decorative=True)
    read = article(cover=cover, body=Body(images=(Image(src, "图", 12),)))
    found = list(picture_safety(read, HUNAN, FEDERATION))
    assert places(found) == [(line, code) for line in (4, 12) for code in codes]
    assert all(fault.is_error and len(dict(fault.details)["target"]) <= 80 for fault in found)


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("C:%5CUsers%5C%E5%BC%A0%E4%B8%89%5C1.jpg", "C:\\Users\\张三\\1.jpg"),
        ("https%EF%BC%9A//example.org", "https：//example.org"),
        ("%E2%80%8Bhttps://example.org", "%E2%80%8Bhttps://example.org"),
        ("javascript:%0ax", "javascript:%0ax"),
    ],
)
def test_what_is_refused_is_shown_as_its_author_knows_it(target: str, shown: str) -> None:
    read = article(body=Body(links=(Link(target, 3),), images=(Image(target, "图", 4),)))
    found = [*link_safety(read, HUNAN, FEDERATION), *picture_safety(read, HUNAN, FEDERATION)]
    assert [dict(fault.details)["target"] for fault in found] == [shown, shown]
