"""GitLab's Code Quality report has what GitLab's parser asks for."""

from __future__ import annotations

import json

from commands.annotations.findings import findings
from lianzhan.commands.annotations.gitlab import document

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def test_each_finding_has_all_that_gitlab_needs() -> None:
    found = findings()
    report = json.loads(document(found).encode("utf-8", "backslashreplace"))
    assert len(report) == len(found)
    for entry, meant in zip(report, found, strict=True):
        assert entry.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["check_name"] == meant.code
        assert meant.message in entry["description"]
        assert entry["severity"] in SEVERITIES
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith(("/", "./"))
    assert {e["severity"] for e in report} == {"major", "minor"}
    assert len({entry["fingerprint"] for entry in report}) == len(report)


def test_nothing_is_an_empty_list() -> None:
    assert json.loads(document([])) == []
