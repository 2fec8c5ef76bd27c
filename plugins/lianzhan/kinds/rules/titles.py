"""The rule of titles, for the kinds whose values have a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.body import count_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.federation import Federation, Site

TITLE_TOO_LONG = error("title-too-long", N_("标题有 {length} 字，超过 {limit} 字"), N_("缩短标题"))

TITLE_LIMIT = 60
"""Characters as counted by `count_characters`: three lines on a phone."""


def title_length(value: Any, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A title has at most 60 characters, counted as Chinese offices do."""
    length = count_characters(value.title)
    if length > TITLE_LIMIT:
        details = {"length": length, "limit": TITLE_LIMIT}
        yield problem(value.file, value.line("title"), TITLE_TOO_LONG, **details)
