"""What a host does with a workflow file: its steps run in bash, in a clone of a real repository.

Of what a host provides there is the least that the steps need: clones, variables, outputs, and a cache
that is a folder. An expression that is not known here fails the test that meets it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from conftest import ROOT, SITES
from repositories import environment

if TYPE_CHECKING:
    from pathlib import Path

PULL = "refs/pull/7/head"
NUMBER, MERGED = "7", "main"
_PROGRAM = (
    "plugins", "themes", "tasks.py", "pyproject.toml", "pelicanconf.py", "publishconf.py",
    ".gitignore", ".github", ".gitlab-ci.yml",
)  # fmt: skip
_PYTHON = """\
#!{python}
import os, sys
root = os.path.abspath(os.path.dirname(sys.argv[1]))
sys.path.insert(0, root + "/plugins")
from lianzhan.commands.environment.bootstrap import STAMP, made_from, python_in
inner = python_in(root)
os.makedirs(os.path.dirname(inner), exist_ok=True)
with open(inner, "w") as file:
    file.write('#!/bin/sh\\nPYTHONPATH="' + root + '/plugins" exec {python} "$@"\\n')
os.chmod(inner, 0o755)
with open(os.path.join(root, ".venv", STAMP), "w") as file:
    file.write(made_from(root))
os.execv("{python}", ["{python}", *sys.argv[1:]])
"""
"""A python3 that gives each tasks.py this environment, for one that pip would make in a minute."""


@dataclass
class Job:
    """What came of a job: whether it is green, and all that its steps said."""

    is_green: bool = True
    said: str = ""
    outputs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Host:
    """A bare repository, a desk to commit at, and the folders that jobs work in."""

    folder: Path

    @property
    def remote(self) -> Path:
        return self.folder / "remote.git"

    @property
    def desk(self) -> Path:
        return self.folder / "desk"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    def git(self, *words: str, folder: Path | None = None) -> str:
        done = subprocess.run(
            ["git", *words],
            cwd=folder or self.desk,
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def write(self, path: str, text: str) -> None:
        file = self.desk / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def push(self, *refs: str) -> None:
        """Commit what the desk holds and push it, as these refs of the host."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Change")
        self.git("push", "-q", "-f", "origin", *(f"HEAD:{ref}" for ref in refs))

    def clone(self, name: str, branch: str) -> Path:
        """Return what a job's checkout gives: a new clone of all branches, at one of them."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        self.git("clone", "-q", "-b", branch, str(self.remote), str(folder), folder=self.folder)
        return folder

    def published(self, path: str) -> str:
        """Return a file of the branch that is served."""
        return self.git("show", f"gh-pages:{path}", folder=self.remote)

    @property
    def is_published(self) -> bool:
        return "gh-pages" in self.git("branch", "--list", "gh-pages", folder=self.remote)

    def shell(self, script: str, folder: Path, variables: dict[str, str]) -> tuple[int, str]:
        """Run a script as hosts do; return its status and what it said."""
        tools = self.folder / "tools"
        path = f"{tools}{os.pathsep}{os.environ['PATH']}"
        plain = {
            key: value
            for key, value in environment().items()
            if key not in {"PYTHONPATH", "GIT_AUTHOR_NAME"} and not key.startswith("COV")
        }
        given = {
            **plain,
            "LANGUAGE": "",
            "PATH": path,
            "HOME": str(self.folder / "home"),
            **variables,
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(
            command,
            cwd=folder,
            env=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout


def host(folder: Path, people: str) -> Host:
    """Return a host with a small federation, its program and its workflows on main."""
    made = Host(folder)
    for name in ("desk", "tools", "home", "cache"):
        (folder / name).mkdir()
    python = folder / "tools" / "python3"
    python.write_text(_PYTHON.format(python=sys.executable), "utf-8")
    python.chmod(0o755)
    for name in _PROGRAM:
        place, ignored = made.desk / name, shutil.ignore_patterns("__pycache__", "*.po", "*.pot")
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place, ignore=ignored)
        else:
            shutil.copy(ROOT / name, place)
    shutil.copytree(SITES / "valid", made.desk / "content")
    made.write("content/people.toml", people)
    made.git("init", "-q", "--bare", "-b", "main", str(made.remote), folder=folder)
    made.git("init", "-q", "-b", "main")
    made.git("remote", "add", "origin", str(made.remote))
    made.push("main")
    return made


class GitHub:
    """Runs the jobs of .github/workflows/lianzhan.yml."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.workflow = yaml.safe_load((ROOT / ".github/workflows/lianzhan.yml").read_text("utf-8"))

    def run(self, event: str, author: str = "", run: int = 1, head: str = "") -> Job:
        """Run the one job that an event starts; of a pull request, for the commit `head`."""
        pushed = self.host.git(
            "for-each-ref", "--format=%(objectname)", PULL, folder=self.host.remote
        )
        known = {
            "github.event_name": event,
            "github.event.number": NUMBER,
            "github.event.pull_request.user.login": author,
            "github.event.pull_request.base.ref": MERGED,
            "github.event.pull_request.head.sha": head or pushed.strip(),
            "github.run_id": str(run),
            "github.run_attempt": "1",
            "secrets.LIANZHAN_CACHE_KEY": "the key that runs share, of enough characters",
        }
        (job,) = [job for job in self.workflow["jobs"].values() if _holds(job["if"], known)]
        done, folder = Job(), self.host.clone("workspace", MERGED)
        for step in job["steps"]:
            if not done.is_green or not _holds(step.get("if", ""), known):
                continue
            if "uses" in step:
                self._use(step, folder, known)
            else:
                self._run(step, folder, known, done)
        return done

    def _run(self, step: dict[str, Any], folder: Path, known: dict[str, str], done: Job) -> None:
        said = self.host.folder / "outputs"
        said.write_text("", "utf-8")
        variables = {key: _filled(text, known) for key, text in step.get("env", {}).items()}
        variables |= {"GITHUB_OUTPUT": str(said), "GITHUB_ACTIONS": "true"}
        status, text = self.host.shell(step["run"], folder, variables)
        done.said += text
        done.is_green = status == 0
        for line in said.read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            known[f"steps.{step['id']}.outputs.{name}"] = value
            done.outputs[name] = value

    def _use(self, step: dict[str, Any], folder: Path, known: dict[str, str]) -> None:
        action = step["uses"].partition("@")[0]
        if action in {"actions/checkout", "actions/setup-python"}:
            return
        assert action in {"actions/cache/restore", "actions/cache/save"}
        _filled(step["with"]["key"], known)
        for path in step["with"]["path"].split():
            here, there = folder / path, self.host.cache / path
            came, went = (there, here) if action.endswith("restore") else (here, there)
            if came.exists():
                shutil.rmtree(went, ignore_errors=True)
                shutil.copytree(came, went, symlinks=True)


class GitLab:
    """Runs the jobs of .gitlab-ci.yml."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.pipeline = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))

    def run(self, name: str, branch: str, author: str = "") -> Job:
        """Run a job on a branch."""
        job = self.pipeline[name]
        folder = self.host.clone("workspace", branch)
        for path in job.get("cache", {}).get("paths", ()):
            if (self.host.cache / path).exists():
                shutil.copytree(self.host.cache / path, folder / path, symlinks=True)
        variables = {
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": MERGED,
            "CI_DEFAULT_BRANCH": MERGED,
            "GITLAB_USER_LOGIN": author,
            "CI_SERVER_HOST": "gitlab.example.org",
            "LIANZHAN_CACHE_KEY": "the key that runs share, of enough characters",
            **job.get("variables", {}),
            "PUSH_URL": str(self.host.remote),
        }
        status, said = self.host.shell("\n".join(job["script"]), folder, variables)
        for path in job.get("cache", {}).get("paths", ()):
            if (folder / path).exists():
                shutil.rmtree(self.host.cache / path, ignore_errors=True)
                shutil.copytree(folder / path, self.host.cache / path, symlinks=True)
        return Job(status == 0, said)


def _filled(text: str, known: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], str(text))


def _holds(condition: str, known: dict[str, str]) -> bool:
    if not condition:
        return True
    found = re.fullmatch(r"([\w.]+) (==|!=) '([^']*)'", condition)
    assert found, condition
    return (known[found[1]] == found[3]) is (found[2] == "==")
