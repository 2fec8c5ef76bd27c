"""The command line as people and scripts use it: in a folder, with arguments and exit statuses."""

from __future__ import annotations

import json
import os
import re
import socket
import sys
from typing import TYPE_CHECKING, Any

import pytest
from cli import LIANZHAN, run, unmeasured
from conftest import APPROVED, NOW, House, everything_in

from lianzhan.output.output_lock import claim

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence
    from pathlib import Path

WORD = "暗号"
BAD = "hunan/articles/news/bad.md"


def run_task(
    house: House, *arguments: str, program: Sequence[str] = LIANZHAN, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a task in the house's folder."""
    done = run([*program, *arguments], house.folder, unmeasured(**environment))
    assert "Traceback" not in done.stderr, done.stderr
    return done


def build(house: House, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    options = ["--content", "content", "--output", "output", "--jobs", "1"]
    if "--now" not in arguments:
        options += ["--now", NOW.isoformat()]
    return run_task(house, "build", *options, *arguments, **environment)


def check(house: House, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    options = ["--content", "content", "--now", NOW.isoformat()]
    return run_task(house, "check", *options, *arguments, **environment)


def explain(house: House, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_task(house, "explain", "--content", "content", "--now", NOW.isoformat(), *arguments)


def report(house: House) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((house.folder / "report.json").read_text("utf-8"))
    return document


def test_a_build_without_problems_ends_with_0_and_reports_what_it_did(house: House) -> None:
    house.article("hunan/articles/news/waiting.md", head="status: submitted\n")
    done = build(house, "--report", "report.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 个站点已生成，0 个未变，0 个保留旧版；3 篇已发布，1 篇未发布" in done.stdout
    found = report(house)
    assert list(found) == ["sites", "articles", "problems", "files", "seconds"]
    assert [site["slug"] for site in found["sites"]] == ["changsha", "furong", "hengyang", "hunan"]
    for site in found["sites"]:
        assert list(site) == ["slug", "status", "reason", "pages", "seconds"]
        assert (site["status"], site["reason"]) == ("built", "new")
        assert site["pages"] == len(list((house.output / site["slug"]).rglob("*.html")))
        assert 0 < site["seconds"] < found["seconds"]
    waiting = {
        "path": "content/hunan/articles/news/waiting.md",
        "reason": "awaiting-review",
        "step": "first",
    }
    assert found["articles"] == {"published": 3, "withheld": [waiting]}
    assert found["problems"] == []
    assert found["files"]["unchanged"] == found["files"]["deleted"] == 0
    assert found["files"]["written"] > 4 * 15

    assert build(house, "--report", "report.json").returncode == 0
    again = report(house)
    assert {(site["status"], site["reason"]) for site in again["sites"]} == {("unchanged", "")}
    assert again["files"] == {"written": 0, "unchanged": found["files"]["written"], "deleted": 0}


def test_a_build_with_problems_ends_with_1_and_says_where_they_are(house: House) -> None:
    house.article(BAD, WORD, APPROVED + "colour: red\n")
    done = build(house, "--report", "report.json")
    assert done.returncode == 1
    first, second = done.stderr.splitlines()
    assert first == "content/hunan/articles/news/bad.md:9: unknown-key: 不认识的稿头项 colour"
    assert second.startswith("  help: ")
    found = report(house)
    (problem,) = found["problems"]
    assert list(problem) == ["path", "line", "code", "severity", "message", "help"]
    assert (problem["path"], problem["line"]) == ("content/hunan/articles/news/bad.md", 9)
    assert (problem["code"], problem["severity"]) == ("unknown-key", "error")
    assert problem["message"] == "不认识的稿头项 colour"
    assert problem["help"] == second.removeprefix("  help: ")
    (withheld,) = found["articles"]["withheld"]
    assert (withheld["reason"], withheld["codes"]) == ("problems", "unknown-key")
    assert {site["status"] for site in found["sites"]} == {"built"}


def test_warnings_are_said_and_end_with_0(house: House) -> None:
    house.article("hunan/articles/news/links.md", "见[甲](nowhere.md)。")
    done = build(house, "--report", "report.json")
    assert done.returncode == 0
    assert "dead-link" in done.stderr
    assert [problem["severity"] for problem in report(house)["problems"]] == ["warning"]


def test_a_build_of_nothing_ends_with_2(house: House) -> None:
    house.write("federation.toml", 'id = "x')
    done = build(house, "--report", "report.json")
    assert done.returncode == 2
    assert done.stderr.startswith("content/federation.toml:1: config-syntax: ")
    assert report(house)["sites"] == []
    assert not house.output.exists()


def test_a_folder_without_a_federation_ends_with_2(house: House) -> None:
    (house.content / "federation.toml").unlink()
    done = build(house)
    assert done.returncode == 2
    assert done.stderr.startswith("content/federation.toml:0: config-missing: ")


def test_strict_leaves_the_output_untouched_where_something_is_wrong(house: House) -> None:
    assert build(house, "--strict").returncode == 0
    before = everything_in(house.output)
    house.article("hunan/articles/news/new.md", WORD)
    house.article(BAD, head="status: approved\n")
    assert build(house, "--strict").returncode == 1
    assert everything_in(house.output) == before
    assert build(house).returncode == 1
    assert everything_in(house.output) != before


def test_a_strict_build_takes_down_what_is_gone_and_nothing_else(house: House) -> None:
    """As `build --help` and README say of --strict."""
    house.article("hunan/articles/news/going.md", WORD)
    assert build(house).returncode == 0
    before = everything_in(house.output)
    house.article("hunan/articles/news/going.md", WORD, "status: withdrawn\n")
    house.article("hunan/articles/news/new.md", "新稿")
    house.article(BAD, head="status: approved\n")
    assert build(house, "--strict").returncode == 1
    after = everything_in(house.output)
    assert "hunan/news/going.html" in before
    assert "hunan/news/going.html" not in after
    assert [path for path, data in after.items() if WORD.encode() in data] == []
    assert set(after) <= set(before)
    untouched = {path for path in before if path.startswith(("changsha/", "furong/", "hengyang/"))}
    assert {path for path in untouched if before[path] != after[path]} == set()


def test_one_site_can_be_built_alone(house: House) -> None:
    done = build(house, "--site", "changsha", "--report", "report.json")
    assert done.returncode == 0
    assert [site["slug"] for site in report(house)["sites"]] == ["changsha"]
    assert {path.name for path in house.output.iterdir()} >= {"changsha"}
    assert not (house.output / "hunan").exists()


def test_now_is_the_moment_that_decides_what_is_due(house: House) -> None:
    house.article("hunan/articles/news/due.md", WORD)
    arguments = ("--report", "report.json", "--now")
    assert build(house, *arguments, "2026-03-08T00:59:59Z").returncode == 2
    reasons = {entry["reason"] for entry in report(house)["articles"]["withheld"]}
    assert reasons == {"scheduled"}
    assert build(house, *arguments, "2026-03-08T09:00:00+08:00").returncode == 0
    assert report(house)["articles"]["withheld"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonsense",), "nonsense"),
        (("build", "--nonsense"), "--nonsense"),
        (("build", "--jobs", "many"), "many"),
        (("build", "--now", "yesterday"), "--now “yesterday”不是 ISO 8601 时间"),
        (
            ("build", "--content", "content", "--output", "output", "--site", "nowhere"),
            "没有代号为“nowhere”的站点；最接近的是 ",
        ),
        (("build", "--content", "content", "--output", "content"), "不是空的"),
        (("check", "--content"), "content"),
        (("check", "--content", "content", "/etc/passwd"), "/etc/passwd"),
        (("check", "--content", "content", "nowhere.md"), "nowhere.md"),
        (("explain", "--content", "content"), "explain 缺少 PATH（一篇稿件或单页）"),
        (("explain", "--content", "content", "nowhere.md"), "nowhere.md"),
    ],
)
def test_what_can_not_be_understood_ends_with_2_in_one_line(
    house: House, arguments: tuple[str, ...], said: str
) -> None:
    before = everything_in(house.folder)
    done = run_task(house, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert everything_in(house.folder) == before


@pytest.mark.parametrize("task", ["check", "explain"])
def test_a_file_that_is_not_there_is_told_so_with_the_nearest(house: House, task: str) -> None:
    given = "content/hunan/articles/theory/equalty.md"
    done = run_task(house, task, "--content", "content", given)
    near = "content/hunan/articles/theory/equality.md"
    assert done.returncode == 2
    assert done.stderr == f"没有文件 {given}；最接近的是 {near}\n"
    assert run_task(house, task, "--content", "content", given, LANGUAGE="en").stderr.isascii()


def test_a_port_that_is_in_use_is_told_so_in_one_line(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        options = ("--content", "content", "--output", "output", "--port", str(port))
        done = run_task(house, "serve", *options)
    assert done.returncode == 2
    assert done.stderr.startswith(f"端口 {port} 已被占用：换一个，例如 --port ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "take-down 缺少 PATH"),
        (("a", "b"), 2, "take-down 用不上“b”"),
        (("--outptu", "x", "a"), 2, "最接近的是 --output"),
        (("a", "--wait", "soon"), 2, "--wait 的值“soon”不是整数"),
        (("a", "--wait", "-1"), 2, "--wait 的值 -1 不对"),
        (("--help",), 0, "python3 tasks.py take-down PATH [选项 …]"),
    ],
)
def test_a_take_down_reads_its_arguments_as_all_tasks_do(
    house: House, arguments: tuple[str, ...], status: int, said: str
) -> None:
    done = run_task(house, "take-down", *arguments)
    assert done.returncode == status
    assert said in (done.stderr if status else done.stdout)
    assert len(done.stderr.splitlines()) == (1 if status else 0)


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
    from tasks import _words_of_git

    assert _words_of_git(said) == line


def test_a_git_error_is_one_readable_line(house: House) -> None:
    assert build(house).returncode == 0
    options = ("--output", "output", "--remote", "no-such-remote", "--push")
    done = run_task(house, "deploy", *options, GIT_CEILING_DIRECTORIES="/", GIT_DIR="/nowhere")
    assert done.returncode == 2
    assert done.stderr == "git 报错：fatal: not a git repository: '/nowhere'\n"


def test_a_folder_that_another_build_holds_ends_with_2_and_names_the_holder(house: House) -> None:
    with claim(house.output, 0):
        done = build(house, "--wait", "0")
    assert done.returncode == 2
    assert f"PID {os.getpid()}" in done.stderr


def test_an_environment_that_does_not_let_us_ends_with_2(house: House) -> None:
    house.output.write_text("a file", "utf-8")
    done = build(house)
    assert done.returncode == 2
    assert "环境有误" in done.stderr


@pytest.mark.parametrize("arguments", [(), ("--list",), ("--help",), ("build", "--help")])
def test_help_ends_with_0(house: House, arguments: tuple[str, ...]) -> None:
    done = run_task(house, *arguments)
    assert done.returncode == 0
    assert "build" in done.stdout


def test_check_says_what_is_wrong_and_builds_nothing(house: House) -> None:
    done = check(house)
    assert (done.returncode, done.stderr) == (0, "")
    house.article(BAD, head="status: approved\n")
    house.article("hunan/changsha/articles/news/links.md", "[甲](nowhere.md)")
    done = check(house)
    assert done.returncode == 1
    found = re.findall(r"^content/(\S+):(\d+): ([\w-]+): ", done.stderr, re.MULTILINE)
    assert found == [
        ("hunan/articles/news/bad.md", "4", "review-incomplete"),
        ("hunan/changsha/articles/news/links.md", "11", "dead-link"),
    ]
    assert not house.output.exists()


@pytest.mark.parametrize(
    ("paths", "status", "named"),
    [
        (("content/hunan/articles/news/bad.md",), 1, {"bad.md"}),
        (("hunan/articles/news/bad.md",), 1, {"bad.md"}),
        (("content/hunan/changsha",), 0, {"links.md"}),
        (("content/hunan/changsha", "content/hunan/articles"), 1, {"bad.md", "links.md"}),
    ],
)
def test_check_speaks_of_the_files_and_folders_it_is_asked_for(
    house: House, paths: tuple[str, ...], status: int, named: set[str]
) -> None:
    house.article(BAD, head="status: approved\n")
    house.article("hunan/changsha/articles/news/links.md", "[甲](nowhere.md)")
    done = check(house, *paths)
    assert done.returncode == status
    assert set(re.findall(r"^content/\S+/(\w+\.md):", done.stderr, re.MULTILINE)) == named


def test_check_of_a_broken_federation_ends_with_2(house: House) -> None:
    house.write("federation.toml", "")
    assert check(house).returncode == 2


def test_explain_says_where_an_article_shows_and_why(house: House) -> None:
    done = explain(house, "content/hunan/articles/theory/equality.md")
    assert done.returncode == 0
    first, *places = done.stdout.splitlines()
    assert first == "已发布"
    assert sorted(places) == [
        "  changsha/theory/: 上级栏目下推",
        "  furong/theory/: 上级栏目下推",
        "  hengyang/theory/: 上级栏目下推",
        "  hunan/theory/: 本站稿件",
    ]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("status: submitted\n", "等待初审（first）"),
        ("status: withdrawn\n", "已撤稿"),
        ("status: approved\n", "稿件有错误：review-incomplete"),
        (APPROVED + "expires: 2026-04-01\n", "已过期：2026-04-01 00:00"),
    ],
)
def test_explain_says_why_an_article_is_withheld(house: House, head: str, said: str) -> None:
    house.article("hunan/articles/news/x.md", head=head)
    done = explain(house, "content/hunan/articles/news/x.md")
    assert done.returncode == 0
    assert done.stdout == f"{said}\n"


def test_explain_of_what_is_no_article_ends_with_1(house: House) -> None:
    done = explain(house, "content/federation.toml")
    assert done.returncode == 1
    assert "不是稿件" in done.stderr


ALWAYS_STARVED = """
import runpy
from lianzhan.runtime.job import Failure, Kind, Outcome
from lianzhan.runtime.workers import Workers

def starved(_workers, _task, items):
    return [Outcome(item, Failure("MemoryError", Kind.MEMORY)) for item in items]

Workers.run = starved
runpy.run_module("lianzhan", run_name="__main__")
"""


@pytest.mark.parametrize("task", ["explain", "check"])
def test_an_article_that_nobody_had_the_memory_to_read_is_not_called_none(
    house: House, task: str
) -> None:
    done = run_task(
        house,
        *(task, "--content", "content", "content/hunan/articles/theory/equality.md"),
        program=(sys.executable, "-c", ALWAYS_STARVED),
    )
    assert done.returncode == 2
    assert "federation.toml:0: sites-failed: " in done.stderr
    assert "MemoryError" in done.stderr
    assert "不是稿件" not in done.stderr


@pytest.mark.parametrize("task", ["explain", "check"])
def test_where_the_federation_can_not_be_read_nothing_is_said_of_one_article(
    house: House, task: str
) -> None:
    house.write("federation.toml", "[[")
    done = run_task(
        house, task, "--content", "content", "content/hunan/articles/theory/equality.md"
    )
    assert done.returncode == 2
    assert "federation.toml:1: config-syntax: " in done.stderr


def test_problems_are_told_in_the_readers_language(house: House) -> None:
    house.article(BAD, WORD, APPROVED + "colour: red\n")
    done = check(house, LANGUAGE="en")
    assert done.returncode == 1
    assert "unknown-key" in done.stderr
    assert not re.search("[\u4e00-\u9fff]", done.stderr)


def test_what_content_is_called_can_not_steer_the_terminal(house: House) -> None:
    house.article(BAD, WORD, APPROVED + '"\\e[31mred": x\n')
    house.write("hunan/articles/news/\x1b[2Jx.md", "x")
    done = check(house)
    assert done.returncode == 1
    assert "\x1b" not in done.stderr + done.stdout


def test_the_project_is_found_from_any_folder(house: House, tmp_path: Path) -> None:
    done = run_task(house, "check", "--now", NOW.isoformat())
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / ".cache").exists()
