"""Keys of a campaign's themes and phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.parts import mapping_schema
from lianzhan.kinds.campaign.parts import has_all, tables
from lianzhan.kinds.campaign.terms import PHASE_KINDS, Phase, Theme
from lianzhan.kinds.key_types import UNTIL, until
from lianzhan.model.codes import N_
from lianzhan.reading.keys import START, TEXT, KeyType
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from lianzhan.reading.fields import Fields
    from lianzhan.reading.keys import Context

MOST_THEMES = 20
"""Themes of a campaign: a page shows each as a card. The notice of 2020 has four."""
MOST_PHASES = 12
"""Phases of a campaign: a page shows them all in one line. The notice of 2020 has three."""
_THEMES = N_('[[themes]]：slug = "read"，title = "…"，text = "…"；不超过 20 个')
_PHASES = N_(
    '[[phases]]：kind = "collect"（征集）、"recommend"（推荐）或 "display"（展示），'
    'title = "…"，starts = 日期，ends = 日期；不超过 12 个'
)
_A_SLUG = N_("小写字母开头，只用小写字母、数字和 -")
_SLUG = late(r"[a-z][a-z0-9-]{0,39}")


def _themes(fields: Fields, key: str, _context: Context) -> tuple[Theme, ...]:
    found = []
    for parts, line in tables(fields, key, ("slug", "title", "text"), _THEMES, MOST_THEMES):
        is_whole = has_all(parts, line, f"{key}.slug", f"{key}.title")
        slug = _slug(parts, f"{key}.slug")
        if is_whole and slug:
            found.append(Theme(slug, parts.text(f"{key}.title"), parts.text(f"{key}.text")))
    return tuple(found)


def _slug(parts: Fields, key: str) -> str:
    value, text = parts.get(key), parts.text(key)
    if value is not None and text and not _SLUG.fullmatch(text):
        parts.fault(key, value, _A_SLUG)
        return ""
    return text


def _phases(fields: Fields, key: str, context: Context) -> tuple[Phase, ...]:
    known = ("kind", "title", "starts", "ends")
    found = []
    for parts, line in tables(fields, key, known, _PHASES, MOST_PHASES):
        is_whole = has_all(parts, line, *(f"{key}.{name}" for name in ("kind", "starts", "ends")))
        kind = parts.choice(f"{key}.kind", PHASE_KINDS, "")
        starts = parts.moment(f"{key}.starts", context.zone)
        ends = until(parts, f"{key}.ends", context)
        if is_whole and kind and starts and ends:
            found.append(Phase(kind, parts.text(f"{key}.title"), starts, ends))
    return tuple(found)


_ARRAY = {"type": "array"}
THEMES = KeyType(
    _themes,
    _THEMES,
    {
        **_ARRAY,
        "maxItems": MOST_THEMES,
        "items": mapping_schema(
            "slug", "title", slug=TEXT.schema, title=TEXT.schema, text=TEXT.schema
        ),
    },
    is_text=False,
    unwritten=(),
    is_prose=True,
)
PHASES = KeyType(
    _phases,
    _PHASES,
    {
        **_ARRAY,
        "maxItems": MOST_PHASES,
        "items": mapping_schema(
            "kind",
            "starts",
            "ends",
            kind={"enum": [*PHASE_KINDS]},
            title=TEXT.schema,
            starts=START.schema,
            ends=UNTIL.schema,
        ),
    },
    is_text=False,
    unwritten=(),
    is_prose=True,
)
