"""`explain`: whether an article is published, and where it shows, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli import explain
from conftest import APPROVED

if TYPE_CHECKING:
    from conftest import House


def test_explain_says_where_an_article_shows_and_why(house: House) -> None:
    done = explain(house, "content/hunan/articles/theory/equality.md")
    assert done.returncode == 0
    first, *places = done.stdout.splitlines()
    assert first == "已发布"
    assert sorted(places) == [
        "  changsha/theory/: 上级栏目下推",
        "  furong/theory/: 上级栏目下推",
        "  hengyang/theory/: 上级栏目下推",
        "  hunan/theory/: 本站稿件",
    ]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("status: submitted\n", "等待初审（first）"),
        ("status: withdrawn\n", "已撤稿"),
        ("status: approved\n", "稿件有错误：review-incomplete"),
        (APPROVED + "expires: 2026-04-01\n", "已过期：2026-04-01 00:00"),
    ],
)
def test_explain_says_why_an_article_is_withheld(house: House, head: str, said: str) -> None:
    house.article("hunan/articles/news/x.md", head=head)
    done = explain(house, "content/hunan/articles/news/x.md")
    assert done.returncode == 0
    assert done.stdout == f"{said}\n"


def test_explain_of_what_is_no_article_ends_with_1(house: House) -> None:
    done = explain(house, "content/federation.toml")
    assert done.returncode == 1
    assert "不是稿件" in done.stderr
