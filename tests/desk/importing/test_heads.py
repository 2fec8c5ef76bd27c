"""Foreign heads are read in every form, and what can't be read is not lost."""

from __future__ import annotations

from lianzhan.desk.importing.aliases import KNOWN
from lianzhan.desk.importing.heads import UNREADABLE, decoded, merged, split_head


def fields(text: str) -> dict[str, object]:
    return dict(merged(split_head(text, KNOWN).fields))


def codes(text: str) -> list[str]:
    return [note.code for note in split_head(text, KNOWN).notes]


def test_yaml_toml_and_pelican_heads_say_the_same() -> None:
    yaml = "---\nTitle: 读书会\ndate: 2020-05-09\ndraft: true\n---\n正文\n"
    toml = '+++\ntitle = "读书会"\ndate = 2020-05-09\ndraft = true\n+++\n正文\n'
    pelican = "Title: 读书会\nDate: 2020-05-09\nDraft: true\n\n正文\n"
    expected = {"title": "读书会", "date": "2020-05-09", "draft": "true"}
    assert [fields(text) for text in (yaml, toml, pelican)] == [expected] * 3
    assert {split_head(text, KNOWN).body for text in (yaml, toml, pelican)} == {"正文\n"}


def test_toml_keeps_lists_tables_numbers_and_times_as_text() -> None:
    text = "+++\nweight = 3\ntags = ['a']\nat = 07:30:00\nnext = 2019-05-08T22:40:05+08:00\n"
    assert fields(f"{text}[params]\ntoc = false\n+++\n") == {
        "weight": "3",
        "tags": ["a"],
        "at": "07:30:00",
        "next": "2019-05-08T22:40:05+08:00",
        "params": {"toc": "false"},
    }


def test_a_repeated_key_keeps_both_values_also_inside() -> None:
    text = "---\ntitle: 甲\ntitle: 乙\nextra: {a: 1, a: 2}\nnested: [{b: c}]\n---\n"
    assert fields(text) == {
        "title": ["甲", "乙"],
        "extra": {"a": ["1", "2"]},
        "nested": [{"b": "c"}],
    }


def test_a_text_without_a_head_is_body() -> None:
    text = "# 通知\n\n各县妇联：\n"
    assert (split_head(text, KNOWN).body, codes(text)) == (text, ["head-missing"])


def test_a_text_that_starts_like_a_pelican_head_but_knows_none_of_its_keys_is_body() -> None:
    text = "Note: 请转发\nPS: 谢谢\n\n正文\n"
    assert (split_head(text, KNOWN).body, codes(text)) == (text, ["head-missing"])


def test_a_pelican_head_that_runs_into_the_text_is_body_and_so_not_lost() -> None:
    text = "Title: 甲\n没有空行的正文\n"
    assert split_head(text, KNOWN).body == text


def test_an_endless_pelican_head_is_body() -> None:
    text = f"Title: {'长' * 9000}\n\n正文\n"
    assert split_head(text, KNOWN).body == text


def test_an_empty_head_has_no_fields() -> None:
    for inside in ("", "\n"):
        text = f"---\n{inside}---\n正文\n"
        assert (split_head(text, KNOWN).fields, split_head(text, KNOWN).body) == ((), "正文\n")


def test_comments_of_a_head_are_kept_aside() -> None:
    assert fields("---\n# 待核\n\n  # 李\n---\n") == {"head-comments": "# 待核\n# 李"}
    assert fields("+++\n# 待核\ntitle = '#甲'\n+++\n") == {
        "title": "#甲",
        "head-comments": "# 待核",
    }


def test_a_head_that_is_never_closed_is_body_and_told() -> None:
    text = "+++\ntitle = 'x'\n\n正文\n"
    assert (split_head(text, KNOWN).body, codes(text)) == (text, ["head-unclosed"])


def test_prose_between_two_rules_is_no_head() -> None:
    text = "---\n一段话，没有键。\n---\n正文\n"
    assert (split_head(text, KNOWN).body, codes(text)) == (text, ["head-missing"])


def test_a_head_that_can_not_be_read_is_kept_as_it_stood() -> None:
    for fence, inside in (
        ("---", "title: 关于: 冒号\nx: [1"),
        ("+++", "title = "),
        ("---", f"title: {'长' * 9000}"),
        ("---", "title: &a x\nsummary: *a"),
        ("+++", "a = " + "[" * 4000),
    ):
        head = split_head(f"{fence}\n{inside}\n{fence}\n正文\n", KNOWN)
        assert head.fields == ((UNREADABLE, inside),)
        assert head.body == "正文\n"
        assert [note.code for note in head.notes] == ["head-unreadable"]


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
