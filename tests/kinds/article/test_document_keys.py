"""Keys of notices get their types; what is wrong in them is named at its line, with the nearest."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinds.written import ZONE, written
from lianzhan.kinds.article.document_keys import forwarded_target, number_as_meant
from lianzhan.kinds.article.reading import READING
from lianzhan.kinds.article.values import Article, Call, Document, Forwards
from lianzhan.reading.fields import first_values

FORM = "https://example.com/form"


def read(head: str) -> tuple[Article, list[tuple[int, str, str]]]:
    """The article of a head, and line, code and key of each fault."""
    article, problems = READING.make(written(head))
    found = [(fault.line, fault.code, dict(fault.details)["key"]) for fault in problems]
    return article, found


@pytest.mark.parametrize(
    ("head", "document"),
    [
        ("document: 湘妇字〔2020〕20号", Document("湘妇字〔2020〕20号", "湖南省妇联")),
        (
            "document: {number: 妇字〔2020〕3号, issuer: 全国妇联}",
            Document("妇字〔2020〕3号", "全国妇联"),
        ),
        (
            "document:\n  number: '湘妇字[２０２０]20号'\n  issued: 2020年4月27日",
            Document("湘妇字〔2020〕20号", "湖南省妇联", date(2020, 4, 27)),
        ),
        ("document:", None),
        ("title: 甲", None),
    ],
)
def test_a_document_has_a_number_an_issuer_and_a_day(head: str, document: Document | None) -> None:
    article, problems = read(head)
    assert (article.document, problems) == (document, [])


@pytest.mark.parametrize("brackets", ["[]", "［］", "()", "（）", "【】", "〖〗", "〔〕", "﹝﹞"])
def test_the_year_of_a_number_stands_in_hexagonal_brackets(brackets: str) -> None:
    left, right = brackets
    assert number_as_meant(f"湘妇字{left}2020{right}20号") == "湘妇字〔2020〕20号"


@given(st.text(alphabet="湘字第号0120[]()（甲） 〔〕"))
def test_nothing_but_brackets_of_a_year_is_changed(text: str) -> None:
    meant = number_as_meant(text)
    assert number_as_meant(meant) == meant
    brackets = dict.fromkeys(map(ord, "[]()（）〔〕 "))
    assert meant.translate(brackets) == text.translate(brackets)


@pytest.mark.parametrize(
    ("head", "forwards"),
    [
        ("forwards: ../a.md", Forwards("../a.md")),
        ("forwards: {to: /hunan/a.md, title: 通知}", Forwards("/hunan/a.md", "通知")),
        (f"forwards: {FORM}", Forwards(FORM)),
        ("forwards: '{attach}a.pdf'", Forwards("{attach}a.pdf")),
        ("forwards:", None),
    ],
)
def test_what_is_forwarded_is_a_path_or_an_address(head: str, forwards: Forwards | None) -> None:
    article, problems = read(head)
    assert (article.forwards, problems) == (forwards, [])
    value = first_values(written(head).front.fields).get("forwards")
    assert forwarded_target(value) == (forwards.to if forwards else "")


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_a_call_lasts_through_the_day_that_is_written_alone() -> None:
    article, problems = read(
        f"call: {{to: {FORM}, from: 2026-05-01, until: 2026年8月31日, title: 报名}}"
    )
    assert problems == []
    until, end = day("2026-08-31"), day("2026-09-01")
    assert article.call == Call(FORM, "报名", day("2026-05-01"), until, end)
    timed = read(f"call: {{to: {FORM}, until: 2026-08-31 00:00}}")[0].call
    assert timed == Call(FORM, "", None, until, until)
    assert timed.phase(until) == "closed"


@pytest.mark.parametrize(
    ("head", "faults"),
    [
        ("document: [甲]", [(2, "bad-value", "document")]),
        ("document:\n  numbr: 甲", [(3, "unknown-key", "document.numbr"), (3, "missing-key", "document.number")]),
        ("document:\n  number: 甲\n  issued: 2020-04", [(4, "bad-value", "document.issued")]),
        ("document:\n  number: 甲\n  issued: 2020-02-30", [(4, "bad-value", "document.issued")]),
        ("document:\n  number: 甲\n  issued: [2020]", [(4, "bad-value", "document.issued")]),
        ("document:\n  number: [甲]", [(3, "bad-value", "document.number")]),
        ("document:\n  number: {a: 1}", [(3, "bad-value", "document.number")]),
        ("document:\n  number: 甲\n  number: 乙", [(4, "duplicate-key", "document.number")]),
        ("document: {issuer: 甲}", [(2, "missing-key", "document.number")]),
        ("forwards: [a.md]", [(2, "bad-value", "forwards")]),
        ("forwards: '#a'", [(2, "bad-value", "forwards")]),
        ("forwards: mailto:a@example.com", [(2, "bad-value", "forwards")]),
        ("forwards: {title: 甲}", [(2, "missing-key", "forwards.to")]),
        ("forwards: {to: a.md, titel: 甲}", [(2, "unknown-key", "forwards.titel")]),
        (f"call: {FORM}", [(2, "bad-value", "call")]),
        ("call: {title: 甲}", [(2, "missing-key", "call.to")]),
        ("call: {to: a.md}", [(2, "bad-value", "call.to")]),
        ("call: {to: 'tel:110'}", [(2, "bad-value", "call.to")]),
        (f"call:\n  to: {FORM}\n  from: 五月\n  until: 2026", [(4, "bad-value", "call.from"), (5, "bad-value", "call.until")]),
        (f"call:\n  to: {FORM}\n  form: 2026-05-01", [(4, "unknown-key", "call.form")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_at_its_line(head: str, faults: list[tuple[int, str, str]]) -> None:
    assert read(head)[1] == faults


@pytest.mark.parametrize(
    ("head", "nearest"),
    [
        ("document: {number: 甲, isued: 2020-04-27}", "issued"),
        ("document: {number: 甲, 成文日期: 2020-04-27}", "issued"),
        ("document: {number: 甲, 网址: a}", "—"),
        ("document: {number: 甲, issued：2020-04-27}", "issued"),
        (f"call: {{to: {FORM}, 截止: 2026-05-01}}", "until"),
        ("forwards: {to: a.md, 标题: 甲}", "title"),
    ],
)
def test_an_unknown_part_is_named_with_the_nearest(head: str, nearest: str) -> None:
    (fault,) = READING.make(written(head))[1]
    assert dict(fault.details)["nearest"] == nearest


@pytest.mark.parametrize(
    ("asks", "expected", "near"),
    [
        ("[age, school]", ("age", "school"), []),
        ("age、unit", ("age", "unit"), []),
        ("[age, 学校]", ("age",), ["school"]),
        ("[ages]", (), ["age"]),
        ("[生日]", (), ["age | school | unit"]),
        ("", (), []),
    ],
)
def test_a_call_asks_for_parts_of_works(
    asks: str, expected: tuple[str, ...], near: list[str]
) -> None:
    article, problems = READING.make(written(f"call: {{to: '{FORM}', asks: {asks}}}"))
    assert article.call is not None
    assert article.call.asks == expected
    assert [fault.code for fault in problems] == ["bad-value"] * len(near)
    assert [dict(fault.details)["expected"] for fault in problems] == near
