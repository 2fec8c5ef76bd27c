"""All that the proofs find in one value, as problems by the federation's policy."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from lianzhan.kinds.proofs.hosts import DOUBTFUL_HOST, doubtful_hosts
from lianzhan.kinds.proofs.passage import Finding, Ground, Passage
from lianzhan.kinds.proofs.policy import by_policy
from lianzhan.kinds.proofs.table import PROOFS
from lianzhan.kinds.proofs.unit_names import UNIT_NAME
from lianzhan.kinds.proofs.units import mentions
from lianzhan.kinds.value import Value
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.fields import words_in_text
from lianzhan.reading.keys import WORDS
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.codes import Code
    from lianzhan.reading.front_matter import FrontMatter
    from lianzhan.reading.keys import Key
    from lianzhan.reading.yaml_values import Value as HeadValue

V = TypeVar("V", bound=Value)
MAX_NAMED = 20
"""Findings of one rule in one value that are named."""
_SHOWN = 60
"""Characters of words that a message shows."""
_NO_WORDS = ("url", "to")
"""Parts of a head's value that readers don't read as words."""


def proof_problems(value: Value, passages: list[Passage], ground: Ground) -> Iterator[Problem]:
    """Yield what the proofs find in a value."""
    for code, passage, finding in findings_in(passages, ground):
        yield _problem(value.file, passage, by_policy(code, ground.policy), finding)
    has_links = value.links or value.addresses
    if has_links and DOUBTFUL_HOST.name in ground.policy.severities:
        code = by_policy(DOUBTFUL_HOST, ground.policy)
        for fault in doubtful_hosts(value, ground.policy):
            yield replace(fault, definition=code)


def units_in(passages: list[Passage], ground: Ground) -> tuple[tuple[int, str], ...]:
    """Return what a value calls women's federations, if the rule of their names is on."""
    return tuple(mentions(passages)) if UNIT_NAME.name in ground.policy.severities else ()


def passages_of(front: FrontMatter, keys: tuple[Key, ...]) -> list[Passage]:
    """Return the passages of a value: what readers see of its head, and its body."""
    seen = {key.name: key for key in keys if key.is_prose}
    head = [
        passage
        for name, value in front.fields.items
        if name.text in seen and not (seen[name.text].type.is_address and isinstance(value, Scalar))
        for passage in (_listed(value) if seen[name.text].type is WORDS else _texts(value))
    ]
    return [*head, Passage(front.body, front.body_line)]


def findings_in(
    passages: list[Passage], ground: Ground, most: int | None = MAX_NAMED
) -> Iterator[tuple[Code, Passage, Finding]]:
    """Yield what each rule that is on finds in the passages of one value, the first of each."""
    whole = Passage("\n\n".join([passage.text for passage in passages]), 1)
    severities = ground.policy.severities
    for proof in PROOFS:
        if proof.code.name in severities and proof.may_find(whole, ground):
            near = (p for p in passages if proof.may_find(p, ground))
            every = ((p, finding) for p in near for finding in proof.find(p, ground))
            for passage, finding in islice(every, most):
                yield proof.code, passage, finding


def _listed(value: HeadValue) -> Iterator[Passage]:
    """Yield each of several words: the marks between them are read, and not shown."""
    for passage in _texts(value):
        yield from (Passage(word, passage.line) for word in words_in_text(passage.text))


def _texts(value: HeadValue) -> Iterator[Passage]:
    if isinstance(value, Scalar):
        yield Passage(value.text, value.line)
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        for name, held in value.items:
            if name.text not in _NO_WORDS:
                yield from _texts(held)


def _problem(path: str, passage: Passage, code: Code, finding: Finding) -> Problem:
    start, end, instead = finding.start, finding.end, finding.mending
    words = finding.words or passage.around(start, end)
    mending = instead if finding.words else passage.around(start, end, instead)
    details = {"words": words[:_SHOWN], "mending": (mending or "")[:_SHOWN], **dict(finding.more)}
    return problem(path, passage.line_of(start), code, **details)
