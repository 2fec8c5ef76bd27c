"""A task's words to values, or to one line that names what was given and what is right."""

from __future__ import annotations

import re

import pytest

from lianzhan.commands.arguments import Command, Option, UsageError, nearest, read, unknown_task
from lianzhan.commands.limits import Between, Needed, OneOf

CHECK = Command(
    "check",
    (Option("path", list, "PATH"), Option("content", str, "DIR", "c"), Option("quiet", bool)),
    "path",
)
BUILD = Command(
    "build",
    (
        Option("content", str, "DIR", "c"),
        Option("site", str, "SLUG", "s"),
        Option("jobs", int, "N", "j"),
        Option("no-cache", bool),
        Option("strict", bool, "", "t"),
    ),
)
EXPLAIN = Command("explain", (Option("path", str, "PATH", help="稿件"), BUILD.options[0]), "path")
APPROVE = Command(
    "approve",
    (
        Option("path", list, "PATH", help="稿件", limit=Needed("a.md")),
        Option("by", str, "NAME", limit=Needed("--by 张甲")),
        Option("on", str, "DAY"),
    ),
    "path",
)
LINT = Command("lint")
TEST = Command("test", (Option("args", str, '"…"'),))


@pytest.mark.parametrize(
    ("command", "words", "values"),
    [
        (CHECK, [], {"path": []}),
        (CHECK, ["a.md", "b c.md"], {"path": ["a.md", "b c.md"]}),
        (
            CHECK,
            ["a.md", "--content", "x", "b.md", "--quiet"],
            {"path": ["a.md", "b.md"], "content": "x", "quiet": True},
        ),
        (CHECK, ["-c", "x", "a.md"], {"path": ["a.md"], "content": "x"}),
        (CHECK, ["--content=x=y"], {"path": [], "content": "x=y"}),
        (CHECK, ["--path", "a", "--path=b", "c"], {"path": ["a", "b", "c"]}),
        (CHECK, ["--", "--quiet", "-x"], {"path": ["--quiet", "-x"]}),
        (CHECK, ["-"], {"path": ["-"]}),
        (BUILD, ["--no-cache", "-t"], {"no_cache": True, "strict": True}),
        (BUILD, ["--jobs", "4"], {"jobs": 4}),
        (BUILD, ["-j4"], {"jobs": 4}),
        (BUILD, ["-j", "4"], {"jobs": 4}),
        (BUILD, ["--jobs", "-1"], {"jobs": -1}),
        (BUILD, ["--jobs", "４"], {"jobs": 4}),
        (BUILD, ["--site=-x"], {"site": "-x"}),
        (EXPLAIN, ["--content", "x", "a.md"], {"path": "a.md", "content": "x"}),
        (TEST, ["--args", ""], {"args": ""}),
        (TEST, ["--args=-k x"], {"args": "-k x"}),
    ],
)
def test_words_become_values(command: Command, words: list[str], values: object) -> None:
    assert read(command, words) == values


@pytest.mark.parametrize(
    ("command", "words", "said"),
    [
        (BUILD, "--job 3", "build 没有选项 --job；最接近的是 --jobs，全部有 --content、--site、--jobs、"),
        (BUILD, "--JOBS 3", "build 没有选项 --JOBS；最接近的是 --jobs"),
        (BUILD, "--no_cache", "build 没有选项 --no_cache；最接近的是 --no-cache"),
        (BUILD, "-jobs 3", "build 没有选项 -jobs；最接近的是 --jobs"),
        (BUILD, "-strict", "build 没有选项 -strict；最接近的是 --strict"),
        (BUILD, "-content x", "build 没有选项 -content；最接近的是 --content"),
        (BUILD, "—jobs 3", "build 没有选项 —jobs；最接近的是 --jobs"),
        (BUILD, "–jobs=3", "build 没有选项 –jobs=3；最接近的是 --jobs"),
        (BUILD, "－－jobs 3", "build 没有选项 －－jobs；最接近的是 --jobs"),
        (BUILD, "--zzzz", "build 没有选项 --zzzz；有 --content、--site"),
        (BUILD, "-1", "build 没有选项 -1；有 --content"),
        (LINT, "--fix", "lint 没有选项，写了 --fix"),
        (BUILD, "--jobs", "--jobs 后面缺少值：--jobs N"),
        (BUILD, "--jobs --strict", "--jobs 后面缺少值：--jobs N"),
        (BUILD, "--site --strict", "--site 后面缺少值：--site SLUG"),
        (BUILD, "-s", "--site 后面缺少值：--site SLUG"),
        (BUILD, "--jobs many", "--jobs 的值“many”不是整数"),
        (BUILD, "--jobs 1.5", "--jobs 的值“1.5”不是整数"),
        (BUILD, "--jobs 0x4", "--jobs 的值“0x4”不是整数"),
        (BUILD, f"--jobs {'9' * 5000}", f"--jobs 的值“{'9' * 60}…”不是整数"),
        (BUILD, "--jobs=", "--jobs 的值是空的"),
        (BUILD, "--site= --strict", "--site 的值是空的"),
        (BUILD, "--jobs 1 --jobs 2", "--jobs 写了不止一次"),
        (BUILD, "-j 1 --jobs 1", "--jobs 写了不止一次"),
        (BUILD, "--strict --strict", "--strict 写了不止一次"),
        (BUILD, "--strict=yes", "--strict 后面不写值（写了“yes”）"),
        (BUILD, "strict", "build 用不上“strict”，是不是 --strict？"),
        (BUILD, "jobs=4", "build 用不上“jobs=4”，是不是 --jobs？"),
        (BUILD, "zzzz", "build 用不上“zzzz”：python3 tasks.py build [选项 …]"),
        (LINT, "zzzz", "lint 用不上“zzzz”：python3 tasks.py lint"),
        (EXPLAIN, "", "explain 缺少 PATH（稿件）：python3 tasks.py explain PATH [选项 …]"),
        (EXPLAIN, "a.md b.md", "explain 用不上“b.md”"),
        (APPROVE, "", "approve 缺少 PATH（稿件）：python3 tasks.py approve PATH … --by NAME [选项 …]"),
    ],
)  # fmt: skip
def test_what_can_not_be_understood_is_said_in_one_line(
    command: Command, words: str, said: str
) -> None:
    with pytest.raises(UsageError) as error:
        read(command, words.split())
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)


def test_an_empty_word_is_no_file_and_no_folder() -> None:
    for words in ([""], ["--content", ""]):
        with pytest.raises(UsageError, match="的值是空的"):
            read(CHECK, words)


def test_what_could_steer_a_terminal_is_written_out() -> None:
    with pytest.raises(UsageError, match=re.escape("--\\x1b[2J")):
        read(BUILD, ["--\x1b[2J"])
    assert "\x1b" not in str(unknown_task("\x1b", ["build"]))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("biuld", "没有任务“biuld”；最接近的是 build"),
        ("BUILD", "没有任务“BUILD”；最接近的是 build"),
        ("take_down", "没有任务“take_down”；最接近的是 take-down"),
        ("生成", "没有任务“生成”；有 build、take-down"),
        ("", "没有任务“”；有 build、take-down"),
        ("--strict", "没有选项 --strict；任务写在选项之前，任务有 build、take-down"),
        ("—help", "没有选项 —help；任务写在选项之前"),
    ],
)
def test_an_unknown_task_is_told_the_nearest(given: str, said: str) -> None:
    assert str(unknown_task(given, ["build", "take-down"])).startswith(said)


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        (Between(0, 4), 0, ""),
        (Between(0, 4), 4, ""),
        (Between(0, 4), 5, "--per-build 的值 5 不对：应为 0 到 4 的整数"),
        (Between(0, 4), -1, "--per-build 的值 -1 不对：应为 0 到 4 的整数"),
        (OneOf(("local", "dask")), "dask", ""),
        (OneOf(("local", "dask")), "Dask", "--per-build 的值“Dask”不对：应为 local | dask"),
        (Needed("--by 张甲"), "x", ""),
        (Needed("--by 张甲"), ["x"], ""),
        (Needed("--by 张甲"), " ", "缺少 --per-build，例如 --by 张甲"),
        (Needed("--by 张甲"), [], "缺少 --per-build，例如 --by 张甲"),
    ],
)
def test_a_limit_says_what_is_wrong_with_a_value(
    limit: Between | OneOf | Needed, value: object, said: str
) -> None:
    assert limit.fault("per_build", value) == said


def test_messages_are_there_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    for command, words in ((BUILD, "--job"), (BUILD, "x"), (BUILD, "--jobs"), (LINT, "--fix")):
        with pytest.raises(UsageError) as error:
            read(command, words.split())
        assert str(error.value).isascii(), error.value
    assert "build" in str(unknown_task("biuld", ["build"]))
    assert str(unknown_task("biuld", ["build"])).isascii()


def test_the_nearest_is_near() -> None:
    assert nearest("contnet", ["content", "output"]) == "content"
    assert nearest("zzz", ["content", "output"]) == ""
    assert nearest("README", ["readme.md"]) == "readme.md"
