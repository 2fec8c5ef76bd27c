"""Entries of a campaign, from the counties to the province, at each of its days and when they go."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from calendar_town import at
from campaign_federation import (
    BODY,
    CAMPAIGN,
    ENTRIES,
    PROVINCE,
    TITLE,
    hold_campaign,
    hold_entry,
    hold_federation,
    path_of,
    picks,
    site_of,
)
from cli import run_task
from conftest import House, everything_in

from lianzhan.model.report import BUILT

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.report import Report

PAGE = f"{PROVINCE}/campaigns/posts-online"
JUNE = at("2020-06-20 09:00")


@pytest.fixture
def held(tmp_path: Path) -> House:
    """The federation with six entries of six counties, on a day of display."""
    house = House(tmp_path, JUNE)
    hold_federation(house, entries=6)
    return house


def rebuilt(report: Report) -> set[str]:
    return {site.slug for site in report.sites if site.status == BUILT}


def listed(house: House) -> set[int]:
    """The numbers of the entries that the campaign's pages list."""
    pages = sorted((house.output / PAGE).rglob("*.html"))
    text = "".join(page.read_text("utf-8") for page in pages)
    return {int(number) for number in re.findall(r"/news/post-(\d+)\.html", text)}


def in_feed(house: House) -> list[str]:
    """The titles in the campaign's feed; none where there is no feed."""
    feed = house.output / PAGE / "feed.json"
    items = json.loads(feed.read_text("utf-8"))["items"] if feed.exists() else ()
    return [item["title"] for item in items]


def found(report: Report) -> list[tuple[str, str]]:
    return [(fault.path, fault.code) for fault in report.problems]


def is_as_from_nothing(house: House) -> bool:
    """Whether a build from nothing gives the same bytes."""
    standing = everything_in(house.output)
    house.build(output=house.folder / "clean", cache=house.folder / "no-cache")
    return everything_in(house.folder / "clean") == standing


def test_the_campaign_of_2020_from_county_to_province_on_its_four_days(tmp_path: Path) -> None:
    """Phases: collection 05-01–08-31, recommendation 06-01–09-15, display 06-15–10-31."""
    house = House(tmp_path)
    hold_federation(house)
    hold_campaign(house, push='["dongjiang-1"]')
    shows = {PROVINCE, "dongjiang-1"}
    every = set(range(1, ENTRIES + 1))
    days = (
        ("2020-05-15", set(), "怎么参加", ""),
        ("2020-06-20", every, "怎么参加", "结果"),
        ("2020-09-30", every, "", "结果"),
        ("2020-11-01", every, "结果", "怎么参加"),
    )
    for number, (day, entries, there, missing) in enumerate(days):
        report = replace(house, now=at(f"{day} 09:00")).build()
        assert report.problems == ()
        assert report.published == 121
        assert listed(house) == entries
        main = house.page(f"{PAGE}/index.html").partition("<main")[2]
        assert there in main
        assert not missing or missing not in main
        assert bool(in_feed(house)) is bool(entries)
        assert len(rebuilt(report)) == 16 if number == 0 else rebuilt(report) <= shows
        assert number == 0 or PROVINCE in rebuilt(report)
    assert is_as_from_nothing(replace(house, now=at("2020-11-01 09:00")))
    at_city = house.page("dongjiang/news/index.html")
    assert len(set(re.findall(r"post-(\d+)\.html", at_city))) == 16
    provincial = sorted((house.output / PROVINCE / "news").rglob("*.html"))
    text = "".join(page.read_text("utf-8") for page in provincial)
    assert {int(number) for number in re.findall(r"post-(\d+)\.html", text)} == every


def test_no_reader_sees_who_offered_or_picked(held: House) -> None:
    held.build()
    texts = [file.read_bytes() for file in held.output.rglob("*") if file.is_file()]
    assert any("第3岗的一天".encode() in text for text in texts)
    for name in ("县联络员", "推荐员"):
        assert not any(name.encode() in text for text in texts)


def test_an_entry_that_is_withdrawn_after_both_picked_it_is_gone_everywhere(held: House) -> None:
    assert held.build().problems == ()
    assert listed(held) == {1, 2, 3, 4, 5, 6}
    before = [p for p in held.output.rglob("*") if p.is_file() and b"post-3" in p.read_bytes()]
    assert {path.relative_to(held.output).parts[0] for path in before} >= {
        PROVINCE,
        "dongjiang",
        "dongjiang-3",
    }
    hold_entry(held, 3, status="withdrawn")
    report = held.build()
    assert found(report) == [
        (f"{PROVINCE}/dongjiang/picks.toml", "pick-unpublished"),
        (f"{PROVINCE}/picks.toml", "pick-unpublished"),
    ]
    for file in held.output.rglob("*"):
        if file.is_file() and file.name != ".lianzhan.json":
            assert b"post-3." not in file.read_bytes(), file
            assert "第3岗的一天".encode() not in file.read_bytes(), file
    assert listed(held) == {1, 2, 4, 5, 6}
    assert rebuilt(report) == {PROVINCE, "dongjiang", "dongjiang-3"}
    assert is_as_from_nothing(held)


def test_what_a_limit_withheld_comes_back_when_the_campaign_changes(held: House) -> None:
    path = hold_entry(held, 2, body=BODY * 9)
    held.build()
    assert 2 not in listed(held)
    hold_campaign(held, limits='{text = 3000, images = "national"}')
    report = held.build()
    assert found(report) == []
    assert 2 in listed(held)
    assert rebuilt(report) == {each.slug for each in held.federation.sites}
    assert is_as_from_nothing(held)
    hold_campaign(held, limits='{text = 100, images = "national"}')
    codes = [(p.path, p.code) for p in held.build(allow_removal=True).problems if p.is_error]
    assert codes == sorted((path_of(n), "text-too-long") for n in range(1, 7))
    assert (path, "text-too-long") in codes
    assert listed(held) == set()
    assert is_as_from_nothing(held)


def test_a_changed_entry_renders_the_sites_that_show_it_and_no_others(held: House) -> None:
    held.build()
    hold_entry(held, 1, title="新的一天")
    report = held.build()
    assert rebuilt(report) == {PROVINCE, "dongjiang", "dongjiang-1"}
    assert "新的一天" in in_feed(held)
    assert is_as_from_nothing(held)


def test_deleting_a_campaign_leaves_what_fits_its_column(held: House) -> None:
    hold_entry(held, 1, body="一段不长的话。")
    held.build()
    (held.content / CAMPAIGN).unlink()
    state = held.check()
    own = [fault for fault in state.problems if fault.path == path_of(1)]
    assert [(fault.code, fault.is_error) for fault in own] == [("unknown-campaign", False)]
    assert path_of(1) in state.published
    others = {fault.code for fault in state.problems if fault.path == path_of(2)}
    assert others == {"unknown-campaign", "text-too-long"}


def test_withdrawing_a_campaign_takes_no_entry_away(held: House) -> None:
    held.build()
    text = (held.content / CAMPAIGN).read_text("utf-8")
    held.write(CAMPAIGN, text.replace('"approved"', '"withdrawn"'))
    report = held.build()
    assert {code for _, code in found(report)} == {"unknown-campaign"}
    assert not (held.output / PAGE).exists()
    for number in range(1, 7):
        slug = site_of(path_of(number).split("/")[2]).rpartition("/")[2]
        assert (held.output / slug / f"news/post-{number}.html").exists()
    assert is_as_from_nothing(held)


def test_an_unreadable_campaign_or_province_takes_no_entry_away(held: House) -> None:
    held.build()
    for path in (CAMPAIGN, f"{PROVINCE}/honours.toml"):
        before = (held.content / path).read_bytes() if (held.content / path).exists() else None
        held.write(path, "a = = b\n")
        state = held.check()
        assert {path_of(number) for number in range(1, 7)} <= state.published
        assert "unknown-campaign" not in {fault.code for fault in state.problems}
        if before:
            held.write(path, before)


def test_the_chain_and_the_quota_decide_what_the_province_shows(held: House) -> None:
    held.write(f"{PROVINCE}/dongjiang/picks.toml", picks(range(1, 2), "2020-06-02"))
    hold_campaign(held, quotas="{recommend = {province = {min = 1, max = 2}}}")
    report = held.build()
    where = f"{PROVINCE}/picks.toml"
    lines = {number: held.line(where, path_of(number)) - 1 for number in range(1, 7)}
    assert [(p.path, p.line, p.code) for p in report.problems] == [
        (where, lines[2], "pick-chain-gap"),
        (where, lines[3], "pick-chain-gap"),
        (where, lines[4], "pick-chain-gap"),
        (where, lines[6], "pick-over-quota"),
    ]
    page = held.page(f"{PROVINCE}/news/index.html")
    assert set(re.findall(r"post-(\d+)\.html", page)) == {"1", "5"}
    assert is_as_from_nothing(held)


def test_check_build_explain_queue_and_approve_tell_the_same(held: House) -> None:
    path = hold_entry(held, 1, theme="别的", status="submitted", review="")
    said = f"content/{path}:{held.line(path, 'theme:')}: unknown-theme: "
    at_noon = ("--content", "content", "--now", "2020-06-20T12:00")
    check = run_task(held, "check", *at_noon)
    assert check.returncode == 1
    assert said in check.stderr
    explain = run_task(held, "explain", f"content/{path}", *at_noon)
    assert said in explain.stderr
    assert "unknown-theme" in explain.stdout
    queue = run_task(held, "queue", *at_noon)
    assert "有错误：unknown-theme" in queue.stdout
    signing = (
        "--by",
        "甲",
        "--step",
        "first",
        "--on",
        "2020-05-12",
        "--yes",
        "--content",
        "content",
    )
    approve = run_task(held, "approve", f"content/{path}", *signing)
    assert approve.returncode == 1
    assert "unknown-theme" in approve.stderr
    build = held.build()
    assert (path, "unknown-theme") in found(build)
    assert path in {decision.path for decision in build.withheld}


def test_what_is_said_of_entries_is_english_where_that_is_wanted(held: House) -> None:
    hold_entry(held, 1, theme="别的")
    hold_entry(held, 2, unit="某解放军医院")
    words = ("check", "--content", "content", "--now", "2020-06-20")
    done = run_task(held, *words, LANGUAGE="en")
    assert "is not a theme of the campaign" in done.stderr
    assert TITLE in done.stderr
