"""Words of a Chinese text."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianzhan.rendering.html import words as dictionary
from lianzhan.rendering.html.words import words_in


@pytest.mark.parametrize(
    "words",
    [
        "把 通知 写 到 老人 看 得 懂",
        "婚姻 登记 怎么办",
        "巾帼 志愿者",
        "给 村规民约 做 一次",
        "安化县 妇联",
        "江华瑶族自治县 妇联",
        "防溺水",
        "黄 蝴蝶",
        "我 倒 垃圾",
    ],
)
def test_of_all_ways_to_cut_a_text_the_likeliest_is_taken(words: str) -> None:
    assert words_in(words.replace(" ", "")) == words.split()


def test_what_no_dictionary_knows_comes_out_whole() -> None:
    assert words_in("龘𠀀a") == ["龘", "𠀀", "a"]
    assert words_in("") == []


@cache
def costs() -> dict[str, int]:
    """The dictionary, each word with what it costs."""
    found: dict[str, int] = {}
    for first, rest in dictionary._lines().items():
        found |= {first + word[1:]: ord(word[0]) - ord("a") for word in rest.split()}
    return found


def cost_of(words: list[str]) -> int:
    return sum(costs().get(word, dictionary._UNKNOWN) for word in words)


def least_cost(text: str) -> int:
    """Of all ways to cut a text, the least that one costs: each is tried."""
    if not text:
        return 0
    cuts = range(1, len(text) + 1)
    firsts = (text[:cut] for cut in cuts if cut == 1 or text[:cut] in costs())
    return min(cost_of([first]) + least_cost(text[len(first) :]) for first in firsts)


@given(st.text(alphabet="妇女联合会主席中国人民法院工作a", max_size=12))
def test_no_other_cut_costs_less(text: str) -> None:
    found = words_in(text)
    assert "".join(found) == text
    assert cost_of(found) == least_cost(text)
