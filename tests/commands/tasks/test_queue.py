"""`queue`: what waits for which step, the oldest first."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from cli import run_task
from conftest import APPROVED

if TYPE_CHECKING:
    import subprocess

    from conftest import House

NEWS = "hunan/articles/news"
FIRST = "status: submitted\nreview:\n  - {step: first, by: 甲, at: 2026-03-06}\n"
PEOPLE = """\
[[people]]
id = "yi"
name = "乙"
steps = ["second"]
sites = ["hunan"]

[[people]]
id = "jia"
name = "甲"
steps = ["first", "second"]
sites = ["hunan"]
below = true

[[people]]
id = "bing"
name = "丙"
steps = ["final"]
sites = ["hunan"]
below = true
"""


def queue(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    return run_task(house, "queue", "--content", "content", "--now", "2026-11-01", *words)


@pytest.fixture
def waiting(house: House) -> House:
    house.article(f"{NEWS}/old.md", head=FIRST, title="旧")
    house.article("hunan/changsha/articles/news/new.md", head=FIRST.replace("06", "07"))
    house.article(f"{NEWS}/done.md", head=APPROVED.replace("approved", "submitted"))
    house.article(f"{NEWS}/faulty.md", "[甲](javascript:x)", head="")
    house.article(f"{NEWS}/gone.md", head="status: withdrawn\n")
    return house


def test_what_waits_is_listed_the_oldest_first(waiting: House) -> None:
    done = queue(waiting)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == (
        f"content/{NEWS}/done.md: 2026-03-03  审签完成：各审已签，请把稿头的 status 改为 approved  "
        "湖南省妇联（hunan）  “标题”  已签：甲 first 2026-03-01，乙 second 2026-03-02，丙 final 2026-03-03"
    )
    assert lines[1] == (
        f"content/{NEWS}/old.md: 2026-03-06  复审（second）  湖南省妇联（hunan）  “旧”  "
        "已签：甲 first 2026-03-06"
    )
    assert lines[2].startswith("content/hunan/changsha/articles/news/new.md: 2026-03-07  复审")
    assert lines[3].startswith(f"content/{NEWS}/faulty.md: ")
    assert lines[3].endswith("  有错误：unsafe-link")
    assert len(lines) == 4


def names(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.partition(": ")[0].rpartition("/")[2] for line in done.stdout.splitlines()]


def test_each_person_sees_what_she_may_sign(waiting: House) -> None:
    assert names(queue(waiting, "--step", "second")) == ["old.md", "new.md"]
    assert names(queue(waiting, "--person", "乙")) == ["old.md", "new.md", "faulty.md"]
    assert names(queue(waiting, "--person", "甲", "--step", "second")) == ["没有等待审签的稿件"]
    waiting.write("people.toml", PEOPLE)
    assert names(queue(waiting, "--person", "yi")) == ["old.md"]
    assert names(queue(waiting, "--person", "乙", "--step", "first")) == ["没有等待审签的稿件"]
    assert names(queue(waiting, "--person", "jia")) == ["faulty.md"]
    assert names(queue(waiting, "--person", "丁")) == ["没有等待审签的稿件"]


def test_a_table_opens_in_spreadsheets_and_computes_nothing(waiting: House) -> None:
    waiting.article(f"{NEWS}/old.md", head=FIRST, title="'=HYPERLINK(1)'")
    rows = list(csv.DictReader(StringIO(queue(waiting, "--csv").stdout)))
    assert [row["step"] for row in rows] == ["", "second", "second", "first"]
    assert rows[1] == {
        "path": f"{NEWS}/old.md",
        "title": "'=HYPERLINK(1)",
        "site": "hunan",
        "step": "second",
        "since": "2026-03-06",
        "signed": "甲 first 2026-03-06",
        "faults": "",
    }


def test_where_nothing_can_be_read_nothing_waits(house: House) -> None:
    house.write("federation.toml", "x = ")
    done = queue(house)
    assert (done.returncode, done.stdout) == (2, "")
    assert "config-syntax" in done.stderr


def test_a_changed_text_waits_from_the_step_on_that_was_for_another(house: House) -> None:
    path = house.article(f"{NEWS}/x.md", head="")
    words = ("approve", path, "--content", "content", "--by", "甲", "--step", "first")
    assert run_task(house, *words, "--on", "2026-03-09").returncode == 0
    file = house.content / path
    file.write_text(file.read_text("utf-8").replace("正文", "改文"), "utf-8")
    (line,) = queue(house).stdout.splitlines()
    assert "初审（first）" in line
    assert line.endswith("“标题”  签后改过")
