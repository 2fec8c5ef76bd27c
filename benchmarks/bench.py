"""One bench: make the corpus, check that all build the same, measure row by row."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from itertools import chain, islice
from typing import TYPE_CHECKING

from benchmarks import candidates, peers
from benchmarks.content import write_content
from benchmarks.corpus import make_corpus
from benchmarks.kinds import write_kinds
from benchmarks.measure import Figures, cold, forget, run
from benchmarks.outputs import counts, differences, uneven
from benchmarks.rows import ALL_KINDS, COLD, KIND_ROWS, OWN_THEME, ROWS, TEN_TIMES, Tree
from benchmarks.table import Results, grown

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

BESIDE = 3
"""Cold builds of the plain content before and after each of ten times the content."""


class Bench:
    """One bench: its options, its folder, and what it found."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.folder: Path = options.folder
        self.results = Results()
        self.about: dict[str, str] = {}

    def run(self) -> None:
        """Measure all rows asked for."""
        options = self.options
        self._describe()
        tree, ours = self._ours(options.sites, options.articles, "plain")
        hugo, stock = self._peers(tree)
        _say("checking that all build the same")
        builders = (ours, hugo, stock) if options.peer_runs else (ours, hugo)
        for builder in builders:
            figures = cold(builder, options.patience)
            _say(f"  {builder.name}: {shown(figures)}")
            if builder is stock:
                self.results.stock.append(figures)
        self._check(tree, builders)
        for number in range(options.runs):
            _say(f"round {number + 1} of {options.runs}")
            self._round(tree, ours)
            self.results.hugo.append(cold(hugo, options.patience))
            _say(f"  {hugo.name}: {shown(self.results.hugo[-1])}")
            if 0 < number < options.peer_runs:
                self.results.stock.append(cold(stock, options.patience))
        if TEN_TIMES in options.rows:
            self._ten_times(tree, ours)
        if KIND_ROWS.keys() & options.rows:
            self._kinds(tree)
        self.about["load before, after"] += f", {_load()}"
        if options.profile:
            self._profile(tree, ours)

    def _describe(self) -> None:
        o = self.options
        self.about["corpus"] = f"{o.sites} sites, {o.articles} articles, seed {o.seed}"
        self.about["machine"] = (
            f"{os.cpu_count()} processors, {platform.platform()}, Python "
            f"{platform.python_version()}, Hugo {peers.HUGO}, in {self.folder}"
        )
        self.about["load before, after"] = _load()

    def _ours(self, sites: int, articles: int, name: str) -> tuple[Tree, candidates.Candidate]:
        _say(f"writing {articles} articles for {sites} sites")
        folder = self.folder / name
        tree = Tree(
            make_corpus(sites, articles, self.options.seed), folder / "content", folder / "theme"
        )
        write_content(tree.corpus, tree.content)
        tree.reset()
        return tree, candidates.ours(tree.content, tree.theme, folder)

    def _hugo(self, tree: Tree, folder: Path) -> candidates.Candidate:
        binary = peers.hugo_binary(candidates.ROOT / ".cache" / "bench")
        peers.write_hugo(tree.corpus, folder / "hugo")
        return candidates.hugo(binary, folder / "hugo", folder)

    def _peers(self, tree: Tree) -> tuple[candidates.Candidate, candidates.Candidate]:
        folder = self.folder / "plain"
        hugo = self._hugo(tree, folder)
        stock = candidates.stock(folder / "stock", folder)
        peers.write_pelican(tree.corpus, folder / "stock", stock.output)
        return hugo, stock

    def _check(self, tree: Tree, built: tuple[candidates.Candidate, ...]) -> None:
        """Say what each built; end where an article is missing or another."""
        found = {candidate.name: counts(candidate.output) for candidate in built}
        for name, made in found.items():
            self.about[name] = (
                f"{made.pages} pages, {made.feeds} full-text feeds, {made.bytes / 1e6:.0f} MB"
            )
        whole = {candidate.name: found[candidate.name] for candidate in built if candidate.whole}
        faults = list(islice(chain(uneven(whole), differences(tree.corpus, built)), 10))
        if faults:
            raise SystemExit("\n".join(("the outputs are not the same:", *faults)))
        self.about["the same"] = (
            f"{len(tree.corpus.places)} articles, equal in title and text, in all {len(built)}"
        )

    def _round(self, tree: Tree, ours: candidates.Candidate) -> None:
        """Build cold, then each row on top of the one before; time those asked for."""
        forget(ours)
        wanted = [row for row in ROWS if row != TEN_TIMES and row in self.options.rows]
        for row in dict.fromkeys((COLD, *wanted)) if wanted else ():
            ROWS[row][1](tree)
            self._time(row, ours)

    def _time(self, row: str, ours: candidates.Candidate) -> None:
        """Build, and keep the figures of a row that was asked for."""
        figures = run(ours, self.options.patience)
        if row in self.options.rows:
            self.results.ours.setdefault(row, []).append(figures)
            _say(f"  {row}: {shown(figures)}")

    def _kinds(self, plain: Tree) -> None:
        """Build the same content with all kinds in the project's theme, after it is built without.

        Each row builds on the output of the one before, but the first two.
        """
        folder = self.folder / "kinds"
        tree = Tree(plain.corpus, folder / "content", candidates.OWN_THEME)
        write_content(tree.corpus, tree.content)
        write_kinds(tree.corpus, tree.content)
        whole = candidates.ours(tree.content, tree.theme, folder)
        bare_folder = self.folder / "own-theme"
        bare_folder.mkdir()
        bare = candidates.ours(plain.content, tree.theme, bare_folder)
        plain.reset()
        for _ in range(self.options.runs):
            for row, (_, change) in KIND_ROWS.items():
                change(tree)
                ours = bare if row == OWN_THEME else whole
                if row in (OWN_THEME, ALL_KINDS):
                    forget(ours)
                self._time(row, ours)
        found = counts(whole.output)
        self.about[ALL_KINDS] = f"{found.pages} pages, {found.feeds} feeds"

    def _ten_times(self, plain: Tree, ours: candidates.Candidate) -> None:
        """Build ten times the content, between cold builds of the plain content.

        A machine that slows down for a minute would else make the one look cheap or dear.
        """
        o = self.options
        tree, large = self._ours(10 * o.sites, 10 * o.articles, "ten-times")
        self.results.ours[TEN_TIMES] = []
        hugo = self._hugo(tree, self.folder / "ten-times") if o.ten_times_peers else None
        plain.reset()
        for _ in range(o.ten_times_runs):
            self._beside(ours)
            self.results.ours[TEN_TIMES].append(cold(large, o.patience))
            _say(f"  {TEN_TIMES}: {shown(self.results.ours[TEN_TIMES][-1])}")
            self._beside(ours)
            if hugo:
                self.results.hugo_ten.append(cold(hugo, o.patience))
        found = counts(large.output)
        against = (
            "× Hugo is against Hugo's own ten times, × loop against ten times the loop's wall"
            if hugo
            else "× Hugo and × loop are against ten times the peers' cold wall"
        )
        self.about[TEN_TIMES] = f"{found.pages} pages, {found.feeds} feeds; {against}"
        self.about["growth"] = grown(self.results)

    def _beside(self, ours: candidates.Candidate) -> None:
        for _ in range(BESIDE):
            self.results.beside.append(cold(ours, self.options.patience))
            _say(f"  {COLD}: {shown(self.results.beside[-1])}")

    def _profile(self, tree: Tree, ours: candidates.Candidate) -> None:
        tree.reset()
        forget(ours)
        command = [sys.executable, "-m", "benchmarks.stages", ours.command[-1]]
        done = subprocess.run(
            command, cwd=candidates.ROOT, check=True, capture_output=True, text=True
        )
        print(done.stdout)


def shown(figures: Figures) -> str:
    """Return a run in a few words."""
    return f"{figures.wall:.2f} s, CPU {figures.cpu:.2f} s, {figures.peak:.0f} MB"


def _load() -> str:
    """Return how many processes wanted a processor in the last minute."""
    return f"{os.getloadavg()[0]:.2f}"


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
