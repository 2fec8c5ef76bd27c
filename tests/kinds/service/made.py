"""Services as they are read, and sites that show them, without files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kinds.written import CONTEXT
from lianzhan.kinds.service.reading import READING
from lianzhan.kinds.service.values import Service
from lianzhan.model.body import Body
from lianzhan.model.contact import Telephone
from lianzhan.model.federation import Column
from lianzhan.model.help import Help, Hotline, ServiceKind
from lianzhan.model.kinds import kind_named
from lianzhan.reading.toml_file import Table
from lianzhan.reading.toml_values import heads
from lianzhan.reading.written import Origin, Written

FILE = "hunan/services.toml"
DAY = datetime(2026, 6, 1, tzinfo=UTC)
NEWS = Column("news", "动态", ("county",))


def hotline(number: str, **values: Any) -> Hotline:
    return Hotline(Telephone(number, f"tel:{number}"), f"题{number}", **values)


HELP = Help(
    (hotline("12338"), hotline("110", on_top=True), hotline("12110"), hotline("12345")),
    (ServiceKind("rights", "权益维护"), ServiceKind("mind", "心理关爱")),
)


def read(text: str) -> tuple[Service, list[tuple[int, str, str]]]:
    """The one service of a TOML text, and line, key and what is expected of each fault."""
    table = Table(FILE, tomllib.loads(text), text, [])
    ((name, front),) = heads(table, kind_named("service"), READING.keys)
    origin = Origin(f"{FILE}#{name}", "digest", "hunan", None, name, front.fields.line)
    value, faults = READING.make(Written(origin, front, Body(), CONTEXT))
    every = (*front.problems, *faults)
    details = [(fault, dict(fault.details)) for fault in every]
    return value, [(f.line, d["key"], d.get("expected", f.code)) for f, d in details]


def made(name: str = "a", kind: str = "rights", **values: Any) -> Service:
    path = f"{FILE}#{name}"
    values = {"title": f"题{name}", "checked": DAY, "keys": (("address", 1),), **values}
    return Service(path, "hunan", None, name, kind=kind, **values)


@dataclass(frozen=True)
class Place:
    slug: str
    name: str
    url: str


HUNAN = Place("hunan", "湖南省妇联", "https://example.org/hunan/")


@dataclass(frozen=True)
class Shown:
    value: Any
    why: str = "own"
    home: Any = HUNAN
    id: str = "urn:uuid:x"
    phase: str = ""

    @property
    def url(self) -> str:
        return f"{self.home.url}services/#{self.value.name}"


@dataclass(frozen=True)
class Mentioned:
    kind: str

    def fact(self, name: str) -> str:
        return {"kind": self.kind}.get(name, "")


@dataclass(frozen=True)
class Site:
    """A site as rooms see it."""

    help: Help = HELP
    mentioned: tuple[Any, ...] = ()
    language: str = "zh-CN"
    name: str = HUNAN.name
    url: str = HUNAN.url

    def mentions(self, _kind: str) -> tuple[Any, ...]:
        return self.mentioned
