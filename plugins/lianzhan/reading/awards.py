"""Awards of federation.toml to values; faults are noted in its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.awards import Award
from lianzhan.model.codes import N_
from lianzhan.reading.columns import SLUG, note_repeated

if TYPE_CHECKING:
    from lianzhan.reading.toml_file import Table

AWARDS = "awards"
"""The key of federation.toml that is read here."""
_SLUG_FORM = N_("小写字母、数字和连字符（-），以字母开头，例如 model-post")
_LEVELS_FORM = N_('级别，从高到低，每个只写一次，例如 ["全国", "省级"]')


def read_awards(table: Table) -> tuple[Award, ...]:
    """Return the awards in their order in federation.toml."""
    awards = tuple(_award(entry) for entry in table.tables(AWARDS))
    note_repeated(table, AWARDS, [award.slug for award in awards])
    return awards


def _award(table: Table) -> Award:
    table.reject_unknown("slug", "title", "levels", "summary")
    slug = table.required("slug")
    if slug and not SLUG.fullmatch(slug):
        table.fault("slug", slug, _SLUG_FORM)
    summary = table.optional("summary") or ""
    return Award(slug, table.required("title"), _levels(table), summary)


def _levels(table: Table) -> tuple[str, ...]:
    """Return the levels of an award: at least one, none twice, none without words."""
    written = table.words("levels")
    levels = tuple(" ".join(level.split()) for level in written)
    if not all(levels) or len({*levels}) != len(levels) or not levels:
        table.fault("levels", "、".join(levels) or "—", _LEVELS_FORM)
    return levels
