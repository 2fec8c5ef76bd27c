"""Values of one site that tell of the same thing: the first has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.problem import problem
from lianzhan.reading.keys import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.kinds.site_content import ReadValue
    from lianzhan.kinds.value import Value
    from lianzhan.model.problem import Problem

SAME_AGAIN = error(
    "same-again",
    N_("“{name}”和“{other}”写的是同一个：{same}"),
    N_("只留一条，或改正抄错的那一项"),
)


def repeats(values: Iterable[ReadValue]) -> dict[str, Problem]:
    """Return by path the values that have in common what no two of their kind may.

    What is withdrawn or has ended is nobody's rival.
    """
    first: dict[tuple[str, str], Value] = {}
    found: dict[str, Problem] = {}
    for read in values:
        value: Value = read.value
        marks = () if value.status == WITHDRAWN or value.has_ended else value.sameness
        for mark in marks:
            other = first.setdefault((read.kind, mark), value)
            if other is not value and value.path not in found:
                details = {"name": value.name, "other": other.name, "same": mark}
                found[value.path] = problem(value.file, value.begins, SAME_AGAIN, **details)
    return found
