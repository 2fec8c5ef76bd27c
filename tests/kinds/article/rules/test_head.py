"""Rules of an article's head, as tables of what is allowed and what is not."""

from __future__ import annotations

import pytest

from kinds.rules.example import FEDERATION, HUNAN, article, places
from lianzhan.kinds.article.rules.head import repost_source
from lianzhan.kinds.article.values import Source

HEAD = (("title", 2), ("date", 3))


@pytest.mark.parametrize(
    ("kind", "source", "problems"),
    [
        ("original", None, []),
        ("repost", Source("新华网"), []),
        ("repost", Source("", "https://example.org"), [(4, "repost-source")]),
        ("repost", None, [(4, "repost-source")]),
    ],
)
def test_a_repost_names_its_source(
    kind: str, source: Source | None, problems: list[tuple[int, str]]
) -> None:
    read = article(keys=(*HEAD, ("kind", 4)), kind=kind, source=source)
    assert places(repost_source(read, HUNAN, FEDERATION)) == problems
