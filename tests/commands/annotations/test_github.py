"""Workflow commands: GitHub reads back what was meant, and no text makes another command."""

from __future__ import annotations

import re

from commands.annotations.findings import ERROR, findings
from lianzhan.commands.annotations.github import MOST, document
from lianzhan.commands.annotations.place import placed
from lianzhan.model.codes import error
from lianzhan.model.problem import problem

_COMMAND = re.compile(r"::(\w+) (?:file=([^,:]*),line=(\d+),title=([^,:]*))?::(.*)")


def read(text: str) -> list[tuple[str, ...]]:
    """Commands as the runner reads them (actions/toolkit, core/src/command.ts, the other way)."""
    found = []
    for line in text.splitlines():
        match = _COMMAND.fullmatch(line)
        assert match, line
        found.append(tuple(map(_unescaped, match.groups(""))))
    return found


def _unescaped(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_each_problem_is_one_command_at_its_line() -> None:
    found = findings()[: 2 * MOST]
    commands = read(document(found))
    assert len(commands) == len(found)
    for level, path, line, title, words in commands:
        (same,) = [p for p in found if (p.path, p.code) == (path, title)]
        assert level == ("error" if same.is_error else "warning")
        assert int(line) == same.line
        assert words == f"{same.message}\n{same.help}"


def test_no_more_than_github_shows_and_the_rest_is_counted() -> None:
    found = findings()
    text = document(found)
    lines = text.splitlines()
    assert [sum(line.startswith(f"::{k} ") for line in lines) for k in ("error", "warning")] == [
        10,
        10,
    ]
    assert lines[-1] == f"::notice::还有 {len(found) - 20} 处问题没有标出，见日志"
    assert len(lines) == 21


def test_nothing_is_no_command() -> None:
    assert document([]) == ""


def test_what_a_change_may_not_do_is_shown_before_all_else() -> None:
    refused = error("change-x", "不归此人管", "改回原样")
    every = [problem(f"a/{n:02}.md", 1, ERROR, what="甲") for n in range(MOST + 3)]
    every.append(problem("z.md", 1, refused))
    lines = document([*placed(every, "")]).splitlines()
    assert lines[0].startswith("::error file=z.md")
    assert len([line for line in lines if line.startswith("::error")]) == MOST
