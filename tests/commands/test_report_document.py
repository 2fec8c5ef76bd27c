"""The JSON of a report: paths as they can be opened from here, and texts in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from every_code import CODES

from lianzhan.commands.report_document import document_of
from lianzhan.model.problem import problem
from lianzhan.model.report import Changes, Decision, Report, SiteResult

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_report_becomes_values_of_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    waits = Decision("a/x.md", False, "awaiting-review", (("step", "first"),))
    report = Report(
        sites=(SiteResult("a", "built", 3, 0.12345, "new"),),
        published=4,
        withheld=(waits,),
        problems=(problem("a/y.md", 7, CODES["empty-file"]),),
        files=Changes(1, 2, 3),
        seconds=1.23456,
        exit_status=0,
    )
    document = document_of(report, tmp_path / "content")
    site = {"slug": "a", "status": "built", "reason": "new", "pages": 3, "seconds": 0.123}
    withheld = {"path": "content/a/x.md", "reason": "awaiting-review", "step": "first"}
    assert document["sites"] == [site]
    assert document["articles"] == {"published": 4, "withheld": [withheld]}
    assert document["files"] == {"written": 1, "unchanged": 2, "deleted": 3}
    assert document["seconds"] == 1.235
    (fault,) = document["problems"]  # type: ignore[misc]
    assert (fault["path"], fault["line"], fault["code"]) == ("content/a/y.md", 7, "empty-file")
    assert fault["severity"] == "error"
    assert fault["message"].isascii()
    assert fault["help"].isascii()
