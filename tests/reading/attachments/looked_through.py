"""What is said of a file, as tests ask for it."""

from __future__ import annotations

from lianzhan.model.attachments import BY_ENDING, ending_of
from lianzhan.reading.attachments.examine import examine


def said_of(name: str, raw: bytes) -> list[tuple[str, dict[str, str]]]:
    """The code and details of every finding in a file of that name."""
    findings = examine(raw, BY_ENDING[ending_of(name)])
    return [(each.definition.name, dict(each.details)) for each in findings]


def codes_of(name: str, raw: bytes) -> list[str]:
    """The codes of what is found in a file of that name."""
    return [code for code, _ in said_of(name, raw)]
