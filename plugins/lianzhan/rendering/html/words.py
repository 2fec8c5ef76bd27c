"""Words of a Chinese text, by a dictionary of 70,000 with how often each is used.

In: a text of Chinese characters. Out: its words. words.txt has a line for each first character:
that, then its words without it, each behind a letter for its cost (a: 0, z: 25; the natural
logarithm of how many words stand there for one of it). It comes from jieba (MIT, words.LICENSE);
docs/decisions/0051 says how, and why no segmenter is imported.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("words.txt")
_OF_OUR_OWN = (
    "巾帼 妇联 妇工委 妇儿工委 妇女节 妇女之家 三八 女职工 女童 家访 家风 家教 好家风 村规民约 "
    "移风易俗 民宿 绣娘 湘绣 土货 反诈 防骗 防溺水 性骚扰 家暴 反家暴 普法 维权 站姿 歌本 老屋 "
    "诵读 亲子 志愿者 宣讲 宣讲员 示范户 美丽庭院 儿童之家 两癌 托育 月嫂 家政 直播带货 网上行 "
    "微课 一页通 省直机关 市直机关"
)
"""What federations write of, and newspapers of 2000 did not."""
_OWN_COST = 8
_UNKNOWN = 16
"""Costs of a word of our own, and of a character that is no word."""


@cache
def _lines() -> dict[str, str]:
    """Return the dictionary's lines by their first character; a tenth of its words is ever read."""
    lines = {line[0]: line[1:] for line in _FILE.read_text("utf-8").splitlines()}
    for word in _OF_OUR_OWN.split():
        lines[word[0]] = f"{lines.get(word[0], '')} {chr(ord('a') + _OWN_COST)}{word[1:]}"
    return lines


@cache
def _words_after(first: str) -> tuple[int, dict[str, list[tuple[str, int, int]]]]:
    """Return what a first character costs by itself, and all longer words by their second one.

    Of each: what stands behind the first character, its length and its cost, shorter ones first.
    """
    costs = {word[1:]: ord(word[0]) - ord("a") for word in _lines().get(first, "").split()}
    longer: dict[str, list[tuple[str, int, int]]] = {}
    for rest in sorted(filter(None, costs), key=len):
        longer.setdefault(rest[0], []).append((rest, len(rest), costs[rest]))
    return costs.get("", _UNKNOWN), longer


def words_in(text: str) -> list[str]:
    """Return a text cut into words: of all ways to cut it the one whose words cost least."""
    end = len(text)
    least, ends = [0] * (end + 1), [0] * end
    for at in range(end - 1, -1, -1):
        alone, longer = _words_after(text[at])
        after = at + 1
        best, best_end = alone + least[after], after
        for rest, length, cost in longer.get(text[after : after + 1], ()):
            if text.startswith(rest, after) and cost + least[after + length] < best:
                best, best_end = cost + least[after + length], after + length
        least[at], ends[at] = best, best_end
    words, at = [], 0
    while at < end:
        words.append(text[at : ends[at]])
        at = ends[at]
    return words
