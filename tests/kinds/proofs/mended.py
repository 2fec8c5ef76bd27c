"""What a rule finds in a text, as its words and as they would be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.proofs.passage import Ground, Passage
from lianzhan.kinds.proofs.table import PROOFS
from lianzhan.model.proofs import DEFAULT_PROOFS

if TYPE_CHECKING:
    from lianzhan.kinds.proofs.passage import Finding

EMPTY = Ground(DEFAULT_PROOFS)


def findings(code: str, text: str, ground: Ground = EMPTY) -> list[Finding]:
    """All that the rule with this code finds; the quick look before it must agree."""
    (proof,) = (proof for proof in PROOFS if proof.code.name == code)
    found = list(proof.find(Passage(text, 1), ground))
    assert not found or proof.may_find(Passage(text, 1), ground)
    return found


def found(code: str, text: str, ground: Ground = EMPTY) -> list[str]:
    """The words at each place that a rule finds."""
    return [text[finding.start : finding.end] for finding in findings(code, text, ground)]


def mended(code: str, text: str, ground: Ground = EMPTY) -> str:
    """The text with all that a rule proposes in place of what it finds."""
    changes = [change for finding in findings(code, text, ground) for change in finding.changes]
    for start, end, instead in sorted(changes, reverse=True):
        text = text[:start] + instead + text[end:]
    return text
