"""Bytes become text, or it is told why not."""

from __future__ import annotations

from lianzhan.desk.importing.foreign_text import decoded


def test_a_gb18030_file_is_converted_and_told() -> None:
    text, notes = decoded("标题：关于召开妇女代表大会的通知\r\n".encode("gb18030"))
    assert text == "标题：关于召开妇女代表大会的通知\n"
    assert [note.code for note in notes] == ["gb18030"]


def test_utf_8_with_a_broken_byte_is_not_turned_into_nonsense() -> None:
    text, notes = decoded("这是一段不短的正文，里面坏了一个字节".encode() + b"\xff" + "。".encode())
    assert (text, [note.code for note in notes]) == ("", ["damaged-text"])


def test_a_file_of_no_known_encoding_is_not_taken() -> None:
    text, notes = decoded(b"\xff\xff\xff\xff")
    assert (text, [note.code for note in notes]) == ("", ["damaged-text"])


def test_control_characters_and_byte_order_marks_go_and_only_the_first_are_told() -> None:
    text, notes = decoded("\ufeff正\x08文\x0c。\x08".encode())
    assert text == "正文。"
    assert [(note.code, dict(note.details)) for note in notes] == [
        ("control-characters", {"characters": "U+0008"})
    ]


def test_a_file_of_nothing_but_space_is_empty() -> None:
    for raw in (b"", b"\n \n", "\u3000\n".encode()):
        text, notes = decoded(raw)
        assert (text, [note.code for note in notes]) == ("", ["empty"])
