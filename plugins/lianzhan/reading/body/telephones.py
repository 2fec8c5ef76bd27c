"""Telephone numbers of China in a text, and what only looks like one."""

from __future__ import annotations

import re

from lianzhan.reading.telephones import EMERGENCY, HOTLINES, MOBILE
from lianzhan.runtime.late_pattern import late

_LONG = (
    MOBILE + r"|0\d{2,3}[-—－ ]\d{7,8}(?:[-—－转]\d{1,5})?|[（(]0\d{2,3}[)）] ?\d{7,8}"
    r"|[48]00[- ]?\d{3}[- ]?\d{4}"
)
_EDGE_BEFORE = r"(?<![\w./%#¥￥$-])"
NUMBER = late(
    rf"(?:(?<=[\u3000-\u9fff\uff01-\uff5e])|{_EDGE_BEFORE})(?<![第￥¥])"
    rf"(?:{_LONG}|{'|'.join((*HOTLINES, *EMERGENCY))})"
    r"(?=[\u3000-\u9fff\uff01-\uff5e]|\W|$)(?![%/]|[.-][A-Za-z0-9])"
)
_SOME_NUMBER = re.compile(
    r"1(?:[3-9]\d{9}|2[345]\d\d|1[09]|2[02])|0\d{2,3}[-) ]*\d{7}|[48]00[- ]?\d{3}"
)
_WITHOUT_MARKS = str.maketrans("", "", "*_`\\")
"""Takes out what may stand within a number and is not shown."""
_CALLED = ("拨打", "拨", "报警", "电话", "热线", "致电", "呼叫", "急救", "火警", "联系")
_MEASURES = tuple("人名元个件份次户张台套天年月日米吨斤岁场家项条支批位万亿千百里只头亩%％多余公")
_NEAR = 8


def may_hold_number(signs: str) -> bool:
    """Whether a number may stand in a text with these signs (`signs.narrow`)."""
    return any(map(signs.__contains__, "1048")) and bool(
        _SOME_NUMBER.search(signs.translate(_WITHOUT_MARKS))
    )


def is_telephone(found: re.Match[str]) -> bool:
    """Whether a match of `NUMBER` is to be called: a short one needs words that say so.

    What counts something (12345人) is none.
    """
    number = found[0]
    after = found.string[found.end() : found.end() + 1]
    if after.startswith(_MEASURES) and len(number) < len("12345678"):
        return False
    if number in EMERGENCY:
        before = found.string[max(0, found.start() - _NEAR) : found.start()]
        return any(word in before for word in _CALLED)
    return True


def without_marks(number: str) -> str:
    """Return a number as RFC 3966 wants it: digits alone; what comes after 转 is left out."""
    return "".join(sign for sign in number.partition("转")[0] if sign.isdigit())
