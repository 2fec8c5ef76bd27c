"""Platforms are known by the words that people use for them."""

from __future__ import annotations

import pytest

from lianzhan.kinds.account.platforms import PLATFORMS, nearest_title, platform_name

WORDS = {
    "chinese": ("微信公众号", "wechat"),
    "short": ("公众号", "wechat"),
    "latin": ("WeChat", "wechat"),
    "full width": ("ＡＰＰ", "app"),
    "in quotes": ("“抖音号”", "douyin"),
    "capitals": ("B站", "bilibili"),
    "none": ("飞信", ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("case", WORDS)
def test_a_word_means_a_platform(case: str) -> None:
    word, name = WORDS[case]
    assert platform_name(word) == name


def test_no_word_means_two_platforms() -> None:
    words = [w for p in PLATFORMS for w in {p.name, p.title.casefold(), *p.aliases.split()}]
    assert len(words) == len(set(words))


def test_the_nearest_is_named_as_readers_call_it() -> None:
    assert nearest_title("微信公总号") == "微信公众号"
    assert nearest_title("douyn") == "抖音"
    assert nearest_title("飞") == "—"
