"""Front matter gets its types; what can't be read is a problem at its line, and left out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianzhan.kinds.article.reading import READING
from lianzhan.kinds.article.values import Article, Source
from lianzhan.model.body import Body, Image
from lianzhan.model.catalog import NEVER
from lianzhan.model.review import ReviewStep
from lianzhan.reading.dates import parse_day, parse_moment
from lianzhan.reading.front_matter import split
from lianzhan.reading.keys import Context
from lianzhan.reading.text import decode
from lianzhan.reading.written import Origin, Written

if TYPE_CHECKING:
    from lianzhan.model.problem import Problem

SHANGHAI = ZoneInfo("Asia/Shanghai")
MARCH = datetime(2026, 3, 1, tzinfo=SHANGHAI)
CONTEXT = Context(SHANGHAI, "长沙市妇联", ("province", "city", "national"))
ORIGIN = Origin("hunan/articles/news/x.md", "digest", "hunan", "news", "x")


def read(head: str) -> tuple[Article, list[tuple[int, str]]]:
    """The article of a YAML head, and the line and key of each value that could not be read."""
    front = split(f"---\n{head}\n---\n正文", ORIGIN.path)
    assert front.problems == ()
    article, problems = READING.make(Written(ORIGIN, front, Body(), CONTEXT))
    return article, [place(fault) for fault in problems]


def place(fault: Problem) -> tuple[int, str]:
    assert fault.code in {"bad-value", "unknown-key", "duplicate-key"}
    assert fault.path == ORIGIN.path
    return fault.line, dict(fault.details)["key"]


def test_every_key_has_its_type() -> None:
    head = (
        "title: ' 平等是\n   宪法原则 '\ndate: 2026-03-08 09:00\nsummary: 一句话\ncover: a.jpg\n"
        "tags: [宪法, ' 平等  权利 ', 宪法]\nauthor: 王小梅\nunit: 岳麓区妇联\nkind: repost\n"
        "source: {name: 新华网, url: 'https://example.org/a', date: 2026-03-01}\noffer: province\n"
        "campaign: 春风行动\nstatus: approved\nreview:\n  - {step: first, by: 甲, at: 2026-03-01}\n"
        "expires: 2026-12-31"
    )
    lines = {line.partition(":")[0]: number for number, line in enumerate(head.split("\n"), 2)}
    article, problems = read(head)
    assert problems == []
    assert article == Article(
        path=ORIGIN.path,
        site="hunan",
        column="news",
        name="x",
        digest="digest",
        words=article.words,
        title="平等是 宪法原则",
        date=datetime(2026, 3, 8, 9, tzinfo=SHANGHAI),
        summary="一句话",
        cover=Image("a.jpg", "", lines["cover"], decorative=True),
        tags=("宪法", "平等 权利"),
        author="王小梅",
        unit="岳麓区妇联",
        kind="repost",
        source=Source("新华网", "https://example.org/a", date(2026, 3, 1)),
        offer="province",
        campaign="春风行动",
        status="approved",
        review=(ReviewStep("first", "甲", date(2026, 3, 1), lines["  - {step"], MARCH),),
        expires=datetime(2026, 12, 31, tzinfo=SHANGHAI),
        keys=article.keys,
    )
    written = [(key, number) for key, number in lines.items() if not key.startswith(" ")]
    assert article.keys == tuple(written)
    assert article.keys[:2] == (("title", 2), ("date", 4))


def test_what_is_not_written_has_its_default() -> None:
    article, problems = read("title: 一")
    assert problems == []
    assert article == Article(
        path=ORIGIN.path,
        site="hunan",
        column="news",
        name="x",
        digest="digest",
        words=article.words,
        title="一",
        unit="长沙市妇联",
        keys=(("title", 2),),
    )


def test_an_empty_value_counts_as_not_written() -> None:
    empty = (
        "summary:\ncover: ''\ntags:\nunit: ~\nkind:\nsource:\noffer:\nstatus:\nreview:\nexpires:"
    )
    article, problems = read(f"title: 一\n{empty}")
    plain, _ = read("title: 一")
    assert problems == []
    assert [key for key, _ in article.keys][1:] == [key.split(":")[0] for key in empty.split("\n")]
    assert (article.status, article.unit, article.cover) == ("submitted", plain.unit, None)
    assert (article.review, article.expires, article.source) == ((), None, None)


def test_a_date_that_is_written_must_be_one() -> None:
    article, problems = read("title: 一\ndate:")
    assert problems == [(3, "date")]
    assert article.date == NEVER


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-08", "2026-03-08T00:00+08:00"),
        ("2026-3-8", "2026-03-08T00:00+08:00"),
        ("2026-03-08 09:00", "2026-03-08T09:00+08:00"),
        ("2026-03-08T09:00:30", "2026-03-08T09:00:30+08:00"),
        ("2026-03-08   9:00", "2026-03-08T09:00+08:00"),
        ("2026-03-08T09:00:30.25Z", "2026-03-08T17:00:30+08:00"),
        ("2026-03-08 09:00 +0000", "2026-03-08T17:00+08:00"),
        ("2026-03-08 09:00-05:00", "2026-03-08T22:00+08:00"),
        ("1949-10-01", "1949-10-01T00:00+08:00"),
        ("2024-02-29", "2024-02-29T00:00+08:00"),
    ],
)
def test_a_moment_is_a_full_day_with_or_without_a_time(text: str, moment: str) -> None:
    assert parse_moment(text, SHANGHAI) == datetime.fromisoformat(moment)


NO_MOMENTS = [
    "", "2024-05", "2024", "0000-00-00", "2026-02-30", "2026-13-01", "2025-02-29", "99999-01-01",
    "1948-12-31", "2200-01-01", "٢٠٢٦-03-08", "2026-03-0809:00", "3月8日",
    "08-03-2026", "2026-03-08 24:00", "2026-03-08 09:60", "2026-03-08 9", "2026-03-08 09:00+25:00",
    "2026-03-08 09:00+08:99", "2026-03-08x", "昨天", "1" * 5000, "2026-03-08 " + "0" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", NO_MOMENTS, ids=lambda text: text[:24] or "empty")
def test_what_is_no_full_day_is_no_moment(text: str) -> None:
    assert parse_moment(text, SHANGHAI) is None


@pytest.mark.parametrize("text", [text for text in NO_MOMENTS if text])
def test_a_date_that_is_none_is_a_problem_at_its_line(text: str) -> None:
    article, problems = read(f"title: 一\nexpires: 2099-01-01\ndate: '{text}'")
    assert problems == [(4, "date")]
    assert article.date == NEVER


def test_a_day_may_have_a_time_behind_it() -> None:
    assert parse_day("2026-03-06 23:59") == date(2026, 3, 6)
    assert parse_day("2026-03-06 nachts") is None


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("[a, b]", ("a", "b")),
        ("a, b，c、d;e；f", ("a", "b", "c", "d", "e", "f")),
        ("a  b ,, a  b", ("a b",)),
        ("\n  - a\n  - b, c", ("a", "b", "c")),
        ("[]", ()),
        ("['', ~]", ()),
    ],
)
def test_tags_are_a_list_or_words_between_commas(written: str, tags: tuple[str, ...]) -> None:
    article, problems = read(f"tags: {written}")
    assert problems == []
    assert article.tags == tags


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("title: [一]", "title"),
        ("title: {a: b}", "title"),
        ("date: [2026-03-08]", "date"),
        ("tags: [[a]]", "tags"),
        ("tags: {a: b}", "tags"),
        ("kind: copied", "kind"),
        ("kind: Original", "kind"),
        ("status: 已审", "status"),
        ("status: APPROVED", "status"),
        ("status: [approved]", "status"),
        ("offer: village", "offer"),
        ("cover: [a.jpg]", "cover"),
        ("source: [新华网]", "source"),
        ("source: {name: [甲]}", "source.name"),
        ("source: {name: 甲, url: 'javascript:alert(1)'}", "source.url"),
        ("source: {name: 甲, url: example.org}", "source.url"),
        ("source: {name: 甲, url: 'https://[::1'}", "source.url"),
        ("source: {name: 甲, url: 'https:example.org'}", "source.url"),
        ("source: {name: 甲, url: 'https://a@example.org'}", "source.url"),
        ("source: {name: 甲, url: 'mailto:a@example.org'}", "source.url"),
        ("review: approved", "review"),
        ("review: [first]", "review"),
        ("review: [[{step: first, by: 甲, at: 2026-03-01}]]", "review"),
        ("review: {step: first, by: 甲, on: 2026-03-01}", "review"),
        ("review: {step: first, by: 甲, by: 乙, at: 2026-03-01}", "review"),
        ("review: {step: first, by: 甲}", "review.at"),
        ("review: {step: first, by: 甲, at: 三月}", "review.at"),
        ("review: {step: first, by: [甲], at: 2026-03-01}", "by"),
        ("expires: 2026-02-30", "expires"),
    ],
)
def test_a_value_of_the_wrong_kind_is_left_out_and_named(line: str, key: str) -> None:
    article, problems = read(f"summary: 一\n{line}")
    assert problems == [(3, key)]
    assert article.status == "submitted"
    assert article.kind == "original"


def test_the_address_of_a_source_is_written_whole_and_quoted() -> None:
    article, problems = read("source: {name: 新华网, url: '//example.org/甲 乙'}")
    assert problems == []
    assert article.source == Source("新华网", "https://example.org/%E7%94%B2%20%E4%B9%99")


def test_a_source_may_be_just_a_name() -> None:
    article, problems = read("source: 新华网")
    assert problems == []
    assert article.source == Source("新华网")


def test_one_step_may_stand_without_a_list() -> None:
    article, problems = read("review: {step: first, by: 甲, at: 2026-03-01 10:30}")
    assert problems == []
    since = MARCH.replace(hour=10, minute=30)
    assert article.review == (ReviewStep("first", "甲", date(2026, 3, 1), 2, since),)


def test_a_step_counts_from_its_midnight_or_time_on_where_the_federation_is() -> None:
    for at, since in {
        "2026-11-01": datetime(2026, 10, 31, 16, tzinfo=UTC),
        "2026-11-01 23:30": datetime(2026, 11, 1, 15, 30, tzinfo=UTC),
        "2026-11-01T23:30Z": datetime(2026, 11, 1, 23, 30, tzinfo=UTC),
    }.items():
        article, problems = read(f"review: {{step: first, by: 甲, at: '{at}'}}")
        assert (problems, article.review[0].since) == ([], since)


@pytest.mark.parametrize("time", ["25:00", "23:60", "09:00+25:00"])
def test_a_step_at_a_time_that_does_not_exist_has_no_day(time: str) -> None:
    article, problems = read(f"review: {{step: first, by: 甲, at: '2026-11-01 {time}'}}")
    assert problems == [(2, "review.at")]
    assert (article.review[0].at, article.review[0].since) == (None, None)


def test_a_step_without_a_day_is_kept_so_that_the_chain_can_be_judged() -> None:
    article, problems = read("review:\n  - {step: first, by: 甲}\n  - {by: 乙, at: 2026-03-02}")
    assert problems == [(3, "review.at")]
    assert article.review == (
        ReviewStep("first", "甲", None, 3),
        ReviewStep("", "乙", date(2026, 3, 2), 4, MARCH.replace(day=2)),
    )


def test_of_two_values_the_first_is_read() -> None:
    article, _ = read("status: withdrawn\nstatus: approved")
    assert article.status == "withdrawn"
    assert article.keys == (("status", 2), ("status", 3))


def test_keys_that_pelican_would_obey_become_nothing() -> None:
    article, problems = read("save_as: index.html\nSettings: x\ntemplate: evil\nslug: y\nurl: /")
    assert problems == []
    assert article.name == "x"
    assert [key for key, _ in article.keys] == ["save_as", "settings", "template", "slug", "url"]


KEYS = st.sampled_from(
    ["title", "date", "tags", "kind", "source", "offer", "status", "review", "expires", "cover"]
)
VALUES = st.recursive(
    st.sampled_from(
        ["", "~", "approved", "first", "2026-03-08", "2026-02-30", "'甲'", "https://x"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(
            st.sampled_from(["step", "by", "at", "name", "url"]), inner, max_size=3
        ).map(lambda items: "{" + ", ".join(f"{k}: {v}" for k, v in items.items()) + "}"),
    ),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(KEYS, VALUES), max_size=5) | st.text(max_size=80))
def test_any_head_becomes_an_article_and_problems(head: str | list[tuple[str, str]]) -> None:
    written = head if isinstance(head, str) else "\n".join(f"{k}: {v}" for k, v in head)
    front = split(decode(f"---\n{written}\n---\n正文".encode(), "x.md").text, ORIGIN.path)
    article, problems = READING.make(Written(ORIGIN, front, Body(), CONTEXT))
    assert article.status in ("submitted", "approved", "withdrawn")
    assert article.keys == tuple((key.text, key.line) for key, _ in front.fields.items)
    assert all(
        place(fault)[0] <= written.count("\n") + written.count("\r") + 3 for fault in problems
    )
