"""How notices are read: they stand in the heads of values of other kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from lianzhan.kinds.article.rules.columns import column_exists
from lianzhan.kinds.notice.values import TOLD, Notice, told
from lianzhan.kinds.reading import entry_of
from lianzhan.model.codes import N_, error
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import KINDS, NOTICE
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lianzhan.kinds.room import Rule
    from lianzhan.model.catalog import Entry
    from lianzhan.model.federation import Federation, Site
    from lianzhan.reading.keys import Key
    from lianzhan.reading.written import Written

_OF_PAGES = frozenset(filter(None, (kind.reserved for kind in KINDS)))
"""Folders of pages without columns."""
LONGEST = 300
"""Characters of a notice: it says that and why something is gone, and is no article."""
NOTICE_LONG = error(
    "notice-long",
    N_("撤稿说明有 {length} 字，超过 {limit} 字"),
    N_("只写撤下的事实和去处；要多说的，另发一篇稿件"),
)


def in_its_column(notice: Notice, site: Site, federation: Federation) -> Iterator[Problem]:
    """A notice stands in a column that is visible at its site, or among the pages."""
    if notice.column not in _OF_PAGES:
        yield from column_exists(notice, site, federation)


def short(notice: Notice, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A notice has at most 300 characters."""
    if len(notice.text) > LONGEST:
        details = {"length": len(notice.text), "limit": LONGEST}
        yield problem(notice.file, notice.begins, NOTICE_LONG, **details)


@dataclass(frozen=True)
class NoticeReading:
    """How a notice is judged; `keys` are none: it has no head of its own."""

    keys: tuple[Key, ...] = ()
    rules: tuple[Rule, ...] = (in_its_column, short)

    def make(self, written: Written) -> NoReturn:
        """No file holds a notice alone. Raises TypeError."""
        raise TypeError(written.origin.path)

    def entry(self, value: Notice, now: datetime) -> Entry:
        """Return all that other sites must know of a notice, and whether feeds tell of it."""
        return entry_of(value, NOTICE)._replace(phase=TOLD if told(value, now) else "")

    def moments(self, value: Notice, _now: datetime) -> Iterable[datetime]:
        """Feeds tell of it for a while."""
        return (value.told_until,) if value.review else ()


READING = NoticeReading()
