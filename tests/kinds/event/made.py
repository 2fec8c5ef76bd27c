"""Events for tests of values: as their heads say it, and as a site shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kinds.written import ZONE, written
from lianzhan.kinds.event.reading import READING
from lianzhan.kinds.event.recurrence import phase_of
from lianzhan.kinds.event.view import EventView, view_of
from lianzhan.model.catalog import OWN
from lianzhan.planning.site_facts import SiteLink

if TYPE_CHECKING:
    from lianzhan.kinds.event.values import Event
    from lianzhan.model.body import Body
    from lianzhan.model.problem import Problem

HUNAN = SiteLink("hunan", "湖南省妇联", "https://example.org/hunan/")
PATH = "hunan/events/x.md"


def at(text: str) -> datetime:
    """A moment by the clock of the federation."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def read(head: str, body: Body | None = None) -> tuple[Event, tuple[Problem, ...]]:
    """An event as a head says it, and what could not be read."""
    return READING.make(written(f"title: 讲座\n{head}", PATH, None, body))


def event(head: str, body: Body | None = None) -> Event:
    """An event as a head says it."""
    value, problems = read(head, body)
    assert problems == ()
    return value


@dataclass(frozen=True)
class OnePlanned:
    """What templates ask of a value besides."""

    value: Any
    lead: None = None
    files: tuple[object, ...] = ()


@dataclass(frozen=True)
class OneShown:
    """An event as a site shows it."""

    value: Any
    phase: str
    why: str = OWN
    home: SiteLink = HUNAN
    id: str = "urn:uuid:6f0b2f0e-7c53-5a0e-9d5c-3c1c1f6a4f51"
    links: tuple[tuple[str, str], ...] = ()
    name: str = ""
    planned: OnePlanned = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "planned", OnePlanned(self.value))

    @property
    def url(self) -> str:
        return f"{self.home.url}events/{self.name or self.value.name}.html"


def shown(value: Event, now: str = "2026-03-01", **more: Any) -> OneShown:
    """An event as its home shows it at a moment."""
    return OneShown(value, phase_of(value.series, at(now)), **more)


def view(value: Event, now: str = "2026-03-01", **more: Any) -> EventView:
    """An event as pages show it at a moment."""
    found = view_of(shown(value, now, **more), "zh-CN")
    assert found is not None
    return found
