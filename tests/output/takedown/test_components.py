"""Calendars and cards lose what is about gone pages, and nothing else."""

from __future__ import annotations

import icalendar
import pytest
import vobject

from lianzhan.output.takedown.components import components_without

GONE = "https://example.org/changsha/events/gone.html"


def leads(address: str) -> bool:
    return address == GONE


def freed(text: str) -> str:
    data = text.encode()
    return components_without(data, "a.ics", leads, lambda line: line.replace(GONE, "")).decode()


def event(url: str, more: str = "") -> str:
    return f"BEGIN:VEVENT\r\nUID:{len(url)}\r\nSUMMARY:甲\r\nURL:{url}\r\n{more}END:VEVENT\r\n"


def calendar(*events: str) -> str:
    offsets = "DTSTART:20260101T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\n"
    standard = f"BEGIN:STANDARD\r\n{offsets}END:STANDARD\r\n"
    zone = f"BEGIN:VTIMEZONE\r\nTZID:X\r\n{standard}END:VTIMEZONE\r\n"
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{zone}{''.join(events)}END:VCALENDAR\r\n"


OTHER = event("https://example.org/changsha/events/other.html")


def test_an_event_whose_page_is_gone_goes_and_others_keep_their_bytes() -> None:
    assert freed(calendar(event(GONE), OTHER)) == calendar(OTHER)
    assert icalendar.Calendar.from_ical(freed(calendar(event(GONE)))).walk("VEVENT") == []


@pytest.mark.parametrize(
    "written",
    [
        f"{GONE[:30]}\r\n {GONE[30:]}",
        f"{GONE[:30]}\n\t{GONE[30:]}",
    ],
)
def test_an_address_that_is_folded_is_one(written: str) -> None:
    assert freed(calendar(event(written), OTHER)) == calendar(OTHER)


@pytest.mark.parametrize("name", ["url", "URL;VALUE=URI", 'URL;X="a:b;c"', "item1.URL", "SOURCE"])
def test_a_line_is_an_address_however_it_is_written(name: str) -> None:
    text = event("https://a.example/", f"{name}:{GONE}\r\n")
    assert freed(calendar(text, OTHER)) == calendar(OTHER)


def test_what_stands_inside_an_event_goes_with_it() -> None:
    alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\n"
    assert freed(calendar(event(GONE, alarm), OTHER)) == calendar(OTHER)
    nested = f"BEGIN:VALARM\r\nURL:{GONE}\r\nEND:VALARM\r\n"
    assert freed(calendar(event("https://a.example/", nested), OTHER)) == calendar(OTHER)


def test_a_text_that_mentions_it_loses_the_address_and_stays_whole() -> None:
    line = f"DESCRIPTION:{'长' * 30}{GONE}{'长' * 30}\r\n"
    found = freed(calendar(event("https://a.example/", line)))
    (kept,) = icalendar.Calendar.from_ical(found).walk("VEVENT")
    assert kept["DESCRIPTION"] == "长" * 60
    assert all(len(piece) <= 75 for piece in found.encode().split(b"\r\n"))


def test_a_file_that_is_about_nothing_of_the_kind_keeps_its_bytes() -> None:
    odd = calendar(OTHER).replace("SUMMARY:甲", "SUMM\r\n ARY:甲")
    assert freed(odd) == odd


def test_a_card_is_one_thing_too() -> None:
    def card(url: str) -> str:
        return f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:甲\r\nURL:{url}\r\nEND:VCARD\r\n"

    found = freed(card(GONE) + card("https://a.example/"))
    assert [each.url.value for each in vobject.readComponents(found)] == ["https://a.example/"]


@pytest.mark.parametrize(
    "text",
    [
        f"BEGIN:VEVENT\r\nURL:{GONE}",
        f"BEGIN:VEVENT\r\nBEGIN:VEVENT\r\nURL:{GONE}\r\nEND:VEVENT",
        f"END:VEVENT\r\nURL:{GONE}\r\nEND:VEVENT",
        f"URL:{GONE}",
        f"BEGIN:VEVENT{GONE}",
    ],
)
def test_what_nobody_should_have_written_holds_no_such_address_either(text: str) -> None:
    assert GONE not in freed(text)
