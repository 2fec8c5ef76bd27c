"""What an alias means, whichever way it is written, and what is none."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from lianzhan.reading.aliases import ALIASES, MAX_ALIASES, alias_of
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.front_matter import split
from lianzhan.reading.keys import Context

SITE = "hunan/changsha"
PATH = f"{SITE}/articles/policy/new.md"
CONTEXT = Context(ZoneInfo("Asia/Shanghai"), "", ())


@pytest.mark.parametrize(
    "written",
    [
        "news/old",
        "/news/old",
        "news/old.html",
        "/news/old.html",
        "news/old/",
        "news/old.md",
        "articles/news/old",
        "articles/news/old.md",
        "/articles/news/old.md",
        f"{SITE}/articles/news/old.md",
        "news/%6Fld.html",
    ],
)
def test_an_alias_is_one_page_whichever_way_it_is_written(written: str) -> None:
    alias = alias_of(written, PATH, 3)
    assert alias
    assert (alias.name, alias.file, alias.line) == ("news/old", "news/old.html", 3)
    assert alias.path == f"{SITE}/articles/news/old.md"


@pytest.mark.parametrize(
    ("written", "path", "was"),
    [
        ("news/old", f"{SITE}/articles/policy/new/index.md", "articles/news/old/index.md"),
        ("articles/news/old.md", f"{SITE}/articles/policy/new/index.md", "articles/news/old.md"),
        ("articles/news/old/index.md", PATH, "articles/news/old/index.md"),
        ("news/old.markdown", PATH, "articles/news/old.markdown"),
        ("pages/about", PATH, "pages/about.md"),
        ("pages/about.html", f"{SITE}/pages/us.md", "pages/about.md"),
        ("news/妇女节", f"{SITE}/pages/us.md", "articles/news/妇女节.md"),
        ("news/%E5%A6%87", PATH, "articles/news/妇.md"),
    ],
)
def test_an_alias_says_which_file_it_was_and_if_not_one_like_now(
    written: str, path: str, was: str
) -> None:
    alias = alias_of(written, path, 1)
    assert alias
    assert alias.path == f"{SITE}/{was}"


@pytest.mark.parametrize(
    "written",
    [
        "old", "/old.html", "../news/old", "news/../old", "news/..", "news//old", "./news/old",
        "a/news/old", "articles/news/a/b.md", "hunan/hengyang/articles/news/old.md",
        "https://example.org/changsha/news/old.html", "//example.org/news/old", "example.org:80/a",
        "news/index", "news/page", "news/page/2", "page/2", "assets/old", "con/a", "news/con",
        "News/old", "news/a b", "news/a\nb", "news/a?b", "news/a#b", "news/a*", "news/a\\b",
        "news/a\0b", "news/.old", "news/" + "长" * 60, "news/" + "a" * 5000, "%2e%2e/news/old",
        "javascript:alert(1)", "feed.xml", "news/feed.xml/x", "", "/", "news/", "🎉/a", "news/\ud800",
    ],
)  # fmt: skip
def test_what_is_no_address_of_an_article_or_page_of_this_site_is_none(written: str) -> None:
    assert alias_of(written, PATH, 1) is None


def read(head: str) -> tuple[list[str], list[tuple[str, int]]]:
    front = split(f"---\ntitle: t\n{head}\n---\n", PATH)
    assert front.problems == ()
    fields = Fields(PATH, first_values(front.fields))
    names = [alias.name for alias in ALIASES.read(fields, "aliases", CONTEXT)]  # type: ignore[attr-defined]
    return names, [(fault.code, fault.line) for fault in fields.problems]


@pytest.mark.parametrize(
    "head",
    ["aliases: news/a，news/b", "aliases: [news/a, news/b]", "aliases:\n- news/a\n- /news/b.html"],
)
def test_aliases_are_a_list_or_a_text(head: str) -> None:
    assert read(head) == (["news/a", "news/b"], [])


def test_each_that_is_wrong_is_named_at_its_line() -> None:
    assert read("aliases:\n  - ../a\n  - news/b\n  - //c/d") == (
        ["news/b"],
        [("bad-alias", 4), ("bad-alias", 6)],
    )


@pytest.mark.parametrize("value", ["{a: b}", "[[news/a]]", "[{a: b}]"])
def test_what_is_no_list_of_texts_is_named(value: str) -> None:
    assert read(f"aliases: {value}") == ([], [("bad-value", 3)])


def test_a_flood_of_them_is_named_once() -> None:
    many = ", ".join(f"news/a{number}" for number in range(MAX_ALIASES + 1))
    assert read(f"aliases: [{many}]") == ([], [("bad-value", 3)])
