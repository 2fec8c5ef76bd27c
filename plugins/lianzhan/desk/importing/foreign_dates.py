"""Dates as other generators and offices write them: in a head, in a path."""

from __future__ import annotations

import re
import unicodedata
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from lianzhan.reading.dates import parse_day, parse_moment

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_OURS = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[0-9TZ:+. -]*")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_SPACED = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_./年](\d{1,2})[-_./月](\d{1,2})(?!\d)")
_WRITTEN = re.compile(r"((?:19|20)\d{2}) ?[-_./年] ?(\d{1,2}) ?[-_./月] ?(\d{1,2}) ?[日号]?")
_HOUR = re.compile(r"(\d{1,2}) ?[点时:](?: ?(\d{1,2}) ?(?:[分:] ?(?:(\d{1,2})(?:\.\d+)? ?秒?)?)?)?")
_HALF = re.compile(r"上午|早上|凌晨|[AaPp]\.?[Mm]\.?|中午|下午|傍晚|晚上|晚")
_AFTERNOON = ("下午", "傍晚", "晚上", "晚", "中午", "pm")
_ZONE = re.compile(r"(?:UTC|GMT)?([+-]\d{2}:?\d{2})|(?:Z|UTC|GMT)", re.IGNORECASE)
_WEEKDAY = re.compile(r"[(\[]?(?:星期|周|礼拜)[一二三四五六日天][)\]]?")
_NUMERALS = {char: str(number) for number, char in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_NUMBER = re.compile(r"[〇零一二三四五六七八九十]+(?=[年月日号])")


def readable_date(text: str, zone: ZoneInfo) -> str:
    """Return a date that `reading` takes, as it is or written anew; "" for what names no full day.

    2020/5/9, 2020年5月9日 下午3时, 二〇二〇年五月九日, 20200509, Sat, 09 May 2020 10:00:00 +0800.
    """
    if _OURS.fullmatch(text) and parse_moment(text, zone):
        return text
    plain = unicodedata.normalize("NFKC", " ".join(text.split())).strip()
    plain = _WEEKDAY.sub("", _NUMBER.sub(_in_digits, plain)).strip()
    if match := _WRITTEN.match(plain) or _COMPACT.fullmatch(plain):
        rest = _time(plain[match.end() :].strip(" T,"))
        changed = "-".join(match.groups()) + rest if rest is not None else ""
    else:
        changed = _of_a_mail(plain)
    return changed if parse_moment(changed, zone) else ""


def _time(written: str) -> str | None:
    """Return a time of day with its zone: " 15:00" for 下午3时, "" for none, None for no time."""
    if not written:
        return ""
    half = _HALF.search(written)
    bare = _HALF.sub("", written, count=1).strip()
    match = _HOUR.match(bare)
    if match is None:
        return None
    zone = bare[match.end() :].strip()
    offset = _ZONE.fullmatch(zone) if zone else None
    if zone and offset is None:
        return None
    hour = int(match[1])
    if half and half[0].lower().replace(".", "") in _AFTERNOON and 1 <= hour < 12:
        hour += 12
    seconds = f":{int(match[3]):02}" if match[3] else ""
    plus = (offset[1] or "Z") if offset else ""
    return f" {hour:02}:{int(match[2] or 0):02}{seconds}{plus}"


def _in_digits(match: re.Match[str]) -> str:
    """Return 二〇二〇 as 2020, 二十三 as 23."""
    tens, ten, ones = match[0].partition("十")
    if not ten:
        return "".join(map(_NUMERALS.__getitem__, tens))
    return str(int(_NUMERALS.get(tens, "1")) * 10 + int(_NUMERALS.get(ones, "0")))


def _of_a_mail(text: str) -> str:
    """Return a date as RFC 5322 writes it, which names its day of the month in English."""
    try:
        return parsedate_to_datetime(text).isoformat() if re.search("[A-Za-z]{3}", text) else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def date_in(path: str) -> str:
    """Return the last full day that a path names (`2020/05/09/x.md`, `20200509-x`); "" if none."""
    plain = path.rpartition(".")[0]
    found = [*_SPACED.finditer(plain), *_COMPACT.finditer(plain)]
    for match in sorted(found, key=lambda match: match.start(), reverse=True):
        day = parse_day("-".join(match.groups()))
        if day:
            return day.isoformat()
    return ""
