"""Pelican plugin: the pinned column (理论专栏) fills the top slot of the home page, always.

湘妇字〔2020〕20号 asks for it at the most prominent place of the home page, all day. A slot that
would be empty stops the site: a home page without it is never written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pelican import signals

from lianzhan.rendering.pelican.settings import PLAN

if TYPE_CHECKING:
    from lianzhan.planning.plan import SitePlan
    from lianzhan.rendering.pelican.types import ArticlesGenerator


class EmptySlotError(Exception):
    """The pinned column of a site has no article to show."""


def pin(generator: ArticlesGenerator) -> None:
    """Give the home page its top slot: the site's own newest, then what is pushed from above."""
    plan: SitePlan | None = generator.settings.get(PLAN)
    if plan is None:
        return
    by_address = {article.address: article for article in generator.articles}
    slot = [by_address[listing.planned.url] for listing in plan.top_slot]
    if not slot:
        raise EmptySlotError(plan.slug)
    generator.context["pinned_articles"] = slot
    generator.context["pinned_column"] = next(
        column for column in plan.columns if column.slug == plan.shared.pinned
    )


def register() -> None:
    """Fill the slot once all articles are known."""
    signals.article_generator_finalized.connect(pin)
