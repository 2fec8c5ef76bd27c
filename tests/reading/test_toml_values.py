"""Files of many values: each value has its own head and problems, whatever stands in the file."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from notes_kind import CHAIN, FILE, NOTE, note
from work import steps

from lianzhan.model.catalog import NEVER
from lianzhan.model.kinds import KINDS
from lianzhan.reading.changes import wait_until_quiet
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.keys import REVIEW_KEYS, START, TEXT, WORDS, Context, Key, typed
from lianzhan.reading.toml_values import (
    digest_of_head,
    heads,
    is_unread,
    keys_in_toml,
    values_file,
)

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.reading.front_matter import FrontMatter
    from lianzhan.reading.looking import Seen
    from lianzhan.reading.toml_file import Table

ZONE = ZoneInfo("Asia/Shanghai")
CONTEXT = Context(ZONE, "湖南省妇联", ("province",))
KEYS = (
    Key("title", TEXT, "", required=True),
    Key("date", START, "", required=True),
    Key("place", TEXT, ""),
    Key("tags", WORDS, ""),
    *REVIEW_KEYS,
)
PICK = next(kind for kind in KINDS if kind.name == "pick")
Fault = tuple[int, str]


@dataclass(frozen=True)
class Found:
    """What a file holds: by name the typed values and their faults, and the faults of no value."""

    values: dict[str, dict[str, Any]]
    faults: dict[str, list[Fault]]
    loose: list[Fault]


def table_of(content: Path, text: str | bytes) -> Table:
    file = content / FILE
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    table = values_file(NOTE, "hunan", content)
    assert table is not None
    return table


def many(content: Path, text: str | bytes) -> Found:
    table = table_of(content, text)
    values, faults = {}, {}
    for name, head in heads(table, NOTE, KEYS):
        fields = Fields(FILE, first_values(head.fields))
        values[name] = {**typed(fields, KEYS, CONTEXT), "body": head.body}
        faults[name] = [(f.line, f.code) for f in (*head.problems, *fields.problems)]
    return Found(values, faults, [(fault.line, fault.code) for fault in table.problems])


def line(text: str, key: str) -> int:
    lines = text.split("\n")
    return next(n for n, written in enumerate(lines, 1) if written.startswith(f"{key} ="))


def test_each_value_has_its_head_its_body_and_its_lines(tmp_path: Path) -> None:
    text = note() + "\n" + note('"b"', text='"""\n二\n"""', title='"乙"')
    first, second = heads(table_of(tmp_path, text), NOTE, KEYS)
    assert (first[0], first[1].body, second[0], second[1].body) == ("a", "文", "b", "二\n")
    assert dict(first[1].fields.lines)["title"] == line(text, "title")
    start = text.split("\n").index("[[notes]]", 1) + 1
    assert second[1].fields.line == start
    assert dict(second[1].fields.lines)["title"] == start + 2
    assert first[1].body_line == line(text, "text")
    assert second[1].body_line == start + 5  # below its quotes


def test_dates_may_be_written_as_toml_has_them_or_as_text(tmp_path: Path) -> None:
    moments = {
        "2026-03-09": datetime(2026, 3, 9, tzinfo=ZONE),
        '"2026-03-09 10:00"': datetime(2026, 3, 9, 10, tzinfo=ZONE),
        "2026-03-09T10:00:00": datetime(2026, 3, 9, 10, tzinfo=ZONE),
        "2026-03-09 10:00:00.123456Z": datetime(2026, 3, 9, 18, tzinfo=ZONE),
        "2026-03-09T10:00:00+06:00": datetime(2026, 3, 9, 12, tzinfo=ZONE),
    }
    for written, moment in moments.items():
        found = many(tmp_path, note(date=written, expires=written))
        assert found.faults == {"a": []}, written
        assert (found.values["a"]["date"], found.values["a"]["expires"]) == (moment, moment)


NO_MOMENT = [
    "10:00:00", "1.5", "nan", "inf", "-inf", "9" * 400, "0x" + "f" * 900, "[[1], [2, [3]]]",
    "{a = 1, b = {c = [1]}}", "true", "[]", "{}", "0001-01-01", "9999-12-31", "[2026-03-09]",
    "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", r'"\u0001"', r'"\u202e"',
]  # fmt: skip


@pytest.mark.parametrize("written", NO_MOMENT)
def test_what_is_no_moment_never_comes(tmp_path: Path, written: str) -> None:
    text = note(date=written)
    found = many(tmp_path, text)
    assert found.values["a"]["date"] == NEVER
    assert {number for number, _ in found.faults["a"]} == {line(text, "date")}
    assert many(tmp_path, note(expires=written)).faults["a"] != []


@pytest.mark.parametrize("key", ["title", "place", "status", "text"])
@pytest.mark.parametrize("written", ["2026-03-09", *NO_MOMENT])
def test_a_text_is_nothing_but_a_text(tmp_path: Path, key: str, written: str) -> None:
    values = {key: written} if key != "status" else {}
    text = note(more=f"status = {written}\n" if key == "status" else CHAIN, **values)
    found = many(tmp_path, text)
    assert found.faults["a"] == [(line(text, key), "config-value")]
    kept = found.values["a"]["body" if key == "text" else key]
    assert kept == ("submitted" if key == "status" else "")


@pytest.mark.parametrize(
    "written",
    [
        '"first 甲 2026-03-01"', "2026-03-01", "3", "true", "nan", "[1]", '["first"]', "[[]]",
        '{step = "first", who = "甲"}', '[{step = ["first"]}]', '[{at = 10:00:00}]',
        '[{step = "first", by = "甲", at = {a = 1}}]',
        r'[{step = "first", by = "甲\u0001", at = 2026-03-01}]',
        r'[{step = "first", by = "\u202e甲", at = 2026-03-01}]',
        r'[{"st\u0001ep" = "first"}]',
        r'{"st\u0001ep" = "first"}',
    ],
)  # fmt: skip
def test_a_chain_of_another_shape_is_a_fault_of_its_value(tmp_path: Path, written: str) -> None:
    text = note(more=f'status = "approved"\nreview = {written}\n') + note('"b"')
    found = many(tmp_path, text)
    assert {number for number, _ in found.faults["a"]} == {line(text, "review")}
    assert found.faults["b"] == []


@pytest.mark.parametrize("char", [r"\u0000", r"\u001b", r"\u007f", r"\u2028", r"\u202e", r"\ufeff"])
@pytest.mark.parametrize("form", ['"{}"', '["甲", "{}"]', '["甲", ["{}"]]'])
def test_no_escape_brings_in_what_no_file_may_hold(tmp_path: Path, char: str, form: str) -> None:
    text = note(tags=form.format("乙" + char))
    found = many(tmp_path, text)
    assert (line(text, "tags"), "config-value") in found.faults["a"]
    assert found.values["a"]["tags"] == ()


@pytest.mark.parametrize(
    "name",
    [
        "3", "true", "nan", '["a"]', "{a = 1}", "2026-03-09", '""', '" "', '"a b"', '"../a"',
        '"a/b"', '"a#b"', '".."', '"-a"', '"index"', '"CON"', r'"a\nb"', r'"\u0000"', r'"\u202e"',
        '"' + "x" * 121 + '"', '"<script>"',
    ],
)  # fmt: skip
def test_a_name_that_is_none_is_told_and_its_value_left_out(tmp_path: Path, name: str) -> None:
    found = many(tmp_path, note(name) + note('"b"'))
    assert [*found.values] == ["b"]
    assert found.loose
    assert {number for number, _ in found.loose} == {2}


def test_a_value_without_a_name_is_told_where_it_begins(tmp_path: Path) -> None:
    text = note('"b"') + '[[notes]]\ntitle = "甲"\ndate = 2026-03-09\n'
    found = many(tmp_path, text)
    assert [*found.values] == ["b"]
    assert found.loose == [(note().count("\n") + 1, "config-missing-key")]


def test_a_long_name_is_shown_by_its_beginning(tmp_path: Path) -> None:
    table = table_of(tmp_path, note('"""' + "很长\n" * 9_000 + '"""') * 2)
    assert [*heads(table, NOTE, KEYS)] == []
    assert max(len(value) for fault in table.problems for _, value in fault.details) < 100


@pytest.mark.parametrize(("first", "second"), [('"a"', '"a"'), ('"caf\\u00e9"', '"cafe\\u0301"')])
def test_two_of_one_name_are_both_left_out(tmp_path: Path, first: str, second: str) -> None:
    found = many(tmp_path, note(first) + note(second) + note('"b"'))
    assert [*found.values] == ["b"]
    assert [code for _, code in found.loose] == ["config-value", "config-value"]


def test_a_decomposed_name_is_composed_as_those_of_files_are(tmp_path: Path) -> None:
    assert [*many(tmp_path, note('"cafe\\u0301"')).values] == ["caf\u00e9"]


def test_an_unknown_key_a_missing_and_an_empty_one_are_faults_of_their_value(
    tmp_path: Path,
) -> None:
    text = '[[notes]]\nname = "a"\ntitle = " "\nplase = "甲"\n' + note('"b"')
    found = many(tmp_path, text)
    assert found.faults == {
        "a": [(4, "config-unknown-key"), (3, "config-value"), (1, "config-missing-key")],
        "b": [],
    }


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("x = = 1", 1),
        (note() + 'title = "乙"\n', 12),
        (note() + "[notes]\n", 12),
        ("a." * 600 + "a = 1", 1),
        (note(title="9" * 5_000), 3),
        (b"\xff" + note().encode(), 1),
        (note().encode("utf-16"), 1),
        (b"a" * (512 * 1024 + 1), 0),
    ],
    ids=["syntax", "twice", "table", "dotted", "number", "bytes", "utf-16", "large"],
)
def test_a_file_that_can_not_be_read_holds_nothing_that_is_known(
    tmp_path: Path, text: str | bytes, number: int
) -> None:
    table = table_of(tmp_path, text)
    assert [fault.line for fault in table.problems] == [number]
    if not table.data.get("notes"):
        assert is_unread(table)
    assert [*heads(table, NOTE, KEYS)] == []


def test_lists_deeper_than_python_are_told(tmp_path: Path) -> None:
    for text in ("notes = " + "[\n" * 5_000, note(tags="[\n" * 5_000)):
        table = table_of(tmp_path, text)
        assert [fault.code for fault in table.problems] == ["config-syntax"]
        assert is_unread(table)
    deep = many(tmp_path, note(tags="[\n" * 300 + "]" * 300))
    assert [code for _, code in deep.faults["a"]] == ["bad-value"]


@pytest.mark.parametrize("text", ["", "# 还没有", "notes = []", note(), "note = 1", note("3")])
def test_a_file_that_can_be_read_is_no_unread_one(tmp_path: Path, text: str) -> None:
    table = table_of(tmp_path, text)
    [*heads(table, NOTE, KEYS)]
    assert not is_unread(table)


@pytest.mark.parametrize(
    "text", ["notes = 3", "notes = {a = 1}", "notes = [1, [], 'x']", "[notes]\nname = 'a'"]
)
def test_what_is_no_list_of_tables_is_told(tmp_path: Path, text: str) -> None:
    found = many(tmp_path, text)
    assert found.values == {}
    assert {code for _, code in found.loose} == {"config-value"}


def test_a_file_that_leads_out_or_is_none_is_not_opened(tmp_path: Path) -> None:
    content = tmp_path / "content"
    file = content / FILE
    file.parent.mkdir(parents=True)
    (tmp_path / "outside.toml").write_text(note(), "utf-8")
    for target in (tmp_path / "outside.toml", "notes.toml", "none", "/etc"):
        file.symlink_to(target)
        table = values_file(NOTE, "hunan", content)
        assert table is not None
        assert [(f.line, f.code) for f in table.problems] == [(0, "outside-content")]
        assert is_unread(table)
        file.unlink()


def test_a_link_to_another_file_inside_is_followed(tmp_path: Path) -> None:
    table_of(tmp_path, note())
    (tmp_path / FILE).rename(tmp_path / "hunan/many.toml")
    (tmp_path / FILE).symlink_to("many.toml")
    table = values_file(NOTE, "hunan", tmp_path)
    assert table is not None
    assert [name for name, _ in heads(table, NOTE, KEYS)] == ["a"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_hangs_nothing(tmp_path: Path) -> None:
    (tmp_path / "hunan").mkdir()
    os.mkfifo(tmp_path / FILE)
    table = values_file(NOTE, "hunan", tmp_path)
    assert table is not None
    assert [fault.code for fault in table.problems] == ["config-missing"]


def test_a_folder_in_the_place_of_a_file_is_no_link(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir(parents=True)
    table = values_file(NOTE, "hunan", tmp_path)
    assert table is not None
    assert [fault.code for fault in table.problems] == ["config-missing"]
    assert values_file(NOTE, "hunan/changsha", tmp_path) is None


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table_of(tmp_path, note())

    def refusing(*_values: object, **_more: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("lianzhan.reading.opening.os.open", refusing)
    table = values_file(NOTE, "hunan", tmp_path)
    monkeypatch.undo()
    assert table is not None
    assert [fault.code for fault in table.problems] == ["unreadable-file"]
    assert is_unread(table)


FORMS = {
    "tables": "".join,
    "inline": lambda rows: f"notes = [\n{''.join(rows)}]\n",
}
ROWS = {
    "tables": "[[notes]]\nname = 'n{0}'\ntitle = '甲'\ndate = 2026-03-09\n",
    "quoted": "[[notes]]\n'name' = 'n{0}'\n'title' = '甲'\n'date' = 2026-03-09\n",
    "faulty": "[[notes]]\nname = 'n{0}'\ntitle = 3\nplace = ['x']\n",
    "nameless": "[[notes]]\ntitle = '甲'\n",
    "of one name": "[[notes]]\nname = 'a'\n",
    "inline": "  {{name = 'n{0}', title = '甲', date = 2026-03-09, text = '文'}},\n",
}


@pytest.mark.parametrize("form", ROWS)
def test_twice_the_values_are_twice_the_work(tmp_path: Path, form: str) -> None:
    def work(count: int) -> int:
        rows = [ROWS[form].format(number) for number in range(count)]
        table = table_of(tmp_path, FORMS.get(form, "".join)(rows))
        return steps(lambda: [*heads(table, NOTE, KEYS)])

    some = work(150)
    assert work(300) - some < 1.2 * (some - work(0))


def test_five_thousand_values_are_all_there(tmp_path: Path) -> None:
    rows = [ROWS["tables"].format(number) for number in range(5_000)]
    found = many(tmp_path, "".join(rows))
    assert len(found.values) == 5_000
    assert found.loose == []


def test_values_without_a_name_do_not_flood_the_report(tmp_path: Path) -> None:
    assert len(many(tmp_path, "[[notes]]\n" * 5_000).loose) == 100


def test_a_kind_whose_values_have_no_address_has_neither_name_nor_text(tmp_path: Path) -> None:
    assert keys_in_toml(PICK, KEYS) == KEYS
    assert [key.name for key in keys_in_toml(NOTE, KEYS)][:1] == ["name"]
    table = table_of(tmp_path, note())
    known = replace(NOTE, address="")
    ((name, head),) = heads(table, known, KEYS)
    assert (name, head.body) == ("", "")
    assert [fault.code for fault in head.problems] == ["config-unknown-key"] * 2


def one(content: Path, text: str) -> FrontMatter:
    return next(head for name, head in heads(table_of(content, text), NOTE, KEYS) if name == "a")


def test_a_digest_is_that_of_the_words_wherever_they_stand(tmp_path: Path) -> None:
    plain = digest_of_head(one(tmp_path, note()))
    assert digest_of_head(one(tmp_path, "\n# 注\n" + note('"b"') + note())) == plain
    changed = [
        note(text='"文。"'), note(title='"题。"'), note(more=CHAIN.replace("丙", "丁")),
        note(tags="['甲']"),
    ]  # fmt: skip
    digests = {digest_of_head(one(tmp_path, text)) for text in changed}
    assert len({plain, *digests}) == 1 + len(changed)


def test_values_beyond_a_hundred_problems_are_withheld_by_one_each(tmp_path: Path) -> None:
    """A file may hold thousands of values: each with a hundred problems would flood the report."""
    more = "".join(f"unknown{n} = 1\n" for n in range(60)) + CHAIN
    found = many(tmp_path, "\n".join(note(f'"n{n}"', more) for n in range(20)))
    counts = [len(faults) for faults in found.faults.values()]
    assert counts == [60, 60, *[1] * 18]


@pytest.mark.parametrize("key", ["title", "date"])
def test_a_required_key_without_a_value_is_one_problem(tmp_path: Path, key: str) -> None:
    text = note(**{key: '""'})
    assert [number for number, _ in many(tmp_path, text).faults["a"]] == [line(text, key)]


def test_a_file_that_is_being_saved_is_read_when_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first half is a sound file, too: the second value would be taken for deleted."""
    half, whole = note(), note() + note('"b"')
    readings: list[list[Seen]] = []

    def saved_meanwhile(seen: list[Seen]) -> None:
        if not readings:
            (tmp_path / FILE).write_text(whole, "utf-8")
        readings.append(seen)
        wait_until_quiet(seen)

    monkeypatch.setattr("lianzhan.reading.toml_values.wait_until_quiet", saved_meanwhile)
    assert many(tmp_path, half).values.keys() == {"a", "b"}
    assert len(readings) < 5
    monkeypatch.setattr("lianzhan.reading.toml_values.wait_until_quiet", readings.append)
    readings.clear()
    many(tmp_path, whole)
    assert len(readings) == 5, "what is written all the time is read in the end"
