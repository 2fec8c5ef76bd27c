"""`--help`, `--list`, `--version`: in the user's language, for terminals of any width."""

from __future__ import annotations

import re
import sys

import pytest
from conftest import ROOT
from test_docs import rows, tasks

from lianzhan.commands.command_line import command_of
from lianzhan.commands.take_down_command import COMMAND
from lianzhan.commands.usage import (
    DAILY,
    DEVELOPERS,
    EXAMPLES,
    overview,
    task_help,
    task_list,
    version,
    width,
)
from lianzhan.texts.language import translations

CHINESE = re.compile("[\u4e00-\u9fff]")
COMMANDS = {name: command_of(task, name) for name, task in tasks().items()}


def test_every_task_is_described_and_has_an_example() -> None:
    assert {**DAILY, **DEVELOPERS}.keys() == COMMANDS.keys() == EXAMPLES.keys()
    listed = re.findall(r"^  (\S+)", task_list(COMMANDS), re.MULTILINE)
    assert listed == [*DAILY, *DEVELOPERS]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_its_line_in_both_languages(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = COMMANDS[name]
    for option in command.options:
        assert CHINESE.search(option.help), f"{name} --{option.name} has no Chinese help"
        english = translations("en").gettext(option.help)
        assert not CHINESE.search(english), f"{name} --{option.name} has no English help"
    for language in ("", "en"):
        monkeypatch.setenv("LANGUAGE", language)
        text = task_help(command)
        forms = re.findall(r"^  (?:-\w, )?(--[\w-]+)", text, re.MULTILINE)
        assert forms == [f"--{option.name}" for option in command.named]
    # The example of a signature bears a Chinese name.
    assert {*CHINESE.findall(text)} <= {*"张甲"}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("language", ["", "en"])
@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_help_fits_the_terminal(
    name: str, language: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    monkeypatch.setenv("COLUMNS", str(columns))
    for text in (task_help(COMMANDS[name]), overview(COMMANDS)):
        for line in text.splitlines():
            is_command = "python3 tasks.py" in line
            assert is_command or width(line) <= min(columns, 100), line
            assert not re.match(r" *[，。；：、？！）》”’]", line), line
            assert line == line.rstrip()


def test_chinese_characters_are_two_columns_wide() -> None:
    assert [width(text) for text in ("", "ab", "妇联", "，", "a妇")] == [0, 2, 4, 2, 3]


def test_the_examples_can_be_understood() -> None:
    import shlex

    from lianzhan.commands.arguments import read

    for name, example in EXAMPLES.items():
        task, *words = shlex.split(example)
        assert task == name
        values = read(COMMANDS[name], words)
        for option in COMMANDS[name].options:
            value = values.get(option.name.replace("-", "_"), option.default)
            assert option.limit is None or not option.limit.fault(option.name, value)


def test_nothing_of_invokes_is_shown() -> None:
    text = overview(COMMANDS) + task_help(COMMANDS["build"])
    for word in ("--core-opts", "--hide", "--pty", "--write-pyc", "Subcommands", "STRING", "INT"):
        assert word not in text


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_table_of_tasks_in_readme_names_the_same_options(page: str) -> None:
    """With the same placeholders, none missing and none too many."""
    table = rows(page)
    assert COMMANDS.keys() <= table.keys()
    for name, command in COMMANDS.items():
        first = table[name].split("|")[1]
        forms = set(re.findall(r"--[\w-]+(?: [A-Z]+| \"…\")?", first))
        assert forms == {option.form for option in command.named}, name


def test_strict_is_described_as_what_it_does() -> None:
    """See tasks.test_build.test_a_strict_build_takes_down_what_is_gone_and_nothing_else."""
    strict = COMMANDS["build"].by_flag["--strict"]
    assert strict.help == "只要有错误，输出原样不动；但已撤稿、已删除、已过期的稿件照样撤下"


def test_a_take_down_is_described_alike_with_and_without_packages() -> None:
    assert COMMANDS["take-down"] == COMMAND


def test_the_versions_are_those_that_run() -> None:
    import pelican

    python = ".".join(map(str, sys.version_info[:3]))
    assert version(ROOT) == f"lianzhan 0.1.0, Python {python}, Pelican {pelican.__version__}"
    assert 'version = "0.1.0"' in (ROOT / "pyproject.toml").read_text("utf-8")
