"""A small federation with events at all of its levels, for the tests of the whole."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import icalendar
import vobject
from conftest import APPROVED, House, everything_in

if TYPE_CHECKING:
    from pathlib import Path

PROVINCE, CITY, COUNTY, OTHER = "hunan", "hunan/changsha", "hunan/changsha/furong", "hunan/hengyang"
TALK = "start: 2026-12-08 09:00\nend: 11:30\n"


def at(text: str) -> datetime:
    """A moment by the clock of the federation."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def hold(
    house: House,
    where: str,
    name: str,
    head: str = TALK,
    chain: str = APPROVED,
    *,
    body: str = "来听一听。",
) -> str:
    """Write an event of a site, approved unless `chain` says otherwise; return its path."""
    path = f"{where}/events/{name}.md"
    house.write(path, f"---\ntitle: 题{name}\n{head}{chain}---\n\n{body}\n")
    return path


def calendars(output: Path) -> dict[str, icalendar.Calendar]:
    """Every calendar of an output by its path: each is read by two programs."""
    found = {}
    for path, data in everything_in(output).items():
        if path.endswith(".ics"):
            found[path] = icalendar.Calendar.from_ical(data)
            events = found[path].walk("VEVENT")
            other = vobject.readOne(data.decode())
            uids = [event.uid.value for event in getattr(other, "vevent_list", ())]
            assert uids == [str(event["UID"]) for event in events]
            assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return found


def titles(output: Path) -> dict[str, list[str]]:
    """The titles in each calendar."""
    return {
        path: [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
        for path, calendar in calendars(output).items()
    }


def holding(output: Path, word: str) -> set[str]:
    """The files that hold a word."""
    return {path for path, data in everything_in(output).items() if word.encode() in data}
