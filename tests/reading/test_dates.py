"""Days and moments as people write them; what is none says what it lacks."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from lianzhan.reading.dates import (
    MOMENT_PATTERN,
    date_wanted,
    parse_day,
    parse_moment,
    parse_now,
)

ZONE = ZoneInfo("Asia/Shanghai")
DAYS = [
    "2026-03-08", "2026-3-8", "2026/3/8", "2026/03/08", "2026.3.8", "2026年3月8日", "2026年03月08日",
    "2026年3月8号", "2026 年 3 月 8 日", "２０２６年３月８日", "２０２６-０３-０８", "2026－3－8", "2026年3月8日（星期日）",
    "2026年3月8日(周日)", "2026-03-08 星期天", "2026年3月8",
]  # fmt: skip
MOMENTS = {
    "2026年03月08日 09:30": "09:30", "2026/3/8 9：30": "09:30", "2026.3.8 09:30:15": "09:30:15",
    "2026年3月8日9时30分": "09:30", "2026年3月8日 9点": "09:00", "2026年3月8日下午3:30": "15:30",
    "2026年3月8日（星期日）上午9:00": "09:00", "２０２６/３/８ ０９：３０": "09:30", "2026-03-08 下午12:00": "12:00",
    "2026年3月8日\u3000０９:３０": "09:30", "2026-03-08T01:30Z": "09:30", "2026年3月8日 01:30+00:00": "09:30",
}  # fmt: skip
NONE = {
    "3月8日": "没有写哪一年", "03-08": "没有写哪一年", "3/8 9:00": "没有写哪一年", "12月": "完整的日期",
    "26年3月8日": "四位数", "26-03-08": "四位数", "26/3/8": "四位数", "２６.3.8": "四位数",
    "2026年3月": "没有写哪一日", "2026-03": "没有写哪一日", "2026年": "没有写哪一日", "2026": "没有写哪一日",
    "2026年2月30日": "日历上有的", "2026-02-30": "日历上有的", "1948-12-31": "日历上有的", "2200-01-01": "日历上有的",
    "2025/2/29": "日历上有的", "2026.13.1": "日历上有的", "1948年1月1日": "日历上有的",
    "2026年3月8日（星期一）": "与星期相符", "二〇二六年三月八日": "用数字写的", "昨天": "完整的日期",
    "2026-03-08 25:00": "完整的日期", "2026年3月8日 上午13:00": "完整的日期", "2026-03-0809:00": "完整的日期",
    "2026年3月8日至10日": "完整的日期", "2026.3.8-3.10": "完整的日期", "20260308": "完整的日期", "": "完整的日期",
    "“2026年3月8日”": "2026年3月8日", "٢٠٢٦-03-08": "完整的日期", "2026-03-08" + "0" * 90_000: "完整的日期",
}  # fmt: skip


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_taken_as_people_write_it(text: str) -> None:
    assert parse_day(text) == date(2026, 3, 8)
    assert parse_moment(text, ZONE) == datetime(2026, 3, 8, tzinfo=ZONE)


@pytest.mark.parametrize("text", MOMENTS)
def test_a_time_may_follow_in_any_form(text: str) -> None:
    assert parse_moment(text, ZONE) == datetime.fromisoformat(f"2026-03-08T{MOMENTS[text]}+08:00")


@pytest.mark.parametrize("text", NONE, ids=lambda text: text[:24] or "empty")
def test_what_is_no_day_says_what_it_lacks(text: str) -> None:
    assert parse_moment(text, ZONE) is None
    assert parse_day(text) is None or "2026-03-08" in text or "13:00" in text
    assert NONE[text] in date_wanted(text)


@pytest.mark.parametrize("text", [*DAYS, *MOMENTS])
def test_the_pattern_for_other_programs_takes_what_is_taken(text: str) -> None:
    assert re.search(MOMENT_PATTERN, text)
    assert MOMENT_PATTERN.isascii()
    for ours in ("(?P<", "(?<=", "(?<!", "\\Z"):  # Python has these, ECMA-262 has not, or not all
        assert ours not in MOMENT_PATTERN


@pytest.mark.parametrize("text", ["3月8日", "26年3月8日", "2026年3月", "2026-03-08 明天", "2026"])
def test_the_pattern_refuses_what_has_another_form(text: str) -> None:
    assert not re.search(MOMENT_PATTERN, text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-02", datetime(2026, 12, 2, tzinfo=ZONE)),
        ("2026-12-01T08:00", datetime(2026, 12, 1, 8, tzinfo=ZONE)),
        ("2026年12月1日 8:00", datetime(2026, 12, 1, 8, tzinfo=ZONE)),
        ("2026-12-01T08:00Z", datetime(2026, 12, 1, 8, tzinfo=UTC)),
        ("20261201T0800", datetime(2026, 12, 1, 8, tzinfo=ZONE)),
        ("2026-W49-2", datetime(2026, 12, 1, tzinfo=ZONE)),
    ],
)
def test_now_without_a_zone_is_in_the_federations(text: str, moment: datetime) -> None:
    assert parse_now(text, ZONE) == moment
    assert parse_now(f" {text} ", ZONE) == moment
    assert parse_now("heute", ZONE) is None


@pytest.mark.parametrize("text", ["1900-01-01 09:00", "2200-01-01 09:00", "2026-02-30 09:00"])
def test_the_commonest_form_has_the_same_bounds(text: str) -> None:
    assert parse_moment(text, ZoneInfo("Asia/Shanghai")) is None
