"""`figures`: what no page shows: which sites have no public account."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from cli import run_task
from kinds.account.written import account

if TYPE_CHECKING:
    import subprocess

    from conftest import House

COUNTY = "hunan/changsha/furong/accounts.toml"
NOTICE = "湘妇字〔2019〕36号：“所有县市区妇联要在2019年6月底前全部开通妇联官方微信公众号”"


def figures(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    return run_task(house, "figures", "--content", "content", "--now", "2026-11-01", *words)


@pytest.fixture
def federation(house: House) -> House:
    house.write("hunan/accounts.toml", account() + account("dy", platform="抖音"))
    waiting = account("b", chain='status = "submitted"\n')
    house.write("hunan/changsha/accounts.toml", account("a", platform="抖音", id="cs") + waiting)
    house.write(COUNTY, account(id="fr"))
    return house


def test_levels_are_counted_and_sites_without_a_public_account_named(federation: House) -> None:
    done = figures(federation)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "有新媒体账号的站点（有的/全部）：",
        "  省级: 微信公众号 1/1，抖音 1/1",
        "  市州: 微信公众号 0/2，抖音 1/2",
        "  县市区: 微信公众号 1/1，抖音 0/1",
        "没有微信公众号的站点：2 个",
        "  content/hunan/changsha: 长沙市妇联（changsha）  市州",
        "  content/hunan/hengyang: 衡阳市妇联（hengyang）  市州",
        NOTICE,
    ]


def test_a_site_is_taken_with_all_below_it(federation: House) -> None:
    lines = figures(federation, "--site", "changsha").stdout.splitlines()
    assert lines[1:3] == ["  市州: 微信公众号 0/1，抖音 1/1", "  县市区: 微信公众号 1/1，抖音 0/1"]
    assert "hengyang" not in "".join(lines)


def test_a_table_has_a_row_for_each_site(federation: House) -> None:
    rows = [*csv.DictReader(StringIO(figures(federation, "--csv").stdout))]
    assert [(row["site"], row["level"], row["platforms"]) for row in rows] == [
        ("hunan", "省级", "微信公众号、抖音"),
        ("changsha", "市州", "抖音"),
        ("furong", "县市区", "微信公众号"),
        ("hengyang", "市州", ""),
    ]


def test_where_all_have_one_no_notice_is_quoted(federation: House) -> None:
    lines = figures(federation, "--site", "furong").stdout.splitlines()
    assert lines[-1] == "没有微信公众号的站点：0 个"


def test_of_what_can_not_be_read_nobody_says_that_there_is_none(federation: House) -> None:
    federation.write(COUNTY, "[[accounts]\n")
    done = figures(federation, "--site", "furong")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[-2] == "没有微信公众号的站点：0 个"
    assert lines[-1] == "content/hunan/changsha/furong：读不出来，不知道有没有账号"


def test_a_federation_without_accounts_has_figures_too(house: House) -> None:
    lines = figures(house).stdout.splitlines()
    assert lines[1] == "  省级: 没有"
    assert "没有微信公众号的站点：4 个" in lines


def test_nothing_is_built_and_nothing_written_outside_the_cache(federation: House) -> None:
    before = sorted(federation.content.rglob("*"))
    figures(federation)
    assert not federation.output.exists()
    assert sorted(federation.content.rglob("*")) == before


def test_what_can_not_be_asked_ends_with_status_2(federation: House) -> None:
    missing = figures(federation, "--site", "nowhere")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "--site：没有站点 nowhere" in missing.stderr
    federation.write("federation.toml", "x = = 1")
    broken = figures(federation)
    assert (broken.returncode, broken.stdout) == (2, "")
    assert "federation.toml:1: config-syntax" in broken.stderr
