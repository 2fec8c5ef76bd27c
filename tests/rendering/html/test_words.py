"""Words of a Chinese text."""

from __future__ import annotations

import pytest

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
