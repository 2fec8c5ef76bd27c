"""What a text tells of a person that nobody asked for: numbers, an exact age, a day of birth.

Meant for short texts that name a person, a group, a school: none of these holds such things.
"""

from __future__ import annotations

import unicodedata

from lianzhan.model.codes import N_
from lianzhan.runtime.late_pattern import late

IDENTITY, NUMBER = N_("身份证号码"), N_("电话号码或别的号码")
BIRTHDAY, AGE = N_("出生日期"), N_("确切的年龄")
_DIGIT = r"[0-9〇○零一二三四五六七八九]"
_GAPS = late(r"[\s\u200b-\u200d\u2060·*_.,()/\u2010-\u2015\u2212~+-]")
_IDENTITY = late(r"(?<![0-9])[1-9](?:[0-9]{14}|[0-9]{16}[0-9Xx])(?![0-9])")
"""15 or 18 digits (GB 11643-1999, and its form before 1999), right or not."""
_NUMBER = late(rf"{_DIGIT}{{7,}}")
"""Seven digits: the shortest number of a telephone in China."""
_BIRTHDAY = late(
    r"(?:1[89]|20)[0-9]{2} ?[年./-] ?[0-9]{1,2}(?![0-9])"
    rf"|{_DIGIT}{{4}} ?年 ?[0-9一二三四五六七八九十]+ ?月"
    rf"|{_DIGIT}{{2,4}} ?年? ?出?生(?![态活产物])|生于|生日|出生"
)
_AGE = late(r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}) ?周?岁(?!以)")


def personal_fact(text: str) -> str:
    """Return what a text tells of a person that it should not, in words; "" for nothing."""
    plain = unicodedata.normalize("NFKC", text)
    joined = _GAPS.sub("", plain)
    if _IDENTITY.search(joined):
        return IDENTITY
    if _BIRTHDAY.search(plain):
        return BIRTHDAY
    if _NUMBER.search(joined):
        return NUMBER
    return AGE if _AGE.search(plain) else ""
