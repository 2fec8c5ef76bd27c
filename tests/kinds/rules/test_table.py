"""All rules of a value together."""

from __future__ import annotations

import pytest

from kinds.rules.example import FEDERATION, HUNAN, PATH, article
from lianzhan.kinds.article.reading import READING
from lianzhan.kinds.rules.table import RULES, problems_of
from lianzhan.model.problem import Problem


def test_all_rules_are_asked_in_their_order() -> None:
    read = article("stories", keys=(("titel", 2),), title="字" * 61, status="approved")
    found = [*problems_of(read, READING, HUNAN, FEDERATION)]
    assert [fault.code for fault in found] == [
        "missing-key",
        "missing-key",
        "unknown-key",
        "title-too-long",
        "unknown-column",
    ]
    assert all(isinstance(fault, Problem) and fault.path == PATH for fault in found)


@pytest.mark.parametrize("rule", [*RULES, *READING.rules], ids=lambda rule: rule.__name__)
def test_a_rule_says_what_it_asks(rule: object) -> None:
    assert (rule.__doc__ or "").strip()
