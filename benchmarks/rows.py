"""The rows of the table: what is done to the content or theme before each build is timed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.candidates import THEME
from benchmarks.content import source
from benchmarks.corpus import THEORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.corpus import Corpus

COLD, TEN_TIMES = "cold", "ten-times"


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
