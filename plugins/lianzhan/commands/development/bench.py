"""The task `bench`: builds, measured against Hugo and a loop of stock Pelican runs."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.arguments import nearest
from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.given_path import check_writable
from lianzhan.commands.limits import Between, shown
from lianzhan.commands.task_options import within
from lianzhan.model.codes import N_
from lianzhan.runtime.shipped import CLONE
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from invoke.context import Context


@task(
    help={
        "sites": N_("多少个站点"),
        "articles": N_("多少篇稿件，每篇约 1,100 字；每个站点至少 3 篇"),
        "runs": N_("本项目各行和 Hugo 测几轮"),
        "peer-runs": N_("很慢的逐站运行 Pelican 测几次；0：不测"),
        "rows": N_("只测这些行，用逗号隔开（不写：全部）"),
        "ten-times-peers": N_("十倍内容时也测 Hugo"),
        "profile": N_("打印从头生成时各阶段的用时"),
        "json": N_("把中位数和比值写入这个文件"),
        "folder": N_("在这个文件夹里做（不写：在 /dev/shm）"),
        "keep": N_("做完后留下内容和输出"),
    }
)
@within(
    sites=Between(2, 100_000),
    articles=Between(1, 10_000_000),
    runs=Between(1, 1_000),
    peer_runs=Between(0, 1_000),
)
def bench(
    context: Context,
    sites: int = 137,
    articles: int = 6_850,
    runs: int = 5,
    peer_runs: int = 1,
    rows: str = "",
    ten_times_peers: bool = False,
    profile: bool = False,
    json: str = "",
    folder: str = "",
    keep: bool = False,
) -> None:
    """Measure builds against Hugo and a loop of stock Pelican runs; print the table."""
    _check_bench(sites, articles, rows)
    if json:
        check_writable("--json", json)
    numbers = {"sites": sites, "articles": articles, "runs": runs, "peer-runs": peer_runs}
    paths = {name: Path(p).absolute() for name, p in (("json", json), ("folder", folder)) if p}
    named = {**numbers, **paths, **({"rows": rows} if rows else {})}
    flags = {"ten-times-peers": ten_times_peers, "profile": profile, "keep": keep}
    options = [f"--{name}={value}" for name, value in named.items()]
    options += [f"--{name}" for name, wanted in flags.items() if wanted]
    with context.cd(str(CLONE)):
        context.run(shlex.join([sys.executable, "-m", "benchmarks", *options]))


def _check_bench(sites: int, articles: int, rows: str) -> None:
    """End with what is wrong with the corpus or the rows that a bench is asked for."""
    from benchmarks.rows import ALL_ROWS

    least = max(13, 3 * sites)  # so that the rows find something to edit and to withdraw
    if articles < least:
        text = _("--articles 的值 {articles} 不对：{sites} 个站点至少要 {least} 篇")
        raise Exit(text.format(articles=articles, sites=sites, least=least), NOTHING_DONE)
    for row in rows.split(",") if rows else ():
        if row not in ALL_ROWS:
            text = _("--rows：没有“{given}”这一行；最接近的是 {near}，全部有 {known}")
            details = {"near": nearest(row, ALL_ROWS) or "—", "known": ", ".join(ALL_ROWS)}
            raise Exit(text.format(given=shown(row), **details), NOTHING_DONE)
