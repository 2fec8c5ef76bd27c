"""The rows of the table: what is done to the content or theme before each build is timed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.candidates import THEME
from benchmarks.content import source
from benchmarks.corpus import THEORY
from benchmarks.kinds import AFTER, BEFORE, SERVICES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.corpus import Corpus

COLD, TEN_TIMES = "cold", "ten-times"
OWN_THEME, ALL_KINDS = "own-theme", "all-kinds"


@dataclass(frozen=True, slots=True)
class Tree:
    """A content tree and a theme that rows change and `reset` puts back."""

    corpus: Corpus
    content: Path
    theme: Path

    def reset(self) -> None:
        """Put back everything that a row changes."""
        for number in (self.edited, self.withdrawn, self.pushed):
            article = self.corpus.article(number)
            (self.content / article.path).write_text(source(article, self.corpus), "utf-8")
        shutil.rmtree(self.theme, ignore_errors=True)
        shutil.copytree(THEME, self.theme)

    @property
    def edited(self) -> int:
        """An article of the last county, not in the pushed column."""
        return len(self.corpus.places) - 1

    @property
    def withdrawn(self) -> int:
        """An article of the county before it, not in the pushed column."""
        last = self.corpus.sites[-1]
        places = list(enumerate(self.corpus.places))
        return max(n for n, (site, column) in places if site != last and column != THEORY)

    @property
    def pushed(self) -> int:
        """A theory article of a province: it shows at every site below."""
        return 0

    def edit(self, number: int) -> None:
        """Add a paragraph to an article."""
        file = self.content / self.corpus.article(number).path
        file.write_text(file.read_text("utf-8") + "\n补充一段说明。\n", "utf-8")

    def withdraw(self) -> None:
        """Withdraw an article."""
        file = self.content / self.corpus.article(self.withdrawn).path
        text = file.read_text("utf-8")
        file.write_text(text.replace("status: approved", "status: withdrawn"), "utf-8")

    def edit_service(self) -> None:
        """Edit the first service of the last county."""
        self._change_services(BEFORE, AFTER)

    def put_back_service(self) -> None:
        """Take that edit back."""
        self._change_services(AFTER, BEFORE)

    def _change_services(self, old: str, new: str) -> None:
        file = self.content / self.corpus.sites[-1].path / SERVICES
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")

    def change_theme(self) -> None:
        """Edit the template that every page of every site is made with."""
        file = self.theme / "templates" / "base.html"
        file.write_text(file.read_text("utf-8").replace("<main>", '<main id="main">'), "utf-8")


ROWS: dict[str, tuple[str, Callable[[Tree], None]]] = {
    COLD: ("no cache, no output", Tree.reset),
    "unchanged": ("nothing changed since", lambda _: None),
    "one-edit": ("one county article edited", lambda tree: tree.edit(tree.edited)),
    "one-withdrawn": ("one county article withdrawn", Tree.withdraw),
    "push-edit": ("a pushed theory article edited", lambda tree: tree.edit(tree.pushed)),
    "theme": ("a template edited", Tree.change_theme),
    TEN_TIMES: ("ten times the sites and articles, cold", Tree.reset),
}
"""Every row's name with its meaning, in their order: each builds on the output of the one before,
and `cold` starts a round.
"""
KIND_ROWS: dict[str, tuple[str, Callable[[Tree], None]]] = {
    OWN_THEME: ("cold, in the project's own theme", lambda _: None),
    ALL_KINDS: ("the same with content of all kinds", Tree.put_back_service),
    "kinds-same": ("nothing changed since", lambda _: None),
    "service-edit": ("one county service edited", Tree.edit_service),
}
"""Rows of a round of their own: the plain theme shows articles alone. The first is the plain
content, to compare with; the others are a tree that `write_kinds` added to.
"""
ALL_ROWS = ROWS | KIND_ROWS
"""In the order of the table."""
