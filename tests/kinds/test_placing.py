"""The simplest place: each published value of one kind at home."""

from __future__ import annotations

from kinds.placed import FEDERATION, article, catalog
from lianzhan.kinds.placing import AtHome
from lianzhan.model.catalog import OWN, Placement


def test_values_of_the_kind_show_at_home_and_no_others_do() -> None:
    notes = [article(slug)._replace(kind="note", column=None) for slug in ("hunan", "furong")]
    known = catalog(*notes, article("hubei"))
    published = [notes[0].path, "hubei/articles/news/x.md"]
    places = [*AtHome("note").places(FEDERATION, known, published)]
    assert places == [Placement("hunan", "", notes[0].path, OWN)]
    assert [*AtHome("note").problems(FEDERATION, known, published)] == []
