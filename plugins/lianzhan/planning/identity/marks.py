"""The mark of a site (方印): one to three characters, taken from its name."""

from __future__ import annotations

import re
import unicodedata

from lianzhan.model.identity import PORTAL_LOOK
from lianzhan.runtime.late_pattern import late

LONGEST = 3
"""Characters of a mark: more can't be read at the size of a line."""
SHORT = 2
"""Characters that are left of a longer name, and that must stay where a level is dropped."""
_UPON = 2
"""Signs that one letter may carry: no script of China needs more."""
_UNITS = late("妇女联合会|妇女工作委员会|妇女委员会|妇联|妇工委|妇委会")
_NATION = "中华"
"""What the name of 全国妇联 begins with, written in full."""
_REMARK = late(r"[(\[<〔【《].*?[)\]>〕】》]")
_DIRECT = late("[省市县区州旗盟]直")
"""Offices of an authority itself: 湖南省直机关 is 省直."""
_ABOVE = late(r"(?:\w{2,}?(?:省|市|盟|地区|自治[区州]))+(?=\w{2})")
"""The name of the site above, where a name is written in full: 湖南省益阳市 is 益阳."""
_BANNER = late(r"(\w)\w*([左右])翼?([前中后]?)|(\w)\w+([前中后])")
"""A banner by its side, without its 旗: 科尔沁左翼中旗 is called 科左中旗, 乌拉特前旗 乌前旗."""
_ZONES = (
    (late(r"\w*(?:高新技术产业开发|高新技术开发|高新)区"), "高新"),
    (late(r"\w*(?:经济技术开发|经济开发|经开)区"), "经开"),
)
"""Zones that are called by what they are: their place is that of the site above."""
_LEVELS = (
    *("特别行政区", "风景名胜区", "工业园区", "管理区", "示范区", "开发区", "风景区", "新区"),
    *("林区", "特区", "矿区", "地区", "街道", "社区", "省", "市", "县", "区", "州", "盟", "旗"),
    *("镇", "乡", "村"),
)
"""How the name of a place ends, longest first."""
_PEOPLES = late(
    "蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依|朝鲜|满族|侗族|瑶族|白族|土家|哈尼|哈萨克|傣族|黎族|傈僳|佤族|畲族|高山族|拉祜"
    "|水族|东乡|纳西|景颇|柯尔克孜|土族|达斡尔|仫佬|羌族|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒族|乌孜别克|俄罗斯"
    "|鄂温克|德昂|保安|裕固|京族|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各族"
)
"""The peoples of China (GB/T 3304), as names of places write them: 族 only behind one sign."""


def mark_of(name: str) -> str:
    """Return the mark of a unit by its name; what is in brackets does not count.

    The words 妇联, 妇工委 and their long forms are dropped, then the level (省, 县, 新区 …) if two
    characters stay; of a place of autonomy what stands before its peoples. What is longer than
    three characters gives the first two. A name in other letters gives the initials of its words.
    """
    plain = _REMARK.sub("", unicodedata.normalize("NFKC", name)).strip()
    unit = _UNITS.search(plain)
    place = plain[: unit.start()] if unit and unit.start() else plain
    place = place.removeprefix(_NATION) or place
    if place.isascii():
        return _initials(place) or PORTAL_LOOK.mark
    return _cut(_short(_letters(place))) or PORTAL_LOOK.mark


def _short(place: str) -> str:
    """Return the short name of a place, however long."""
    if direct := _DIRECT.search(place):
        return direct[0]
    if above := _ABOVE.match(place):
        place = place[above.end() :]
    zone = next((short for form, short in _ZONES if form.fullmatch(place)), "")
    return zone or _without_level(place)


def _without_level(place: str) -> str:
    level = next((end for end in _LEVELS if _leaves_enough(place, end)), "")
    stem = place.removesuffix(level)
    if stem.endswith(("自治", "族")):
        stem = _without_peoples(stem.removesuffix("自治"))
    is_banner = level == "旗" or "翼" in stem
    banner = _BANNER.fullmatch(stem) if is_banner else None
    return "".join(filter(None, banner.groups())) if banner else stem


def _without_peoples(stem: str) -> str:
    peoples = _PEOPLES.search(stem, SHORT)
    return stem[: peoples.start()] if peoples else stem.removesuffix("族")


def _leaves_enough(place: str, level: str) -> bool:
    return place.endswith(level) and len(place) - len(level) >= SHORT


def _letters(text: str) -> str:
    """Return the letters and digits of a text, with what is written upon them."""
    return "".join(sign for sign in text if sign.isalnum() or unicodedata.category(sign)[0] == "M")


def _cut(short: str) -> str:
    """Return a short name of at most three characters; no letter loses its vowel signs."""
    whole: list[str] = []
    for sign in short:
        if unicodedata.category(sign)[0] != "M":
            whole.append(sign)
        elif whole and len(whole[-1]) <= _UPON:
            whole[-1] += sign
    return "".join(whole if len(whole) <= LONGEST else whole[:SHORT])


def _initials(name: str) -> str:
    words = re.findall(r"[A-Za-z0-9]+(?:'[A-Za-z]+)?", name)
    return "".join(word[0] for word in words[:LONGEST]).upper() if words[1:] else name[:SHORT]
