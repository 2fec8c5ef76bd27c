"""A page shows at home, in no column."""

from __future__ import annotations

from kinds.placed import FEDERATION, article, catalog
from lianzhan.kinds.page.placing import PLACING
from lianzhan.model.catalog import OWN, Placement


def test_a_page_shows_at_its_own_site_alone() -> None:
    known = catalog(article("changsha", None), article("changsha", "theory"))
    path = "changsha/articles/None/x.md"
    assert [*PLACING.places(FEDERATION, known, [*known.entries])] == [
        Placement("changsha", "", path, OWN)
    ]
