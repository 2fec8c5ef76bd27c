"""Values: the three proofs (三校): what is looked for in every text, and what becomes of it.

Each rule has the name of its code. What a federation says of them stands in federation.toml
(`[proofs]`) and in its list of words, terms.toml.
"""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from lianzhan.model.codes import Severity
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

OFF = "off"
POLICIES = (OFF, Severity.WARNING.value, Severity.ERROR.value)
"""What may become of a rule's findings: not looked for; named; named, and the text withheld."""
TERMS_RULE = "wrong-term"
"""The rule that goes by terms.toml."""
DEFAULTS: Mapping[str, str] = MappingProxyType(
    {
        "identity-number": Severity.ERROR.value,
        "bank-card": Severity.ERROR.value,
        "mobile-number": Severity.WARNING.value,
        TERMS_RULE: Severity.WARNING.value,
        "unpaired-marks": Severity.WARNING.value,
        "half-width-marks": Severity.WARNING.value,
        "doubled-marks": Severity.WARNING.value,
        "impossible-date": Severity.WARNING.value,
        "unit-name": Severity.WARNING.value,
        "doubled-words": Severity.WARNING.value,
        "doubtful-host": Severity.WARNING.value,
        "same-paragraph": Severity.WARNING.value,
    }
)
"""Every rule with its policy where federation.toml says none. One that was wrong in more than one
finding of five in real texts would be off; none was (docs/decisions/0043)."""


@dataclass(frozen=True)
class Term:
    """A word that is not to be used, the one in its place, and who says so.

    It is right within the longer words of `allowed`.
    """

    wrong: str
    right: str
    source: str
    allowed: tuple[str, ...] = ()

    @property
    def right_words(self) -> tuple[str, ...]:
        """The longer words in which it is right: so it is in the one that takes its place."""
        return (*self.allowed, self.right) if self.wrong in self.right else self.allowed


@dataclass(frozen=True)
class ProofPolicy:
    """What a federation says of the proofs.

    `said` are the rules that it names with their policies, `hosts` those that may be linked though
    a rule doubts them, `telephones` (digits alone) the mobile numbers of offices.
    """

    said: tuple[tuple[str, str], ...] = ()
    hosts: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()

    @cached_property
    def severities(self) -> dict[str, Severity]:
        """The rules that are on, each with what its findings are."""
        every = {**DEFAULTS, **dict(self.said)}
        return {name: Severity(policy) for name, policy in every.items() if policy != OFF}


DEFAULT_PROOFS = ProofPolicy()
