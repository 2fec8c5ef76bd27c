"""The README's commands as a newcomer types them, one after the other, in a fresh copy.

`steps` finds them: what stands after a `$` in a console block, with the output shown below it; each
line of a block without a language that begins with a command; and each command in running text. A
block that follows the name of a file is written into that file first.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COMMAND = re.compile(r"(?:[A-Z]+=\S+ )?(?:python3 tasks\.py|\.venv/bin/\w+|git|mkdir|cp) .*")
_TOKEN = re.compile(
    r"^ *```(?P<kind>\w*)\n(?P<block>.*?)^ *```$|`(?P<span>[^`\n]+)`", re.DOTALL | re.MULTILINE
)
_BY_SOMEBODY = re.compile(r" --by \w+")
_FILE = re.compile(r"(?:mine|\.\./my-sites)/[\w/]+\.(?:toml|md|py)")
_SECONDS = re.compile(r"\d+\.\d+")
_PLACEHOLDER = re.compile(r"…|\b[A-Z]{3,}\b(?!=)|[\[\]\u4e00-\u9fff]")
"""What stands for something else: `PATH`, `[--options]`, `…`, `文件夹`."""


@dataclass(frozen=True)
class Step:
    """A command with the output shown for it, or a text for a file."""

    command: str
    shown: str = ""
    file: str = ""


def steps(page: str) -> Iterator[Step]:
    """Yield what a page has one do, in its order; its tables are for looking things up."""
    text = "\n".join(line for line in page.splitlines() if not line.startswith("|"))
    file = ""
    for token in _TOKEN.finditer(text):
        span, block = token["span"], dedent(token["block"] or "")
        if span and _FILE.fullmatch(span):
            file = span
        elif span and _is_command(span):
            yield Step(span)
        elif token["kind"] in ("toml", "markdown", "python") and file:
            yield Step("", block, file)
            file = ""
        elif token["kind"] == "console":
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                yield Step(command, shown)
        elif not token["kind"]:
            yield from (Step(line) for line in block.splitlines() if _is_command(line))


def _is_command(text: str) -> bool:
    return bool(_COMMAND.fullmatch(text)) and not _PLACEHOLDER.search(_BY_SOMEBODY.sub("", text))


def pattern(shown: str) -> str:
    """Return a pattern of the output shown: seconds differ, and `…` or `...` stand for anything."""
    parts = re.split(r"…|\.\.\.", shown.strip())
    return ".*".join(r"\d+\.\d+".join(map(re.escape, _SECONDS.split(part))) for part in parts)


def copied(folder: Path, content: Path) -> Path:
    """Return a copy of the project as it would be cloned, in a repository with one commit.

    `content` takes the place of its own content folder.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("content/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    shutil.copytree(content, folder / "content")
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True)
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the page in a shell, without the settings of whoever runs the tests."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT")
    plain = {k: v for k, v in os.environ.items() if k in kept or k.startswith(("PIP_", "GIT_"))}
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=plain,
        capture_output=True,
        text=True,
        check=False,
    )
