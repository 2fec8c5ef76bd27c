"""A file with its safe slips mended. Pure: bytes in, bytes out.

Places are looked for in the text; what comes of it is read again, to make sure that the words that
were to change have changed, and nothing else has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.desk.proofing.source import Edit, Source
from lianzhan.desk.proofing.values import ProofValue, values_in
from lianzhan.kinds.proofs.proofreading import findings_in

if TYPE_CHECKING:
    from collections.abc import Container

    from lianzhan.kinds.proofs.passage import Finding, Ground, Passage
    from lianzhan.model.kinds import Kind


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
    if not edits or not _is_right(values, values_in(data, path, kind), expected):
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
    for start, end, text in sorted(change for finding in findings for change in finding.changes):
        are_words = passage.words[start:end] == passage.text[start:end] and start >= position
        edit = source.edit(at + start, at + end, text) if at is not None and are_words else None
        if edit:
            edits.append(edit)
            parts += [passage.text[position:start], text]
            position = end
    return "".join((*parts, passage.text[position:])), edits


def _is_right(before: list[ProofValue], after: list[ProofValue], expected: list[str]) -> bool:
    """Whether the same values came of it, with the words that were meant."""
    same_heads = [(v.name, v.others) for v in before] == [(v.name, v.others) for v in after]
    return same_heads and [p.text for value in after for p in value.passages] == expected
