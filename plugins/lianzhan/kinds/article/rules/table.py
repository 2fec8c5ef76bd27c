"""The rules that articles and pages alone keep; `kinds.rules` has those of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.rules import columns, documents, entries, head, pictures, reposts, works
from lianzhan.kinds.rules.titles import title_length

if TYPE_CHECKING:
    from lianzhan.kinds.room import Rule

RULES: tuple[Rule, ...] = (
    title_length,
    head.updated_after,
    reposts.repost_source,
    reposts.source_listed,
    reposts.source_before,
    reposts.not_offered,
    documents.issued_before,
    documents.call_in_order,
    entries.theme_of_campaign,
    entries.offer_noted,
    works.consent_noted,
    works.guardian_consents,
    works.consent_before,
    columns.column_exists,
    columns.text_length,
    pictures.image_profile,
)
"""Every rule of a single article or page, in the order of the rule codes' page."""
