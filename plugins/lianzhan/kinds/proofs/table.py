"""All rules of the proofs that look at passages, in the order of docs/codes.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.proofs import dates, marks, numbers, pairs, repeats, terms, units

if TYPE_CHECKING:
    from lianzhan.kinds.proofs.passage import Proof

PROOFS: tuple[Proof, ...] = (
    *numbers.PROOFS,
    *terms.PROOFS,
    *pairs.PROOFS,
    *marks.PROOFS,
    *dates.PROOFS,
    *units.PROOFS,
    *repeats.PROOFS,
)
