"""The rule of signers: each step by somebody who may, called by a name that people.toml has.

Without a people.toml everybody may, and a name is a person (see `signers`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.review.signers import person as letters_of
from lianzhan.model.codes import N_, error
from lianzhan.model.people import People
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.toml_file import nearest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.review.terms import Terms
    from lianzhan.kinds.value import Value
    from lianzhan.model.people import Person
    from lianzhan.model.review import ReviewStep

REVIEW_UNKNOWN_PERSON = error(
    "review-unknown-person",
    N_("people.toml 里可以审本站稿件的人，没有叫“{by}”的"),
    N_("照 people.toml 写姓名或编号；最接近的是 {nearest}，可用的有 {known}"),
)
REVIEW_NAMESAKES = error(
    "review-namesakes", N_("叫“{by}”的不止一人"), N_("改写 people.toml 里的编号：{known}")
)
REVIEW_NOT_ENTITLED = error(
    "review-not-entitled",
    N_("“{by}”不能在 {on} 签“{step}”：people.toml 里写的是 {may}"),
    N_("由有权的人签：{known}；权限不对，请管理员改 people.toml"),
)
REVIEW_OWN_TEXT = error(
    "review-own-text", N_("“{by}”报送的稿件，终审由自己签了"), N_("终审由别人签")
)
_NAMED = 6
"""Persons that a message names at most."""


def signer(by: str, people: People | None) -> str:
    """Return who a name stands for: the same text for one person, however she is called.

    "" is nobody. Of namesakes nobody knows which one is meant; by another spelling somebody is
    whom it stands for, though it does not count (see `person_faults`).
    """
    if people is None:
        return letters_of(by)
    found = people.called.get(by, ()) or _alike(by, people)
    return found[0].id if len(found) == 1 else letters_of(by)


def person_faults(value: Value, terms: Terms) -> Iterator[Problem]:
    """Each step's signer is one person of people.toml, and may sign that step there and then."""
    if terms.people is not None:
        for step in value.review:
            if fault := _fault(value, step, terms.people):
                yield fault


def own_text_faults(value: Value, terms: Terms) -> Iterator[Problem]:
    """Where the policy separates, who submitted a text does not sign the last step."""
    submitted = signer(submitter_of(value), terms.people) if terms.policy.separates else ""
    for step in value.review:
        is_last = step.step == terms.policy.steps[-1]
        if is_last and submitted and signer(step.by, terms.people) == submitted:
            yield problem(value.file, step.line, REVIEW_OWN_TEXT, by=step.by)


def submitter_of(value: Value) -> str:
    """Return who submitted a text: who is named so, or else its author."""
    return value.submitter or str(getattr(value, "author", ""))


def _fault(value: Value, step: ReviewStep, people: People) -> Problem | None:
    found = people.called.get(step.by, ())
    shown = {"by": step.by[:60]}
    if len(found) > 1:
        details = {**shown, "known": ", ".join(person.id for person in found[:_NAMED])}
        return problem(value.file, step.line, REVIEW_NAMESAKES, **details)
    if not found:
        near = nearest_of(step.by, {name: name for name in people.called})
        alike = _alike(step.by, people)
        details = {**shown, "nearest": alike[0].name if alike else near, "known": _names(people)}
        return problem(value.file, step.line, REVIEW_UNKNOWN_PERSON, **details)
    if _may(found[0], step):
        return None
    others = People(tuple(person for person in people.persons if _may(person, step)))
    details = {
        **shown,
        "step": step.step[:60],
        "on": str(step.at or "?"),
        "may": _rights(found[0]),
        "known": _names(others),
    }
    return problem(value.file, step.line, REVIEW_NOT_ENTITLED, **details)


def _may(person: Person, step: ReviewStep) -> bool:
    return step.step in person.steps and (step.at is None or person.is_active(step.at))


def _alike(by: str, people: People) -> tuple[Person, ...]:
    """Return those whose name this is in another spelling."""
    letters = letters_of(by)
    names = ((name, found) for name, found in people.called.items() if letters)
    alike = {p.id: p for name, found in names if letters_of(name) == letters for p in found}
    return tuple(alike.values())


def _rights(person: Person) -> str:
    days = f"{person.since or ''}–{person.until or ''}" if person.since or person.until else ""
    return " ".join(filter(None, (", ".join(person.steps), days)))


def _names(people: People) -> str:
    return ", ".join(person.name for person in people.persons[:_NAMED]) or "—"
