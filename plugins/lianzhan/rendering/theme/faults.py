"""The error that a theme raises which can't be used: all that is wrong with its style sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.model.problem import Problem


class ThemeFaultsError(Exception):
    """A theme's style sheets can't be put together; `problems` says what is wrong, and where."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(*(f"{p.path}:{p.line}: {p.code}" for p in problems))
        self.problems = problems
