"""The task `acceptance`: the tests and the long proofs, as a piece of work is closed."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.limits import Between
from lianzhan.commands.task_options import within
from lianzhan.model.codes import N_
from lianzhan.runtime.shipped import CLONE

if TYPE_CHECKING:
    from invoke.context import Context


@task(
    help={
        "sequences": N_("多少组改动，每次生成都与从头生成的比较"),
        "kills": N_("在多少个时刻中断工作进程"),
        "mutants": N_("fuzz 的损坏稿件数"),
        "seed": N_("fuzz 的种子数"),
    }
)
@within(sequences=Between(1), kills=Between(1), mutants=Between(1), seed=Between(0))
def acceptance(
    context: Context, sequences: int = 300, kills: int = 40, mutants: int = 30_000, seed: int = 1
) -> None:
    """Run the tests and then the long proofs, all of them whatever fails; print a summary."""
    long = {
        "SEQUENCES": sequences,
        "KILLS": kills,
        "EXCHANGES": 100,
        "STANDING": "example",
        "WHOLE": "yes",
    }
    counts = {f"LIANZHAN_{name}": str(value) for name, value in long.items()}
    python = shlex.quote(sys.executable)
    fuzzing = f"{python} -m fuzz --mutants={mutants} --seed={seed}"
    proofs = {
        "tests": f"{python} -m pytest -n auto",
        f"{mutants} mutants, seed {seed}": fuzzing,
        "lighthouse": f"{python} -m pages.lighthouse",
    }
    results = {}
    with context.cd(str(CLONE)):
        for name, command in proofs.items():
            path = {"PYTHONPATH": str(CLONE / "tests")} if name != "tests" else {}
            results[name] = context.run(command, env={**counts, **path}, warn=True).ok
    print(*(f"{name}={value}" for name, value in counts.items()))
    for name, is_well in results.items():
        print(f"{'ok' if is_well else 'FAILED':8}{name}")
    if not all(results.values()):
        raise Exit(code=1)
