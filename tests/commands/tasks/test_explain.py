"""`explain`: whether an article is published, and where it shows, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli import explain, run, run_task
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


def test_explain_shows_which_words_were_changed_after_a_signature(house: House) -> None:
    path = house.article("hunan/articles/news/x.md", "计划在三月开始。", head="")
    approve = ("approve", "--content", "content", f"content/{path}", "--on", "2026-03-08")
    assert run_task(house, *approve, "--step", "first", "--by", "甲").returncode == 0
    file = house.content / path
    text = file.read_text("utf-8").replace("三月", "四月").replace("title: 标题", "title: 新标题")
    signed = file.read_text("utf-8")
    file.write_text(text, "utf-8")
    reason = "甲 签“初审（first）”之后稿件改过，等待重审\n"
    unknown = "  当时的稿子在 git 里找不到，说不出改了哪里\n"
    assert explain(house, f"content/{path}").stdout == reason + unknown
    file.write_text(signed, "utf-8")
    git = ["git", "-c", "user.name=甲", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "content"], ["commit", "-qm", "x"]):
        assert run([*git, *arguments], house.folder).returncode == 0
    file.write_text(text, "utf-8")
    changes = "  title: {+新+}标题\n  计划在[-三-]{+四+}月开始。\n"
    assert explain(house, f"content/{path}").stdout == reason + changes
    file.write_text(signed.replace("first", "second"), "utf-8")
    assert "changed-since" not in explain(house, f"content/{path}").stderr
