"""How picks are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.model.catalog import Pick
from lianzhan.model.codes import N_
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.keys import MOMENT, TEXT, Key, typed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lianzhan.kinds.room import Rule
    from lianzhan.model.problem import Problem
    from lianzhan.reading.written import Written

KEYS = (
    Key(
        "article",
        TEXT,
        N_("选用哪一篇：它在 content/ 之下的路径；它必须已发布，并推荐到本站的层级或更高"),
        required=True,
    ),
    Key("column", TEXT, N_("放进本站哪个栏目；不写就用稿件原来的栏目")),
    Key("by", TEXT, N_("谁选用的；参加活动的稿件要写")),
    Key("on", MOMENT, N_("哪一天选用的；参加活动的稿件要写")),
)


@dataclass(frozen=True)
class PickReading:
    """How a pick is read."""

    keys: tuple[Key, ...] = KEYS
    rules: tuple[Rule, ...] = ()

    def make(self, written: Written) -> tuple[Pick | None, tuple[Problem, ...]]:
        """Return a pick; None where it names no article."""
        origin = written.origin
        fields = Fields(origin.file, first_values(written.front.fields))
        values = typed(fields, KEYS, written.context)
        column = values["column"] or None
        pick = Pick(
            origin.site,
            values["article"],
            column,
            origin.file,
            origin.line,
            values["by"],
            values["on"].date() if values["on"] else None,
            dict(written.front.fields.lines).get("on", 0),
        )
        return pick if pick.article else None, tuple(fields.problems)

    def entry(self, value: Pick, _now: datetime) -> Pick:
        """Return the pick itself: it is all that there is to know."""
        return value

    def moments(self, _value: Pick, _now: datetime) -> Iterable[datetime]:
        """A pick has no dates."""
        return ()


READING = PickReading()
