"""A tree is looked through without leaving it, and every article gets a name of its own."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianzhan.desk.importing.tree import (
    beside,
    find_file,
    named,
    names_in_bundle,
    original_name,
    read_tree,
    safe_name,
)
from lianzhan.reading.file_names import name_fault

if TYPE_CHECKING:
    from pathlib import Path


def grow(folder: Path, *paths: str) -> Path:
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
def test_a_tree_has_articles_other_files_and_what_was_passed_by(tmp_path: Path) -> None:
    outside = grow(tmp_path / "outside", "secret.md")
    tree = grow(tmp_path / "tree", "b.md", "a/index.markdown", "a/a.jpg", ".git/HEAD", ".x.md")
    (tree / "inside.md").symlink_to(tree / "b.md")
    (tree / "secret.md").symlink_to(outside / "secret.md")
    (tree / "folder").symlink_to(outside)
    (tree / "loop.md").symlink_to(tree / "loop.md")
    os.mkfifo(tree / "pipe.md")
    found = read_tree(tree)
    assert found.names == {"a/index.markdown": "a", "b.md": "b", "inside.md": "inside"}
    assert found.others == {"a/a.jpg"}
    assert {left.path: left.note.code for left in found.passed_by} == {
        ".git": "hidden",
        ".x.md": "hidden",
        "secret.md": "leads-outside",
        "folder": "leads-outside",
        "loop.md": "leads-outside",
        "pipe.md": "not-a-file",
    }


def test_a_folder_that_goes_away_is_passed_by(tmp_path: Path) -> None:
    found = read_tree(tmp_path / "gone")
    assert [(left.path, left.note.code) for left in found.passed_by] == [(".", "unreadable")]


def test_names_are_those_of_files_or_bundles() -> None:
    names = {"x.md": "x", "a/index.md": "a", "a/Index.en.md": "a.en", "index.md": "root"}
    assert {path: original_name(path, "root") for path in names} == names


def test_names_that_collide_are_numbered_whatever_their_case() -> None:
    paths = ["a/news.md", "b/News.md", "c/news/index.md", "news-2.md"]
    assert list(named(paths, "root").values()) == ["news", "News-2", "news-3", "news-2-2"]


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("关于 召开：会议 的通知", "关于-召开-会议-的通知"),
        ("-.hidden-", "hidden"),
        ("!!!", "article-1"),
        ("CON", "CON-1"),
        ("index", "index-1"),
        ("Cafe\u0301", "Café"),
        ("\udcff\udcfe名", "名"),
        ("长" * 60, "长" * 33),
    ],
)
def test_names_become_valid(given_name: str, expected: str) -> None:
    assert safe_name(given_name) == expected


@given(st.text(st.characters(codec=None)))
def test_every_name_becomes_one_that_our_reader_takes(text: str) -> None:
    assert name_fault(safe_name(text), "") is None
    assert name_fault(f"{safe_name(text)}-9999", "") is None


def test_pictures_of_the_same_name_are_numbered() -> None:
    paths = ["a/图 1.JPG", "b/图 1.jpg", "c/index.png"]
    assert names_in_bundle(paths) == {
        "a/图 1.JPG": "图-1.jpg",
        "b/图 1.jpg": "图-1-2.jpg",
        "c/index.png": "index-1.png",
    }


def test_what_comes_along_takes_no_name_that_the_bundle_needs() -> None:
    paths = ["index.md", "imported-head.yaml", "报名 表.XLSX", "x.第一章 附件", "README"]
    assert list(names_in_bundle(paths).values()) == [
        "index-1.md", "imported-head-2.yaml", "报名-表.xlsx", "x.第一章-附件", "README",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("a.jpg", "posts/a.jpg"),
        ("./a.jpg?x=1#y", "posts/a.jpg"),
        ("b%20c.jpg", "posts/b c.jpg"),
        ("x.assets/d.jpg", "posts/x.assets/d.jpg"),
        (r"x.assets\d.jpg", "posts/x.assets/d.jpg"),
        ("e.jpg", "posts/x/e.jpg"),
        (r"e\.jpg", "posts/x/e.jpg"),
        ("img/f.jpg", "img/f.jpg"),
        ("/img/f.jpg", "img/f.jpg"),
        ("{static}/img/f.jpg", "img/f.jpg"),
        ("/g.jpg", "static/g.jpg"),
        ("../top.md", "top.md"),
        ("/a.jpg", None),
        ("../../outside.jpg", None),
        ("link.jpg", None),
        ("gone.jpg", None),
        ("", None),
        ("a\0.jpg", None),
        ("x" * 2000, None),
        ("x" * 900, None),
        (".", None),
    ],
)
def test_a_reference_means_a_file_inside_the_tree(
    target: str, expected: str | None, tmp_path: Path
) -> None:
    grow(tmp_path, "outside.jpg")
    folder = grow(
        tmp_path / "tree", "posts/x.md", "posts/a.jpg", "posts/b c.jpg", "posts/x.assets/d.jpg",
        "posts/x/e.jpg", "img/f.jpg", "static/g.jpg", "top.md",
    )  # fmt: skip
    (folder / "posts" / "link.jpg").symlink_to(tmp_path / "outside.jpg")
    assert find_file(read_tree(folder), "posts/x.md", target) == expected


def test_a_remote_picture_may_lie_beside_its_article(tmp_path: Path) -> None:
    tree = read_tree(grow(tmp_path, "p/index.md", "p/a.jpg"))
    assert beside(tree, "p/index.md", "https://x.example/blog/p/a.jpg?v=2")
    assert not beside(tree, "p/index.md", "https://x.example/b.jpg")


HEXO = (
    "source/_posts/x.md", "source/_posts/x/own.jpg", "source/images/shared.png", "static/s.png",
    "public/p.png", "source/uploads/u.png", "blog/_posts/y.md", "blog/img/y.png",
    "hugo/content/post/z.md", "hugo/static/img/z.png", "hugo/content/post/cafe\u0301.png",
    "hugo/assets/a.png",
)  # fmt: skip


@pytest.mark.parametrize(
    ("article", "target", "expected"),
    [
        ("source/_posts/x.md", "own.jpg", "source/_posts/x/own.jpg"),
        ("source/_posts/x.md", "x/own.jpg", "source/_posts/x/own.jpg"),
        ("source/_posts/x.md", "/images/shared.png", "source/images/shared.png"),
        ("source/_posts/x.md", "images/shared.png", "source/images/shared.png"),
        ("source/_posts/x.md", "/s.png", "static/s.png"),
        ("source/_posts/x.md", "/p.png", "public/p.png"),
        ("source/_posts/x.md", "/u.png", "source/uploads/u.png"),
        ("source/_posts/x.md", "/uploads/u.png", "source/uploads/u.png"),
        ("source/_posts/x.md", "{{ site.baseurl }}/images/shared.png", "source/images/shared.png"),
        ("source/_posts/x.md", '{{ "/s.png" | relative_url }}', "static/s.png"),
        ("source/_posts/x.md", "{{ page.cover }}", None),
        ("source/_posts/x.md", "/own.jpg", None),
        ("source/_posts/x.md", "/../../etc/passwd", None),
        ("blog/_posts/y.md", "/img/y.png", "blog/img/y.png"),
        ("hugo/content/post/z.md", "/img/z.png", "hugo/static/img/z.png"),
        ("hugo/content/post/z.md", "/a.png", "hugo/assets/a.png"),
        ("hugo/content/post/z.md", "caf\u00e9.png", "hugo/content/post/cafe\u0301.png"),
        ("hugo/content/post/z.md", "/source/images/shared.png", "source/images/shared.png"),
    ],
)
def test_an_address_counts_from_the_top_of_its_site(
    article: str, target: str, expected: str | None, tmp_path: Path
) -> None:
    tree = read_tree(grow(tmp_path / "tree", *HEXO))
    assert find_file(tree, article, target) == expected


def test_markdown_has_more_endings_elsewhere(tmp_path: Path) -> None:
    tree = read_tree(grow(tmp_path, "a.mdown", "b.MKD", "c.txt"))
    assert (list(tree.names.values()), tree.others) == (["a", "b"], {"c.txt"})
