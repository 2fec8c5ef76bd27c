"""Calendars, read back by two programs that know nothing of each other."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from cli import unmeasured
from conftest import ROOT

from kinds.event.made import at, event, view
from lianzhan.kinds.event.calendar import calendar_of
from lianzhan.kinds.event.values import When
from lianzhan.model.body import Body

TIME = "start: 2026-03-08 09:00\nend: 11:30"
SIGNED = (
    "review:\n  - {step: first, by: 甲, at: 2026-02-01}\n  - {step: final, by: 丙, at: 2026-02-03}"
)


def only(data: bytes) -> icalendar.Event:
    """The one event of a calendar, which both programs can read."""
    (other,) = vobject.readOne(data.decode()).vevent_list
    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert other.uid.value == str(found["UID"])
    assert other.summary.value == str(found["SUMMARY"])
    return found


def of(head: str, **more: str) -> icalendar.Event:
    return only(calendar_of("", [view(event(head), **more)]))


def test_an_event_says_when_where_and_what() -> None:
    head = (
        f"{TIME}\nplace: 社区活动室\naudience: 全体居民\nfee: 免费\nsignup: 0731-84555555\n{SIGNED}"
    )
    found = of(head)
    assert found.decoded("DTSTART") == at("2026-03-08 09:00")
    assert found.decoded("DTEND") == at("2026-03-08 11:30")
    assert found["UID"] == "6f0b2f0e-7c53-5a0e-9d5c-3c1c1f6a4f51"
    assert found["URL"] == "https://example.org/hunan/events/x.html"
    assert (found["SUMMARY"], found["LOCATION"]) == ("讲座", "社区活动室")
    lines = str(found["DESCRIPTION"]).split("\n")
    assert lines == ["给谁：全体居民", "费用：免费", "主办：湖南省妇联", "报名：0731-84555555"]
    assert (found["STATUS"], found["SEQUENCE"]) == ("CONFIRMED", 0)


def test_it_is_of_the_day_of_its_last_signed_step() -> None:
    found = of(f"{TIME}\n{SIGNED}")
    assert found.decoded("DTSTAMP") == found.decoded("LAST-MODIFIED") == at("2026-02-03")
    assert of(TIME).decoded("DTSTAMP") == at("2026-03-08 09:00")


def test_whole_days_end_before_the_day_after_the_last_and_need_no_zone() -> None:
    data = calendar_of("", [view(event("start: 2026-03-08\nend: 2026-03-10"))])
    assert b"DTSTART;VALUE=DATE:20260308\r\nDTEND;VALUE=DATE:20260311\r\n" in data
    assert b"VTIMEZONE" not in data
    assert only(data).decoded("DTEND") == date(2026, 3, 11)
    assert "DTEND" not in of("start: 2026-03-08")


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (f"{TIME}\nrepeats: yearly", {"RRULE:FREQ=YEARLY"}),
        (
            f"{TIME}\nrepeats: weekly\nuntil: 2026-12-31\nskip: 2026-03-15",
            {
                "RRULE:FREQ=WEEKLY;UNTIL=20261231T010000Z",
                "EXDATE;TZID=Asia/Shanghai:20260315T090000",
            },
        ),
        (
            "start: 2026-03-08\nrepeats: monthly\nuntil: 2026-12-31\nskip: [2026-04-08, 2026-05-08]",
            {
                "RRULE:FREQ=MONTHLY;UNTIL=20261231",
                "EXDATE;VALUE=DATE:20260408",
                "EXDATE;VALUE=DATE:20260508",
            },
        ),
    ],
)
def test_a_rule_ends_in_utc_and_leaves_days_out(head: str, lines: set[str]) -> None:
    data = calendar_of("", [view(event(head))])
    assert lines <= {*data.decode().split("\r\n")}
    only(data)


def test_both_programs_count_the_days_that_pages_count() -> None:
    value = event(f"{TIME}\nrepeats: weekly\nuntil: 2026-04-05\nskip: 2026-03-22")
    data = calendar_of("", [view(value)])
    days = [*vobject.readOne(data.decode()).vevent.getrruleset(addRDate=True)]
    assert value.series is not None
    assert [d.replace(tzinfo=None) for d in days] == [
        o.start.replace(tzinfo=None) for o in value.series.occurrences()
    ]


def test_what_is_moved_then_called_off_keeps_its_uid_and_counts_on() -> None:
    steps = [
        TIME,
        "start: 2026-03-15 09:00\nmoved: 2026-03-08 09:00",
        "start: 2026-03-22 09:00\nmoved: [2026-03-08 09:00, 2026-03-15 09:00]",
        "start: 2026-03-22 09:00\nmoved: [2026-03-08 09:00, 2026-03-15 09:00]\nstate: cancelled",
    ]
    found = [of(head) for head in steps]
    assert [each["SEQUENCE"] for each in found] == [0, 1, 2, 3]
    assert [each["STATUS"] for each in found] == ["CONFIRMED"] * 3 + ["CANCELLED"]
    assert len({str(each["UID"]) for each in found}) == 1


def test_a_zone_is_told_for_the_years_of_its_events_alone() -> None:
    """China had summer time from 1986 to 1991."""
    now = calendar_of("", [view(event(TIME))])
    assert (now.count(b"BEGIN:STANDARD"), now.count(b"BEGIN:DAYLIGHT")) == (1, 0)
    assert b"COMMENT" not in now
    old = calendar_of("", [view(event("start: 1988-07-01 09:00\nend: 11:30"))])
    assert old.count(b"BEGIN:DAYLIGHT") >= 1
    assert only(old).decoded("DTSTART").utcoffset() == timedelta(hours=9)
    again = calendar_of("", [view(event(TIME))])
    assert again == now


def test_the_longest_span_of_a_zone_with_summer_time_is_bounded() -> None:
    value = event(f"{TIME}\nrepeats: yearly\nuntil: 2199-12-31")
    assert value.start is not None
    berlin = When(value.start.at.replace(tzinfo=ZoneInfo("Europe/Berlin")))
    data = calendar_of("", [view(replace(value, start=berlin, end=None))])
    assert len(data) < 12_000
    assert b"TZID:Europe/Berlin" in data


def test_a_calendar_of_a_site_has_its_name_and_is_asked_for_again() -> None:
    data = calendar_of("湖南省妇联的活动", [view(event(TIME)), view(event("start: 2026-03-09"))])
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "湖南省妇联的活动"
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\nX-PUBLISHED-TTL:PT12H\r\n" in data
    assert len(calendar.walk("VEVENT")) == len(vobject.readOne(data.decode()).vevent_list) == 2


HOSTILE = [
    "a\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "a\nATTACH:file:///etc/passwd",
    "a\u2028URL:javascript:alert(1)",
    "\x00\x07\x1b[31ma\x85\x9f",
    "<script>alert(1)</script>",
    "a;b,c:d\\n\\,\"'^n",
    "长" * 10_000,
    "👩‍👩‍👧" * 50,
    "BEGIN:VCALENDAR",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("key", ["title", "place", "organiser", "audience", "fee"])
def test_no_text_breaks_out_of_its_line(text: str, key: str) -> None:
    value = replace(event(TIME), **{key: text})
    data = calendar_of("", [view(value)])
    found = only(data)
    assert not {"ATTACH", "BEGIN"} & {*found}
    assert data.count(b"BEGIN:VEVENT\r\n") == data.count(b"END:VEVENT\r\n") == 1
    assert b"\r\nBEGIN:VALARM" not in data
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", data)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    data.decode()


def test_a_text_of_markup_is_told_as_it_is_read() -> None:
    found = of(TIME)
    assert found["DESCRIPTION"] == "主办：湖南省妇联"
    value = event(TIME, Body("<p>a</p>", excerpt="讲讲。"))
    assert only(calendar_of("", [view(value)]))["DESCRIPTION"] == "主办：湖南省妇联\n讲讲。"


_ANY_PROCESS = """
import sys
sys.path[:0] = ["tests"]
from kinds.event.made import event, view
from lianzhan.kinds.event.calendar import calendar_of
heads = ("start: 1988-07-01 09:00", "start: 2026-03-08 09:00\\nrepeats: weekly\\nuntil: 2027-01-01")
for head in reversed(heads) if "back" in sys.argv else heads:
    data = calendar_of("", [view(event(head))])
both = calendar_of("a", [view(event(head)) for head in heads])
sys.stdout.buffer.write(both)
"""


def test_the_bytes_are_the_same_in_any_process() -> None:
    """Whatever a process has made before, and however it orders sets."""
    found = set()
    for seed, *order in (("0",), ("1", "back"), ("2",)):
        environment = unmeasured(PYTHONHASHSEED=seed, PYTHONPATH=str(ROOT / "plugins"))
        command = [sys.executable, "-c", _ANY_PROCESS, *order]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
        found.add(done.stdout)
    assert len(found) == 1
    assert b"SUMMARY" in found.pop()


def test_moments_of_calendars_are_whole_seconds_in_utc() -> None:
    assert of(TIME).decoded("DTSTAMP") == datetime(2026, 3, 8, 1, tzinfo=UTC)
