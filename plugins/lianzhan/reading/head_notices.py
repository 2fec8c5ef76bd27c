"""A head that can be read to warnings: of remarks, and of quotes that will be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.problem import Problem, problem
from lianzhan.reading.head_faults import CHINESE_QUOTES, HEAD_REMARK
from lianzhan.reading.head_values import quoted
from lianzhan.reading.meant_words import NOT_TEXT
from lianzhan.reading.yaml_masks import remarks
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_QUOTED = late(
    r"[ \t]*([A-Za-z][\w-]*)[ \t]*:[ \t]+"
    r"([“”][^“”\"\n]*[“”\"]|[‘’][^‘’'\n]*[‘’']|「[^「」\n]*」|『[^『』\n]*』)[ \t]*$"
)
_SHOWN = 60


def notices(lines: Sequence[str], first: int, path: str, *, is_yaml: bool) -> Iterator[Problem]:
    """Yield a warning for each line whose value loses or gains something that was not meant.

    `first` is the number of the first line. Only YAML has remarks.
    """
    if is_yaml:
        for number, text in remarks("\n".join(lines)):
            yield problem(path, first + number, HEAD_REMARK, text=text[:_SHOWN])
    for number, line in enumerate(lines):
        found = _QUOTED.match(line)
        if found and found[1].lower() not in NOT_TEXT:
            key, value = found[1], found[2]
            details = {"plain": f"{key}: {value[1:-1]}", "quoted": f"{key}: {quoted(value)}"}
            shown = {name: text[: 2 * _SHOWN] for name, text in details.items()}
            yield problem(path, first + number, CHINESE_QUOTES, key=key, **shown)
