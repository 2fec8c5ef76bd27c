"""What is no words of a text is masked, and all else stays where it is."""

from __future__ import annotations

import pytest

from lianzhan.kinds.proofs.silent import MASK, only_words, without_silent


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲<!-- 乙\n丙 -->丁", "甲 丁"),
        ("甲<!-- 乙", "甲"),
        ("甲<b class='x'>乙</b>丙", "甲 乙 丙"),
        ("甲[乙](c.md)丙", "甲[乙 丙"),
        ('甲[乙](c(d).md "e")丙', '甲[乙 "e" 丙'),
        ("甲[乙][c]丙", "甲[乙 丙"),
        ("[c]: https://example.org/ 'e'\n甲", "'e' 甲"),
        ("甲[^1]乙", "甲 乙"),
        ("见https://example.org/a?b=c,乙", "见 乙"),
        ("见https://example.org/a，乙", "见 ，乙"),
        ("（www.example.org）乙", "（ ）乙"),
        ("写信到 a.b@example.org。", "写信到 。"),
        ("## 甲 {#id}", "## 甲"),
        ("3 < 5，5 > 3", "3 < 5，5 > 3"),
        ("```\n甲\n```\n乙", "乙"),
        ("甲`乙`丙", "甲 丙"),
    ],
)
def test_markup_is_masked_and_words_keep_their_places(text: str, words: str) -> None:
    masked = only_words(text)
    assert " ".join(masked.replace(MASK, " ").split()) == words
    assert len(masked) == len(text)
    assert all(new in (old, MASK) for old, new in zip(text, masked, strict=True))
    assert masked.count("\n") == text.count("\n")


def test_code_is_seen_by_readers() -> None:
    assert without_silent("甲`乙`丙") == "甲`乙`丙"
