"""Names that every system can hold, and that still say what they are for."""

from __future__ import annotations

import pytest

from lianzhan.desk.exporting.names import folder_name, numbered, safe


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("让书声响起来", "让书声响起来"),
        ('如何做?"三步"', "如何做？＂三步＂"),
        ("a/b\\c:d*e|f<g>h", "a／b＼c：d＊e｜f＜g＞h"),
        ("第一行\n第二行\t三", "第一行 第二行 三"),
        ("前\u202e后\u200b\u0000", "前 后"),
        ("尾点...", "尾点"),
        (" . ", ""),
        ("e\u0301", "\u00e9"),
        ("\ud800半个", "半个"),
        ("表情🌸", "表情🌸"),
    ],
    ids=[
        "plain",
        "marks",
        "paths",
        "lines",
        "unseen",
        "dots",
        "nothing",
        "accent",
        "half",
        "emoji",
    ],
)
def test_signs_that_no_name_may_have_become_what_looks_the_same(text: str, name: str) -> None:
    assert safe(text, 120) == name


def test_a_long_title_is_cut_between_two_characters() -> None:
    name = folder_name(1, 3, "长" * 300, "字" * 300)
    assert name == f"01-{'长' * 20}-{'字' * 40}"
    assert len(name.encode()) <= 255
    assert safe("a" + "字" * 9, 5) == "a字"


def test_a_cut_leaves_no_dot_or_blank_at_the_end() -> None:
    assert safe("字字. 字", 8) == "字字"


@pytest.mark.parametrize(
    ("number", "of", "text"), [(7, 40, "07"), (7, 9, "07"), (7, 100, "007"), (100, 100, "100")]
)
def test_numbers_have_as_many_digits_as_the_last(number: int, of: int, text: str) -> None:
    assert numbered(number, of) == text


def test_entries_of_one_title_have_two_names_also_without_regard_to_case() -> None:
    names = {folder_name(n, 2, "", title).casefold() for n, title in ((1, "CON"), (2, "con"))}
    assert names == {"01-con", "02-con"}


def test_a_title_of_nothing_that_is_seen_leaves_the_number() -> None:
    assert folder_name(3, 9, "", "...") == "03"
