"""What a federation says of the proofs (三校): `[proofs]` of federation.toml, and terms.toml.

A fault in terms.toml costs its own entry, and the rest holds. Where the rule withholds texts
(`wrong-term = "error"`), a list with a fault leaves nothing to build: what a lost entry would have
withheld must not be published for that.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.model.codes import Severity
from lianzhan.model.proofs import DEFAULTS, POLICIES, TERMS_RULE, ProofPolicy, Term
from lianzhan.reading.columns import note_repeated
from lianzhan.reading.toml_file import read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.problem import Problem
    from lianzhan.reading.toml_file import Table

FILE = "terms.toml"
HOSTS, TELEPHONES = "hosts", "telephones"
_A_HOST, _A_NUMBER = "t.cn", "13900000000"


def read_proofs(table: Table) -> ProofPolicy:
    """Return what `[proofs]` says: a policy for each rule that it names, and what may stand."""
    table.reject_unknown(*DEFAULTS, HOSTS, TELEPHONES)
    said = []
    for rule in DEFAULTS:
        policy = table.data.get(rule)
        if policy in POLICIES:
            said.append((rule, str(policy)))
        elif rule in table.data:
            table.fault(rule, policy, " | ".join(POLICIES))
    hosts = table.words(HOSTS) if HOSTS in table.data else ()
    numbers = table.words(TELEPHONES) if TELEPHONES in table.data else ()
    telephones = tuple("".join(filter(str.isdecimal, number)) for number in numbers)
    for host in hosts:
        if "/" in host or "." not in host:
            table.fault(HOSTS, host, _A_HOST)
    for number, digits in zip(numbers, telephones, strict=True):
        if len(digits) != len(_A_NUMBER):
            table.fault(TELEPHONES, number, _A_NUMBER)
    return ProofPolicy(tuple(said), tuple(map(str.lower, hosts)), telephones)


def with_terms(content: Path, policy: ProofPolicy) -> tuple[ProofPolicy, tuple[Problem, ...], bool]:
    """Return a policy with the words of terms.toml, its problems, and whether it can be built by.

    Without such a file there are none.
    """
    file = content / FILE
    if not file.is_symlink() and not file.exists():
        return policy, (), True
    table = read_toml(file, FILE, content)
    table.reject_unknown("terms")
    terms = tuple(filter(None, map(_term, table.tables("terms"))))
    note_repeated(table, "wrong", [term.wrong for term in terms])
    is_broken = any(fault.is_error for fault in table.problems)
    withholds = policy.severities.get(TERMS_RULE) is Severity.ERROR
    return replace(policy, terms=terms), tuple(table.problems), not (is_broken and withholds)


def _term(table: Table) -> Term | None:
    """Return an entry, or None where it has a fault."""
    known = len(table.problems)
    table.reject_unknown("wrong", "right", "source", "except")
    wrong, right = table.required("wrong"), table.required("right")
    source = table.required("source")
    allowed = table.words("except") if "except" in table.data else ()
    if wrong and right == wrong:
        table.fault("right", right, "≠ wrong")
    for word in allowed:
        if wrong not in word or word == wrong:
            table.fault("except", word, f"…{wrong}…")
    return Term(wrong, right, source, allowed) if len(table.problems) == known else None
