"""Why a Markdown text would cost too much to be parsed: see `bounds`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.reading.bounds import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_ENTITIES,
    MAX_LINKS,
    MAX_PICTURES,
    MAX_TAGS,
)
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from lianzhan.model.body import Body

TOO_COSTLY = error(
    "too-costly",
    N_("正文太复杂，无法处理：{reason}"),
    N_("简化排版：减少嵌套、括号与表格，或拆成几篇"),
)
_DEEP = late(rf"\n(?:[ \t]*(?:>|(?:[-*+]|\d{{1,9}}[.)])(?=[ \t]))){{{MAX_DEPTH + 1}}}[^\n]*")
"""The start of a line, sought by the line end before it: "^" would be tried at each character."""
_RULE = late(r"\s*(?:-[ \t]*)+|\s*(?:\*[ \t]*)+")
"""A line of nothing but dashes, or stars, is a rule across the page and opens nothing."""
_TAG_START = late(r"<[A-Za-z/]")


def too_costly(text: str, signs: str) -> str | None:
    """Return why a Markdown text with these signs may not be parsed, or None where it may."""
    if "\t" in signs or signs.count(" ") + signs.count(">") > MAX_DEPTH:
        for deep in _DEEP.finditer(f"\n{text}"):
            if not _RULE.fullmatch(deep[0]):
                return f"> {MAX_DEPTH}: {deep[0].strip()[:20]}…"
    if signs.count("<") > MAX_TAGS and (tags := len(_TAG_START.findall(text))) > MAX_TAGS:
        return f"<…> × {tags} > {MAX_TAGS}"
    if (entities := signs.count("&")) > MAX_ENTITIES:
        return f"& × {entities} > {MAX_ENTITIES}"
    lines = signs.split("\n") if "|" in signs else []
    if (columns := max((line.count("|") for line in lines), default=0)) > MAX_COLUMNS:
        return f"| × {columns} > {MAX_COLUMNS}"
    if (cells := columns * len(lines)) > MAX_CELLS:
        return f"| × {cells} > {MAX_CELLS}"
    return None


def too_many(body: Body) -> str | None:
    """Return which limit on links or pictures a body exceeds, or None."""
    if len(body.links) > MAX_LINKS:
        return f"[…](…) × {len(body.links)} > {MAX_LINKS}"
    if len(body.images) > MAX_PICTURES:
        return f"![…](…) × {len(body.images)} > {MAX_PICTURES}"
    return None
