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
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"content/{path}: ")
    assert "张甲" in (house.content / path).read_text("utf-8")
    assert "张甲" not in (house.content / NEWS / "a.md").read_text("utf-8")


def test_one_that_is_refused_is_said_on_standard_error_and_ends_with_1(house: House) -> None:
    path = house.article(f"{NEWS}/a.md", head=SUBMITTED)
    before = (house.content / path).read_bytes()
    done = approve(house, path, "--step", "final")
    assert (done.returncode, done.stdout) == (1, "")
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
