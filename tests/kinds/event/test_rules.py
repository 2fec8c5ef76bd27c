"""The rules of events; tests/sites/event-… break each of them in a file."""

from __future__ import annotations

import pytest
from conftest import FEDERATION

from kinds.event.made import event
from kinds.placed import site
from lianzhan.kinds.event.rules import RULES
from lianzhan.kinds.event.values import Event

HUNAN = site("hunan", "province", None)
DAY, TIME = "start: 2026-03-08", "start: 2026-03-08 09:00"


def codes(head: str) -> list[str]:
    value = event(head)
    return [fault.code for rule in RULES for fault in rule(value, HUNAN, FEDERATION)]


@pytest.mark.parametrize(
    "head",
    [
        TIME,
        f"{TIME}\nend: 09:01",
        f"{DAY}\nend: 2026-03-08",
        f"{DAY}\nrepeats: yearly",
        f"{DAY}\nrepeats: daily\nuntil: 2026-03-08",
        f"{DAY}\nrepeats: daily\nuntil: 2028-12-01",
        f"{DAY}\nend: 2026-03-14\nrepeats: weekly\nuntil: 2026-12-31",
        f"{DAY}\nend: 2027-03-07\nrepeats: yearly",
        f"{DAY}\nrepeats: weekly\nuntil: 2026-12-31\nskip: 2026-03-15",
        "start: 2026-01-28\nrepeats: monthly\nuntil: 2026-12-31",
        f"{TIME}\nmoved: 2026-03-08",
    ],
)
def test_what_makes_sense_has_no_problem(head: str) -> None:
    assert codes(head) == []


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (f"{TIME}\nend: 09:00", "event-ends-early"),
        (f"{DAY}\nend: 2026-03-07", "event-ends-early"),
        (f"{DAY}\nend: 09:00", "event-half-timed"),
        (f"{TIME}\nend: 2026-03-09", "event-half-timed"),
        (f"{DAY}\nrepeats: monthly", "event-endless"),
        (f"{DAY}\nrepeats: daily\nuntil: 2028-12-02", "event-too-often"),
        (f"{DAY}\nrepeats: daily\nuntil: 2026-03-07", "event-ends-early"),
        (f"{DAY}\nend: 2026-03-15\nrepeats: weekly\nuntil: 2026-12-31", "event-overlaps"),
        ("start: 2026-01-29\nrepeats: monthly\nuntil: 2026-12-31", "event-no-such-day"),
        (f"{DAY}\nrepeats: weekly\nuntil: 2026-12-31\nskip: 2026-03-16", "event-not-skipped"),
        (f"{DAY}\nrepeats: weekly\nuntil: 2026-03-08\nskip: 2026-03-08", "event-never"),
        (f"{DAY}\nskip: 2026-03-16", "event-not-repeated"),
        (f"{TIME}\nmoved: 2026年3月8日 9:00", "event-not-moved"),
    ],
)
def test_what_makes_none_is_named_once(head: str, code: str) -> None:
    assert codes(head) == [code]


def test_a_title_is_as_short_as_that_of_an_article() -> None:
    value = Event(path="x", site="hunan", column=None, name="x", title="长" * 61)
    found = [fault.code for rule in RULES for fault in rule(value, HUNAN, FEDERATION)]
    assert found == ["title-too-long"]
