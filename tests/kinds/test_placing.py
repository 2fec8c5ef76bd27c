"""The simplest place: each published value of one kind at home."""

from __future__ import annotations

from kinds.placed import FEDERATION, article, catalog
from lianzhan.kinds.placing import AtHome, mentions_above
from lianzhan.model.catalog import BELOW, OWN, Placement


def test_values_of_the_kind_show_at_home_and_no_others_do() -> None:
    notes = [article(slug)._replace(kind="note", column=None) for slug in ("hunan", "furong")]
    known = catalog(*notes, article("hubei"))
    published = [notes[0].path, "hubei/articles/news/x.md"]
    places = [*AtHome("note").places(FEDERATION, known, published)]
    assert places == [Placement("hunan", "", notes[0].path, OWN)]
    assert [*AtHome("note").problems(FEDERATION, known, published)] == []


def test_the_sites_above_mention_a_value_and_its_home_does_not() -> None:
    home = Placement("furong", "", "hunan/changsha/furong/notes/a.md", OWN)
    places = [*mentions_above(FEDERATION, home)]
    assert {(place.site, place.why, place.path) for place in places} == {
        (above.slug, BELOW, home.path)
        for above in FEDERATION.ancestors(FEDERATION.by_slug["furong"])
    }
    assert places
