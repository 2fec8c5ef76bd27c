"""Pelican plugin: an article shown at another site links to its one page and names its origin.

The reader has given it the canonical address and no page here; this holds it to that as it is
written, whatever another plugin did in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pelican import signals

from lianzhan.settings import PLAN

if TYPE_CHECKING:
    from lianzhan.plan import SitePlan
    from lianzhan.rendering.types import ArticlesGenerator


class SecondPageError(Exception):
    """An article of another site was about to get a page here."""


def hold_to_one_page(generator: ArticlesGenerator, content: Any) -> None:
    """An article has a page at its home site and nowhere else, and elsewhere an origin."""
    plan: SitePlan | None = generator.settings.get(PLAN)
    if plan is None:
        return
    at_home = content.planned.home == plan.place
    if at_home != bool(content.save_as) or at_home == bool(content.origin):
        raise SecondPageError(content.planned.article.path)


def register() -> None:
    """Check each article as it is written."""
    signals.article_generator_write_article.connect(hold_to_one_page)
