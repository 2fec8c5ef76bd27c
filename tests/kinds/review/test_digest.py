"""What a signature is for: every word, whatever else changes in a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kinds.rules.example import article, picture
from lianzhan.kinds.review.digest import (
    digests_now,
    seen_digest,
    signed_page,
    signed_pages,
    words_digest,
)
from lianzhan.model.attachments import Attachment, LinkedFile
from lianzhan.model.catalog import Alias
from lianzhan.reading.front_matter import split
from lianzhan.reading.text import decode

if TYPE_CHECKING:
    from lianzhan.kinds.article.values import Article

PLAIN = "---\ntitle: 一 二\ndate: 2026-03-08\ntags: [甲, 乙]\nsource: {name: 丙, url: u}\n---\n\n文\n\n末\n"
VALUE = replace(article(), words="w")
OLD = Alias("news/old", "hunan/articles/news/old", ".md", 3)


def words(text: str) -> str:
    return words_digest(split(decode(text.encode(), "a.md").text, "a.md"))


@pytest.mark.parametrize(
    "same",
    [
        PLAIN.replace("\n", "\r\n"),
        f"\ufeff{PLAIN}",
        f"\n{PLAIN}\n\n",
        PLAIN.replace("---\n\n文", "---\n\n\n\n文"),
        PLAIN.replace("title: 一 二\ndate: 2026-03-08", "date:   2026-03-08\nTitle: '一  二' # 注"),
        PLAIN.replace("[甲, 乙]", "\n  - 甲\n  - 乙"),
        PLAIN.replace("{name: 丙, url: u}", "\n  url: u\n  name: 丙"),
        PLAIN.replace("tags:", "review: [{step: first, by: 甲, at: 2026-03-08}]\ntags:"),
        PLAIN.replace("tags:", "status: approved\naliases: [news/b]\nsummary:\ntags:"),
        PLAIN.replace("tags:", "notice: {text: 撤}\ntags:"),
        "Title: 一 二\nDate: 2026-03-08\nTags: [甲, 乙]\nSource: {name: 丙, url: u}\n\n文\n\n末",
    ],
)
def test_spacing_order_and_line_ends_make_no_difference(same: str) -> None:
    assert words(same) == words(PLAIN)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("一 二", "一二"),
        ("一 二", "一 三"),
        ("2026-03-08", "2026-03-09"),
        ("[甲, 乙]", "[乙, 甲]"),
        ("[甲, 乙]", "[甲乙]"),
        ("name: 丙, url: u", "name: u, url: 丙"),
        ("文\n\n末", "文\n末"),
        ("文\n\n末", "文 \n\n末"),
        ("\n文", "\n　文"),
        ("\n文", "\n    文"),
        ("末", "末。"),
        ("tags:", "summary: 末\ntags:"),
        ("source:", "author:"),
        ("---\n\n文", "unit: x\n---\n\n文"),
    ],
)
def test_every_word_makes_a_difference(old: str, new: str) -> None:
    assert words(PLAIN.replace(old, new, 1)) != words(PLAIN)


def test_a_key_that_stands_twice_is_no_trouble() -> None:
    assert words(PLAIN.replace("tags:", "tags: x\ntags:")) != words(PLAIN)


def test_words_are_signed_with_their_page_their_pictures_and_their_files() -> None:
    page = signed_page(VALUE.path)
    file = LinkedFile("a.pdf", Attachment("hunan/a.pdf", "a.pdf", "f", 10))
    changed = (
        replace(VALUE, words="v"),
        replace(VALUE, pictures=(("a.jpg", picture()),)),
        replace(VALUE, pictures=(("b.jpg", picture()),)),
        replace(VALUE, pictures=(("a.jpg", replace(picture(), digest="other")),)),
        replace(VALUE, linked_files=(file,)),
        replace(VALUE, linked_files=(replace(file, file=None),), words="u"),
    )
    digests = {seen_digest(value, page) for value in (VALUE, *changed)}
    assert len(digests) == len(changed) + 1
    assert seen_digest(VALUE, "elsewhere") not in digests
    two = (("a.jpg", picture()), ("b.jpg", picture()))
    assert seen_digest(replace(VALUE, pictures=two), page) == seen_digest(
        replace(VALUE, pictures=two[::-1]), page
    )


def test_a_digest_is_the_same_for_every_release() -> None:
    """It stands in files: who changes its form must go on knowing this one."""
    assert words(PLAIN) == "cd8d57fa21833da34353ec3976472a930bd561d66910c99bf0492e886374313d"
    assert (
        seen_digest(VALUE, signed_page(VALUE.path))
        == "16204ea37a0d12d903938a064c5aa2c4bda17a1ccb3c4ccef1de84af7cc8f919"
    )


def test_a_file_a_bundle_and_another_case_are_one_page() -> None:
    assert signed_page("hunan/articles/news/X.md") == "hunan/articles/news/x"
    assert signed_page("hunan/articles/news/x/index.markdown") == "hunan/articles/news/x"
    assert signed_page("hunan/articles/news/e\u0301.md") == "hunan/articles/news/\xe9"
    assert signed_page("hunan/notes.toml#a") == "hunan/notes.toml#a"


def test_a_moved_text_keeps_its_signatures_where_no_file_stands_now() -> None:
    moved: Article = replace(VALUE, aliases=(OLD,))
    before = seen_digest(replace(VALUE, path="hunan/articles/news/old.md"), OLD.page)
    assert signed_pages(moved, ()) == ["hunan/articles/news/x", OLD.page]
    assert digests_now(moved, ())[before] == OLD.page
    assert before not in digests_now(moved, {OLD.page})
    assert before not in digests_now(VALUE, ())
