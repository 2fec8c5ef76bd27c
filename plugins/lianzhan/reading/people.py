"""people.toml to values: who may sign. A fault in it leaves nobody who may, so nothing is built."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, warning
from lianzhan.model.people import People, Person, PublicKey
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.columns import note_repeated
from lianzhan.reading.dates import parse_day
from lianzhan.reading.toml_file import CONFIG_MISSING_KEY, nearest, read_toml
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lianzhan.model.federation import Federation, Site
    from lianzhan.reading.toml_file import Table

FILE = "people.toml"
PEOPLE_UNKNOWN_SITE = warning(
    "people-unknown-site",
    N_("{name} 可以审的站点“{site}”没有找到"),
    N_("写站点文件夹的名字；最接近的是 {nearest}"),
)
_ID = late(r"[a-z0-9][a-z0-9._-]{0,63}")
_KEY = late(r"((?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]{1,60}) ([A-Za-z0-9+/]{32,4000}={0,2})(?: .*)?")
"""A line of OpenSSH's public key files (sshd(8), AUTHORIZED_KEYS FILE FORMAT), without options."""
_A_DAY = "2026-03-08"


def read_people(content: Path, federation: Federation) -> People | tuple[Problem, ...] | None:
    """Return who may sign; None where there is no people.toml, problems where it can't be used."""
    file = content / FILE
    if not file.is_symlink() and not file.exists():
        return None
    table = read_toml(file, FILE, content)
    table.reject_unknown("people")
    if not table.data.get("people") and not table.problems:
        table.problems.append(problem(FILE, 0, CONFIG_MISSING_KEY, key="people"))
    persons = [_person(entry, federation) for entry in table.tables("people")]
    note_repeated(table, "people", [person.id for person in persons])
    note_repeated(table, "keys", [key.text for person in persons for key in person.keys])
    if any(fault.is_error for fault in table.problems):
        return tuple(table.problems)
    return People(tuple(persons))


def with_grounds(people: People, sites: Iterable[Site]) -> tuple[People, tuple[Problem, ...]]:
    """Return everybody with the folders of their sites; a site that is not there is a problem."""
    paths = {site.slug: site.path for site in sites}
    problems = [
        problem(
            FILE,
            person.line,
            PEOPLE_UNKNOWN_SITE,
            name=person.name,
            site=slug[:60],
            nearest=nearest(slug, paths),
        )
        for person in people.persons
        for slug in person.sites
        if slug not in paths
    ]
    persons = (
        replace(person, grounds=tuple(paths[slug] for slug in person.sites if slug in paths))
        for person in people.persons
    )
    return People(tuple(persons)), tuple(problems)


def _person(table: Table, federation: Federation) -> Person:
    table.reject_unknown(
        "id", "name", "unit", "accounts", "steps", "sites", "below", "from", "until", "formerly",
        "keys",
    )  # fmt: skip
    person_id = table.required("id")
    if person_id and not _ID.fullmatch(person_id):
        table.fault("id", person_id, N_("小写字母、数字和 . _ -，如 zhang-jia"))
    for key in ("steps", "sites"):
        if not table.data.get(key):
            table.fault(key, "—", '["first"]' if key == "steps" else '["changsha"]')
    return Person(
        id=person_id,
        name=table.required("name"),
        unit=table.optional("unit") or "",
        accounts=table.words("accounts"),
        steps=table.words("steps", federation.review.steps),
        sites=table.words("sites"),
        below=table.get("below", bool, False),
        since=_day(table, "from"),
        until=_day(table, "until"),
        formerly=table.words("formerly"),
        keys=tuple(_key(table, entry) for entry in table.get("keys", list, [])),
        line=table.start,
    )


def _day(table: Table, key: str, data: dict[str, object] | None = None) -> date | None:
    """Return a day, as a date of TOML's or as people write one; None where none is written."""
    value = (table.data if data is None else data).get(key)
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    day = parse_day(value) if isinstance(value, str) else None
    if day is None:
        table.fault(key, value, _A_DAY)
    return day


def _key(table: Table, entry: object) -> PublicKey:
    """Return a key, written as a text alone or with its times."""
    data = entry if isinstance(entry, dict) else {"key": entry}
    for name in data.keys() - {"key", "from", "until", "revoked"}:
        table.fault("keys", name, "key, from, until, revoked")
    written = data.get("key")
    found = _KEY.fullmatch(written.strip()) if isinstance(written, str) else None
    if not found:
        table.fault("keys", written, N_("公钥文件（.pub）里的那一行，如 ssh-ed25519 AAAA…"))
    revoked = data.get("revoked", False)
    if not isinstance(revoked, bool | date):
        table.fault("keys", revoked, "revoked = true")
    text = f"{found[1]} {found[2]}" if found else ""
    days = _day(table, "from", data), _day(table, "until", data)
    return PublicKey(text, *days, is_revoked=revoked is not False)
