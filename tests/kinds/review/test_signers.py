"""A signer is known by the letters and digits of the name, however it is written."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from conftest import WHOLE

from lianzhan.kinds.review.signers import person

SAME = {
    "half width and full width": ("Ｌｉ Ｎａ", "Li Na"),
    "case": ("LI NA", "li na"),
    "compatibility ideographs": ("\uf9e1", "李"),
    "a radical for its character": ("⼀", "一"),
    "a digit in a circle": ("李①", "李1"),
    "an accent, composed or not": ("José", "Jose\u0301"),
    "an accent or none": ("Lǐ Nà", "Li Na"),
    "a mark on a Chinese character": ("张\u0301三", "张三"),
    "a circle around it": ("张\u20dd三", "张三"),
    "marks of another script": ("张\u0f72三\u093f", "张三"),
    "tone marks of old prints": ("张\u302a三", "张三"),
    "variation selector": ("张\ufe00三", "张三"),
    "ideographic variation selector": ("张\U000e0100三", "张三"),
    "Mongolian variation selector": ("ᠪ\u180b", "ᠪ"),
    "Mongolian vowel separator": ("张\u180e三", "张三"),
    "Hangul filler": ("\u3164张三", "张三"),
    "half width Hangul filler": ("张三\uffa0", "张三"),
    "fillers of syllables": ("张\u115f\u1160三", "张三"),
    "blank of Braille": ("张\u2800三", "张三"),
    "blanks of Khmer": ("张\u17b4\u17b5三", "张三"),
    "joiners and soft hyphen": ("张\u200c\u200d\u00ad\u034f\u2060三", "张三"),
    "tags": ("张\U000e0001\U000e0061三", "张三"),
    "lengthened Arabic": ("بـا", "با"),
    "spaces of all kinds": ("张\u00a0\u2009\u3000\u1680三", "张三"),
    "straight quotes": ("\"张\"'三'`", "张三"),
    "curly quotes": ("“张”‘三’„‟‚‛", "张三"),
    "Chinese quotes": ("「张」『三』", "张三"),
    "book titles": ("《张》〈三〉", "张三"),
    "French quotes": ("«张»‹三›", "张三"),
    "quotes that are letters to Unicode": ("张ʼ三ʻʹʺˈ", "张三"),
    "letters of other scripts that look like quotes": ("张ߴ三ߵՙᑊ᛬ᛌⸯ", "张三"),
    "primes": ("张′三″〃〝〞〟", "张三"),
    "brackets": ("(张)[三]{}", "张三"),
    "full-width brackets": ("（张）［三］｛｝｟｠", "张三"),
    "Chinese brackets": ("【张】〔三〕〖〗〘〙〚〛", "张三"),
    "upright brackets": ("︵张︶﹁三﹂", "张三"),
    "mathematical brackets": ("⟨张⟩⟦三⟧❨❩", "张三"),
    "middle dots": ("阿依古丽·买买提", "阿依古丽•买买提"),
    "other middle dots": ("阿依古丽・买买提", "阿依古丽‧买买提"),
    "no middle dot": ("阿依古丽⸱买买提", "阿依古丽买买提"),
    "other punctuation": ("张三。", "-张、三!"),
    "symbols": ("★张三☆", "张三"),
}
DIFFERENT = {
    "another character": ("张三", "张叁"),
    "a longer name": ("Li Na", "Li Nan"),
    "the unit in brackets": ("张三（长沙）", "张三（湘潭）"),
    "a number": ("张三1", "张三2"),
    "Tibetan vowels": ("བསོད", "བསད"),
    "letters below Tibetan ones": ("བཀྲ", "བཀ"),
    "a rare character": ("李\U00020000", "李"),
    "a character newer than this Unicode": ("李\U0002ebf0", "李\U000323b0"),
    "the zero that is a letter": ("李〇", "李"),
    "Uyghur letters": ("ئايگۈل", "ئايگۇل"),
    "Uyghur Yusup and Usup": ("يۈسۈپ", "ئۈسۈپ"),
    "a longer Uyghur name": ("阿依古丽·买买提", "阿依古丽·买买提江"),
    "Mongolian letters": ("ᠪᠠᠲᠤ", "ᠪᠠᠲᠦ"),
    "Korean letters": ("김철수", "김철호"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_a_name_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert person(one) == person(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_different_names_are_different_persons(one: str, other: str) -> None:
    assert person(one) != person(other)


@pytest.mark.parametrize(
    "nothing",
    [
        *("", " ", "\u3000", "()", "（）", "「」", "“”", "\u3164", "\u2800", "\u200b", "\u0301"),
        *("—", "·", "\ufe0f", "\U000e0100", "\U000e0041", "\u180e", "\u0f72", "ـ", "ʼ", "…", "？"),
    ],
)
def test_a_name_of_nothing_is_nobody_s(nothing: str) -> None:
    assert person(nothing) == ""


def test_no_mark_space_quote_bracket_or_unseen_character_makes_another_person() -> None:
    """All that Python knows of: marks, separators, punctuation, controls, what has no meaning."""
    rare = {*range(0x20000, 0x2FA20), *range(0x30000, 0x33480)}
    seldom = set() if WHOLE else {*range(0x11000, 0xE0000), *range(0xE0200, sys.maxunicode + 1)}
    for code in {*range(sys.maxunicode + 1)} - rare - seldom:
        if unicodedata.category(chr(code))[0] in "MZPC":
            assert person(f"张{chr(code)}三") == "张三", hex(code)


def test_whatever_is_left_of_a_name_is_left_of_it_again() -> None:
    for one, other in (*SAME.values(), *DIFFERENT.values()):
        assert person(person(one)) == person(one)
        assert person(person(other)) == person(other)
