"""A build's report as the JSON document that `build --report` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.commands.printing import path_from_here
from lianzhan.texts.language import help_of, message_of, user_language

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.problem import Problem
    from lianzhan.model.report import Decision, Report, SiteResult

Entry = dict[str, object]


def document_of(report: Report, content: Path) -> Entry:
    """Return a report as values of JSON: sites, articles, problems, files and seconds."""
    return {
        "sites": [_site(site) for site in report.sites],
        "articles": {
            "published": report.published,
            "withheld": [_withheld(decision, content) for decision in report.withheld],
        },
        "problems": [problem_document(problem, content) for problem in report.problems],
        "files": {
            "written": report.files.written,
            "unchanged": report.files.unchanged,
            "deleted": report.files.deleted,
        },
        "seconds": round(report.seconds, 3),
    }


def _site(site: SiteResult) -> Entry:
    return {
        "slug": site.slug,
        "status": site.status,
        "reason": site.reason,
        "pages": site.pages,
        "seconds": round(site.seconds, 3),
    }


def _withheld(decision: Decision, content: Path) -> Entry:
    path = path_from_here(decision.path, content)
    return {"path": path, "reason": decision.reason, **dict(decision.details)}


def problem_document(problem: Problem, content: Path) -> Entry:
    """Return a problem as values of JSON, its texts in the user's language."""
    language = user_language()
    return {
        "path": path_from_here(problem.path, content),
        "line": problem.line,
        "code": problem.code,
        "severity": str(problem.severity),
        "message": message_of(problem, language),
        "help": help_of(problem, language),
    }
