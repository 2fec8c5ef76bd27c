"""Names of units that are spelt unlike those of the tree: 株州市妇联 for 株洲市妇联."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.kinds.proofs.passage import Finding, Ground, Passage, Proof
from lianzhan.model.codes import N_, warning
from lianzhan.model.kinds import file_of
from lianzhan.model.problem import problem
from lianzhan.reading.keys import WITHDRAWN
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from lianzhan.kinds.value import Value
    from lianzhan.model.catalog import Entry
    from lianzhan.model.codes import Code
    from lianzhan.model.problem import Problem

UNIT_NAME = warning(
    "unit-name",
    N_("“{words}”与本系统单位的名称不一样"),
    N_("核对名称，可能应为“{mending}”"),
)

_UNIT = late(r"妇女联合会|妇联|妇女联(?:会|和会|全会|台会)|妇女(?:连|链)合会")
_FULL = "妇女联合会"
_RIGHT = (_FULL, "妇联")
_LEVELS = tuple("省市州县区旗盟")
_HAN_BEFORE = late("[\u3400-\u9fff]+\\Z")
_LONGEST, _LEAST = 16, 2
"""Characters of a place's name, and the fewest that name one without its level."""
_LONG_STEM = 3
"""From this many characters on, a name that differs in one is no other place's."""
_ALIKE = (
    *("洲州", "沙莎砂纱", "底低抵", "郴彬琳", "汨汩", "沅源元", "潭谭", "怀淮", "益溢", "邵绍劭昭"),
    *("衡恒横", "岳乐", "植值", "慈磁", "醴澧", "浏刘流", "耒来未", "芷止", "溆叙序", "麻嘛"),
    *("炎焱", "荼茶", "祁祈岐", "绥缓", "凰皇", "垣桓", "靖清", "泸沪卢庐", "冈岗", "娄楼"),
    *("永泳", "临淋", "湘相箱", "峰锋", "牌排", "陵凌菱", "化华", "宁宁", "汉汗", "桃挑"),
)
"""Characters of places that are taken for one another by their sound or look."""
_GROUP = {sign: number for number, group in enumerate(_ALIKE) for sign in group}


class _Names(NamedTuple):
    """Places by their full name, by the name without its level, and by one character left open."""

    full: frozenset[str]
    stems: dict[str, str]
    open: dict[str, str]
    short: dict[str, str]


@lru_cache(maxsize=4)
def _names(units: str) -> _Names:
    """Return the places of a federation's units, from their names, one a line."""
    places = [unit.removesuffix(end) for unit in units.split("\n") for end in _RIGHT]
    full = frozenset(p for p in places if p[-1:] in _LEVELS and len(p) > _LEAST)
    opened = {f"{p[:at]}?{p[at + 1 :]}": p for p in full for at in range(len(p) - 1)}
    short = {p.replace("自治", ""): p for p in full if "自治" in p}
    return _Names(full, {p[:-1]: p for p in full}, opened, short)


def may_name_units(text: str, _signs: str, _ground: Ground) -> bool:
    """Whether a text speaks of a women's federation."""
    return "妇联" in text or "妇女联" in text or "妇女连" in text or "妇女链" in text


def unit_names(passage: Passage, ground: Ground) -> Iterator[Finding]:
    """A women's federation is called so, and by its place's name in the tree or by another place's.

    Named are places whose level is another than the tree's, that leave out 自治, or that differ
    from one of the tree's in one character: any of a longer name, of a short one only one that is
    taken for it. A place that the tree has is right.
    """
    for found in _UNIT.finditer(passage.words):
        if found[0] not in _RIGHT:
            yield Finding(found.start(), found.end(), _FULL, is_safe=True, words=found[0])
        elif wrong := misspelt(_before(found), ground.units):
            start = found.start() - len(wrong[0])
            yield Finding(start, found.start(), wrong[1], words=wrong[0])


def mentions(passages: Iterable[Passage]) -> Iterator[tuple[int, str]]:
    """Yield what stands before 妇联 where that may be a place, once each, with its line."""
    told: set[str] = set()
    for passage in passages:
        for found in _UNIT.finditer(passage.words) if "妇" in passage.text else ():
            before = _before(found)
            if before[-1:] in _LEVELS and before not in told and found[0] in _RIGHT:
                told.add(before)
                yield passage.line_of(found.start()), before


def misnamed_units(entry: Entry | Value, units: str, code: Code) -> Iterator[Problem]:
    """Yield the places in a value that are spelt almost as one of the tree's.

    `units` are the names of all units, one a line.
    """
    for line, before in entry.units if entry.status != WITHDRAWN else ():
        if wrong := misspelt(before, units):
            details = {"words": wrong[0], "mending": wrong[1]}
            yield problem(file_of(entry.path), line, code, **details)


def _before(found: re.Match[str]) -> str:
    """Return the Chinese characters right before a match."""
    before = _HAN_BEFORE.search(found.string, max(0, found.start() - _LONGEST), found.start())
    return before[0] if before else ""


@lru_cache(maxsize=4096)
def misspelt(before: str, units: str) -> tuple[str, str] | None:
    """Return the misspelt place that a text ends with, and its right name."""
    if before[-1:] not in _LEVELS:
        return None
    names = _names(units)
    ends = [before[-length:] for length in range(len(before), _LEAST, -1)]
    if any(end in names.full for end in ends):
        return None
    for end in ends:
        right = names.short.get(end) or names.stems.get(end[:-1]) or _one_off(end, names)
        if right:
            return end, right
    return None


def _one_off(end: str, names: _Names) -> str | None:
    for at in range(len(end) - 1):
        right = names.open.get(f"{end[:at]}?{end[at + 1 :]}")
        if right and (len(end) > _LONG_STEM or _are_alike(end[at], right[at])):
            return right
    return None


def _are_alike(one: str, other: str) -> bool:
    return one in _GROUP and _GROUP[one] == _GROUP.get(other)


PROOFS = (Proof(UNIT_NAME, may_name_units, unit_names),)
