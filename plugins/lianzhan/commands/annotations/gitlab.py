"""GitLab's Code Quality report: a JSON list of findings.

docs.gitlab.com, "Code Quality", "Code Quality report format".
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianzhan.commands.annotations.place import Placed


def document(problems: Sequence[Placed]) -> str:
    """Return the report."""
    findings = [
        {
            "description": f"{fault.message} {fault.help}",
            "check_name": fault.code,
            "fingerprint": fault.fingerprint,
            "severity": "major" if fault.is_error else "minor",
            "location": {"path": fault.path, "lines": {"begin": fault.line}},
        }
        for fault in problems
    ]
    return json.dumps(findings, ensure_ascii=False, indent=1) + "\n"
