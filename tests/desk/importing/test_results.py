"""What is told of an import: every note has its text, and its details fill it."""

from __future__ import annotations

import string

import pytest

from lianzhan.desk.importing.results import NOTES, Import, Imported, Note, SkippedFile, note


def test_details_are_texts_in_the_order_given() -> None:
    assert note("too-large", size=12, limit=5) == Note(
        "too-large", (("size", "12"), ("limit", "5"))
    )
    assert note("draft").details == ()


@pytest.mark.parametrize("code", NOTES)
def test_a_notes_placeholders_have_names(code: str) -> None:
    names = [name for _, name, _, _ in string.Formatter().parse(NOTES[code]) if name is not None]
    assert all(name.isidentifier() for name in names)
    assert NOTES[code].format(**dict.fromkeys(names, "x"))


def test_an_import_is_complete_when_every_article_was_taken() -> None:
    taken, refused = Imported("a.md", "hn/articles/news/a/index.md"), Imported("b.md")
    skipped = (SkippedFile("x.txt", note("not-referenced")),)
    assert Import((taken,), skipped).is_complete
    assert Import((), skipped).is_complete
    assert not Import((taken, refused), ()).is_complete
