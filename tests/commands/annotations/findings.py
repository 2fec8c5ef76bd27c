"""Findings that could break out of any format."""

from __future__ import annotations

from lianzhan.commands.annotations.place import Placed, placed
from lianzhan.model.codes import error, warning
from lianzhan.model.problem import Problem, problem

ERROR = error("bad-word", "“{what}”不对", "改\n{what}")
WARNING = warning("odd-word", "“{what}”少见", "看看 {what}")
NASTY = (
    "a b",
    "100%",
    "%0A",
    "%25",
    "a,b:c",
    'x"y',
    "a\nb",
    "::error::",
    "é甲",
    "\x1b[2J",
    "<b>",
    "\udcff",
    "a\\b",
    "<i>",
)


def problems() -> list[Problem]:
    return [problem(f"hunan/{n}.md", 0, c, what=n) for n in NASTY for c in (ERROR, WARNING)]


def findings() -> list[Placed]:
    return [*placed(problems(), "content/")]
