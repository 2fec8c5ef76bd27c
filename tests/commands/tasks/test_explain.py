"""`explain`: whether an article is published, and where it shows, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli import build, explain, run, run_task
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


def test_verify_leads_from_the_page_s_bytes_to_its_signers(house: House) -> None:
    house.renew()
    git = ["git", "-c", "user.name=甲", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "content"], ["commit", "-qm", "x"]):
        assert run([*git, *arguments], house.folder).returncode == 0
    commit = run(["git", "rev-parse", "HEAD"], house.folder).stdout.strip()
    assert build(house).returncode == 0
    words = ("--verify", "--output", "output")
    done = explain(house, "content/hunan/articles/news/one.md", *words)
    assert (done.returncode, done.stderr) == (0, "")
    page, record, source, digest, *steps = done.stdout.splitlines()
    assert page.startswith("✓ 网页：hunan/news/one.html，")
    assert record == "✓ 记录：由现在的内容生成"
    assert source == f"✓ 稿件：hunan/articles/news/one.md，提交 {commit}"
    assert digest.partition("：")[2] in (house.content / "hunan/articles/news/one.md").read_text()
    assert steps[0] == "✓ 审签：first  甲  2026-03-01"
    assert len(steps) == 3
    assert explain(house, "output/hunan/news/one.html", *words).stdout == done.stdout


def test_verify_names_the_link_that_does_not_hold(house: House) -> None:
    house.renew()
    assert build(house).returncode == 0
    live = house.output / "hunan/news/one.html"
    live.write_text(live.read_text("utf-8").replace("</main>", "<p>混进来的</p></main>"), "utf-8")
    file = house.content / "hunan/articles/news/one.md"
    file.write_text(file.read_text("utf-8") + "\n改过。\n", "utf-8")
    done = explain(house, "content/hunan/articles/news/one.md", "--verify", "--output", "output")
    assert done.returncode == 1
    failed = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert [line[2:5] for line in failed] == ["网页：", "记录：", "稿件：", *["审签："] * 4]
    assert "生成后改过" in failed[0]
    assert failed[-1] == "✗ 审签：还缺 first, second, final"
    assert explain(house, "content/none.md", "--verify").returncode == 2
    assert explain(house, "content/federation.toml", "--verify").returncode == 1
