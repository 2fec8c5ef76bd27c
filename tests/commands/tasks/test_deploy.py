"""`deploy`: what git said becomes one line. What it does: tests/output/deploy/test_gh_pages.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli import build, run_task

from lianzhan.commands.tasks.deploy import words_of_git

if TYPE_CHECKING:
    from conftest import House


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            "To /x.git\n ! [rejected]  (fetch first)\nerror: failed to push some refs to '/x.git'\nhint: no\n",
            "error: failed to push some refs to '/x.git'",
        ),
        (
            "fatal: 'no' is not a repository\nfatal: Could not read.\n\nPlease make sure you have\n",
            "fatal: 'no' is not a repository; fatal: Could not read.",
        ),
        ("\n*** Please tell me who you are.\n\nRun\n", "Run"),
        ("hint: a\nhint: b\n", "hint: b"),
        ("fatal: \x1b[2J", "fatal: \\x1b[2J"),
        ("", "?"),
    ],
)
def test_what_git_says_becomes_one_line(said: str, line: str) -> None:
    assert words_of_git(said) == line


def test_a_git_error_is_one_readable_line(house: House) -> None:
    assert build(house).returncode == 0
    options = ("--output", "output", "--remote", "no-such-remote", "--push")
    done = run_task(house, "deploy", *options, GIT_CEILING_DIRECTORIES="/", GIT_DIR="/nowhere")
    assert done.returncode == 2
    assert done.stderr == "git 报错：fatal: not a git repository: '/nowhere'\n"
