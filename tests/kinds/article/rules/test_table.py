"""All rules of an article together."""

from __future__ import annotations

import pytest
from kinds.article.rules.example import FEDERATION, HUNAN, PATH, article

from lianzhan.kinds.article.rules.table import RULES, article_problems
from lianzhan.model.problem import Problem


def test_all_rules_are_asked_in_their_order() -> None:
    read = article("stories", keys=(("titel", 2),), title="字" * 61, status="approved")
    found = article_problems(read, HUNAN, FEDERATION)
    assert [fault.code for fault in found] == [
        "missing-key",
        "missing-key",
        "unknown-key",
        "title-too-long",
        "unknown-column",
        "review-incomplete",
    ]
    assert all(isinstance(fault, Problem) and fault.path == PATH for fault in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_says_what_it_asks(rule: object) -> None:
    assert (rule.__doc__ or "").strip()
