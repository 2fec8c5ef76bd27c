"""Columns as federation.toml and site.toml declare them, and what both may call things."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_
from lianzhan.model.federation import ASSETS, LAYOUTS, Column
from lianzhan.model.kinds import KINDS, PLANNED_FOLDERS
from lianzhan.model.profile import Role
from lianzhan.reading.paths import DEVICES
from lianzhan.reading.stated_facts import Facts
from lianzhan.reading.telephones import A_TELEPHONE, parse_telephone
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from lianzhan.model.federation import ImageProfile
    from lianzhan.reading.toml_file import Table

RESERVED = frozenset(
    {"page", ASSETS, *PLANNED_FOLDERS, *filter(None, (kind.reserved for kind in KINDS)), *DEVICES}
)
"""Folder names that are neither sites nor columns."""
SLUG = late(r"[a-z][a-z0-9-]{0,62}", re.ASCII)
SLUG_FORM = N_("小写字母、数字和连字符（-），以字母开头，不是留用的名字，例如 news")
SIGNATURES = ("accepted", "required")
"""What becomes of a review step without an SSH signature."""
_FACTS = ("description", "role", "service", "hotline", "quick_exit", "layout")
_KEYS = (
    *("slug", "title", "pinned", "push", "levels", "text_limit", "image_profile", "signatures"),
    *_FACTS,
)
_NO_ROLE = N_("别的栏目：固定栏目不写 role")
_A_DESCRIPTION = N_("加引号的一句话，不超过 100 字")


def read_column(table: Table, levels: tuple[str, ...], profiles: dict[str, ImageProfile]) -> Column:
    """Return the column of a table `[[columns]]`; faults are noted in it."""
    table.reject_unknown(*_KEYS)
    slug = table.required("slug")
    if slug in RESERVED or not SLUG.fullmatch(slug):
        table.fault("slug", slug, SLUG_FORM)
    facts = Facts(table)
    profile = table.optional("image_profile")
    if profile is not None and profile not in profiles:
        table.fault("image_profile", profile, " | ".join(profiles))
    pinned = table.get("pinned", bool, False)
    limit = table.get("text_limit", int, 0) if "text_limit" in table.data else None
    if limit is not None and limit < 1:
        table.fault("text_limit", limit, "> 0")
    return Column(
        slug=slug,
        title=table.required("title"),
        levels=table.words("levels", levels) if "levels" in table.data else levels,
        pinned=pinned,
        push=table.get("push", bool, False),
        text_limit=limit,
        image_profile=profiles.get(profile or ""),
        signed=needs_signatures(table),
        description=facts.text("description", _A_DESCRIPTION),
        role=_role(facts, is_pinned=pinned),
        service=facts.text("service"),
        hotline=facts.read("hotline", parse_telephone, A_TELEPHONE),
        quick_exit=_has_quick_exit(facts),
        layout=facts.word("layout", LAYOUTS),
    )


def _role(facts: Facts, *, is_pinned: bool) -> Role | None:
    """Return a column's role: the pinned one shows its own and what is pushed, and has none."""
    role = facts.word("role", tuple(Role))
    if role and is_pinned:
        facts.fault("role", role, _NO_ROLE)
        return None
    return Role(role) if role else None


def _has_quick_exit(facts: Facts) -> bool:
    """Whether readers must be able to leave at once; of a value that is none, the safer holds."""
    value = facts.table.data.get("quick_exit", False)
    if not isinstance(value, bool):
        facts.fault("quick_exit", value, "true | false")
    return value is not False


def needs_signatures(table: Table) -> bool:
    """Whether a level or column asks for signatures; of a wrong word, the stricter holds."""
    word = table.data.get("signatures", SIGNATURES[0])
    if word not in SIGNATURES:
        table.fault("signatures", word, " | ".join(SIGNATURES))
    return bool(word != SIGNATURES[0])


def note_repeated(table: Table, key: str, slugs: list[str]) -> None:
    """Note each word of a list that stands in it more than once."""
    for slug, count in Counter(slugs).items():
        if count > 1:
            table.fault(key, slug, N_("只用一次的代号"))
