"""SARIF 2.1.0 (OASIS, 2020): one run, a rule a code, a result a problem."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianzhan.commands.annotations.place import Placed

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def document(problems: Sequence[Placed]) -> str:
    """Return the log."""
    first = {fault.code: fault for fault in reversed(problems)}
    codes = sorted(first)
    rules = [_rule(first[code]) for code in codes]
    results = [_result(fault, codes.index(fault.code)) for fault in problems]
    driver = {"name": "lianzhan", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(fault: Placed) -> dict[str, Any]:
    return {
        "id": fault.code,
        "shortDescription": {"text": fault.rule[0]},
        "help": {"text": fault.rule[1]},
        "defaultConfiguration": {"level": _level(fault)},
    }


def _result(fault: Placed, rule: int) -> dict[str, Any]:
    uri = quote(fault.path.encode("utf-8", "surrogateescape"))
    place = {"artifactLocation": {"uri": uri}, "region": {"startLine": fault.line}}
    return {
        "ruleId": fault.code,
        "ruleIndex": rule,
        "level": _level(fault),
        "message": {"text": f"{fault.message} {fault.help}"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"lianzhan/v1": fault.fingerprint},
    }


def _level(fault: Placed) -> str:
    return "error" if fault.is_error else "warning"
