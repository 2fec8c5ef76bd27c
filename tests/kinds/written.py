"""What is written of a value, without files: a head as YAML, an empty or a given body."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from lianzhan.model.body import Body
from lianzhan.reading.documents import Origin, Written
from lianzhan.reading.front_matter import split
from lianzhan.reading.keys import Context

ZONE = ZoneInfo("Asia/Shanghai")
CONTEXT = Context(ZONE, "湖南省妇联", ("province", "national"))


def written(
    head: str,
    path: str = "hunan/articles/news/x.md",
    column: str | None = "news",
    body: Body | None = None,
    line: int = 1,
) -> Written:
    front = split(f"---\n{head}\n---\n", path)
    origin = Origin(path, "digest", "hunan", column, "x", line)
    return Written(origin, front, body or Body(), CONTEXT)
