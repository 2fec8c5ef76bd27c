"""What a federation makes of a rule's findings."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.model.codes import Code, Severity
    from lianzhan.model.proofs import ProofPolicy


def by_policy(code: Code, policy: ProofPolicy) -> Code:
    """Return the code of a rule that is on, with the severity that a policy gives it."""
    return _with_severity(code, policy.severities[code.name])


@lru_cache(maxsize=64)
def _with_severity(code: Code, severity: Severity) -> Code:
    return replace(code, severity=severity)
