"""The values of a file, by where it stands."""

from __future__ import annotations

import pytest
from notes_kind import LEAF, NOTE, leaf, note, notes_are_known

from lianzhan.desk.proofing.values import kind_of, values_in
from lianzhan.model.kinds import KINDS, kind_named


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("hunan/articles/news/a.md", "article"),
        ("hunan/articles/news/a/index.md", "article"),
        ("hunan/pages/articles.md", "page"),
        ("hunan/notes/a.md", "note"),
        ("hunan/notes.toml", "note"),
        ("hunan/leaves/a.toml", "leaf"),
        ("hunan/site.toml", None),
        ("hunan/images/a.md", None),
    ],
)
def test_a_file_is_of_the_kind_of_its_folder_or_name(path: str, name: str | None) -> None:
    kind = kind_of(path, "hunan", (*KINDS, NOTE, LEAF))
    assert (kind.name if kind else None) == name


def test_a_text_has_its_head_and_body() -> None:
    raw = b"---\ntitle: a\nstatus: approved\n---\nb\n"
    (value,) = values_in(raw, "hunan/articles/news/a.md", kind_named("article"))
    assert [(p.text, p.line) for p in value.passages] == [("a", 2), ("b\n", 5)]


def test_a_file_of_many_has_each_by_its_name() -> None:
    raw = "\n".join((note('"a"'), note('"b"'))).encode()
    with notes_are_known():
        values = values_in(raw, "hunan/notes.toml", NOTE)
    assert [value.name for value in values] == ["a", "b"]
    assert {tuple(p.text for p in value.passages) for value in values} == {("题", "文")}


def test_a_broken_file_of_many_raises_value_error() -> None:
    with notes_are_known(), pytest.raises(ValueError, match="line 1"):
        values_in(b"[[notes]", "hunan/notes.toml", NOTE)


def test_a_value_has_its_toml_file_to_itself() -> None:
    with notes_are_known():
        (value,) = values_in(leaf().encode(), "hunan/leaves/a.toml", LEAF)
    assert value.name == ""
    assert [(p.text, p.line) for p in value.passages] == [("题", 1), ("文\n", 4)]
