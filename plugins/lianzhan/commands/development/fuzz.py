"""The task `fuzz`: real articles, damaged in thousands of ways, and what gets through."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import Between
from lianzhan.commands.task_options import within
from lianzhan.model.codes import N_
from lianzhan.runtime.shipped import CLONE
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from invoke.context import Context


@task(
    help={
        "mutants": N_("多少篇损坏的稿件"),
        "seed": N_("决定怎样损坏的数；数相同，损坏也相同"),
        "per-build": N_("每次生成放进多少篇"),
        "batch": N_("只做其中这一次生成，从 0 数起（不写，或写 -1：全部）"),
        "causes": N_("为多少种原因寻找最小的输入"),
    }
)
@within(
    mutants=Between(1), seed=Between(0), per_build=Between(1), batch=Between(-1), causes=Between(0)
)
def fuzz(
    context: Context,
    mutants: int = 30_000,
    seed: int = 1,
    per_build: int = 150,
    batch: int = -1,
    causes: int = 20,
) -> None:
    """Damage real articles in thousands of ways, build them, and count what gets through."""
    batches = -(-mutants // per_build)
    if batch >= batches:
        text = _("--batch 的值 {batch} 不对：一共 {batches} 次生成，从 0 数到 {last}")
        raise Exit(text.format(batch=batch, batches=batches, last=batches - 1), NOTHING_DONE)
    numbers = {"mutants": mutants, "seed": seed, "per-build": per_build, "batch": batch}
    options = [f"--{name}={value}" for name, value in {**numbers, "causes": causes}.items()]
    with context.cd(str(CLONE)):
        command = shlex.join([sys.executable, "-m", "fuzz", *options])
        context.run(command, env={"PYTHONPATH": str(CLONE / "tests")})
