"""`approve`: what is said of each article. What it does: tests/desk/approval/."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli import run_task

if TYPE_CHECKING:
    import subprocess

    from conftest import House

NEWS = "hunan/articles/news"
SUBMITTED = "status: submitted\n"


def approve(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    return run_task(house, "approve", "--content", "content", "--by", "张甲", *words)


def test_a_folder_is_all_of_its_articles_each_signed_once(house: House) -> None:
    house.article(f"{NEWS}/a.md", head=SUBMITTED)
    path = house.article("hunan/articles/theory/b.md", head=SUBMITTED)
    done = approve(house, f"content/{path}", "--step", "first", path, "--on", "2026-03-07")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"content/{path}: “标题”",
        f"content/{path}: 张甲 已签 first（2026-03-07）",
    ]
    assert "张甲" in (house.content / path).read_text("utf-8")
    assert "张甲" not in (house.content / NEWS / "a.md").read_text("utf-8")


def test_one_that_is_refused_is_said_on_standard_error_and_ends_with_1(house: House) -> None:
    path = house.article(f"{NEWS}/a.md", head=SUBMITTED)
    before = (house.content / path).read_bytes()
    done = approve(house, path, "--step", "final")
    assert (done.returncode, done.stdout) == (1, f"content/{path}: “标题”\n")
    assert done.stderr.startswith(f"content/{path}: ")
    assert (house.content / path).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("hunan", "--step", "third"), 2, "--step 的值“third”不对：应为 first | second | final"),
        (("hunan", "--step", "first", "--on", "soon"), 2, "--on “soon”不是日期，例如 2026-03-07"),
        (("empty", "--step", "first"), 1, "empty 里没有稿件"),
    ],
)
def test_what_can_not_be_signed_is_one_line(
    house: House, words: tuple[str, ...], status: int, said: str
) -> None:
    (house.content / "empty").mkdir()
    done = approve(house, *words)
    assert (done.returncode, done.stderr) == (status, f"{said}\n")


def test_what_is_about_to_be_signed_is_shown_first(house: House) -> None:
    """Each text with its problems, and the words that were changed after somebody signed."""
    house.article(f"{NEWS}/a.md", "[甲](none.md)", SUBMITTED, title="甲文")
    house.article(f"{NEWS}/b.md", head=SUBMITTED, title="乙文")
    done = approve(house, f"{NEWS}/a.md", f"{NEWS}/b.md", "--step", "first")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:3] == [
        "要签 2 篇：",
        f"content/{NEWS}/a.md: “甲文”",
        f"content/{NEWS}/b.md: “乙文”",
    ]
    file = house.content / NEWS / "b.md"
    file.write_text(file.read_text("utf-8").replace("正文。", "改。"), "utf-8")
    again = approve(house, f"{NEWS}/b.md", "--step", "first")
    assert "  当时的稿子在 git 里找不到，说不出改了哪里" in again.stdout
    assert "张甲 已签 first" in again.stdout


def test_the_queue_is_all_that_waits_for_this_step_of_hers(house: House) -> None:
    house.article(f"{NEWS}/a.md", head=SUBMITTED)
    house.article(f"{NEWS}/b.md", head=SUBMITTED)
    assert approve(house, f"{NEWS}/a.md", "--step", "first").returncode == 0
    done = approve(house, "--queue", "--step", "second")
    assert (done.returncode, done.stdout) == (0, "没有等待审签的稿件\n")
    done = approve(house, "--queue", "--step", "first")
    assert "b.md: 张甲 已签" in done.stdout
    assert "a.md" not in done.stdout
    words = ("approve", "--content", "content", "--by", "李乙", "--queue", "--step", "second")
    done = run_task(house, *words)
    assert (done.returncode, done.stdout.count("李乙 已签")) == (0, 2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((NEWS,), "缺少 --step，例如 --step first\n"),
        (("--step", "first"), "缺少 --path，例如 content/…/稿件.md\n"),
        ((NEWS, "--step", "first", "--key", "none"), "--key：密钥文件读不出来：No such file or directory\n"),
        ((NEWS, "--step", "first", "--key", "content/federation.toml"),
         "--key：这不是 SSH 密钥文件；用 ssh-keygen -t ed25519 生成一个\n"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_in_one_line(
    house: House, words: tuple[str, ...], said: str
) -> None:
    done = approve(house, *words)
    assert (done.returncode, done.stderr) == (2, said)


def test_chains_of_before_get_digests_and_each_file_is_named(house: House) -> None:
    done = run_task(house, "approve", "--renew", "content", "--content", "content")
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        sorted(line.partition(": ")[2] for line in done.stdout.splitlines())
        == ["已给 3 审补上摘要"] * 3
    )
    again = run_task(house, "approve", "--renew", "content", "--content", "content")
    assert again.stdout.count("每一审都有摘要，没有改动") == 3


def test_a_unit_spelt_unlike_the_tree_is_told_and_refused_where_that_is_an_error(
    house: House,
) -> None:
    """Only who knows all sites can say so."""
    path = house.article(f"{NEWS}/a.md", "由长莎市妇联承办。", SUBMITTED)
    toml = (house.content / "federation.toml").read_text("utf-8")
    house.write("federation.toml", f'{toml}\n[proofs]\nunit-name = "error"\n')
    done = approve(house, path, "--step", "first")
    assert done.returncode == 1
    assert "长莎市" in done.stdout
    house.write("federation.toml", toml)
    done = approve(house, path, "--step", "first")
    assert (done.returncode, "长莎市" in done.stdout) == (0, True)
