"""`python3 tasks.py fuzz`: thousands of mutants through real builds, and what they did."""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz.mutate import mutant
from fuzz.seeds import INPUT, own_seeds, real_seeds
from fuzz.shrink import smallest
from fuzz.trial import Result, tried

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fuzz.checks import Finding
    from fuzz.draft import Mutant
    from fuzz.seeds import Seed

KINDS = (
    "site lost", "good article lost", "neither published nor named", "control character", "foreign scheme",
    "event handler", "active element", "traceback", "wrong status", "leak", "dead link", "feed fault", "broken picture",
)  # fmt: skip
"""All kinds of findings: each is counted, also where it is none."""
_TELLING = frozenset({"site lost", "feed fault", "control character", "traceback", "wrong status"})
"""Kinds whose findings say why; elsewhere the first stands for all."""
_NUMBER = re.compile(r"m(\d{6})")
"""How a mutant's number stands in its name."""
_LISTED = 12
"""Findings of a kind printed one by one."""
_STATED = 10
"""Builds between two lines that say how far it is."""


@dataclass
class Total:
    """Sums over all builds; `batches` are those where something was found, by the finding's kind."""

    builds: int = 0
    published: int = 0
    named: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    batches: dict[tuple[str, str], tuple[int, Finding]] = field(default_factory=dict)
    all: list[Finding] = field(default_factory=list)

    def add(self, batch: int, result: Result) -> None:
        """Add one build."""
        self.builds += 1
        self.published += result.published
        self.named += result.named
        self.all += result.findings
        for finding in result.findings:
            self.counts[finding.kind] += 1
            self.batches.setdefault(_cause(finding), (batch, finding))


def _cause(finding: Finding) -> tuple[str, str]:
    """Return what findings of the same cause have in common: no quoted parts, names or numbers."""
    if finding.kind not in _TELLING:
        return finding.kind, ""
    plain = re.sub(r"“[^”]*”|\"[^\"]*\"|[\w./]*m\d{6}[\w./]*|\d+", "…", finding.detail)
    return finding.kind, plain[:60]


class Fuzz:
    """One run: its options, its seeds, its folder."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options = options
        self.folder = folder
        self.seeds: tuple[Seed, ...] = (*own_seeds(), *real_seeds())

    def numbers(self, batch: int) -> range:
        """Return the numbers of a batch's mutants."""
        start = batch * self.options.per_build
        return range(start, min(start + self.options.per_build, self.options.mutants))

    def mutant(self, number: int) -> Mutant:
        """Return one of the run's mutants."""
        return mutant(self.options.seed, number, self.seeds)

    def build(self, batch: int) -> tuple[int, Result]:
        """Try one batch, in a process of the pool."""
        mutants = [self.mutant(number) for number in self.numbers(batch)]
        return batch, tried(mutants, self.folder / str(batch))

    def run(self) -> Total:
        """Try all batches."""
        total, started = Total(), time.monotonic()
        batches = -(-self.options.mutants // self.options.per_build)
        with ProcessPoolExecutor(self.options.jobs) as pool:
            wanted = [self.options.batch] if self.options.batch >= 0 else range(batches)
            for done in as_completed([pool.submit(self.build, batch) for batch in wanted]):
                total.add(*done.result())
                if total.builds % _STATED == 0:
                    _say(
                        f"{total.builds} of {batches} builds, {sum(total.counts.values())} findings, {time.monotonic() - started:.0f} s"
                    )
        return total

    def list(self, total: Total) -> None:
        """Print the first findings of each kind, each with what was done to the mutant that it names."""
        listed: Counter[str] = Counter()
        for finding in total.all:
            listed[finding.kind] += 1
            if listed[finding.kind] > _LISTED:
                continue
            _say(f"{finding.kind}: {finding.where}: {finding.detail[:200]!a}")
            for number in sorted(set(_NUMBER.findall(f"{finding.where} {finding.detail}"))):
                _say(f"  {number}: {'; '.join(self.mutant(int(number)).done)}")

    def explain(self, total: Total) -> None:
        """Print, for each cause, the smallest input found."""
        causes = sorted(total.batches.items(), key=lambda item: KINDS.index(item[0][0]))
        for cause, (batch, finding) in causes[: self.options.causes]:

            def still(some: Sequence[Mutant], cause: tuple[str, str] = cause) -> bool:
                found = tried(some, self.folder / "smallest").findings
                return any(_cause(finding) == cause for finding in found)

            text = f"{finding.where} {finding.detail}"
            mutants = [self.mutant(number) for number in self.numbers(batch)]
            named = [m for m in mutants if f"m{m.number:06}" in text]
            few = smallest(named if named and still(named) else mutants, still)
            _say(f"\n{finding.kind}: {text[:300]}\n  again: {self.again(batch)}")
            for guilty in few[:3]:
                _show(guilty)

    def again(self, batch: int) -> str:
        """Return the options that repeat one build."""
        wanted = ("seed", "mutants", "per_build")
        options = [f"--{name.replace('_', '-')} {getattr(self.options, name)}" for name in wanted]
        return " ".join([*options, f"--batch {batch}"])


def _show(mutant: Mutant) -> None:
    _say(f"  mutant {mutant.number} of {mutant.seed}: {'; '.join(mutant.done)}")
    for path, data in mutant.files:
        text = ascii(data.decode("utf-8", "backslashreplace"))[:1200]
        _say(f"    {path!a}: {text if path == mutant.main else f'{len(data)} bytes'}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def options_of(arguments: list[str]) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--mutants", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-build", type=int, default=150)
    parser.add_argument("--batch", type=int, default=-1, help="this build alone")
    parser.add_argument("--causes", type=int, default=20, help="how many causes to look into")
    parser.add_argument(
        "--jobs",
        type=int,
        default=len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Run the fuzz; return 1 where anything was found."""
    options = options_of(arguments)
    _say(f"seed {options.seed}, {options.mutants} mutants, {options.per_build} a build")
    if not INPUT.is_dir():
        _say(f"skipped: the real articles are not at {INPUT}; only our own are damaged")
    with tempfile.TemporaryDirectory(prefix="lianzhan-fuzz-") as folder:
        fuzz = Fuzz(options, Path(folder))
        total = fuzz.run()
        _say(f"{total.builds} builds; {total.published} mutants published, {total.named} named")
        for kind in KINDS:
            _say(f"{kind:32} {total.counts[kind]}")
        fuzz.list(total)
        fuzz.explain(total)
    return 1 if total.counts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
