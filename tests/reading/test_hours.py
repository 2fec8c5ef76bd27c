"""Opening hours as people write them; what can't be meant says what it should be."""

from __future__ import annotations

import pytest

from lianzhan.model.contact import Span
from lianzhan.reading.hours import hours_wanted, parse_hours

WORKDAYS, EVERY_DAY, WEEKEND = (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6), (5, 6)
MORNING, AFTERNOON = (540, 720), (870, 1050)
USUAL = [(WORKDAYS, *MORNING), (WORKDAYS, *AFTERNOON)]
HOURS = {
    "周一至周五 9:00—12:00，14:30—17:30": USUAL,
    "星期一到星期五：9：00－12：00，14：30－17：30": USUAL,
    "工作日９:００~１２:００、１４:３０~１７:３０": USUAL,
    "周一至周五（法定节假日除外） 9:00-12:00；14:30-17:30": USUAL,
    "周一至五上午9点至12点，下午2点半至5点30分": USUAL,
    "工作日 上午9:00-12:00 下午2:30-5:30": USUAL,
    "周一至周五上午9:00到12:00，下午14:30到17:30（请先预约 12338）": USUAL,
    "每天 8:00-20:00": [(EVERY_DAY, 480, 1200)],
    "8:00-20:00": [(EVERY_DAY, 480, 1200)],
    "9—12点": [(EVERY_DAY, *MORNING)],
    "周一、三、五 9:00-12:00": [((0, 2, 4), *MORNING)],
    "每周二、周四下午3:00-5:00": [((1, 3), 900, 1020)],
    "周六周日9:00-12:00": [(WEEKEND, *MORNING)],
    "周一至周五、周日 9:00-12:00": [((0, 1, 2, 3, 4, 6), *MORNING)],
    "周六至周一 9:00-12:00": [((0, 5, 6), *MORNING)],
    "周末 9:00-12:00": [(WEEKEND, *MORNING)],
    "24小时": [(EVERY_DAY, 0, 1440)],
    "7×24 小时热线": [(EVERY_DAY, 0, 1440)],
    "工作日全天": [(WORKDAYS, 0, 1440)],
    "0:00-24:00": [(EVERY_DAY, 0, 1440)],
    "每天20:00—次日8:00": [(EVERY_DAY, 1200, 1920)],
    "晚上8点至凌晨2点": [(EVERY_DAY, 1200, 1560)],
    "夏季 9:00-12:00，15:00-18:00；冬季 9:00-12:00": [
        (EVERY_DAY, *MORNING), (EVERY_DAY, 900, 1080), (EVERY_DAY, *MORNING),
    ],
    "每周3次 9:00-12:00": [(EVERY_DAY, *MORNING)],
    "一周7天，24小时": [(EVERY_DAY, 0, 1440)],
    "6月1日至9月30日 9:00-12:00": [(EVERY_DAY, *MORNING)],
}  # fmt: skip
WORDS = ("凭预约", "电话预约：12338", "每月第一个周六", "请先 联系 社区妇联", "国庆 1—7 日休息")
NONE = {
    "200 字": ("", "   ", "周一" * 101, "9:00-12:00 " * 50_000, "9" * 100_000),
    "0:00 到 24:00": (
        "9:00-25:00", "9:60-12:00", "9:5-12:00", "24:00-24:00", "25:00-26:00", "9:00-12:", "下午1:00-24:30", "99点到99点",
    ),
    "从几点到几点": ("9:00", "周一至周五 9:00 起", "9:00—", "周一 9:00-12:00，14:30", "下午3点", "9:00-下班"),
    "次日": ("12:00-9:00", "9:00-9:00", "周一 17:30—14:30", "20:00-8:00", "下午5点-2点"),
    "周一到周日": (
        "周八 9:00-12:00", "周1至周5 9:00-12:00", "星期1-5 9:00-12:00", "周一至周八 9:00-12:00", "周 ６ 9:00-12:00",
    ),
    "互不重叠": (
        "周一 9:00-12:00，11:00-14:00", "周一至周五 9:00-12:00，周五 9:00-12:00", "24小时 9:00-12:00",
        "每天 20:00-次日8:00，7:00-9:00", "周日 20:00-次日8:00，周一 7:00-9:00", "9:00-12:00，9:00-12:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", HOURS)
def test_hours_are_taken_as_people_write_them(text: str) -> None:
    hours = parse_hours(text)
    assert hours, hours_wanted(text)
    assert list(hours.spans) == [Span(*span) for span in HOURS[text]]


@pytest.mark.parametrize("text", WORDS)
def test_words_without_a_time_of_day_are_kept_as_they_are(text: str) -> None:
    hours = parse_hours(text)
    assert hours
    assert (hours.shown, hours.spans) == (text, ())


@pytest.mark.parametrize("said", NONE)
def test_what_can_not_be_meant_says_what_it_should_be(said: str) -> None:
    for text in NONE[said]:
        assert parse_hours(text) is None, text[:40]
        assert said in hours_wanted(text), text[:40]


def test_hours_show_as_they_are_written_but_for_wide_digits() -> None:
    hours = parse_hours("周一至周五\u3000９：００—１２：００")
    assert hours
    assert hours.shown == "周一至周五 9:00—12:00"


def test_sound_hours_want_nothing() -> None:
    assert not any(map(hours_wanted, (*HOURS, *WORDS)))
