"""Words that the federation's list (terms.toml) says are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.proofs.passage import Finding, Ground, Passage, Proof
from lianzhan.model.codes import N_, warning
from lianzhan.model.proofs import TERMS_RULE

if TYPE_CHECKING:
    from collections.abc import Iterator

WRONG_TERM = warning(
    TERMS_RULE,
    N_("“{words}”是不规范的写法（{source}）"),
    N_("改为“{mending}”；写得对的，把它所在的词加进 terms.toml 那一条的 except"),
)


def may_hold_terms(whole: Passage, ground: Ground) -> bool:
    """Whether a word of the list, or one that holds it, stands in a text."""
    return bool(ground.policy.terms) and ground.terms.search(whole.text) is not None


def wrong_terms(passage: Passage, ground: Ground) -> Iterator[Finding]:
    """A word of the list, but not within the longer words in which it is right."""
    for found in ground.terms.finditer(passage.words) if ground.policy.terms else ():
        if term := ground.by_wrong_word.get(found[0]):
            place, more = (found.start(), found.end()), (("source", term.source),)
            yield Finding(*place, term.right, is_safe=True, words=found[0], more=more)


PROOFS = (Proof(WRONG_TERM, may_hold_terms, wrong_terms),)
