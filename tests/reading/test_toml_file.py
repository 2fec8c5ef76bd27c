"""TOML files: typed values, and each fault with its file, line and key."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianzhan.reading.bounds import MAX_PROBLEMS, MAX_TOML_LINE
from lianzhan.reading.toml_file import Table, nearest, read_toml

if TYPE_CHECKING:
    from pathlib import Path


def table(tmp_path: Path, text: str | bytes) -> Table:
    file = tmp_path / "x.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_toml(file, "x.toml")


def faults(read: Table) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in read.problems]


def test_a_text_of_the_right_type_is_returned(tmp_path: Path) -> None:
    read = table(tmp_path, 'name = "  长沙市  妇联 "\nwidth = 750\npinned = true\nfeeds = ["rss"]')
    assert read.required("name") == "长沙市 妇联"
    assert read.get("width", int, 1) == 750
    assert read.get("pinned", bool, False) is True
    assert read.words("feeds", ("rss", "atom")) == ("rss",)
    assert read.optional("hub") is None
    assert read.problems == []


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("3", str),
        ("true", str),
        ('["a"]', str),
        ("{a = 1}", str),
        ("1979-05-27", str),
        ("nan", str),
        ('"a\\u0008b"', str),
        ('"\\u202e"', str),
        ('"750"', int),
        ("750.0", int),
        ("true", int),
        ("1", bool),
        ('"a"', list),
        ("{}", list),
        ("[]", dict),
    ],
)
def test_a_value_of_another_type_is_a_fault_at_its_line(
    tmp_path: Path, value: str, kind: type
) -> None:
    read = table(tmp_path, f"# 备注\n\nkey = {value}")
    default = kind()
    assert read.get("key", kind, default) == default
    assert faults(read) == [(3, "config-value")]


def test_a_text_that_is_required_may_be_neither_missing_nor_empty(tmp_path: Path) -> None:
    read = table(tmp_path, 'a = ""\nb = " \\t"\nc = 3')
    assert [read.required(key) for key in "abcd"] == ["", "", "", ""]
    assert faults(read) == [
        (1, "config-value"),
        (2, "config-value"),
        (3, "config-value"),
        (1, "config-missing-key"),
    ]


def test_a_list_holds_only_words_that_are_allowed(tmp_path: Path) -> None:
    read = table(tmp_path, 'feeds = ["rss", "rdf", 3, ["atom"], "atom"]')
    assert read.words("feeds", ("rss", "atom")) == ("rss", "atom")
    assert faults(read) == [(1, "config-value")] * 3
    assert [dict(fault.details)["value"] for fault in read.problems] == ["rdf", "3", "[…]"]
    assert read.words("feeds") == ("rss", "rdf", "atom")


def test_an_unknown_key_is_named_with_the_nearest_known(tmp_path: Path) -> None:
    read = table(tmp_path, 'name = "a"\nlevle = "b"\n"中文" = 1\n[table]\nx = 1')
    read.reject_unknown("name", "level")
    assert faults(read) == [(number, "config-unknown-key") for number in (2, 3, 4)]
    assert [dict(f.details)["nearest"] for f in read.problems] == ["level", "—", "—"]


def test_keys_of_a_table_are_looked_for_in_it(tmp_path: Path) -> None:
    text = 'name = "a"\n\n[[columns]]\nslug = "b"\n\n[[columns]]\nslug = 3\n\n[review]\nsteps = 1'
    read = table(tmp_path, text)
    first, second = read.tables("columns")
    assert (first.start, second.start) == (3, 6)
    assert first.required("slug") == "b"
    assert second.required("slug") == ""
    assert second.required("title") == ""
    assert read.table("review").words("steps", ("first",)) == ()
    assert faults(read) == [(7, "config-value"), (6, "config-missing-key"), (10, "config-value")]


def test_tables_may_be_written_in_one_line(tmp_path: Path) -> None:
    read = table(tmp_path, 'a = 1\ncolumns = [{slug = "a"}, {slug = 3}, 4]')
    assert [entry.required("slug") for entry in read.tables("columns")] == ["a", ""]
    assert faults(read) == [(2, "config-value"), (2, "config-value")]


@pytest.mark.parametrize("value", ['"x"', "3", "true", "{a = 1}"])
def test_tables_of_another_shape_are_none(tmp_path: Path, value: str) -> None:
    read = table(tmp_path, f"\ncolumns = {value}")
    assert read.tables("columns") == []
    assert faults(read) == [(2, "config-value")]


def test_a_missing_table_is_empty(tmp_path: Path) -> None:
    read = table(tmp_path, "a = 1")
    assert read.table("review").data == {}
    assert read.tables("columns") == []
    assert read.problems == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name = 长沙", 1),
        ('name = "a"\nname = "b"', 2),
        ("a = 1\n\n[b\nc = 2", 3),
        ("a = [1,\n2\n", 3),
        ('a = "', 1),
        ("a = 2026-02-30", 1),
        ("a = 1\nb = 2 c = 3", 2),
        ("key", 1),
        ("= 1", 1),
        ("a = 0x" + "f" * MAX_TOML_LINE, 1),
        ("a = 1\nb = " + "1" * 5000, 2),
        ("a = 1\n" + ".".join(["b"] * 20_000) + " = 1", 2),
        ("a = " + "[" * 5000, 1),
        ("a = " + "[\n" * 5000, 5001),
    ],
    ids=lambda value: str(value)[:12],
)
def test_what_is_no_toml_names_the_line(tmp_path: Path, text: str, line: int) -> None:
    read = table(tmp_path, text)
    assert read.data == {}
    assert faults(read) == [(line, "config-syntax")]


def test_a_file_that_is_no_text_is_told_apart_from_one_that_is_no_toml(tmp_path: Path) -> None:
    assert faults(table(tmp_path, b"\x89PNG\r\n\x1a\n")) == [(1, "not-utf-8")]
    assert faults(table(tmp_path, 'a = 1\nname = "长沙"'.encode("gbk"))) == [(2, "not-utf-8")]
    assert faults(table(tmp_path, b"a" * (600 * 1024))) == [(0, "file-too-large")]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "# 只有备注"])
def test_an_empty_file_is_an_empty_table(tmp_path: Path, text: str) -> None:
    read = table(tmp_path, text)
    assert read.data == {}
    assert read.problems == []


def test_line_ends_and_byte_order_marks_do_not_matter(tmp_path: Path) -> None:
    read = table(tmp_path, b"\xef\xbb\xbfa = 1\r\n\r\nname = 3\r\n")
    assert read.required("name") == ""
    assert faults(read) == [(3, "config-value")]


def test_a_control_character_is_left_out_and_told(tmp_path: Path) -> None:
    read = table(tmp_path, 'name = "长\x7f沙"')
    assert read.required("name") == "长沙"
    assert faults(read) == [(1, "control-character")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_what_is_no_file_is_missing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    for name in ("fifo.toml", "folder.toml", "loop.toml", "none.toml"):
        assert faults(read_toml(tmp_path / name, name)) == [(0, "config-missing")]


def test_a_file_in_a_folder_that_may_not_be_entered_is_not_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(path: Path, **_options: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("pathlib.Path.stat", refusing)
    assert faults(read_toml(tmp_path / "x.toml", "x.toml")) == [(0, "unreadable-file")]


def test_a_deep_table_is_a_wrong_value_like_any_other(tmp_path: Path) -> None:
    read = table(tmp_path, f"[{'.'.join(['name'] * 190)}]\n[name{'.a' * 490}]\n{'b.' * 490}c = 1")
    assert read.required("name") == ""
    assert faults(read) == [(1, "config-value")]


def test_a_damaged_file_does_not_flood_the_report(tmp_path: Path) -> None:
    keys = "\n".join(f"k{number} = 1" for number in range(10_000))
    read = table(tmp_path, keys)
    read.reject_unknown("name")
    assert read.words("k1") == ()
    assert faults(read) == [(number, "config-unknown-key") for number in range(1, MAX_PROBLEMS + 1)]


@pytest.mark.parametrize(
    ("word", "known"),
    [("levle", "level"), ("autor", "author"), ("中文", "—"), ("", "—"), ("x" * 500, "—")],
)
def test_the_nearest_word_is_one_that_could_be_meant(word: str, known: str) -> None:
    assert nearest(word, ("level", "author", "name")) == known


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=120)
    | st.lists(
        st.sampled_from(
            [
                "name",
                "a",
                "=",
                "[",
                "]",
                '"',
                "'",
                "{",
                "}",
                ".",
                ",",
                "\n",
                "1",
                "true",
                "#",
                "中",
                "\\u0008",
            ]
        ),
        max_size=30,
    ).map(lambda parts: " ".join(parts).encode())
)
def test_any_bytes_become_a_table_or_problems(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    read = table(tmp_path_factory.getbasetemp(), raw)
    read.reject_unknown("name")
    read.required("name")
    read.optional("a")
    read.words("a", ("b",))
    for entry in (*read.tables("a"), read.table("name")):
        entry.reject_unknown("slug")
    last = raw.count(b"\n") + raw.count(b"\r") + 1
    assert all(0 <= fault.line <= last for fault in read.problems)
    assert read.problems or read.data
