"""A note as it was read, and the keys of its head."""

from __future__ import annotations

from lianzhan.kinds.value import Value
from lianzhan.model.frozen import dataclass
from lianzhan.reading.keys import REVIEW_KEYS, START, TEXT, Key

KEYS = (
    Key("title", TEXT, "标题", required=True),
    Key("date", START, "日期", required=True),
    Key("place", TEXT, "地点"),
    *REVIEW_KEYS,
)


@dataclass(frozen=True)
class Note(Value):
    """A dated short text, in a file of its own or among many."""

    title: str = ""
    place: str = ""
