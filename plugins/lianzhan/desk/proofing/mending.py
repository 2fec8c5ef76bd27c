"""A file with its safe slips mended. Pure: bytes in, bytes out.

Places are looked for in the text; what comes of it is read again, to make sure that the words that
were to change have changed, and nothing else has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.desk.proofing.source import Edit, Source
from lianzhan.desk.proofing.values import ProofValue, values_in
from lianzhan.kinds.proofs.proofreading import findings_in
from lianzhan.model.frozen import dataclass
from lianzhan.reading.body import parse_body
from lianzhan.reading.links import anchor_of, anchors
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lianzhan.kinds.proofs.passage import Finding, Ground, Passage
    from lianzhan.model.kinds import Kind


_DEFINITION = late(r"^[ ]{0,3}(\[[^\]\n]+\]):", re.MULTILINE)
_ROUNDS = 5
"""How often a file is gone over: mending one slip may show another."""


@dataclass(frozen=True)
class Mended:
    """A file's new bytes, the names of the values in it that change, and how many slips it mends.

    `left` is how many safe ones nobody but a person can mend, as their place is not evident.
    """

    data: bytes
    names: tuple[str, ...] = ()
    count: int = 0
    left: int = 0


def mended(raw: bytes, path: str, kind: Kind, ground: Ground, only: Container[str]) -> Mended:
    """Return a file with the safe slips of some of its values mended, by their names in it.

    What shows only once another is mended is mended, too. Raises ValueError where the file can't be
    read.
    """
    data, names, count, left = raw, dict[str, None](), 0, 0
    for _ in range(_ROUNDS):
        done = _mended_once(data, path, kind, ground, only)
        data, count, left = done.data, count + done.count, done.left
        names |= dict.fromkeys(done.names)
        if not done.count:
            break
    return Mended(data, tuple(names), count, left)


def _mended_once(raw: bytes, path: str, kind: Kind, ground: Ground, only: Container[str]) -> Mended:
    source, values = Source(raw), values_in(raw, path, kind)
    edits: list[Edit] = []
    expected: list[str] = []
    names, safe = [], 0
    for value in values:
        found = _safe_findings(value, ground) if value.name in only else {}
        safe += sum(len(one.changes) for of_passage in found.values() for one in of_passage)
        done = [_mend(source, p, found.get(at, [])) for at, p in enumerate(value.passages)]
        expected += [text for text, _ in done]
        made = [edit for _, of_passage in done for edit in of_passage]
        names += [value.name] * bool(made)
        edits += made
    data = source.with_edits(edits)
    after = values_in(data, path, kind) if edits else values
    if not edits or not _is_right(values, after, expected) or _links(after) != _links(values):
        return Mended(raw, left=safe)
    return Mended(data, tuple(names), len(edits), safe - len(edits))


def _safe_findings(value: ProofValue, ground: Ground) -> dict[int, list[Finding]]:
    """Return what can be mended safely in a value, by the place of its passage."""
    found: dict[int, list[Finding]] = {}
    for _, passage, finding in findings_in(list(value.passages), ground, most=None):
        if finding.is_safe:
            found.setdefault(value.passages.index(passage), []).append(finding)
    return found


def _mend(source: Source, passage: Passage, findings: list[Finding]) -> tuple[str, list[Edit]]:
    """Return a passage as it will be, and the edits that make it so; of two that meet, the first.

    One whose place in the file is not evident stays as it is, and so does whatever is no words.
    """
    parts: list[str] = []
    edits: list[Edit] = []
    position = 0
    at = source.place_of(passage) if findings else None
    labels = [*_labels(passage.text)] if findings else []
    for start, end, text in sorted(change for finding in findings for change in finding.changes):
        are_words = passage.words[start:end] == passage.text[start:end] and start >= position
        are_words = are_words and not any(first < start < last for first, last in labels)
        edit = source.edit(at + start, at + end, text) if at is not None and are_words else None
        if edit:
            edits.append(edit)
            parts += [passage.text[position:start], text]
            position = end
    return "".join((*parts, passage.text[position:])), edits


def _labels(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the labels of link definitions stand in a text: a link goes by its very words."""
    for label in {found[1] for found in _DEFINITION.finditer(text)}:
        start = text.find(label)
        while start >= 0:
            yield start, start + len(label)
            start = text.find(label, start + len(label))


def _links(values: list[ProofValue]) -> list[tuple[str, bool]]:
    """Return where the texts' links lead, and whether there is such a heading: labels name both."""
    found = []
    for value in values:
        body = parse_body(value.passages[-1].text, "", 1)[0]
        ids = dict.fromkeys(anchors(body))
        found += [(link.target, anchor_of(link.target, ids) is not None) for link in body.links]
    return found


def _is_right(before: list[ProofValue], after: list[ProofValue], expected: list[str]) -> bool:
    """Whether the same values came of it, with the words that were meant."""
    same_heads = [(v.name, v.others) for v in before] == [(v.name, v.others) for v in after]
    return same_heads and [p.text for value in after for p in value.passages] == expected
