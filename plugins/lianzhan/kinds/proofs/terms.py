"""Words that the federation's list (terms.toml) says are wrong."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.kinds.proofs.passage import Finding, Ground, Passage, Proof
from lianzhan.model.codes import N_, warning
from lianzhan.model.proofs import TERMS_RULE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.proofs import Term

WRONG_TERM = warning(
    TERMS_RULE,
    N_("“{words}”是不规范的写法（{source}）"),
    N_("改为“{mending}”；写得对的，把它所在的词加进 terms.toml 那一条的 except"),
)


@lru_cache(maxsize=4)
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """Return what matches the words of a list, and the longer words in which they are right.

    Of those that begin at one place, the longest counts.
    """
    every = {word for term in terms for word in (term.wrong, *term.allowed)}
    return re.compile("|".join(map(re.escape, sorted(every, key=len, reverse=True))))


@lru_cache(maxsize=4)
def _by_word(terms: tuple[Term, ...]) -> dict[str, Term]:
    return {term.wrong: term for term in reversed(terms)}


def may_hold_terms(text: str, _signs: str, ground: Ground) -> bool:
    """Whether a word of the list, or one that holds it, stands in a text."""
    terms = ground.policy.terms
    return bool(terms) and _pattern(terms).search(text) is not None


def wrong_terms(passage: Passage, ground: Ground) -> Iterator[Finding]:
    """A word of the list, but not within the longer words in which it is right."""
    terms = ground.policy.terms
    for found in _pattern(terms).finditer(passage.words) if terms else ():
        term = _by_word(terms).get(found[0])
        if term:
            more = (("source", term.source),)
            yield Finding(
                found.start(), found.end(), term.right, is_safe=True, words=found[0], more=more
            )


PROOFS = (Proof(WRONG_TERM, may_hold_terms, wrong_terms),)
