"""The workflow files: their steps run on a real repository, and publish what they should."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import APPROVED, ROOT
from hosts import PULL, GitHub, GitLab, Host, host

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = "".join(
    f'[[people]]\nid = "{one}"\nname = "{name}"\naccounts = ["{one}-login"]\n'
    f'steps = ["first", "second", "final"]\nsites = ["{site}"]\nbelow = true\n'
    for one, name, site in (
        ("jia", "甲", "hunan"), ("yi", "乙", "hunan"), ("bing", "丙", "hunan"), ("ding", "丁", "changsha"),
    )
)  # fmt: skip
OWN = "content/hunan/changsha/articles/news/new.md"
FOREIGN = "content/hunan/hengyang/articles/news/new.md"
TEXT = "---\ntitle: 新闻一则\ndate: 2026-03-08\n{head}---\n\n正文。\n"
DRAFT, LIVE = TEXT.format(head="status: submitted\n"), TEXT.format(head=APPROVED)
PAGE = "changsha/news/new.html"
WORKFLOW = (ROOT / ".github/workflows/lianzhan.yml").read_text("utf-8")
PIPELINE = (ROOT / ".gitlab-ci.yml").read_text("utf-8")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("host")
    host(folder, PEOPLE)
    return folder


@pytest.fixture
def town(fresh: Path) -> Host:
    """The host as it was at first: main has been agreed on, nothing is published."""
    made = Host(fresh)
    made.git("checkout", "-q", "-f", "-B", "main", first(made))
    made.git("push", "-q", "-f", "origin", "main")
    for branch in made.git("branch", "--format=%(refname:short)", folder=made.remote).split():
        if branch != "main":
            made.git("branch", "-D", branch, folder=made.remote)
    shutil.rmtree(made.cache)
    made.cache.mkdir()
    return made


def first(made: Host) -> str:
    return made.git("rev-list", "--max-parents=0", "main").split()[0]


def propose(town: Host, files: dict[str, str]) -> None:
    """Change files in a pull request, as pushed to GitHub's ref and as GitLab's branch."""
    for path, text in files.items():
        town.write(path, text)
    town.push(PULL, "work")


GOOD = {OWN: DRAFT}
BAD: dict[str, dict[str, str]] = {
    "another city's text": {FOREIGN: DRAFT},
    "a program that lets everything pass": {FOREIGN: DRAFT, "tasks.py": "raise SystemExit(0)\n"},
    "settings that lead elsewhere": {FOREIGN: DRAFT, "pelicanconf.py": "raise SystemExit(0)\n"},
    "people who entitle her": {FOREIGN: DRAFT, "content/people.toml": PEOPLE.replace('"changsha"', '"hunan"')},
}  # fmt: skip


def test_a_good_pull_request_passes_on_github(town: Host) -> None:
    propose(town, GOOD)
    done = GitHub(town).run("pull_request_target", "Ding-Login")
    assert done.is_green, done.said
    assert "::error" not in done.said


@pytest.mark.parametrize("case", BAD)
def test_a_bad_pull_request_fails_at_its_place_on_github(case: str, town: Host) -> None:
    propose(town, BAD[case])
    done = GitHub(town).run("pull_request_target", "ding-login")
    assert not done.is_green
    assert f"::error file={FOREIGN},line=1,title=change-foreign-ground::" in done.said


def test_what_is_judged_is_the_commit_that_the_result_is_shown_for(town: Host) -> None:
    propose(town, BAD["another city's text"])
    bad = town.git("rev-parse", "HEAD").strip()
    town.git("rm", "-q", FOREIGN)
    propose(town, GOOD)
    github = GitHub(town)
    assert not github.run("pull_request_target", "ding-login", head=bad).is_green
    assert github.run("pull_request_target", "ding-login").is_green


@pytest.mark.parametrize("author", ["ding", "$(touch pwned)", "x'; touch pwned; '", "--help", ""])
def test_an_author_that_nobody_knows_may_change_nothing(author: str, town: Host) -> None:
    propose(town, GOOD)
    done = GitHub(town).run("pull_request_target", author)
    assert not done.is_green
    assert "change-unknown-author" in done.said
    assert not [*town.folder.rglob("pwned")]


def test_main_is_built_published_and_built_again_from_the_cache_on_github(town: Host) -> None:
    town.write(OWN, LIVE)
    town.push("main")
    done = GitHub(town).run("push")
    assert done.is_green, done.said
    assert "新闻一则" in town.published(PAGE)
    assert {site["status"] for site in report(town)["sites"]} == {"built"}
    again = GitHub(town).run("schedule", run=2)
    assert again.is_green, again.said
    assert {site["status"] for site in report(town)["sites"]} == {"unchanged"}
    assert "新闻一则" in town.published(PAGE)


def report(town: Host) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(
        (town.folder / "workspace/report.json").read_text("utf-8")
    )
    return document


def test_a_faulty_text_holds_nothing_else_up_and_the_run_turns_red(town: Host) -> None:
    town.write(OWN, LIVE)
    town.write(FOREIGN, LIVE.replace("title", "titel"))
    town.push("main")
    done = GitHub(town).run("push")
    assert (done.is_green, done.outputs) == (False, {"status": "1"})
    assert f"::error file={FOREIGN},line=2,title=unknown-key::" in done.said
    assert "新闻一则" in town.published(PAGE)
    assert (town.cache / "output" / PAGE).is_file()  # and the next run builds on it


def test_where_nothing_could_be_built_nothing_is_published(town: Host) -> None:
    town.write("content/federation.toml", "id = ")
    town.push("main")
    assert not GitHub(town).run("push").is_green
    assert not GitLab(town).run("publish", "main").is_green
    assert not town.is_published
    town.git("revert", "--no-edit", "HEAD")
    town.push("main")
    assert GitHub(town).run("push").is_green
    before = town.git("rev-parse", "gh-pages", folder=town.remote)
    town.write("content/federation.toml", "id = ")
    town.push("main")
    done = GitHub(town).run("push")
    assert (done.is_green, done.outputs) == (False, {"status": "2"})
    assert not GitLab(town).run("publish", "main").is_green
    assert town.git("rev-parse", "gh-pages", folder=town.remote) == before


def test_merge_requests_on_gitlab(town: Host) -> None:
    propose(town, GOOD)
    done = GitLab(town).run("check", "work", "ding-login")
    assert done.is_green, done.said
    file = town.folder / "workspace/gl-code-quality-report.json"
    assert json.loads(file.read_text("utf-8")) == []
    propose(town, BAD["a program that lets everything pass"])
    assert not GitLab(town).run("check", "work", "ding-login").is_green
    found = json.loads(file.read_text("utf-8"))
    assert {(f["location"]["path"], f["check_name"]) for f in found} == {
        (FOREIGN, "change-foreign-ground"),
        ("tasks.py", "change-foreign-ground"),
    }


def test_main_is_built_published_and_built_again_from_the_cache_on_gitlab(town: Host) -> None:
    town.write(OWN, LIVE)
    town.push("main")
    for status in ("built", "unchanged"):
        done = GitLab(town).run("publish", "main")
        assert done.is_green, done.said
        assert "新闻一则" in town.published(PAGE)
        assert {site["status"] for site in report(town)["sites"]} == {status}
    town.write(FOREIGN, LIVE.replace("title", "titel"))
    town.write(OWN, LIVE.replace("一则", "两则"))
    town.push("main")
    assert not GitLab(town).run("publish", "main").is_green
    assert "新闻两则" in town.published(PAGE)


def test_no_text_of_a_pull_request_gets_into_a_shell() -> None:
    """Expressions stand in variables alone: what is put into a script is run as a part of it."""
    workflow = yaml.safe_load(WORKFLOW)
    scripts = [s["run"] for job in workflow["jobs"].values() for s in job["steps"] if "run" in s]
    assert scripts
    assert [script for script in scripts if "${{" in script] == []


def test_what_runs_before_a_merge_is_main_and_may_write_nothing() -> None:
    workflow = yaml.safe_load(WORKFLOW)
    check = workflow["jobs"]["check"]
    assert workflow["permissions"] == {}
    assert check["permissions"] == {"contents": "read"}
    uses = [step for step in check["steps"] if "uses" in step]
    assert [
        step for step in uses if {"ref", "repository", "path"} & set(step.get("with", {}))
    ] == []
    assert [step for step in uses if "cache" in step["uses"]] == []
    assert "secrets." not in yaml.safe_dump(check)


def test_versions_limits_and_turns_are_set() -> None:
    workflow, pipeline = yaml.safe_load(WORKFLOW), yaml.safe_load(PIPELINE)
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        assert job["concurrency"]["group"]
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[\w/-]+@v\d+", step.get("uses", "actions/x@v1"))
            assert "run" not in step or step["shell"] == "bash"
    assert workflow["jobs"]["publish"]["concurrency"]["cancel-in-progress"] is False
    assert pipeline["publish"]["resource_group"]
    assert {pipeline[name]["timeout"] for name in ("check", "publish")} == {"15 minutes", "1 hour"}
    assert pipeline["variables"]["GIT_DEPTH"] == "0"
    for text in (WORKFLOW, PIPELINE):
        assert max(map(len, text.splitlines())) <= 120
        assert not re.search(r"[ \t]$|\t", text, re.MULTILINE)


def test_pull_requests_to_other_branches_are_judged_by_nobody() -> None:
    """A branch of somebody's own could say that she may change everything."""
    github = yaml.safe_load((ROOT / ".github/workflows/lianzhan.yml").read_text("utf-8"))
    pulled = github[True]["pull_request_target"]  # YAML 1.1 reads the key `on` so
    assert pulled["branches"] == ["main"]
    assert "edited" in pulled["types"]  # its target may be changed to main afterwards
    script = "".join(step.get("run", "") for step in github["jobs"]["check"]["steps"])
    assert "--diff origin/main" in " ".join(script.split())
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    (rule,) = gitlab["check"]["rules"]
    assert "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME == $CI_DEFAULT_BRANCH" in rule["if"]
    assert rule in gitlab["workflow"]["rules"]
