"""`move`: what is said of a move, and of one that is refused. What it does: tests/desk/moving/."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from cli import run_task

if TYPE_CHECKING:
    import subprocess

    from conftest import House

NEWS = "hunan/changsha/articles/news"


def move(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    return run_task(house, "move", "--content", "content", *words)


def test_a_move_says_what_went_where_and_which_links_it_mended(house: House) -> None:
    house.write(f"{NEWS}/p.txt", "x")
    house.article(f"{NEWS}/a.md", "[p](p.txt)")
    other = house.article(f"{NEWS}/other.md", "[a](a.md)")
    done = move(house, f"content/{NEWS}/a.md", "content/hunan/changsha/articles/theory/b.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"content/{NEWS}/a.md 已移到 content/hunan/changsha/articles/theory/b.md",
        f"  一并移走 content/{NEWS}/p.txt",
        f"  改好链接：content/{other}",
    ]


@pytest.mark.parametrize("old", [f"{NEWS}/a", f"content/{NEWS}/a/index.md"])
def test_a_name_alone_stays_in_its_column(house: House, old: str) -> None:
    house.article(f"{NEWS}/a/index.md")
    assert move(house, old, "b").returncode == 0
    assert (house.content / NEWS / "b/index.md").exists()


def test_a_columns_folder_keeps_the_name(house: House) -> None:
    house.article(f"{NEWS}/a.md")
    assert move(house, f"{NEWS}/a.md", "hunan/changsha/articles/theory/").returncode == 0
    assert (house.content / "hunan/changsha/articles/theory/a.md").exists()


def test_links_that_are_left_end_with_1(house: House) -> None:
    house.article(f"{NEWS}/a.md")
    other = house.article(f"{NEWS}/other.md", "[a](a.md) `[a](a.md)`")
    done = move(house, f"{NEWS}/a.md", "b.md")
    assert done.returncode == 1
    assert done.stderr.startswith(f"content/{other} ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a.md",), "move 要写两个位置：现在的和新的；写了 1 个"),
        ((f"{NEWS}/a.md", "b.md", "c.md"), "move 要写两个位置：现在的和新的；写了 3 个"),
        ((f"{NEWS}/a.md", "two.md"), f"content/{NEWS}/two.md 已经有了，没有改动"),
        ((f"{NEWS}/a.md", f"{NEWS}/a.md"), f"content/{NEWS}/a.md 就在那里，没有改动"),
        ((f"{NEWS}/a.md", "../../b.md"), "../../b.md 不在 "),
        ((f"{NEWS}/a.md", "/elsewhere/b.md"), "/elsewhere/b.md 不在 "),
        ((f"{NEWS}/gone.md", "b.md"), f"没有文件 {NEWS}/gone.md"),
    ],
)
def test_what_is_refused_is_one_line_and_changes_nothing(
    house: House, words: tuple[str, ...], said: str
) -> None:
    house.article(f"{NEWS}/a.md")
    shutil.copytree(house.content, house.folder / "before")
    done = move(house, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
    assert sorted(p.name for p in (house.content / NEWS).iterdir()) == sorted(
        p.name for p in (house.folder / "before" / NEWS).iterdir()
    )


def test_help_names_both_places(house: House) -> None:
    assert "move OLD NEW [选项 …]" in run_task(house, "move", "--help").stdout
