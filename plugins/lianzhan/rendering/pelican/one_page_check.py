"""Pelican plugin: an article shown at another site links to its one page and names its origin.

The reader has given it the canonical address and no page here; this holds it to that once it is
written, whatever another plugin did in between: then the site never goes live.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from pelican import signals

from lianzhan.rendering.pelican.settings import PLAN

if TYPE_CHECKING:
    from lianzhan.planning.plan import SitePlan
    from lianzhan.rendering.pelican.types import ArticlesGenerator


class SecondPageError(Exception):
    """An article of another site has got a page here."""


def hold_to_one_page(generator: ArticlesGenerator, **_sent: Any) -> None:
    """Every article has a page at its home site and nowhere else, and elsewhere an origin."""
    plan: SitePlan | None = generator.settings.get(PLAN)
    if plan is None:
        return
    written = (generator.articles, generator.translations)
    hidden = (generator.hidden_articles, generator.hidden_translations)
    for content in chain(*written, *hidden):
        at_home = content.planned.home == plan.place
        if at_home != bool(content.save_as) or at_home == bool(content.origin):
            raise SecondPageError(content.planned.value.path)


def register() -> None:
    """Check all articles when they have been written."""
    signals.article_writer_finalized.connect(hold_to_one_page)
