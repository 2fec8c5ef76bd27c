"""Texts of tests are changed after they were signed, and say no digest: one warning says so.

Nearly all tests are about something else, so their houses and commands leave it out. Those that are
about it ask for it: `raw=True`, or the program itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.model.problem import Problem

CODE = "review-unverified"
_TOLD = re.compile(rf"^[^\n]*: {CODE}: [^\n]*\n  help: [^\n]*\n|^ +1 {CODE}\n", re.MULTILINE)


def verified(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems without that warning."""
    return tuple(fault for fault in problems if fault.code != CODE)


def without_warning(text: str) -> str:
    """What a program says, without that warning."""
    return _TOLD.sub("", text)
