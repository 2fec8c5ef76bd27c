"""What every value can say of itself: where it stands, and where its keys do."""

from __future__ import annotations

from lianzhan.kinds.value import Value, texts_in
from lianzhan.model.body import Body


def test_a_value_in_a_file_of_many_stands_in_that_file() -> None:
    assert Value("hunan/notes.toml#a", "hunan", None, "a").file == "hunan/notes.toml"
    assert Value("hunan/notes/a.md", "hunan", None, "a").file == "hunan/notes/a.md"


def test_a_key_that_is_not_written_is_looked_for_where_the_value_begins() -> None:
    value = Value("a", "hunan", None, "a", keys=(("title", 9), ("title", 12)), begins=7)
    assert (value.line("title"), value.line("date")) == (9, 7)
    assert (value.images, value.addresses) == ((), ())


def test_what_an_author_wrote_is_found_wherever_it_stands_in_a_value_as_readers_see_it() -> None:
    body = Body("<p>甲 &lt;乙&gt;</p>", characters=3)
    value = Value("a.md", "hunan", "news", "a", body=body, keys=(("title", 9),))
    written = [*texts_in(value)]
    assert "<p>甲 <乙></p>" in written
    assert {"a.md", "news", "title"} < {*written}
