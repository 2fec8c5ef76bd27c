"""`audit-log`: who signed what, when, with which key, and what of it counts."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from cli import run_task
from ssh_keys import Key

if TYPE_CHECKING:
    import subprocess

    from conftest import House

NEWS = "hunan/articles/news"
PEOPLE = """\
[[people]]
id = "jia"
name = "甲"
steps = ["first", "second", "final"]
sites = ["hunan"]
below = true
keys = ["{key}"]
"""


def log(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    return run_task(house, "audit-log", "--content", "content", *words)


def rows(house: House, *words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(log(house, "--csv", *words).stdout)))


def test_every_step_is_listed_the_newest_first(house: House) -> None:
    done = log(house)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) == 9
    assert lines[0] == f"2026-03-03  final  丙  content/{NEWS}/one.md  “一份工作指南”"
    assert [line[:10] for line in lines] == sorted((line[:10] for line in lines), reverse=True)
    assert len(log(house, "--since", "2026年3月3日").stdout.splitlines()) == 3
    assert log(house, "--since", "2027-01-01").stdout == ""


def test_keys_are_named_and_what_does_not_count_says_why(house: House) -> None:
    key = Key()
    (house.folder / "key").write_bytes(key.private.export_private_key())
    house.write("people.toml", PEOPLE.format(key=key.text))
    path = house.article(f"{NEWS}/x.md", head="")
    words = ("approve", path, "--content", "content", "--by", "甲", "--step", "first")
    assert run_task(house, *words, "--on", "2026-03-09", "--key", "key").returncode == 0
    (row,) = rows(house, "--since", "2026-03-09")
    fingerprint = key.private.get_fingerprint()
    assert row == {
        "day": "2026-03-09", "step": "first", "by": "甲", "person": "jia", "key": fingerprint,
        "path": path, "title": "标题", "site": "hunan", "why": "",
    }  # fmt: skip
    file = house.content / path
    file.write_text(file.read_text("utf-8").replace("正文", "改文"), "utf-8")
    (row,) = rows(house, "--since", "2026-03-09")
    assert (row["why"], row["key"]) == ("changed-since-review", fingerprint)
    assert "不作数：changed-since-review" in log(house).stdout
    assert {row["person"] for row in rows(house) if row["by"] != "甲"} == {""}


def test_what_is_no_day_and_no_federation_ends_with_2(house: House) -> None:
    done = log(house, "--since", "soon")
    assert (done.returncode, done.stderr) == (2, "--since “soon”不是日期，例如 2026-03-07\n")
    house.write("federation.toml", "x = ")
    assert log(house).returncode == 2
