"""Sources of reposts in federation.toml (`[[sources]]`, `[reposts]`) to values.

Faults are noted in the table. They are errors: what a lost entry would have allowed, or refused,
must not be decided without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.hosts import listing_fault
from lianzhan.model.proofs import POLICIES
from lianzhan.model.sources import NO_SOURCES, SOURCE_KINDS, ListedSource, SourcePolicy
from lianzhan.reading.columns import note_repeated
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from lianzhan.reading.toml_file import Table

SOURCE_HOST = error(
    "source-host",
    N_("“{host}”不能用作来源的域名：{what}"),
    N_("照来源网站地址栏里的写法，只用小写英文字母、数字、连字符和点，例如 news.cn"),
)
SOURCE_TABLES = ("sources", "reposts")
"""The keys of federation.toml that are read here."""
_UNLISTED = "unlisted"
_SHOWN = 60
_ONE_OWNER = N_("只属于一个来源的域名")
_SOURCES_FIRST = N_("先用 [[sources]] 写出来源，才能写这一项")


def read_sources(table: Table) -> SourcePolicy:
    """Return whom the federation reposts from, and what a repost from elsewhere is."""
    entries = table.tables("sources")
    listed = tuple(map(_source, entries))
    note_repeated(table, "sources", [source.name for source in listed if source.name])
    _note_shared_hosts(entries, listed)
    policy = table.table("reposts")
    policy.reject_unknown(_UNLISTED)
    if not listed and _UNLISTED in policy.data:
        policy.fault(_UNLISTED, policy.data[_UNLISTED], _SOURCES_FIRST)
    unlisted = policy.data.get(_UNLISTED, NO_SOURCES.unlisted)
    if unlisted not in POLICIES:
        policy.fault(_UNLISTED, unlisted, " | ".join(POLICIES))
        return SourcePolicy(listed)
    return SourcePolicy(listed, str(unlisted))


def _source(table: Table) -> ListedSource:
    table.reject_unknown("name", "hosts", "kind", "canonical")
    return ListedSource(
        table.required("name"),
        _hosts(table),
        _kind(table),
        table.get("canonical", bool, False),
    )


def _hosts(table: Table) -> tuple[str, ...]:
    """Return the hosts of a source: at least one, each as a browser's address bar shows it."""
    hosts = table.words("hosts") if "hosts" in table.data else ()
    if not hosts:
        table.fault("hosts", "—", '["news.cn"]')
    for host in hosts:
        if why := listing_fault(host):
            table.add_problem("hosts", SOURCE_HOST, host=host[:_SHOWN], what=why)
    return hosts


def _kind(table: Table) -> str:
    """Return the kind of a source; one that is written as people say it is told by its name."""
    kind = table.required("kind")
    if kind and kind not in SOURCE_KINDS:
        said = {each.title: name for name, each in SOURCE_KINDS.items()}
        near = said.get(nearest(kind, said), nearest(kind, SOURCE_KINDS))
        table.fault("kind", kind, " | ".join(SOURCE_KINDS) if near == "—" else near)
    return kind


def _note_shared_hosts(entries: list[Table], listed: tuple[ListedSource, ...]) -> None:
    """Note each host that stands more than once: nobody could say whose it is."""
    seen: set[str] = set()
    for table, source in zip(entries, listed, strict=True):
        for host in source.hosts:
            if host in seen:
                table.fault("hosts", host, _ONE_OWNER)
            seen.add(host)
