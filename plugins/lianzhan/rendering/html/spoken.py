"""How the name of a site is said: what the portal's filter box finds it by besides its signs.

syllables.txt has a line for each syllable of pinyin: that, without its tone, and the characters
read so: the 6,763 of GB 2312-80 and all others in names of places, each once, as it is read there
(长 chang, 都 du). It comes from pypinyin (MIT, syllables.LICENSE); docs/decisions/0051 says how.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("syllables.txt")
_OFFICE = re.compile(r"(?:妇联|妇工委|妇儿工委|妇女联合会).*")
_UNIT = re.compile(r"(?<=..)(?:(?:[^州县旗]{1,4}族)*自治[州县旗区]|[省市县区州旗盟]|地区|林区)$")
_READ_OTHERWISE = {
    "六安": "lu an",
    "六合": "lu he",
    "东阿": "dong e",
    "乐清": "yue qing",
    "大埔": "da bu",
    "尉犁": "yu li",
    "蔚县": "yu xian",
    "长子": "zhang zi",
    "铅山": "yan shan",
    "泌阳": "bi yang",
    "枞阳": "zong yang",
    "犍为": "qian wei",
    "黄陂": "huang pi",
    "浚县": "xun xian",
    "洪洞": "hong tong",
    "荥经": "ying jing",
    "会稽": "kuai ji",
    "大城": "dai cheng",
    "乐陵": "lao ling",
    "乐亭": "lao ting",
    "瓦窑堡": "wa yao bu",
    "吴堡": "wu bu",
    "蚌埠": "beng bu",
    "吐鲁番": "tu lu fan",
    "筠连": "jun lian",
    "柞水": "zha shui",
    "宝坻": "bao di",
    "龟兹": "qiu ci",
    "解州": "xie zhou",
    "十里堡": "shi li pu",
    "莘县": "shen xian",
    "亳州": "bo zhou",
    "东莞": "dong guan",
    "繁峙": "fan shi",
    "句容": "ju rong",
    "宿州": "su zhou",
    "宿迁": "su qian",
    "洪泽": "hong ze",
    "百色": "bai se",
    "任丘": "ren qiu",
    "行唐": "xing tang",
    "余干": "yu gan",
    "堡子": "bu zi",
    "鸭绿江": "ya lu jiang",
    "郫都": "pi du",
    "蠡县": "li xian",
}
"""Places whose characters are read otherwise there than elsewhere (民政部, 全国行政区划信息)."""


def spoken(name: str) -> str:
    """Jinja filter: a name in pinyin and by its initials, "anhua ah", in small letters.

    So is what it is called without 县妇联 and the like. A place that is read otherwise than its
    characters are elsewhere is found by either; its own initials come last. A name in other letters
    is found as it is written.
    """
    if name.isascii():
        return name.lower()
    short = _UNIT.sub("", _OFFICE.sub("", name) or name)
    common = [_syllable(sign) for sign in short]
    place = next((place for place in _READ_OTHERWISE if short.startswith(place)), "")
    own = _READ_OTHERWISE[place].split() + common[len(place) :] if place else common
    readings = [reading for reading in (common, own) if all(reading)]
    words = ["".join(reading) for reading in readings]
    initials = ["".join(syllable[0] for syllable in reading) for reading in readings]
    return " ".join([*dict.fromkeys(words), *dict.fromkeys(initials)])


def _syllable(sign: str) -> str:
    return sign.lower() if sign.isascii() else _syllables().get(sign, "")


@cache
def _syllables() -> dict[str, str]:
    lines = (line.split(" ") for line in _FILE.read_text("utf-8").splitlines())
    return {sign: syllable for syllable, signs in lines for sign in signs}
