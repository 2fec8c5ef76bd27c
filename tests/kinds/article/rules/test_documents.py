"""The days of documents and calls are in an order that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import FEDERATION

from kinds.written import written
from lianzhan.kinds.article.reading import READING
from lianzhan.kinds.article.rules.documents import call_in_order, issued_before
from lianzhan.model.federation import Site

if TYPE_CHECKING:
    from lianzhan.kinds.article.values import Article

SITE = Site("hunan", "湖南省妇联", "province", "hunan", ())


def article(head: str) -> Article:
    found, problems = READING.make(written(f"date: 2026-03-08 09:00\n{head}"))
    assert problems == ()
    return found


@pytest.mark.parametrize(
    ("issued", "codes"),
    [("2026-03-07", []), ("2026-03-08", []), ("2026-03-09", ["issued-later"])],
)
def test_a_document_is_no_younger_than_its_article(issued: str, codes: list[str]) -> None:
    value = article(f"document:\n  number: 甲\n  issued: {issued}")
    found = [*issued_before(value, SITE, FEDERATION)]
    assert [fault.code for fault in found] == codes
    assert all((fault.line, fault.is_error) == (3, False) for fault in found)


@pytest.mark.parametrize(
    ("start", "until", "codes"),
    [
        ("2026-05-01", "2026-05-01", []),
        ("2026-05-01", "2026-04-30", ["call-ends-first"]),
        ("2026-05-01 09:00", "2026-05-01 09:00", ["call-ends-first"]),
        ("2026-05-01 09:00", "2026-05-01", []),
    ],
)
def test_a_call_opens_before_it_closes(start: str, until: str, codes: list[str]) -> None:
    value = article(f"call: {{to: 'https://example.com/a', from: {start}, until: {until}}}")
    found = [*call_in_order(value, SITE, FEDERATION)]
    assert [fault.code for fault in found] == codes
    assert all((fault.line, fault.is_error) == (3, True) for fault in found)


def test_what_says_nothing_of_days_has_none_out_of_order() -> None:
    value = article("document: 甲\ncall: {to: 'https://example.com/a', from: 2026-05-01}")
    assert [*issued_before(value, SITE, FEDERATION), *call_in_order(value, SITE, FEDERATION)] == []
