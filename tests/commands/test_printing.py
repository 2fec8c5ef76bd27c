"""What the tasks say of problems and decisions, and of what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli import build, check
from conftest import APPROVED
from every_code import CODES

from lianzhan.commands.printing import MANY, SCREENFUL, causes, print_problems, reason_text
from lianzhan.model.problem import problem
from lianzhan.model.report import REASONS, Decision

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

    from lianzhan.model.problem import Problem

NEWS = "hunan/articles/news"
FIRST = "status: submitted\nreview:\n  - {step: first, by: 张甲, at: 2026-03-06}\n"


@pytest.fixture
def waiting(house: House) -> House:
    """A house with articles that await each step."""
    house.article(f"{NEWS}/a.md", head="status: submitted\n")
    house.article(f"{NEWS}/b.md", head=FIRST)
    house.article(f"{NEWS}/c.md", head=APPROVED.replace("approved", "submitted"))
    house.article("hunan/changsha/articles/news/d.md", head="status: withdrawn\n")
    house.renew()
    return house


def test_a_check_without_a_fault_says_what_comes_next(waiting: House) -> None:
    done = check(waiting)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "没有问题",
        "  3 篇已发布",
        "  1 篇等待初审（first）",
        "  1 篇等待复审（second）",
        "  1 篇等待审签完成：各审已签，请把稿头的 status 改为 approved",
        "  1 篇已撤稿",
    ]


def test_a_check_of_one_article_shows_how_its_next_step_is_signed(waiting: House) -> None:
    done = check(waiting, f"content/{NEWS}/b.md")
    assert done.stdout.splitlines() == [
        "没有问题",
        f"  content/{NEWS}/b.md: 等待复审（second）",
        f"    审阅后签署：python3 tasks.py approve content/{NEWS}/b.md --by 姓名 --step second",
    ]
    english = check(waiting, f"content/{NEWS}/b.md", LANGUAGE="en").stdout.splitlines()
    assert english[0] == "no problem"
    assert english[1].endswith(f"{NEWS}/b.md: awaits the second review (second)")


def test_a_check_with_warnings_alone_counts_them(house: House) -> None:
    path = house.article(f"{NEWS}/x.md", "[甲](none.md)")
    done = check(house, f"content/{path}")
    assert done.returncode == 0
    assert "dead-link" in done.stderr
    assert done.stdout.splitlines() == ["没有错误，有 1 处提醒", f"  content/{path}: 已发布"]


def test_a_check_with_an_error_promises_nothing(house: House) -> None:
    house.article(f"{NEWS}/x.md", head=f"{APPROVED}colour: red\n")
    done = check(house)
    assert (done.returncode, done.stdout) == (1, "")


def test_a_build_names_what_awaits_review_when_asked(waiting: House) -> None:
    named = [
        f"content/{NEWS}/a.md: 等待初审（first）",
        f"content/{NEWS}/b.md: 等待复审（second）",
        f"content/{NEWS}/c.md: 等待审签完成：各审已签，请把稿头的 status 改为 approved",
    ]
    assert build(waiting).stdout.count("\n") == 1
    for _ in "built", "unchanged":
        done = build(waiting, "--waiting")
        assert done.returncode == 0
        assert done.stdout.splitlines()[1:] == named


def test_a_build_says_that_nothing_awaits_review(house: House) -> None:
    assert build(house, "--waiting").stdout.splitlines()[1:] == ["没有等待审签的稿件"]


def test_every_reason_is_told_in_full() -> None:
    details = {
        "awaiting-review": {"step": "first"},
        "changed-since-review": {"step": "first", "by": "甲"},
        "problems": {"codes": "x"},
        "scheduled": {"date": "x"},
        "expired": {"date": "x"},
    }
    for reason in REASONS:
        told = reason_text(Decision("x", False, reason, (*details.get(reason, {}).items(),)))
        assert told
        assert "{" not in told


@pytest.mark.parametrize("count", [SCREENFUL, SCREENFUL + 1])
def test_more_than_a_screenful_of_problems_ends_with_totals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    faults = [problem(f"{n}.md", 1, CODES["empty-file"]) for n in range(count - 1)]
    print_problems([*faults, problem("x.md", 1, CODES["not-utf-8"], offset=3)], tmp_path)
    said = capsys.readouterr().err.splitlines()
    totals = [f"{count - 1:>6}  empty-file", "     1  not-utf-8"] if count > SCREENFUL else []
    assert said[2 * count :] == totals


@pytest.mark.parametrize("count", [MANY, MANY + 1])
def test_more_than_forty_problems_end_with_their_causes_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    faults = [problem(f"{n}.md", 1, CODES["empty-file"]) for n in range(count - 3)]
    column = {"column": "notice", "site": "s", "columns": "news", "config": "x"}
    faults += [problem("x.md", n, CODES["unknown-column"], **column) for n in range(2)]
    print_problems([*faults, problem("x.md", 1, CODES["not-utf-8"], offset=3)], tmp_path)
    said = capsys.readouterr().err.splitlines()[2 * count :]
    codes = [f"{count - 3:>6}  empty-file", "     2  unknown-column", "     1  not-utf-8"]
    assert [line for line in said if line in codes] == codes
    below = [line.split()[0] for line in said if line not in codes]
    assert below == ([str(count - 3), "2", "1"] if count > MANY else [])


def test_addresses_of_one_host_are_one_cause_and_so_are_numbers() -> None:
    def remote(url: str) -> Problem:
        return problem("a.md", 1, CODES["image-remote"], src=url)

    def long(length: int) -> Problem:
        return problem("a.md", 1, CODES["title-too-long"], length=length, limit=60)

    found = causes(
        [
            remote("https://a.example/1.jpg"),
            remote("https://a.example/2.jpg"),
            remote("http://b.example/x"),
        ]
    )
    assert [count for _, count in found] == [2, 1]
    assert "https://a.example/…" in found[0][0]
    assert "b.example" not in found[1][0]
    assert [count for _, count in causes([long(61), long(70)])] == [2]


def test_the_most_frequent_causes_are_told_and_no_more() -> None:
    faults = [
        problem("a.md", 1, CODES["unknown-key"], key=f"k{n % 9}", nearest="—", known="")
        for n in range(90)
    ]
    assert [count for _, count in causes(faults)] == [10] * 5
