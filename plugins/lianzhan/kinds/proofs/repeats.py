"""What stands twice: a word typed twice, a paragraph pasted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.proofs.passage import Finding, Ground, Passage, Proof
from lianzhan.model.codes import N_, warning
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

DOUBLED_WORDS = warning("doubled-words", N_("“{words}”里有字重复"), N_("改为“{mending}”"))
SAME_PARAGRAPH = warning(
    "same-paragraph",
    N_("这一段与第 {first} 行的一样：“{words}”"),
    N_("删去重复的一段"),
)

_DOUBLED = late(
    r"(?<![目标的])的的(?![的确士喀])|(?<![不未了时])了了(?![了之解结断然])|(?<!是)是是(?![是否非])"
    r"|(?<![现存实内所外潜健自正在])在在(?!在)|们们"
)
"""Not 目的的, 标的的, 的的确确, 的的士; 为了了解, 不了了之; 是是否, 是是非非; 现在在, 存在在."""
_PAIRS = ("的的", "了了", "是是", "在在", "们们")
_LEAST = 30
"""Chinese characters from which on a paragraph that stands twice was pasted twice."""
_HAN = late("[\u3400-\u9fff]")
_SHOWN = 20
_AROUND = " \t\u3000>*-+#|"


def may_be_doubled(whole: Passage, _ground: Ground) -> bool:
    """Whether one of the words stands twice in a text."""
    return any(map(whole.text.__contains__, _PAIRS))


def doubled_words(passage: Passage, _ground: Ground) -> Iterator[Finding]:
    """的, 了, 是, 在 or 们 twice, where no word of Chinese has it so."""
    for found in _DOUBLED.finditer(passage.words):
        yield Finding(found.start(), found.end(), found[0][0], is_safe=found[0] in ("的的", "们们"))


def may_be_repeated(whole: Passage, _ground: Ground) -> bool:
    """Whether two long lines of a text are one."""
    long = [line for line in whole.text.split("\n") if len(line) >= _LEAST]
    return len({*map(_bare, long)}) < len(long)


def same_paragraphs(passage: Passage, _ground: Ground) -> Iterator[Finding]:
    """A line of 30 Chinese characters or more that stands in the text a second time."""
    seen: dict[str, int] = {}
    place = 0
    for number, line in enumerate(passage.words.split("\n"), passage.line):
        bare = _bare(line)
        if len(bare) >= _LEAST and len(_HAN.findall(bare)) >= _LEAST:
            if bare in seen:
                more = (("first", str(seen[bare])),)
                yield Finding(place, place + len(line), words=f"{bare[:_SHOWN]}…", more=more)
            else:
                seen[bare] = number
        place += len(line) + 1


def _bare(line: str) -> str:
    return line.strip(_AROUND)


PROOFS = (
    Proof(DOUBLED_WORDS, may_be_doubled, doubled_words),
    Proof(SAME_PARAGRAPH, may_be_repeated, same_paragraphs),
)
