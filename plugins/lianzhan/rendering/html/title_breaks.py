"""Where titles may break: Jinja filters that write `<wbr>` at the ends of words.

Titles are styled `word-break: keep-all`, so that a browser breaks them at punctuation alone. WebKit
breaks them at spaces alone, and then anywhere: it is told of punctuation, too. What stands between
two marks, a clause, is kept whole where it fits any line, and has a chance at the end of each word
where it is longer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from lianzhan.rendering.html.words import words_in
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WHOLE = 10
"""Characters of a clause that is kept whole; two letters or digits count as one.

A page's own title in large type holds as many on a line: 336 px of a phone's 360, at 33 px each.
"""
LONGEST_AS_USUAL = 13
"""The same in type of the usual size: only in large type are clauses of 11 to 13 broken.

A list's title in large type has as many on a line beside its picture on a phone, and balanced
lines would rather break in the midst of a clause than behind one that is short.
"""
_CLAUSE = late(r".*?(?:[，。、；：！？）】》〕」』”’…—·～\s]+|(?=[（【《〔「『“‘])|$)", re.DOTALL)
"""Chromium 156 and Firefox 153 break behind these marks, and before these, whatever `word-break`
says; WebKit 2.50 does not."""
_MARK = late(r"[^\w]")
_HAN = late(r"[\u3400-\u9fff]+")
_BREAK, _BREAK_IN_LARGE = "\0", "\1"
"""Stand for breaks until the rest is escaped; no title has them (see `reading.text`)."""
_TAGS = {ord(_BREAK): "<wbr>", ord(_BREAK_IN_LARGE): '<wbr class="in-large">'}
_PIECE = late(
    r"(?P<whole>\d{4}年(?:\d+月(?:\d+日)?)?|\d+月\d+日"
    r"|第[〇零一二三四五六七八九十百千万\d]+[条章节款项届次期批号课讲]?)"
    r"|(?P<han>(?:(?!第[〇零一二三四五六七八九十百千万\d])[\u3400-\u9fff])+)"
    r"|(?P<latin>[^\W\u3400-\u9fff]+(?:[-+.,:/%@&℃–~]+[^\W\u3400-\u9fff]*)*)"
    r"|(?P<mark>.)",
    re.DOTALL,
)
_ENDS = frozenset(
    "的了着过们地得之者员性化节日周月年季期次度后前中内外里上下间时处人家场所室站馆院校班会团队组办法条例课"
    "本书报型式类级省市县区州旗乡镇村街等吗吧呢啊号版页篇个只名位件项份边族"
)
"""Characters that end what stands before them; any other that is a word of its own begins one."""
_UNIT = late(r"妇联|妇工委|妇儿工委")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_OF_A_PLACE = frozenset("省市县区州旗盟族")
_OFFICES = "直机关"
_SHORT = 2
"""Characters of the end of a place's name that is none without what stands before it: 滩区.

Counties alone have names of one character: 澧县.
"""


@lru_cache(maxsize=20_000)
def title_breaks(title: str, *, large: bool = True) -> Markup:
    """Jinja filter: a title as HTML, with `<wbr>` between clauses, and in one too long for a line.

    None stands in a clause of ten characters, beside a space, in a date, a number with its unit or
    a Latin word, nor in a federation's name but before 妇联. `large` is whether a line may hold no
    more than ten characters in large type.
    """
    if len(title) <= LONGEST_WHOLE:
        return escape(title)
    made = _with_breaks(title)
    if not large:
        made = made.replace(_BREAK_IN_LARGE, "")
    return Markup(str(escape(made)).translate(_TAGS))  # noqa: S704 - escaped


@lru_cache(maxsize=20_000)
def _with_breaks(title: str) -> str:
    """Return a title with the signs of all its breaks: most are shown in both sizes."""
    return _BREAK.join(map(_broken, _clauses(title))).replace(" " + _BREAK, " ")


@lru_cache(maxsize=5_000)
def name_breaks(name: str) -> Markup:
    """Jinja filter: the name of a site as HTML: it may break before 妇联, and nowhere else."""
    found = _UNIT.search(name)
    at = found.start() if found else 0
    return escape(name[:at]) + (Markup("<wbr>") if at else Markup("")) + escape(name[at:])


def _clauses(title: str) -> list[str]:
    return [title] if _MARK.search(title) is None else list(filter(None, _CLAUSE.findall(title)))


def _broken(clause: str) -> str:
    if len(clause) <= LONGEST_WHOLE:
        return clause
    width = len(clause) - sum(map(str.isascii, clause)) / 2
    if width <= LONGEST_WHOLE:
        return clause
    mark = _BREAK_IN_LARGE if width <= LONGEST_AS_USUAL else _BREAK
    return mark.join(phrases(clause))


def phrases(clause: str) -> list[str]:
    """Return a clause in the parts that stay whole, none of them a single character."""
    made: list[str] = []
    goes_on = False
    for part, holds in _parts(clause):
        if made and (goes_on or part in _ENDS or not part[0].isalnum()):
            made[-1] += part
        else:
            made.append(part)
        goes_on = holds
    if len(made) > 1 and len(made[-1]) == 1:
        made[-2:] = ["".join(made[-2:])]
    return _with_whole_names(made) if "妇" in clause else made


def _parts(clause: str) -> Iterator[tuple[str, bool]]:
    """Yield words, numbers, quotations and marks, each with whether the next one belongs to it."""
    if _HAN.fullmatch(clause) and "第" not in clause:
        yield from ((word, _begins(word)) for word in words_in(clause))
        return
    for found in _PIECE.finditer(clause):
        if found.lastgroup == "han":
            yield from ((word, _begins(word)) for word in words_in(found[0]))
        elif found.lastgroup == "latin":
            yield found[0], found[0][-1].isdigit()
        else:
            yield found[0], found.lastgroup == "mark"


def _begins(word: str) -> bool:
    """Whether a word is the start of the next: a character alone, or a number in characters."""
    if len(word) == 1:
        return word not in _ENDS
    return word[0] in _NUMERALS and _NUMERALS.issuperset(word)


def _with_whole_names(parts: list[str]) -> list[str]:
    """Return the parts with each federation's place in one, and 妇联 behind it in another."""
    made: list[str] = []
    for part in parts:
        if _UNIT.match(part) and made and _ends_a_place(made[-1]):
            name = made.pop()
            while made and _needs_more(name):
                name = made.pop() + name
            made.append(name)
        made.append(part)
    return made


def _ends_a_place(part: str) -> bool:
    return part[-1] in _OF_A_PLACE or part.endswith(_OFFICES)


def _needs_more(name: str) -> bool:
    """Whether the end of a place's name is none without the part that stands before it."""
    is_end = name.startswith("自治") or name[1:].startswith("族") or name[1:] == _OFFICES
    return is_end or (len(name) <= _SHORT and not name.endswith("县"))
