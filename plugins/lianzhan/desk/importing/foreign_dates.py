"""Dates as other generators and offices write them: in a head, in a path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.reading.dates import parse_day, parse_moment

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_SPACED = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_./年](\d{1,2})[-_./月](\d{1,2})(?!\d)")


def readable_date(text: str, zone: ZoneInfo) -> str:
    """Return a date that `reading` takes: as it is, or 2020/5/9 and 2020年5月9日 with hyphens."""
    if parse_moment(text, zone):
        return text
    match = _SPACED.match(text)
    rest = text[match.end() :].removeprefix("日") if match else ""
    changed = f"{'-'.join(match.groups())}{rest}" if match else ""
    return changed if parse_moment(changed, zone) else ""


def date_in(path: str) -> str:
    """Return the last full day that a path names (`2020/05/09/x.md`, `20200509-x`); "" if none."""
    plain = path.rpartition(".")[0]
    found = [*_SPACED.finditer(plain), *_COMPACT.finditer(plain)]
    for match in sorted(found, key=lambda match: match.start(), reverse=True):
        day = parse_day("-".join(match.groups()))
        if day:
            return day.isoformat()
    return ""
