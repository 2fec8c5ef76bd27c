"""What a head of an event may say, and how people write it."""

from __future__ import annotations

import pytest

from kinds.event.made import at, event, read
from lianzhan.kinds.event.keys import KEYS
from lianzhan.kinds.event.values import Signup, When
from lianzhan.model.contact import Telephone
from lianzhan.reading.meant_words import is_key

START = "start: 2026-03-08 09:00"


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2026-03-08 09:00", When(at("2026-03-08 09:00"))),
        ("2026年3月8日（星期日）上午9点", When(at("2026-03-08 09:00"))),
        ("2026-03-08T01:00Z", When(at("2026-03-08 09:00"))),
        ("2026/3/8", When(at("2026-03-08"), is_day=True)),
        ("２０２６年３月８日", When(at("2026-03-08"), is_day=True)),
    ],
)
def test_a_start_is_a_day_or_a_moment_as_people_write_it(written: str, when: When) -> None:
    assert event(f"start: {written}").start == when


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("11:30", "2026-03-08 11:30"),
        ("下午5点", "2026-03-08 17:00"),
        ("11点30分", "2026-03-08 11:30"),
        ("2026-03-09 11:30", "2026-03-09 11:30"),
    ],
)
def test_an_end_may_be_a_time_of_the_same_day(written: str, end: str) -> None:
    assert event(f"{START}\nend: {written}").end == When(at(end))


def test_a_head_says_everything_there_is_to_say() -> None:
    value = event(
        f"{START}\nend: 11:30\nrepeats: weekly\nuntil: 2026年12月31日\nskip: 2026-03-15、2026-03-22\n"
        "moved: [2026-03-01 09:00, 2026-03-02]\nstate: full\nplace: 社区活动室\n"
        "organiser: 某某社区\naudience: 全体居民\nfee: 免费\nsignup: 0731-84555555\n"
        "report: /hunan/articles/news/a.md\ncover: a.jpg\noffer: province\npush: true"
    )
    assert [when.is_day for when in value.moved] == [False, True]
    assert [day.day for day in value.skip] == [15, 22]
    assert (value.state, value.push, value.offer) == ("full", True, "province")
    assert value.report is not None
    assert value.report.target == "/hunan/articles/news/a.md"
    assert [image.src for image in value.images] == ["a.jpg"]
    assert value.revision == 2


def test_who_organises_it_is_its_site_where_nothing_is_said() -> None:
    assert event(START).organiser == "湖南省妇联"


@pytest.mark.parametrize(
    ("written", "signup"),
    [
        ("https://example.org/a?b=1", Signup("https://example.org/a?b=1")),
        (
            "0731-84555555、84555556",
            Signup(
                telephones=(
                    Telephone("0731-84555555", "tel:+8673184555555"),
                    Telephone("0731-84555556", "tel:+8673184555556"),
                )
            ),
        ),
        ("12338", Signup(telephones=(Telephone("12338", "tel:12338"),))),
    ],
)
def test_one_signs_up_on_the_web_or_by_telephone(written: str, signup: Signup) -> None:
    assert event(f"{START}\nsignup: {written}").signup == signup


@pytest.mark.parametrize(
    "line",
    [
        "start: 明天上午",
        "start: [2026-03-08]",
        "start: ''",
        "start: 0001-01-01",
        "start: 9999-01-01",
        "start: 2026-02-30",
        "end: 很晚",
        "end: {a: b}",
        "repeats: 每周",
        "repeats: hourly",
        "until: 年底",
        "skip: {a: b}",
        "skip: [2026-03-15, 没有]",
        f"skip: [{', '.join(['2026-03-15'] * 51)}]",
        f"moved: [{', '.join(['2026-03-01'] * 21)}]",
        "moved: 上周",
        "state: 已取消",
        "signup: javascript:alert(1)",
        "signup: http://user@example.org/",
        "signup: 84555555",
        "signup: 打电话给小王",
        "signup: /hunan/articles/news/a.md",
        "signup: https://example.org/ 或打电话",
        "report: https://example.org/a.html",
        "report: javascript:alert(1)",
        "push: 全省",
        "place: [a, b]",
    ],
    ids=lambda line: line[:30],
)
def test_what_can_not_be_read_is_named_and_nothing_is_made_of_it(line: str) -> None:
    key = line.partition(":")[0]
    start = "" if key == "start" else f"{START}\n"
    value, problems = read(start + line)
    assert [fault.code for fault in problems] == ["bad-value"]
    assert dict(problems[0].details)["key"] == key
    assert problems[0].line == (4 if start else 3)
    if key not in ("repeats", "state", "push", "skip"):
        assert not getattr(value, key)


@pytest.mark.parametrize("repeats", ["weekly", "monthly", "daily"])
def test_what_repeats_has_a_last_day_where_one_is_begun(repeats: str) -> None:
    """An empty one would let it go on for ever."""
    for nothing in ("", "''"):
        _, problems = read(f"{START}\nrepeats: {repeats}\nuntil: {nothing}")
        assert [(fault.code, fault.line) for fault in problems] == [("bad-value", 5)]


@pytest.mark.parametrize("repeats", ["yearly", ""])
def test_what_needs_no_last_day_may_leave_it_empty(repeats: str) -> None:
    assert event(f"{START}\nrepeats: {repeats}\nuntil:").until is None


def test_words_that_people_write_are_told_the_word_to_type() -> None:
    for line, meant in (
        ("repeats: 每周", "weekly"),
        ("state: 已取消", "cancelled"),
        ("push: 是", "true"),
    ):
        _, problems = read(f"{START}\n{line}")
        assert dict(problems[0].details)["expected"] == meant


def test_every_key_is_known_where_slips_of_heads_are_looked_for() -> None:
    assert [key.name for key in KEYS if not is_key(key.name)] == ["aliases"]
