"""Nobody is named without consent; for a child the guardian gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import FEDERATION

from kinds.written import written
from lianzhan.kinds.article.reading import READING
from lianzhan.kinds.article.rules.works import consent_before, consent_noted, guardian_consents
from lianzhan.model.federation import Site

if TYPE_CHECKING:
    from lianzhan.kinds.article.values import Article

SITE = Site("hunan", "湖南省妇联", "province", "hunan", ())
MOTHER = "consent: {by: 监护人（母亲）, at: 2026-03-01}"


def article(head: str) -> Article:
    found, problems = READING.make(written(f"date: 2026-03-08 09:00\n{head}"))
    assert problems == ()
    return found


def codes(head: str) -> list[str]:
    value = article(head)
    rules = (consent_noted, guardian_consents, consent_before)
    problems = [fault for rule in rules for fault in rule(value, SITE, FEDERATION)]
    assert all(fault.is_error and fault.line == 3 for fault in problems)
    return [fault.code for fault in problems]


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ("author: 示例甲", ["consent-missing"]),
        ("author: 示例甲, age: 成人", ["consent-missing"]),
        ("author: 示例甲, age: 7–12岁", ["consent-missing"]),
        ("group: 示例合唱团, age: 6岁以下", ["consent-missing"]),
        ("group: 示例合唱团, school: 示例小学", ["consent-missing"]),
        ("group: 示例剪纸队", []),
        ("group: 示例剪纸队, age: 成人, unit: 示例村妇联", []),
    ],
)
def test_a_work_by_a_person_or_by_children_needs_consent(work: str, expected: list[str]) -> None:
    assert codes(f"work: {{{work}}}") == expected


def test_other_articles_need_none() -> None:
    assert codes("tags: 无") == []


@pytest.mark.parametrize("by", ["本人", "作者本人", "“本人”", "孩子", "示例甲", "示例 甲"])
@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("age: 13–17岁", ["consent-guardian"]),
        ("school: 示例小学", ["consent-guardian"]),
        ("age: 成人, school: 示例大学", []),
        ("unit: 示例厂", []),
    ],
)
def test_a_child_does_not_consent_alone(by: str, more: str, expected: list[str]) -> None:
    consent = f"consent: {{by: {by}, at: 2026-03-01}}"
    assert codes(f"{consent}\nwork: {{author: 示例甲, {more}}}") == expected


def test_a_guardian_does() -> None:
    assert codes(f"{MOTHER}\nwork: {{author: 示例甲, age: 7–12岁}}") == []


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2026-03-08", []), ("2026-03-09", ["consent-late"]), ("2199-01-01", ["consent-late"])],
)
def test_consent_comes_before_publication(on: str, expected: list[str]) -> None:
    assert codes(f"consent: {{by: 监护人, at: {on}}}\nwork: {{author: 示例甲}}") == expected
