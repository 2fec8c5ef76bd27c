"""federation.toml to values: what the whole matrix has in common."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lianzhan.model.attachments import BY_ENDING, DEFAULT_POLICY, MOST_BYTES, AttachmentPolicy
from lianzhan.model.codes import N_, error, setup_error
from lianzhan.model.federation import Federation, Level, ReviewPolicy, SiteTree
from lianzhan.model.feeds import FEED_FORMATS
from lianzhan.model.live_sites import nothing_stands
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.awards import AWARDS, read_awards
from lianzhan.reading.columns import needs_signatures, note_repeated, read_column
from lianzhan.reading.help import HELP_KEYS, check_columns, read_help
from lianzhan.reading.image_profiles import read_image_profiles
from lianzhan.reading.looking import OF_SYSTEM
from lianzhan.reading.meant_words import STEPS
from lianzhan.reading.people import read_people, with_grounds
from lianzhan.reading.profile import (
    DANGER_WORDS,
    SHARED_KEYS,
    read_danger_words,
    read_profile,
)
from lianzhan.reading.proofs import read_proofs, with_terms
from lianzhan.reading.site_tree import read_sites
from lianzhan.reading.sources import SOURCE_TABLES, read_sources
from lianzhan.reading.tiles import with_tiles
from lianzhan.reading.toml_file import Table, read_toml
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.people import People
    from lianzhan.reading.site_tree import Live

SIGNATURES_WITHOUT_PEOPLE = error(
    "signatures-without-people",
    N_("要求用密钥签，但没有 people.toml，不知道谁的密钥算数"),
    N_('写一份 people.toml，登记审稿人和公钥；或删去 signatures = "required"'),
)
SIGNATURES_UNAVAILABLE = setup_error(
    "signatures-unavailable",
    N_("要求用密钥签，但这里没有装验证签名的程序包"),
    N_("运行 .venv/bin/pip install 'lianzhan[signatures]'，再生成一次"),
)
FEEDS = tuple(kind.name for kind in FEED_FORMATS)
DIGESTS = ("accepted", "required")
"""What becomes of a review step that does not say which text it is for."""
_LANGUAGE = late(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""A language tag (BCP 47, RFC 5646)."""
_HUB = late(r"https?://[^\s\"'<>]+")


def read_federation(content: Path, live: Live = nothing_stands) -> SiteTree | tuple[Problem, ...]:
    """Read federation.toml and every site.toml below `content`.

    A fault in federation.toml or people.toml leaves nothing to build: then the problems alone are
    returned. `live` tells which sites stand in the output by slug; it is asked only where folders
    don't tell (see `site_tree`).
    """
    table = read_toml(content / "federation.toml", "federation.toml")
    federation = _federation(table) if _is_sound(table) else None
    if federation is None or not _is_sound(table):
        return tuple(table.problems)
    people = read_people(content, federation)
    if isinstance(people, tuple):
        return (*table.problems, *people)
    if fault := _signatures_fault(federation, people):
        return (*table.problems, fault)
    proofs, faults, is_usable = with_terms(content, federation.proofs)
    problems = (*table.problems, *faults)
    if not is_usable:
        return problems
    tree = with_tiles(read_sites(content, replace(federation, proofs=proofs), problems, live))
    return tree if people is None else _with_people(tree, people)


def _signatures_fault(federation: Federation, people: People | None) -> Problem | None:
    """Return why signatures, which are asked for, can't be verified."""
    asking = [one.signed for one in federation.levels] + [one.signed for one in federation.columns]
    if not any(asking):
        return None
    if people is None:
        return problem("federation.toml", 0, SIGNATURES_WITHOUT_PEOPLE)
    missing = [name for name in ("nacl", "asyncssh") if not find_spec(name)]
    return problem("federation.toml", 0, SIGNATURES_UNAVAILABLE) if missing else None


def _with_people(tree: SiteTree, people: People) -> SiteTree:
    known, problems = with_grounds(people, (*tree.federation.sites, *tree.broken, *tree.unread))
    federation = replace(tree.federation, people=known)
    return replace(tree, federation=federation, problems=(*tree.problems, *problems))


def zone_of(content: Path) -> ZoneInfo:
    """Return the time zone that federation.toml names: UTC where it can't be read or names none.

    What is wrong with the file is told by whoever reads all of it.
    """
    name = read_toml(content / "federation.toml", "federation.toml").data.get("timezone")
    try:
        return ZoneInfo(name if isinstance(name, str) else "UTC")
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return ZoneInfo("UTC")


def _is_sound(table: Table) -> bool:
    return not any(fault.is_error for fault in table.problems)


def _federation(table: Table) -> Federation:
    table.reject_unknown(
        "id", "name", "language", "timezone", "address", "portal", "feeds", "hub",
        "levels", "review", "image_profiles", "columns", "attachments", "proofs",
        AWARDS, *HELP_KEYS, *SHARED_KEYS, *SOURCE_TABLES, DANGER_WORDS,
    )  # fmt: skip
    levels = tuple(_level(entry) for entry in table.tables("levels"))
    if not levels:
        table.fault("levels", "—", "[[levels]]")
    note_repeated(table, "levels", [level.name for level in levels])
    profiles = read_image_profiles(table.table("image_profiles"))
    names = tuple(level.name for level in levels)
    columns = tuple(read_column(entry, names, profiles) for entry in table.tables("columns"))
    if sum(column.pinned for column in columns) != 1:
        table.fault("columns", "pinned = true", N_("正好一个栏目写着 pinned = true"))
    note_repeated(table, "columns", [column.slug for column in columns])
    offered = read_help(table)
    check_columns(table, columns, offered)
    address = _address(table, "address", "https://example.org/{slug}/")
    portal = _address(table, "portal", "https://example.org/") if "portal" in table.data else ""
    return Federation(
        id=table.required("id"),
        name=table.required("name"),
        language=_matching(table, "language", _LANGUAGE, "zh-CN"),
        timezone=_timezone(table),
        address=address,
        portal=portal or _portal(address),
        feeds=table.words("feeds", FEEDS) if "feeds" in table.data else FEEDS,
        hub=_matching(table, "hub", _HUB, "https://…") if "hub" in table.data else None,
        levels=levels,
        review=_review(table.table("review")),
        columns=columns,
        image_profiles=tuple(profiles.values()),
        attachments=_attachments(table.table("attachments")),
        proofs=read_proofs(table.table("proofs")),
        help=offered,
        awards=read_awards(table),
        profile=read_profile(table),
        danger_words=read_danger_words(table),
        sources=read_sources(table),
    )


def _attachments(table: Table) -> AttachmentPolicy:
    """Return what files may be published beside articles: `kinds = []` is none at all."""
    table.reject_unknown("kinds", "max_bytes")
    kinds, size = DEFAULT_POLICY.kinds, DEFAULT_POLICY.max_bytes
    if "kinds" in table.data:
        kinds = table.words("kinds", tuple(BY_ENDING))
    if "max_bytes" in table.data:
        size = table.get("max_bytes", int, size)
    if not 0 < size <= MOST_BYTES:
        table.fault("max_bytes", size, f"1 – {MOST_BYTES}")
    return AttachmentPolicy(kinds, size)


def _review(table: Table) -> ReviewPolicy:
    """Return the review that texts must pass: all steps if none are named, but never none at all.

    Of a wrong word for digests, the stricter holds.
    """
    table.reject_unknown("steps", "digest", "separation")
    steps = table.words("steps", STEPS) if "steps" in table.data else STEPS
    if not steps:
        table.fault("steps", [], " | ".join(STEPS))
    digest = table.data.get("digest", DIGESTS[0])
    if digest not in DIGESTS:
        table.fault("digest", digest, " | ".join(DIGESTS))
    separates = table.get("separation", bool, False)
    return ReviewPolicy(steps, needs_digest=digest != DIGESTS[0], separates=separates)


def _level(table: Table) -> Level:
    table.reject_unknown("name", "title", "signatures")
    return Level(table.required("name"), table.required("title"), needs_signatures(table))


def _matching(table: Table, key: str, pattern: re.Pattern[str], example: str) -> str:
    value = table.required(key)
    if value and not pattern.fullmatch(value):
        table.fault(key, value, example)
    return value


def _timezone(table: Table) -> str:
    name = table.required("timezone")
    try:
        ZoneInfo(name)
    except (OSError, ValueError, ZoneInfoNotFoundError) as error:
        if getattr(error, "errno", None) in OF_SYSTEM:
            raise
        table.fault("timezone", name, "Asia/Shanghai")
    return name


def _address(table: Table, key: str, example: str) -> str:
    address = table.required(key)
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and bool(parts.netloc) and address.endswith("/")
    except ValueError:
        sound = False
    wanted = example.count("{slug}")
    alone = len(re.findall(r"/\{slug\}/|//\{slug\}\.", address))
    counts = (address.count("{slug}"), alone)
    if not sound or counts != (wanted, wanted) or re.search(r"[\s?#\"'<>]", address):
        table.fault(key, address, example)
        return example
    return address


def _portal(address: str) -> str:
    """The portal's address where none is given: the sites' address without the site."""
    return address.replace("{slug}.", "").replace("{slug}/", "")
