"""One build of some mutants, from nothing, by the command that users run; and what is wrong then."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli import LIANZHAN, run, unmeasured
from waiting import PATIENCE

from fuzz.checks import Built, Finding
from fuzz.world import BUILT_AT, World

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fuzz.draft import Mutant


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
    options += ["--report", str(world.folder / "report.json"), "--now", BUILT_AT, "--jobs", "1"]
    try:
        done = run([*LIANZHAN, "build", *options], world.folder, unmeasured(LANGUAGE="en"))
    except subprocess.TimeoutExpired:
        return -1, f"no end after {PATIENCE} s"
    return done.returncode, done.stdout + done.stderr
