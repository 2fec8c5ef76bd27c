"""What a federation says of the proofs, and what holds where it says nothing."""

from __future__ import annotations

from lianzhan.model.codes import Severity
from lianzhan.model.proofs import DEFAULT_PROOFS, DEFAULTS, OFF, ProofPolicy


def test_what_is_not_said_is_as_the_defaults_are() -> None:
    on = {name: policy for name, policy in DEFAULTS.items() if policy != OFF}
    assert DEFAULT_PROOFS.severities == on


def test_numbers_of_persons_withhold_a_text_unless_somebody_says_otherwise() -> None:
    assert DEFAULT_PROOFS.severities["identity-number"] is Severity.ERROR
    assert DEFAULT_PROOFS.severities["bank-card"] is Severity.ERROR
    said = ProofPolicy((("identity-number", OFF), ("bank-card", "warning")))
    assert "identity-number" not in said.severities
    assert said.severities["bank-card"] is Severity.WARNING
