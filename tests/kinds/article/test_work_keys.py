"""Keys of works: who made one, in as few words as can be; consent, and that it was taken back."""

from __future__ import annotations

from datetime import date

import pytest

from kinds.written import written
from lianzhan.kinds.article.keys import KEYS
from lianzhan.kinds.article.reading import READING
from lianzhan.kinds.article.values import AGES, Article, Consent, Work
from lianzhan.kinds.article.work_keys import age_as_meant
from lianzhan.reading.front_matter import split
from lianzhan.reading.yaml_values import without_lines

GIVEN = "consent: {by: 本人, at: 2026-03-01}"


def read(head: str) -> tuple[Article, list[tuple[int, str, str]]]:
    """The article of a head, and line, code and key of each fault."""
    article, problems = READING.make(written(head))
    return article, [
        (fault.line, fault.code, dict(fault.details).get("key", "")) for fault in problems
    ]


def test_a_work_says_who_made_it_where_and_what_it_is() -> None:
    work, problems = read(
        "work:\n  author: 示例小作者甲\n  age: 7-12岁\n  school: 示例小学\n  form: 绘画\n"
        "  answers: ../notices/call.md"
    )
    assert problems == []
    assert work.work == Work(
        author="示例小作者甲", age="7–12岁", school="示例小学", form="绘画",
        answers="../notices/call.md",
    )  # fmt: skip
    group, problems = read("work: {group: 示例剪纸队, unit: 示例村妇联}")
    assert problems == []
    assert group.work == Work(group="示例剪纸队", unit="示例村妇联")


@pytest.mark.parametrize("written_age", ["7–12岁", "7-12岁", "７—１２ 岁", "7～12岁", "7至12岁"])
def test_an_age_group_is_known_however_its_dash_is_typed(written_age: str) -> None:
    assert age_as_meant(written_age) == "7–12岁"
    assert all(age_as_meant(age) == age for age in AGES)


@pytest.mark.parametrize(
    "age", ["8", "8岁", "８周岁", "八", "十二岁", "2016-03-08", "2016年3月", "430102201603080013"]
)
def test_an_exact_age_or_a_birthday_is_no_age_group(age: str) -> None:
    article, problems = read(f"work: {{author: 示例甲, age: '{age}'}}")
    assert article.work is not None
    assert article.work.age == ""
    assert problems == [(2, "work-personal", "work.age")]


@pytest.mark.parametrize(
    ("age", "near"), [("少年", AGES[3]), ("7–13岁", AGES[1]), ("成年", AGES[3])]
)
def test_an_unknown_age_group_is_told_the_nearest(age: str, near: str) -> None:
    _, problems = READING.make(written(f"work: {{author: 示例甲, age: {age}}}"))
    (fault,) = problems
    assert fault.code == "bad-value"
    assert near in dict(fault.details)["expected"]


@pytest.mark.parametrize("key", ["author", "group", "school", "unit"])
@pytest.mark.parametrize("text", ["甲 13800138000", "甲（8岁）", "甲 2016-03-08"])
def test_no_part_holds_what_tells_more_than_a_name(key: str, text: str) -> None:
    other = "" if key in ("author", "group") else "author: 示例甲, "
    article, problems = read(f"work: {{{other}{key}: '{text}'}}")
    assert problems == [(2, "work-personal", f"work.{key}")]
    assert getattr(article.work, key) == ""


def test_a_message_never_repeats_what_should_not_be_there() -> None:
    _, problems = READING.make(
        written(
            "work: {author: 示例甲 13800138000, age: 8}\nconsent: {by: 母亲 13800138000, at: 2026-03-01}"
        )
    )
    assert len(problems) == 3
    assert not any("138" in text or text == "8" for p in problems for _, text in p.details)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("work: 一幅画", [(2, "bad-value", "work")]),
        ("work: {age: 成人}", [(2, "missing-key", "work.author")]),
        ("work: {author: 甲, group: 乙}", [(2, "work-either", "")]),
        ("work: {author: 甲, school: 乙, unit: 丙}", [(2, "work-either", "")]),
        ("work: {author: 甲, birthday: 2016-03-08}", [(2, "unknown-key", "work.birthday")]),
        ("work: {author: 甲, form: 水彩画}", [(2, "bad-value", "work.form")]),
        ("work: {author: 甲, answers: '#a'}", [(2, "bad-value", "work.answers")]),
        ("consent: 同意了", [(2, "bad-value", "consent")]),
        ("consent: {at: 2026-03-01}", [(2, "missing-key", "consent.by")]),
        ("consent: {by: 本人}", [(2, "missing-key", "consent.at")]),
        ("consent: {by: 本人, at: 上周}", [(2, "bad-value", "consent.at")]),
        ("consent: {by: 本人, at: 2026-03-01, tel: 1}", [(2, "unknown-key", "consent.tel")]),
        ("consent: {by: 母亲 13800138000, at: 2026-03-01}", [(2, "work-personal", "consent.by")]),
        ("consent: {by: 本人, at: 2026-03-01, withdrawn: 否}", [(2, "bad-value", "consent.withdrawn")]),
        ("work:\nconsent:", []),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_at_its_line(
    head: str, expected: list[tuple[int, str, str]]
) -> None:
    assert read(head)[1] == expected


def test_consent_says_by_whom_and_when() -> None:
    article, problems = read(GIVEN)
    assert (article.consent, problems) == (Consent("本人", date(2026, 3, 1)), [])
    assert article.status == "submitted"


@pytest.mark.parametrize(
    ("said", "day", "codes"),
    [
        ("withdrawn: 2026-05-01", date(2026, 5, 1), []),
        ("withdrawn: 2026年5月1日", date(2026, 5, 1), []),
        ("withdrawn: 2199-01-01", date(2199, 1, 1), []),
        ("withdrawn: 上周五", None, ["bad-value"]),
        ("withdrawn: yes", None, ["bad-value"]),
        ("withdrawn: [2026-05-01]", None, ["bad-value"]),
        ("撤回: 2026-05-01", date(2026, 5, 1), ["unknown-key"]),
        ("withdrawn: 2026-02-01", date(2026, 2, 1), ["consent-order"]),
    ],
)
def test_whoever_takes_consent_back_is_gone_however_it_is_written(
    said: str, day: date | None, codes: list[str]
) -> None:
    head = f"status: approved\nconsent: {{by: 本人, at: 2026-03-01, {said}}}"
    article, problems = READING.make(written(head))
    assert article.status == "withdrawn"
    assert article.consent == Consent("本人", date(2026, 3, 1), day, is_withdrawn=True)
    assert [fault.code for fault in problems] == codes


@pytest.mark.parametrize("said", ["", "否", "无", "没有", "no", "~"])
def test_what_says_that_nobody_took_it_back_withdraws_nothing(said: str) -> None:
    head = f"status: approved\nconsent: {{by: 本人, at: 2026-03-01, withdrawn: {said}}}"
    article, _ = READING.make(written(head))
    assert article.status == "approved"


@pytest.mark.parametrize("word", ["撤回同意", "撤回", "withdrawn"])
def test_a_word_alone_takes_consent_back(word: str) -> None:
    for key in ("consent", "status"):
        article, problems = READING.make(written(f"{key}: {word}"))
        assert (article.status, problems) == ("withdrawn", ())


def test_no_reader_sees_a_consent_or_who_offered_it() -> None:
    assert [key.name for key in KEYS if key.is_hidden] == ["offered", "consent", "submitter"]


def test_the_other_form_of_a_head_means_the_same() -> None:
    keys = f"work: {{author: 示例甲, age: 成人}}\n{GIVEN}\n"
    fields = split(f"title: 题\n{keys}\n正文\n", "x.md").fields
    assert without_lines(fields) == without_lines(
        split(f"---\ntitle: 题\n{keys}---\n", "x.md").fields
    )
