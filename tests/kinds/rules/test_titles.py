"""The rule of titles, as a table of what is allowed and what is not."""

from __future__ import annotations

import pytest

from kinds.rules.example import FEDERATION, HUNAN, article, places
from lianzhan.kinds.rules.titles import title_length

HEAD = (("title", 2), ("date", 3))


@pytest.mark.parametrize(
    ("title", "problems"),
    [
        ("字" * 60, []),
        ("字" * 61, [(2, "title-too-long")]),
        ("字" * 59 + "Federation2026", []),
        ("", []),
    ],
)
def test_a_title_has_at_most_sixty_characters(title: str, problems: list[tuple[int, str]]) -> None:
    read = article(keys=HEAD, title=title)
    assert places(title_length(read, HUNAN, FEDERATION)) == problems
