"""What other sites must know of an event: its links, whether it is pushed, what it is by now."""

from __future__ import annotations

from kinds.event.made import at, event, read
from lianzhan.kinds.event.reading import READING

START = "start: 2026-03-08 09:00\nend: 11:30"


def test_an_entry_knows_its_report_as_a_link() -> None:
    entry = READING.entry(event(f"{START}\nreport: ../articles/news/a.md"), at("2026-01-01"))
    assert [(link.path, link.line) for link in entry.references] == [
        ("hunan/articles/news/a.md", 5)
    ]


def test_an_entry_says_what_decides_where_it_shows() -> None:
    entry = READING.entry(event(f"{START}\npush: true\nstate: cancelled"), at("2026-01-01"))
    assert dict(entry.facts) == {"push": "true", "cancelled": "true"}
    assert entry.phase == "next 2026-03-08T09:00:00+08:00"
    assert READING.entry(event(START), at("2026-01-01")).facts == ()


def test_an_event_without_a_start_is_nowhere_in_time() -> None:
    value, _ = read("start: 哪天")
    assert READING.entry(value, at("2026-01-01")).phase == ""
    assert [*READING.moments(value, at("2026-01-01"))] == []
    assert value.length.total_seconds() == 0


def test_the_moments_are_those_around_now() -> None:
    value = event(f"{START}\nrepeats: yearly")
    moments = [*READING.moments(value, at("2030-01-01"))]
    assert moments == [at("2029-03-08 11:30"), at("2030-03-08 09:00"), at("2030-03-08 11:30")]
