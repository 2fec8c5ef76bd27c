"""What waits, for which step, since when, and who may take it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from kinds.rules.example import CHAIN, FEDERATION, HUNAN, article

from lianzhan.desk.waiting import Waiting, may_sign, oldest_first, waiting_texts
from lianzhan.gate.assess import Assessed
from lianzhan.gate.review import decide
from lianzhan.kinds.review.chain import judge_chain
from lianzhan.kinds.review.terms import Terms
from lianzhan.kinds.site_content import ReadValue
from lianzhan.model.catalog import ALWAYS, NEVER
from lianzhan.model.people import People, Person
from lianzhan.model.problem import problem
from lianzhan.reading.fields import BAD_VALUE

TERMS = Terms(FEDERATION.review)
TODAY = date(2026, 3, 9)


def assessed(**values: object) -> Assessed:
    value = article(**values)
    chain = judge_chain(value, TERMS)
    return Assessed(
        ReadValue("article", value), chain.faults, chain, decide(value, chain.faults, chain, NEVER)
    )


def waiting(**values: object) -> list[Waiting]:
    return [*waiting_texts(HUNAN, [assessed(**values)], {"hunan/articles/news/x.md": TODAY})]


@pytest.mark.parametrize(
    ("count", "step", "since"),
    [(0, "first", TODAY), (1, "second", date(2026, 3, 1)), (2, "final", date(2026, 3, 2)),
     (3, "", date(2026, 3, 3))],
)  # fmt: skip
def test_a_text_waits_for_its_next_step_since_the_last_one(
    count: int, step: str, since: date
) -> None:
    (text,) = waiting(review=CHAIN[:count], title="题")
    assert (text.step, text.since, len(text.signed), text.title) == (step, since, count, "题")
    assert not text.was_changed


def test_what_is_published_or_withdrawn_waits_for_nothing() -> None:
    assert waiting(review=CHAIN, status="approved", date=NEVER) == []
    assert waiting(status="withdrawn") == []


def test_a_changed_text_waits_again_and_an_approved_one_without_its_steps_does() -> None:
    changed = replace(CHAIN[0], digest="of another text")
    (text,) = waiting(review=(changed, CHAIN[1]))
    assert (text.step, text.was_changed, text.signed) == ("first", True, ())
    (text,) = waiting(status="approved", review=CHAIN[:2])
    assert (text.step, text.faults) == ("final", ())


def test_errors_that_no_review_mends_are_named() -> None:
    one = assessed()
    fault = problem("hunan/articles/news/x.md", 3, BAD_VALUE, key="date", value="x", expected="y")
    (text,) = waiting_texts(HUNAN, [replace(one, faults=(fault,))], {})
    assert (text.faults, text.since) == (("bad-value",), date.min)


def test_what_only_the_whole_federation_knows_is_named_too() -> None:
    path = "hunan/articles/news/x.md"
    late = {path: [problem(path, 3, BAD_VALUE, key="date", value="x", expected="y")]}
    signed = assessed(review=CHAIN, status="approved", date=ALWAYS)
    assert [*waiting_texts(HUNAN, [signed], {})] == []
    (text,) = waiting_texts(HUNAN, [signed], {}, late)
    assert (text.step, text.faults) == ("", ("bad-value",))
    (text,) = waiting_texts(HUNAN, [assessed()], {}, late)
    assert (text.step, text.faults) == ("first", ("bad-value",))


def test_the_oldest_comes_first_and_of_one_day_the_path_decides() -> None:
    (text,) = waiting()
    texts = [
        replace(text, path=path, since=date(2026, 3, day))
        for path, day in (("b", 2), ("c", 1), ("a", 2))
    ]
    assert [text.path for text in oldest_first(texts)] == ["c", "a", "b"]


def test_who_has_signed_or_may_not_sign_does_not_see_it() -> None:
    (text,) = waiting(review=CHAIN[:1])
    assert may_sign("乙", text, FEDERATION, TODAY)
    assert not may_sign("（甲）", text, FEDERATION, TODAY)
    assert not may_sign("", text, FEDERATION, TODAY)
    people = (
        Person("jia", "甲", steps=("second",), grounds=("hunan",)),
        Person("yi", "乙", steps=("second",), grounds=("hunan",)),
        Person("bing", "丙", steps=("first",), grounds=("hunan",)),
        Person("ding", "丁", steps=("second",), grounds=("hunan",), until=date(2026, 3, 8)),
        Person("wu", "戊", steps=("second",), grounds=("hunan2",), below=True),
    )
    federation = replace(FEDERATION, people=People(people))
    names = [p.name for p in people if may_sign(p.id, text, federation, TODAY)]
    assert names == ["乙"]
    (done,) = waiting(review=CHAIN)
    assert not may_sign("yi", done, federation, TODAY)
