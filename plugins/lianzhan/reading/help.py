"""Hotlines and kinds of services of federation.toml to values; faults are noted in its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_
from lianzhan.model.contact import Telephone
from lianzhan.model.help import Help, Hotline, ServiceKind
from lianzhan.reading.columns import SLUG, note_repeated
from lianzhan.reading.hours import hours_wanted, parse_hours
from lianzhan.reading.stated_facts import Facts
from lianzhan.reading.telephones import A_TELEPHONE, parse_telephone
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.model.contact import Hours
    from lianzhan.model.federation import Column
    from lianzhan.reading.toml_file import Table

HELP_KEYS = ("hotlines", "service_kinds")
"""The keys of federation.toml that are read here."""
_SLUG_FORM = N_("小写字母、数字和连字符（-），以字母开头，例如 rights")
_NOBODY = Telephone("", "")


def read_help(table: Table) -> Help:
    """Return what federation.toml says of help."""
    hotlines = tuple(_hotline(entry) for entry in table.tables("hotlines"))
    kinds = tuple(_service_kind(entry) for entry in table.tables("service_kinds"))
    note_repeated(table, "hotlines", [line.number for line in hotlines])
    note_repeated(table, "service_kinds", [kind.slug for kind in kinds])
    return Help(hotlines, kinds)


def check_columns(table: Table, columns: Iterable[Column], offered: Help) -> None:
    """Note each column whose service or hotline is none of those in federation.toml.

    It costs that fact alone: beside its articles stands what stands there without it.
    """
    kinds = {kind.slug for kind in offered.kinds}
    numbers = {line.number for line in offered.hotlines}
    for entry, column in zip(table.tables("columns"), columns, strict=True):
        for key, named, known in (
            ("service", column.service, kinds),
            ("hotline", column.hotline.shown if column.hotline else "", numbers),
        ):
            if named and named not in known:
                near = nearest(named, known)
                wanted = near if near != "—" else " | ".join(sorted(known)) or "—"
                Facts(entry).fault(key, named, wanted)


def _hotline(table: Table) -> Hotline:
    table.reject_unknown("number", "title", "summary", "hours", "home", "top")
    return Hotline(
        telephone=_telephone(table),
        title=table.required("title"),
        summary=table.optional("summary") or "",
        hours=_hours(table),
        at_home=table.get("home", bool, False),
        on_top=table.get("top", bool, False),
    )


def _telephone(table: Table) -> Telephone:
    """Return the number: one in quotes, as 0731-… is no number of TOML."""
    written = table.required("number")
    found = parse_telephone(written)
    if found is None and written:
        table.fault("number", written, A_TELEPHONE)
    return found or _NOBODY


def _hours(table: Table) -> Hours | None:
    written = table.optional("hours")
    if written is None:
        return None
    if wanted := hours_wanted(written):
        table.fault("hours", written, wanted)
    return parse_hours(written)


def _service_kind(table: Table) -> ServiceKind:
    table.reject_unknown("slug", "title", "summary")
    slug = table.required("slug")
    if slug and not SLUG.fullmatch(slug):
        table.fault("slug", slug, _SLUG_FORM)
    return ServiceKind(slug, table.required("title"), table.optional("summary") or "")
