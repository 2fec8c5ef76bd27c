"""The valid small federation in a repository of its own, with people, and changes to it on a branch.

甲 has the province and all below it, 乙 the city of Changsha alone, 丙 Changsha and its county, 丁 the
county alone; 旧 was at Changsha until last year.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli import MOMENT, run_task

from lianzhan.commands.changes import judged_change
from lianzhan.commands.repository import path_in_repository

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

PEOPLE = """\
[[people]]
id = "jia"
name = "甲"
accounts = ["@Jia-Province"]
steps = ["first", "second", "final"]
sites = ["hunan"]
below = true

[[people]]
id = "yi"
name = "乙"
formerly = ["旧乙"]
accounts = ["yi-city", "yi@example.org"]
steps = ["second"]
sites = ["changsha"]

[[people]]
id = "bing"
name = "丙"
accounts = ["bing"]
steps = ["first", "final"]
sites = ["changsha"]
below = true

[[people]]
id = "ding"
name = "丁"
accounts = ["org/furong"]
steps = ["first"]
sites = ["furong"]

[[people]]
id = "old"
name = "旧"
accounts = ["old"]
steps = ["first"]
sites = ["changsha"]
until = 2025-12-31
"""
TEXT = "content/hunan/changsha/articles/news/two.md"


@dataclass(frozen=True)
class Repository:
    """A house in a repository: `main` is what was agreed on, `work` the branch with changes."""

    house: House
    content: str = "content"

    @property
    def folder(self) -> Path:
        return self.house.folder

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.folder, env=environment(), capture_output=True, check=True
        )
        return done.stdout.decode("utf-8", "surrogateescape")

    def write(self, path: str, text: str | bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def read(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text, (path, old)
        self.write(path, text.replace(old, new))

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Change")

    def agree(self) -> None:
        """Take all that is there over into main, and go on from it."""
        self.commit()
        self.git("branch", "-f", "main", "HEAD")

    def check(
        self, author: str, *words: str, base: str = "main"
    ) -> subprocess.CompletedProcess[str]:
        options = ["--content", self.content, "--now", MOMENT, "--diff", base, "--author", author]
        return run_task(self.house, "check", *options, *words)

    def refused(self, author: str) -> list[str]:
        """What is refused of a change: `path:line: code` of each problem, in their order."""
        request = self.house.request(content=self.folder / self.content)
        found = judged_change(request, "main", author).refused
        paths = [path_in_repository(fault.path, f"{self.content}/") for fault in found]
        return sorted(f"{path}:{p.line}: {p.code}" for path, p in zip(paths, found, strict=True))


def environment() -> dict[str, str]:
    """Git as on a machine where nothing is set."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    who = {
        f"GIT_{role}_{what}": "x@y.z"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return {**plain, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def repository(house: House, people: str = PEOPLE) -> Repository:
    """Put a house into a repository, with people.toml unless that is "", and begin a branch.

    Its chains say what they are for.
    """
    if people:
        house.renew()
    made = Repository(house)
    if people:
        made.write("content/people.toml", people)
    made.write("README.md", "# 联站\n")
    made.git("init", "-q", "-b", "work")
    made.agree()
    return made
