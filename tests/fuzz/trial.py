"""One build of some mutants, from nothing, by the command that users run; and what is wrong then."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fuzz.checks import Built, Finding
from fuzz.world import NOW, World

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from fuzz.draft import Mutant

PATIENCE = 600
"""Seconds until a build counts as one that never ends; it takes about two."""
_TRIES = 15
"""Builds spent on making one mutant smaller."""


@dataclass(frozen=True)
class Result:
    """What came of some mutants: how many were published, how many named, and the findings.

    `guilty` are the mutants that a finding's place names.
    """

    published: int
    named: int
    findings: tuple[Finding, ...]


def tried(mutants: Sequence[Mutant], folder: Path, *, keep: bool = False) -> Result:
    """Build mutants in a folder, which is emptied before and, unless it is kept, after."""
    shutil.rmtree(folder, ignore_errors=True)
    world = World(folder)
    world.make()
    placed = world.put(mutants)
    status, said = _build(world)
    report = world.folder / "report.json"
    document = json.loads(report.read_text("utf-8")) if report.exists() else {}
    built = Built(world, status, said, document, placed)
    findings = tuple(dict.fromkeys(built.findings()))
    published = sum(path in built.published for path in placed)
    named = sum(path in built.named for path in placed.keys() - built.published) if document else 0
    if not keep:
        shutil.rmtree(folder)
    return Result(published, named, findings)


def _build(world: World) -> tuple[int, str]:
    """Run the build task; return its exit status and all it said."""
    options = [
        "--content",
        str(world.content),
        "--output",
        str(world.output),
        "--settings",
        str(world.settings),
    ]
    options += ["--report", str(world.folder / "report.json"), "--now", NOW, "--jobs", "1"]
    plain = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "lianzhan", "build", *options],
            cwd=world.folder, env={**plain, "LANGUAGE": "en"}, capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return -1, f"no end after {PATIENCE} s"
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def smallest(
    mutants: Sequence[Mutant], is_same: Callable[[Finding], bool], folder: Path
) -> Sequence[Mutant]:
    """Return the fewest mutants found that still cause the same finding; one, as a rule."""

    def still(some: Sequence[Mutant]) -> bool:
        return any(map(is_same, tried(some, folder).findings))

    left = list(mutants)
    while len(left) > 1:
        middle = len(left) // 2
        half = next((half for half in (left[:middle], left[middle:]) if still(half)), None)
        if half is None:
            return left
        left = half
    return [_shortened(left[0], still)]


def _shortened(mutant: Mutant, still: Callable[[Sequence[Mutant]], bool]) -> Mutant:
    """Take lines out of a mutant's article as long as it does what it did."""
    files = dict(mutant.files)
    if mutant.main not in files:
        return mutant

    def of(lines: list[bytes]) -> Mutant:
        return replace(mutant, files=(*{**files, mutant.main: b"\n".join(lines)}.items(),))

    lines, tries = files[mutant.main].split(b"\n"), _TRIES
    size = max(1, len(lines) // 2)
    while size:
        start = 0
        while start < len(lines) and tries:
            fewer = lines[:start] + lines[start + size :]
            tries -= 1
            if still([of(fewer)]):
                lines = fewer
            else:
                start += size
        size = size // 2 if tries else 0
    return of(lines)
