"""Telephone numbers of China as people write them, to values; what is none is None.

For fields that hold numbers alone. Numbers in a text are found by `reading.body.telephones`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_
from lianzhan.model.contact import Telephone
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

HOTLINES = (
    "12338", "12345", "12348", "12355", "12356", "12309", "12315", "12320", "12333", "12337",
    "12351", "12368", "12377", "12385", "12388", "12393",
)  # fmt: skip
"""Public hotlines of five digits (工业和信息化部, 电信网编号计划 2017, 123XX)."""
EMERGENCY = ("110", "119", "120", "122")
MOBILE = r"1[3-9]\d{9}"
"""工业和信息化部, 电信网编号计划 2017: 11 digits from 13 to 19."""
A_TELEPHONE = N_("带区号的座机、手机、400 电话或短号，如 0731-84555555、12338")
"""What is wanted where a text is no telephone number."""

_AREA = r"10|2\d|[3-9]\d{2}"
"""Area codes without their 0: two digits for the largest cities, three for all others."""
_EXTENSION = r"(?:(?:-| ?转 ?| ?分机号? ?| ?ext\.? ?)(?P<extension>\d{1,6}))?"
_LANDLINE = late(
    rf"\(?0?(?P<area>{_AREA})\)?[- ]?(?P<number>[2-8]\d{{2,3}}[- ]?\d{{4}}){_EXTENSION}",
    re.ASCII | re.IGNORECASE,
)
"""Numbers within an area begin with 2 to 8: what begins with 0, 1 and 9 is for all of them."""
_MOBILE_GROUPS = late(rf"(?=(?:\d[- ]?){{11}}$){MOBILE[:-5]}\d(?:[- ]?\d){{8}}", re.ASCII)
_FREE_CALL = late(r"([48]00)[- ]?(\d{3})[- ]?(\d{4})|([48]00)[- ]?(\d{4})[- ]?(\d{3})", re.ASCII)
_SHORT = late(rf"{'|'.join(EMERGENCY)}|1[02]\d{{3}}|9[56]\d{{3,4}}", re.ASCII)
"""Emergency calls, 10XXX and 12XXX, 95XXX and 96XXX with one digit more (电信网编号计划 2017)."""
_LOCAL_SHORT = late(rf"\(?0({_AREA})\)?[- ]?(12\d{{3}}|9[56]\d{{3,4}})", re.ASCII)
"""A public number of one place, as one calls it from elsewhere: 0731-12338."""
_COUNTRY = late(r"(?:\+|00)?86[- ]?(?=[(\d])(?!\d{0,4}$)", re.ASCII)
_BETWEEN = late(r"[、,，;；/\n]| 或 ?| 和 ?")
_AREA_FIRST = late(rf"\(?0(?:{_AREA})\)?", re.ASCII)
_LONGEST = 200
"""Characters of a field; what is longer holds no telephone numbers alone."""
_PLAIN = {
    **{0xFF01 + sign: 0x21 + sign for sign in range(94)},
    **dict.fromkeys(map(ord, "\u3000\xa0\t\u2002\u2003\u2009\u202f"), " "),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad\u202a\u202c\u202d"), None),
}
"""Full-width signs, the many blanks and hyphens, and what nobody sees: so is it copied."""


def parse_telephone(text: str) -> Telephone | None:
    """Return the one number that a text is, else None.

    It is a landline with its area code, a mobile, a 400 or 800 number, or a short one (12338).
    Digits may be full-width and stand in groups, an extension may follow (转, -, 分机, ext).
    """
    if len(text) > _LONGEST:
        return None
    number = " ".join(text.translate(_PLAIN).split()).replace("--", "-")
    if _SHORT.fullmatch(number):
        return Telephone(number, f"tel:{number}")
    if found := _COUNTRY.match(number):
        return _mobile(rest := number[found.end() :]) or _landline(rest)
    if found := _FREE_CALL.fullmatch(number):
        shown = "-".join(filter(None, found.groups()))
        return Telephone(shown, f"tel:{shown.replace('-', '')}")
    if found := _LOCAL_SHORT.fullmatch(number):
        return Telephone(f"0{found[1]}-{found[2]}", f"tel:0{found[1]}{found[2]}")
    return _mobile(number) or (_landline(number) if number.startswith(("0", "(0")) else None)


def _mobile(number: str) -> Telephone | None:
    if not _MOBILE_GROUPS.fullmatch(number):
        return None
    digits = "".join(filter(str.isdecimal, number))
    return Telephone(digits, f"tel:+86{digits}")


def _landline(number: str) -> Telephone | None:
    found = _LANDLINE.fullmatch(number)
    if not found or number.count("(") != number.count(")"):
        return None
    area, digits = found["area"], re.sub("[- ]", "", found["number"])
    if len(area) + len(digits) < len("1084555555"):
        return None
    extension = f" 转 {found['extension']}" if found["extension"] else ""
    return Telephone(f"0{area}-{digits}{extension}", f"tel:+86{area}{digits}")


def parse_telephones(text: str) -> tuple[Telephone, ...]:
    """Return the numbers of a text that holds nothing but numbers; () where one of them is none.

    Between them stand 、 ， ； / or 或; one without an area code takes that of the one before it.
    """
    found = tuple(_each(text)) if len(text) <= _LONGEST else ()
    return tuple(dict.fromkeys(one for one in found if one)) if all(found) else ()


def _each(text: str) -> Iterator[Telephone | None]:
    area = ""
    for part in filter(None, map(str.strip, _BETWEEN.split(text))):
        number = parse_telephone(part) or (parse_telephone(f"{area}-{part}") if area else None)
        if number and (begin := _AREA_FIRST.match(number.shown)):
            area = begin[0]
        yield number
