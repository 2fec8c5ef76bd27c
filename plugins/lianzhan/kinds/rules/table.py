"""What all rules find in one value: those of every kind, and those of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.rules import links, notices, pictures
from lianzhan.kinds.rules.head import head_problems
from lianzhan.model.kinds import is_in_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.room import Reading, Rule
    from lianzhan.kinds.value import Value
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.problem import Problem

RULES: tuple[Rule, ...] = (
    links.link_safety,
    links.picture_safety,
    pictures.alternative_text,
    pictures.remote_pictures,
    pictures.stilled_animations,
    notices.early_notices,
)
"""Rules of every kind that readers see."""


def problems_of(
    value: Value, reading: Reading, site: Site, federation: Federation
) -> Iterator[Problem]:
    """Yield what all rules find in one value of a site, read as its kind is.

    The rule of its review stands apart (see `kinds.review.chain`).
    """
    if not is_in_toml(value.path) and value.file == value.path:
        yield from head_problems(value, reading.keys)
    for rule in (*reading.rules, *RULES):
        yield from rule(value, site, federation)
