"""`figures --campaign`: what no page shows of a campaign, as text, table and document."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from campaign_federation import CAMPAIGN, TITLE, hold_campaign, hold_entry, hold_federation
from cli import run_task
from conftest import House

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path


@pytest.fixture
def held(tmp_path: Path) -> House:
    """Entries of five counties; one of them is faulty, and one waits for its review."""
    house = House(tmp_path)
    hold_federation(house, entries=5)
    hold_entry(house, 2, theme="别的")
    hold_entry(house, 5, status="submitted", review="")
    hold_campaign(
        house,
        quotas="{submit = {county = {min = 1}}, recommend = {city = {max = 2}, province = {min = 3, max = 9}}}",
    )
    return house


def figures(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    return run_task(house, "figures", "--content", "content", "--now", "2020-06-20", *words)


def test_units_stand_against_quotas_and_entries_by_theme(held: House) -> None:
    done = figures(held, "--campaign", TITLE)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:6] == [
        f"活动“{TITLE}”（content/{CAMPAIGN}）",
        "各主题的稿件：",
        "  守护岗位：1 篇（已发布 1）",
        "  创业创新：2 篇（已发布 1，等待审签 1）",
        "  乡村振兴：0 篇（已发布 0）",
        "  巾帼脱贫：1 篇（已发布 1）",
    ]
    assert lines[6] == "  没有主题或主题不对的：1 篇（已发布 0，有错误 1）"
    assert "报送（已发布的），县市区各站：3/12 个符合名额（至少 1 篇）" in lines
    assert "  东江夏河县妇联（dongjiang-2）：0 篇，还差 1 篇" in lines
    assert "推荐，市州各站：3/3 个符合名额（0 到 2 篇）" in lines
    assert "  东江市妇联（dongjiang）：2 篇" in lines
    assert "  一篇也没有的：2 个（南江市妇联、西江市妇联）" in lines
    assert "  兰江省妇联（lanjiang）：2 篇，还差 1 篇" in lines


def test_the_document_says_the_same_for_programs(held: House) -> None:
    done = figures(held, "--campaign", "posts-online", "--site", "dongjiang", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["campaign"] == {"path": CAMPAIGN, "name": "posts-online", "title": TITLE}
    assert told["themes"][0] == {
        "slug": "guard",
        "title": "守护岗位",
        "total": 1,
        "published": 1,
        "waiting": 0,
        "faulty": 0,
        "later": 0,
        "gone": 0,
    }
    county, city, _ = told["quotas"]
    assert (county["kind"], county["level"], county["met"]) == ("submit", "county", 3)
    assert county["at_zero"] == ["dongjiang-2"]
    assert county["units"][0] == {
        "site": "dongjiang-1",
        "name": "东江春山县妇联",
        "count": 1,
        "min": 1,
        "max": None,
    }
    assert [(unit["site"], unit["count"], unit["max"]) for unit in city["units"]] == [
        ("dongjiang", 2, 2)
    ]
    assert told["unread"] == []


def test_a_table_has_a_row_for_each_unit_of_each_quota(held: House) -> None:
    rows = [*csv.DictReader(StringIO(figures(held, "--campaign", TITLE, "--csv").stdout))]
    assert len(rows) == 12 + 3 + 1
    assert rows[0] == {
        "quota": "submit",
        "path": "lanjiang/dongjiang/dongjiang-1",
        "site": "dongjiang-1",
        "name": "东江春山县妇联",
        "level": "county",
        "count": "1",
        "min": "1",
        "max": "",
    }
    assert (rows[-1]["quota"], rows[-1]["min"], rows[-1]["max"]) == ("recommend", "3", "9")


def test_a_campaign_without_quotas_says_so_and_unread_sites_are_named(held: House) -> None:
    hold_campaign(held, quotas="")
    held.write("lanjiang/dongjiang/dongjiang-1/honours.toml", "[[honours]\n")
    lines = figures(held, "--campaign", TITLE).stdout.splitlines()
    assert "活动没有写名额（quotas）" in lines
    assert lines[-1] == "content/lanjiang/dongjiang/dongjiang-1：读不出来，不知道有没有稿件"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--campaign", "巾帼文明岗网"),
            f"--campaign：没有叫“巾帼文明岗网”的活动；最接近的是 {TITLE}",
        ),
        (("--campaign", TITLE, "--site", "x"), "--site：没有站点 x"),
        (("--json",), "--json 要同 --campaign 一起写"),
        (("--campaign", TITLE, "--json", "--csv"), "--csv 和 --json 只写一个"),
    ],
)
def test_what_can_not_be_done_is_said(held: House, words: tuple[str, ...], said: str) -> None:
    done = figures(held, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_of_two_campaigns_of_one_name_the_path_says_which(held: House) -> None:
    other = "lanjiang/dongjiang/campaigns/other.toml"
    held.write(other, (held.content / CAMPAIGN).read_text("utf-8"))
    done = figures(held, "--campaign", TITLE)
    assert done.returncode == 2
    assert CAMPAIGN in done.stderr
    assert other in done.stderr
    assert figures(held, "--campaign", CAMPAIGN).returncode == 0


def test_without_a_federation_problems_are_told(held: House) -> None:
    (held.content / "federation.toml").write_text("id = \n", "utf-8")
    done = figures(held, "--campaign", TITLE)
    assert done.returncode == 2
    assert "config-syntax" in done.stderr


def test_no_number_of_it_comes_into_the_output(held: House) -> None:
    held.now = held.now.replace(year=2020)
    held.build()
    pages = "".join(file.read_text("utf-8") for file in held.output.rglob("*.html"))
    assert TITLE in pages
    for word in ("名额", "还差", "一篇也没有", "at_zero"):
        assert word not in pages
