"""Events of a federation: where they show, as time goes by, and when they are moved or gone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import cli
import pytest
from calendar_town import (
    CITY,
    COUNTY,
    OTHER,
    PROVINCE,
    TALK,
    at,
    calendars,
    hold,
    holding,
    titles,
)
from conftest import APPROVED, House, everything_in
from rendering.conftest import picture
from test_example import VNU

from lianzhan.model.report import BUILT
from lianzhan.output.planned_files import unplanned_files
from lianzhan.output.takedown.emergency import take_down_page

if TYPE_CHECKING:
    import icalendar

    from lianzhan.model.report import Report

WITHDRAWN = "status: withdrawn\n"


def rows(house: House, page: str) -> list[str]:
    """The names of the events that a page lists, in their order."""
    listed = re.findall(r'<li class="row event-row">.*?</li>', house.page(page), re.DOTALL)
    links = [re.findall(r'<h3><a href="([^"]*)"', row) for row in listed]
    return [link.rpartition("/")[2].removesuffix(".html") for (link,) in links]


def event_of(house: House, path: str) -> icalendar.Event:
    (found,) = calendars(house.output)[path].walk("VEVENT")
    return found


def rebuilt(report: Report) -> set[str]:
    return {site.slug for site in report.sites if site.status == BUILT}


def clean(house: House) -> dict[str, bytes]:
    """What a build from nothing gives."""
    folder = house.folder / "clean"
    shutil.rmtree(folder, ignore_errors=True)
    house.build(output=folder, cache=house.folder / "no-cache")
    shutil.rmtree(house.folder / "no-cache", ignore_errors=True)
    return everything_in(folder)


def test_events_show_at_home_and_nearby_and_say_whose_they_are(house: House) -> None:
    hold(house, PROVINCE, "fair", "start: 2026-12-10\nend: 2026-12-12\npush: true\n")
    hold(house, CITY, "talk", f"{TALK}place: 社区活动室\nsignup: 0731-84555555\n")
    hold(house, OTHER, "tea", "start: 2027-01-05 14:00\n")
    assert house.build().problems == ()
    assert rows(house, "changsha/events/index.html") == ["talk", "fair"]
    assert rows(house, "furong/events/index.html") == ["talk", "fair"]
    page = house.page("furong/events/index.html")
    assert '<h3><a href="../../changsha/events/talk.html">题talk</a></h3>' in page
    assert "长沙市妇联</span>" in page
    assert "湖南省妇联</span>" in page
    assert "芙蓉区妇联近期没有活动，下面是附近站点的。" not in page
    assert "可报名" in page
    assert "直接去" in page
    assert rows(house, "hengyang/events/index.html") == ["fair", "tea"]
    assert "近期活动" in house.page("furong/index.html")
    assert titles(house.output) == {
        "hunan/events.ics": ["题fair"],
        "hunan/events/fair.ics": ["题fair"],
        "changsha/events.ics": ["题talk", "题fair"],
        "changsha/events/talk.ics": ["题talk"],
        "furong/events.ics": ["题fair"],
        "hengyang/events.ics": ["题fair", "题tea"],
        "hengyang/events/tea.ics": ["题tea"],
    }
    assert 'href="webcal://example.org/furong/events.ics"' in page
    assert 'value="https://example.org/furong/events.ics"' in page
    assert "<loc>https://example.org/changsha/events/talk.html</loc>" in house.page(
        "changsha/sitemap.xml"
    )
    assert not [
        path for path in holding(house.output, "题talk") if path.endswith(("feed.xml", "feed.json"))
    ]


def test_a_site_without_any_says_that_it_shows_those_nearby(house: House) -> None:
    hold(house, CITY, "talk")
    hold(house, OTHER, "off", "start: 2026-12-01\nstate: cancelled\n")
    house.build()
    for slug, name in (("furong", "芙蓉区妇联"), ("hengyang", "衡阳市妇联")):
        page = house.page(f"{slug}/events/index.html")
        assert f"{name}近期没有活动，下面是附近站点的。" in page
    assert rows(house, "hengyang/events/index.html") == ["off", "talk"]
    assert "下面是附近" not in house.page("changsha/events/index.html")


def test_a_cover_that_the_text_shows_is_not_shown_twice(house: House) -> None:
    for name, body in (("once", "![图](a.png)"), ("apart", "没有图。")):
        hold(house, CITY, name, f"{TALK}cover: a.png\n", body=body)
    house.write(f"{CITY}/events/a.png", picture(40, 30))
    assert house.build().problems == ()
    for name in ("once", "apart"):
        page = house.page(f"changsha/events/{name}.html")
        assert page.partition("<main")[2].count("<img ") == 1


def test_the_home_page_names_the_next_two_below_its_columns(house: House) -> None:
    for day in (8, 9, 10):
        hold(house, CITY, f"d{day}", f"start: 2026-12-{day:02}\n")
    house.build()
    home = house.page("changsha/index.html")
    block = home[home.index("近期活动") :]
    assert re.findall(r">题(\w+)</a>", block) == ["d8", "d9"]
    assert home.index("近期活动") > home.index("工作动态")


def test_lists_change_when_an_event_begins_and_is_over_and_never_between(house: House) -> None:
    """Each build after a moment has passed gives the bytes of a build from nothing."""
    hold(house, PROVINCE, "fair", "start: 2026-12-10\nend: 2026-12-12\npush: true\n")
    hold(house, CITY, "talk", f"{TALK}repeats: weekly\nuntil: 2026-12-15\n")
    hold(house, OTHER, "old", "start: 2020-05-01\nrepeats: yearly\n")
    everyone = {"hunan", "changsha", "furong", "hengyang"}
    seen = {}
    for now, sites in (
        ("2026-12-01", everyone),
        ("2026-12-08 08:59", set()),
        ("2026-12-08 09:00", {"changsha", "furong"}),
        ("2026-12-08 11:30", {"changsha", "furong"}),
        ("2026-12-09 23:00", set()),
        ("2026-12-10 00:00", everyone),
        ("2026-12-12 23:59", set()),
        ("2026-12-13 00:00", everyone),
        ("2026-12-15 12:00", {"changsha", "furong", "hengyang"}),
        ("2027-05-01 10:00", {"changsha", "furong", "hengyang"}),
        ("2027-05-02 00:00", {"changsha", "furong", "hengyang"}),
        ("2026-12-01", everyone),
    ):
        house.now = at(now)
        report = house.build()
        assert report.problems == ()
        assert (now, rebuilt(report)) == (now, sites)
        assert everything_in(house.output) == clean(house)
        calendars(house.output)
        page = house.output / "furong/events/index.html"
        seen[now] = rows(house, "furong/events/index.html") if page.exists() else []
    assert seen["2026-12-08 09:00"] == ["talk", "fair"]
    assert seen["2026-12-10 00:00"] == ["fair", "talk"]
    assert seen["2026-12-13 00:00"] == ["talk", "old"]
    assert seen["2027-05-01 10:00"] == ["old"]


def test_what_is_over_is_told_by_year_with_its_report(house: House) -> None:
    hold(house, PROVINCE, "done", "start: 2026-02-01\nreport: ../articles/news/one.md\n")
    hold(house, PROVINCE, "older", "start: 2025-02-01\n")
    assert house.build().problems == ()
    assert "近期没有活动。" in house.page("hunan/events/index.html")
    assert rows(house, "hunan/events/index.html") == ["done", "older"]
    assert rows(house, "hunan/events/past/index.html") == ["done", "older"]
    assert ">2025年</h2>" in house.page("hunan/events/past/index.html")
    page = house.page("hunan/events/done.html")
    assert 'href="../news/one.html">看这次活动的报道</a>' in page
    assert "已结束" in page
    assert "加到手机日历" not in page
    assert not (house.output / "furong/events").exists()
    assert "events/" not in house.page("furong/index.html")


def test_a_report_that_is_not_published_is_a_warning_and_no_link(house: House) -> None:
    hold(house, PROVINCE, "done", "start: 2026-02-01\nreport: /hunan/articles/news/gone.md\n")
    report = house.build()
    assert [(fault.code, fault.line) for fault in report.problems] == [("dead-link", 4)]
    assert "看这次活动的报道" not in house.page("hunan/events/done.html")


def test_an_event_moved_then_called_off_keeps_its_uid_and_counts_its_changes(house: House) -> None:
    steps = [
        TALK,
        f"{TALK.replace('08', '15', 1)}moved: 2026-12-08 09:00\n",
        f"{TALK.replace('08', '15', 1)}moved: 2026-12-08 09:00\nstate: cancelled\n",
    ]
    found = []
    for day, head in enumerate(steps, 4):
        hold(house, CITY, "talk", head, APPROVED.replace("2026-03-03", f"2026-03-{day:02}"))
        assert house.build().problems == ()
        found.append(event_of(house, "changsha/events/talk.ics"))
        assert event_of(house, "changsha/events.ics") == found[-1]
    assert [event["SEQUENCE"] for event in found] == [0, 1, 2]
    assert [event["STATUS"] for event in found] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert len({str(event["UID"]) for event in found}) == 1
    assert [event.decoded("DTSTAMP") for event in found] == [
        at(f"2026-03-{d:02}") for d in (4, 5, 6)
    ]
    page = house.page("changsha/events/talk.html")
    assert "已取消" in page
    assert "加到手机日历" not in page
    assert "近期活动" not in house.page("changsha/index.html")


def test_a_renamed_event_is_the_same_one_in_calendars_and_its_old_page_leads_on(
    house: House,
) -> None:
    old = hold(house, CITY, "talk")
    house.build()
    uid = str(event_of(house, "changsha/events/talk.ics")["UID"])
    (house.content / old).unlink()
    hold(house, CITY, "lecture", f"{TALK}aliases: events/talk\n")
    assert house.build().problems == ()
    assert str(event_of(house, "changsha/events/lecture.ics")["UID"]) == uid
    assert 'href="lecture.html"' in house.page("changsha/events/talk.html")
    assert not (house.output / "changsha/events/talk.ics").exists()
    hold(house, CITY, "talk")
    assert house.codes() == ["alias-taken"] or "duplicate-name" in house.codes()


def test_an_event_is_offered_and_picked_as_an_article_is(house: House) -> None:
    hold(house, COUNTY, "talk", f"{TALK}offer: province\n")
    house.write("hunan/picks.toml", '[[picks]]\narticle = "hunan/changsha/furong/events/talk.md"\n')
    assert house.build().problems == ()
    assert rows(house, "hunan/events/index.html") == ["talk"]
    assert titles(house.output)["hunan/events.ics"] == ["题talk"]
    hold(house, COUNTY, "talk")
    assert [fault.code for fault in house.build().problems] == ["pick-not-offered"]


@pytest.mark.parametrize("how", [WITHDRAWN, "", f"expires: 2026-03-04\n{APPROVED}"])
def test_an_event_that_is_gone_leaves_every_site_list_and_calendar(house: House, how: str) -> None:
    path = hold(house, PROVINCE, "fair", f"{TALK}push: true\n")
    hold(house, CITY, "talk")
    house.build()
    if how:
        hold(house, PROVINCE, "fair", f"{TALK}push: true\n", how)
    else:
        (house.content / path).unlink()
    house.build()
    assert holding(house.output, "题fair") == set()
    assert everything_in(house.output) == clean(house)


@pytest.mark.parametrize("how", [WITHDRAWN, ""])
def test_it_leaves_what_can_not_be_rendered_and_nothing_else_does(house: House, how: str) -> None:
    """Also where its address is folded in a calendar."""
    name = "a-name-that-is-so-long-that-its-address-takes-two-lines-of-a-calendar"
    path = hold(house, PROVINCE, name, f"{TALK}push: true\n")
    hold(house, CITY, "talk", body=f"见[那里](/{path})。")
    assert house.build().problems == ()
    assert f"{name}.html".encode() not in (house.output / "changsha/events.ics").read_bytes()
    for folder in (PROVINCE, CITY, COUNTY, OTHER):
        house.write(f"{folder}/site.toml", "name = 3\n")
    if how:
        hold(house, PROVINCE, name, f"{TALK}push: true\n", how)
    else:
        (house.content / path).unlink()
    house.build()
    found = everything_in(house.output)
    assert holding(house.output, f"题{name[:20]}") == set()
    assert not [file for file in found if name in file]
    assert {path: found for path, found in titles(house.output).items() if found} == {
        "changsha/events.ics": ["题talk"],
        "changsha/events/talk.ics": ["题talk"],
    }
    assert rows(house, "changsha/events/index.html") == ["talk"]
    assert "题talk" in house.page("changsha/events/talk.html")


def test_an_emergency_frees_all_calendars_without_any_package(house: House) -> None:
    path = hold(house, PROVINCE, "fair", f"{TALK}push: true\n")
    hold(house, CITY, "talk")
    house.build()
    take_down_page(house.output, path)
    assert holding(house.output, "题fair") == set()
    assert titles(house.output)["changsha/events.ics"] == ["题talk"]


def test_a_withdrawn_event_may_have_a_notice_in_its_place(house: House) -> None:
    hold(house, CITY, "talk")
    house.build()
    steps = "".join(
        f"    - {{step: {step}, by: {by}, at: 2026-10-0{day}}}\n"
        for day, (step, by) in enumerate((("first", "甲"), ("second", "乙"), ("final", "丙")), 1)
    )
    hold(house, CITY, "talk", TALK, f"{WITHDRAWN}notice:\n  text: 活动不办了。\n  review:\n{steps}")
    assert house.build().problems == ()
    assert "活动不办了。" in house.page("changsha/events/talk.html")
    assert not (house.output / "changsha/events.ics").exists()
    assert holding(house.output, "题talk") == set()


HOSTILE = [
    ("title", "a\\r\\nEND:VEVENT <b>x</b>", []),
    ("place", '"<script>alert(1)</script>\\nATTACH:x"', []),
    ("place", "长" * 10_000, []),
    ("signup", "javascript:alert(1)", ["bad-value"]),
    ("signup", "https://example.org/\\nATTACH:x", []),
    ("report", "javascript:alert(1)", ["bad-value"]),
    ("end", "0001-01-01", ["bad-value"]),
    ("end", "9999-12-31", ["bad-value"]),
    ("end", "2199-12-31 09:00", []),
    ("until", "2199-12-31", ["event-not-repeated"]),
    ("moved", f"[{', '.join(['2026-03-01'] * 10_000)}]", None),
    ("moved", f"{'、'.join(['2026-03-01'] * 10_000)}", None),
    ("plce", "某地", ["unknown-key"]),
    ("date", "2026-12-08", ["unknown-key"]),
    ("时间", "2026-12-08", ["unknown-key"]),
    ("place", "甲\x00乙", []),
]


@pytest.mark.parametrize(("key", "text", "codes"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_heads_are_published_safely_or_named(
    house: House, key: str, text: str, codes: list[str] | None
) -> None:
    head = "start: 2026-12-08 09:00\n" + (f"{key}: {text}\n" if key != "title" else "")
    path = hold(house, CITY, "talk", head)
    if key == "title":
        file = house.content / path
        file.write_text(file.read_text("utf-8").replace("题talk", text), "utf-8")
    hold(house, CITY, "good")
    report = house.build()
    found = [fault.code for fault in report.problems if fault.is_error]
    assert found == codes if codes is not None else found
    assert all(fault.path == path for fault in report.problems)
    assert "changsha/events/good.html" in everything_in(house.output)
    assert bool(found) is not (house.output / "changsha/events/talk.html").exists()
    files = everything_in(house.output / "changsha").items()
    every = b"".join(data for path, data in files if path.endswith(("html", "json", "xml")))
    assert b"<script>alert" not in every
    assert b"javascript:" not in every
    for calendar in calendars(house.output).values():
        assert all("ATTACH" not in component for component in calendar.walk())


def test_the_nearest_key_is_named(house: House) -> None:
    hold(house, CITY, "talk", f"{TALK}plce: 某地\n")
    (fault,) = house.check().problems
    assert dict(fault.details)["nearest"] == "place"


def test_an_unplanned_calendar_among_the_events_is_refused(house: House) -> None:
    hold(house, CITY, "talk")
    plan = house.plans()["changsha"]
    files = ["events/talk.ics", "events/talk.html", "events/other.ics", "events/x/y.ics"]
    assert [*unplanned_files(files, plan)] == ["events/other.ics", "events/x/y.ics"]


def test_the_same_content_gives_the_same_bytes_in_any_process(house: House) -> None:
    hold(house, PROVINCE, "fair", f"{TALK}push: true\nrepeats: weekly\nuntil: 2027-06-30\n")
    for where in (CITY, COUNTY, OTHER):
        hold(house, where, "old", "start: 1988-07-01 09:00\nrepeats: yearly\n")
        hold(house, where, "days", "start: 2026-12-10\nend: 2026-12-12\n")
    found = []
    for seed in ("1", "2"):
        where = ("--content", "content", "--output", f"out{seed}", "--now", cli.MOMENT)
        done = cli.run_task(house, "build", *where, "--no-cache", PYTHONHASHSEED=seed)
        assert (done.returncode, done.stderr) == (0, "")
        found.append(everything_in(house.folder / f"out{seed}"))
    assert found[0] == found[1]
    assert len([path for path in found[0] if path.endswith(".ics")]) == 4 + 7


_LOADED = """
import atexit, sys
atexit.register(lambda: print("icalendar" in sys.modules, file=sys.stderr))
from lianzhan.__main__ import main
main()
"""


def test_the_build_s_own_process_never_loads_calendars(house: House) -> None:
    hold(house, CITY, "talk")
    options = ["build", "--content", "content", "--output", "output", "--now", cli.MOMENT]
    for _ in range(2):
        done = cli.run((sys.executable, "-c", _LOADED, *options), house.folder)
        assert done.stderr.splitlines()[-1] == "False"


def test_structured_data_says_what_the_page_says(house: House) -> None:
    hold(house, CITY, "talk", f"{TALK}place: '</script><!--'\nfee: 免费\n")
    house.build()
    page = house.page("changsha/events/talk.html")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    data: dict[str, Any] = json.loads(text)
    assert data["@type"] == "Event"
    assert data["location"]["name"] == "</script><!--"
    assert data["isAccessibleForFree"] is True


@pytest.fixture
def signer(house: House) -> House:
    toml = (house.content / "federation.toml").read_text("utf-8")
    house.write("federation.toml", f'{toml}\n[review]\ndigest = "required"\n')
    house.renew()
    return house


def test_an_event_is_signed_waits_and_is_explained_as_an_article_is(signer: House) -> None:
    path = hold(signer, CITY, "talk", TALK, "status: submitted\n")
    file = f"content/{path}"
    where = ("--content", "content")
    assert path in cli.run_task(signer, "queue", *where).stdout
    for step, by in (("first", "甲"), ("second", "乙"), ("final", "丙")):
        signed = ("--step", step, "--by", by, "--on", "2026-10-03")
        done = cli.run_task(signer, "approve", file, *where, *signed)
        assert done.returncode == 0, done.stderr
    assert signer.build().problems == ()
    assert (signer.output / "changsha/events/talk.html").exists()
    told = cli.explain(signer, file)
    assert told.returncode == 0
    assert told.stdout.splitlines() == [
        "已发布",
        "  changsha/events/: 本站稿件",
        "  furong/events/: 本站还没有，显示最近的",
        "  hengyang/events/: 本站还没有，显示最近的",
    ]


@pytest.mark.parametrize("line", ["state: full", "moved: 2026-12-01", "place: 别处", "push: true"])
def test_a_signature_is_for_every_key(signer: House, line: str) -> None:
    path = hold(signer, CITY, "talk")
    signer.renew()
    assert signer.build().problems == ()
    file = signer.content / path
    file.write_text(file.read_text("utf-8").replace("start:", f"{line}\nstart:", 1), "utf-8")
    assert [fault.code for fault in signer.check().problems] == ["changed-since-review"]


def test_an_event_is_renamed_by_the_task_that_renames(house: House) -> None:
    path = hold(house, CITY, "talk")
    house.build()
    uid = str(event_of(house, "changsha/events/talk.ics")["UID"])
    where = ("--content", "content")
    new = f"content/{CITY}/events/lecture.md"
    done = cli.run_task(house, "move", f"content/{path}", new, *where)
    assert done.returncode == 0, done.stderr
    assert house.build().problems == ()
    assert str(event_of(house, "changsha/events/lecture.ics")["UID"]) == uid
    refused = cli.run_task(house, "move", new, f"content/{CITY}/pages/lecture.md", *where)
    assert (refused.returncode, "events/" in refused.stderr) == (2, True)


@pytest.mark.skipif(
    not VNU.exists() or not shutil.which("java"),
    reason="the HTML checker needs vnu-jar (npm) and Java 17: .ci/run installs them",
)
def test_the_html_checker_finds_nothing(house: House) -> None:
    hold(house, PROVINCE, "fair", f"{TALK}push: true\nplace: 甲\nfee: 免费\nsignup: 12338\n")
    hold(house, CITY, "done", "start: 2026-02-01\n")
    hold(house, OTHER, "off", f"{TALK}state: cancelled\nsignup: https://example.org/a\n")
    house.build()
    command = ["java", "-jar", VNU, "--format", "json", "--skip-non-html", house.output]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [m for m in json.loads(done.stderr)["messages"] if m["type"] == "error"] == []
