"""Places of women's federations, held against those of the tree. Pure: names in, names out.

The build's own process does this too, once it knows all sites: nothing here parses a text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.codes import N_, warning
from lianzhan.model.kinds import file_of
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.keys import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.value import Value
    from lianzhan.model.catalog import Entry
    from lianzhan.model.codes import Code
    from lianzhan.model.federation import Federation

UNIT_NAME = warning(
    "unit-name",
    N_("“{words}”与本系统单位的名称不一样"),
    N_("核对名称，可能应为“{mending}”"),
)

FULL = "妇女联合会"
RIGHT = (FULL, "妇联")
"""What a women's federation is called behind its place."""
LEVELS = tuple("省市州县区旗盟")
"""How the name of a place ends."""
_ABOVE = ">"
"""How the line of a unit begins that has others below it."""
LEAST = 2
"""Characters that name a place without its level, the fewest."""
_LONG_STEM = 3
"""From this many characters on, a name that differs in one is no other place's."""
_ALIKE = (
    *("洲州", "沙莎砂纱", "底低抵", "郴彬琳", "汨汩", "沅源元", "潭谭", "怀淮", "益溢", "邵绍劭昭"),
    *("衡恒横", "岳乐", "植值", "慈磁", "醴澧", "浏刘流", "耒来未", "芷止", "溆叙序", "麻嘛"),
    *("炎焱", "荼茶", "祁祈岐", "绥缓", "凰皇", "垣桓", "靖清", "泸沪卢庐", "冈岗", "娄楼"),
    *("永泳", "临淋", "湘相箱", "峰锋", "牌排", "陵凌菱", "化华", "汉汗", "桃挑"),
)
"""Characters of places that are taken for one another by their sound or look."""
_GROUP = {sign: number for number, group in enumerate(_ALIKE) for sign in group}


class _Names(NamedTuple):
    """Places by their full name, by the name without its level, and by one character left open.

    Those that have others below them are `above`.
    """

    full: frozenset[str]
    stems: dict[str, str]
    open: dict[str, list[str]]
    short: dict[str, str]
    above: frozenset[str]


@lru_cache(maxsize=4)
def _names(units: str) -> _Names:
    """Return the places of a federation's units (`unit_lines`)."""
    names = [(unit.removeprefix(_ABOVE), unit[:1] == _ABOVE) for unit in units.split("\n")]
    places = {unit.removesuffix(end) for unit, _ in names for end in RIGHT}
    above = frozenset(unit.removesuffix(end) for unit, has in names if has for end in RIGHT)
    full = sorted(p for p in places if p[-1:] in LEVELS and len(p) > LEAST)
    opened: dict[str, list[str]] = {}
    for place in full:
        for at in range(len(place) - 1):
            opened.setdefault(f"{place[:at]}?{place[at + 1 :]}", []).append(place)
    short = {p.replace("自治", ""): p for p in full if "自治" in p}
    return _Names(frozenset(full), {p[:-1]: p for p in full}, opened, short, above)


def unit_lines(federation: Federation) -> str:
    """Return the names of all units, one a line; of those that have others below, with a sign."""
    parents = federation.children
    return "\n".join(f"{_ABOVE * (s.slug in parents)}{s.name}" for s in federation.sites)


def misnamed_units(entry: Entry | Value, units: str, code: Code) -> Iterator[Problem]:
    """Yield the places in a value that are spelt almost as one of the tree's.

    `units` are the names of all units (`unit_lines`).
    """
    for line, before in entry.units if entry.status != WITHDRAWN else ():
        if wrong := misspelt(before, units):
            details = {"words": wrong[0], "mending": wrong[1]}
            yield problem(file_of(entry.path), line, code, **details)


@lru_cache(maxsize=4096)
def misspelt(before: str, units: str) -> tuple[str, str] | None:
    """Return the misspelt place that a text ends with, and its right name."""
    if before[-1:] not in LEVELS:
        return None
    names = _names(units)
    ends = [before[-length:] for length in range(len(before), LEAST, -1)]
    if any(end in names.full for end in ends):
        return None
    for end in ends:
        right = names.short.get(end) or _of_level(end, names) or _one_off(end, names)
        if right:
            return end, right
    return None


def _of_level(end: str, names: _Names) -> str | None:
    """Return the place of another level: 祁阳市 for 祁阳县, but 长沙县 is below 长沙市."""
    right = names.stems.get(end[:-1])
    return None if right in names.above and end[-1] == "县" else right


def _one_off(end: str, names: _Names) -> str | None:
    for at in range(len(end) - 1):
        for right in names.open.get(f"{end[:at]}?{end[at + 1 :]}", ()):
            if len(end) > _LONG_STEM or _are_alike(end[at], right[at]):
                return right
    return None


def _are_alike(one: str, other: str) -> bool:
    return one in _GROUP and _GROUP[one] == _GROUP.get(other)
