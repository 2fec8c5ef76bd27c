"""What readers are told of an event's time and state, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kinds.event.made import at, event, read, shown, view
from lianzhan.kinds.event.view import view_of, views
from lianzhan.model.catalog import NEAREST

TIME = "start: 2026-03-08 09:00"


@pytest.mark.parametrize(
    ("head", "when", "time"),
    [
        (f"{TIME}\nend: 11:30", "2026年3月8日（周日） 9:00—11:30", "周日 9:00—11:30"),
        (TIME, "2026年3月8日（周日） 9:00", "周日 9:00"),
        ("start: 2026-03-08", "2026年3月8日（周日）", "周日"),
        ("start: 2026-03-08\nend: 2026-03-08", "2026年3月8日（周日）", "周日"),
        (
            "start: 2026-03-08\nend: 2026-03-10",
            "2026年3月8日（周日）—2026年3月10日（周二）",
            "周日—3月10日",
        ),
        (
            f"{TIME}\nend: 2026-03-09 17:05",
            "2026年3月8日（周日） 9:00—2026年3月9日（周一） 17:05",
            "周日 9:00—3月9日",
        ),
    ],
)
def test_each_day_is_named_once(head: str, when: str, time: str) -> None:
    found = view(event(head))
    assert (found.when, found.time, found.day) == (when, time, "3月8日")


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ("repeats: yearly", "每年"),
        ("repeats: weekly\nuntil: 2026-12-31", "每周，到2026年12月31日为止"),
        ("", ""),
    ],
)
def test_a_rule_is_told_in_words(head: str, rule: str) -> None:
    assert view(event(f"{TIME}\n{head}")).rule == rule


@pytest.mark.parametrize(
    ("head", "now", "state"),
    [
        ("", "2026-03-01", "直接去"),
        ("signup: 12338", "2026-03-01", "可报名"),
        ("state: full\nsignup: 12338", "2026-03-01", "名额已满"),
        ("state: cancelled", "2026-03-01", "已取消"),
        ("signup: 12338", "2026-03-08 10:00", "正在进行"),
        ("state: full", "2026-03-08 10:00", "名额已满"),
        ("state: full", "2026-03-09", "已结束"),
        ("state: cancelled", "2026-03-09", "已取消"),
    ],
)
def test_a_state_is_told_in_words(head: str, now: str, state: str) -> None:
    assert view(event(f"{TIME}\n{head}"), now).state == state


@pytest.mark.parametrize(
    ("head", "now", "is_open"),
    [
        ("", "2026-03-01", True),
        ("signup: 12338", "2026-03-08 10:00", True),
        ("state: full", "2026-03-01", False),
        ("state: cancelled", "2026-03-01", False),
        ("", "2026-03-09", False),
    ],
)
def test_it_is_open_while_whoever_wants_may_go(head: str, now: str, is_open: bool) -> None:
    assert view(event(f"{TIME}\n{head}"), now).is_open is is_open


def test_of_a_series_pages_tell_of_the_time_that_comes_next() -> None:
    found = view(event(f"{TIME}\nend: 11:30\nrepeats: yearly"), "2027-01-01")
    assert found.when == "2027年3月8日（周一） 9:00—11:30"
    assert found.iso_start == "2027-03-08T09:00:00+08:00"


def test_other_languages_have_words_of_their_own() -> None:
    value = event(f"{TIME}\nend: 11:30\nrepeats: weekly\nuntil: 2026-12-31")
    found = view_of(shown(value), "en")
    assert found is not None
    assert found.when == "2026-03-08 (Sun) 9:00—11:30"
    assert (found.day, found.time) == ("8 March", "Sun 9:00—11:30")
    assert found.rule == "every week, until 2026-12-31"
    assert found.state == "just come"


def test_what_never_takes_place_has_no_view() -> None:
    value, _ = read("start: 哪天")
    assert view_of(shown(value), "zh-CN") is None


def test_views_are_in_the_order_of_time_and_say_whose_they_are() -> None:
    late, soon = event("start: 2026-03-09"), event("start: 2026-03-08")
    found = views([shown(late), shown(soon, why=NEAREST)], "zh-CN")
    assert [each.day for each in found] == ["3月8日", "3月9日"]
    assert [each.origin.name if each.origin else "" for each in found] == ["湖南省妇联", ""]


def test_what_is_called_off_or_over_is_nothing_to_go_to() -> None:
    assert view(event(TIME)).is_coming
    assert not view(event(f"{TIME}\nstate: cancelled")).is_coming
    assert not view(event(TIME), "2026-03-09").is_coming


def test_its_file_for_calendars_stands_beside_its_page() -> None:
    found = view(replace(event(TIME), name="茶.html"), name="%E8%8C%B6.html")
    assert found.calendar_url == "https://example.org/hunan/events/%E8%8C%B6.html.ics"
    assert found.occurrence.end == at("2026-03-09")
