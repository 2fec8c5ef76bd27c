"""A topic, and what it draws, as pages show them at one site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lianzhan.kinds.drawn import DrawnView
from lianzhan.kinds.topic.values import OPEN
from lianzhan.model.catalog import OWN

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.kinds.topic.values import Topic
    from lianzhan.kinds.views import Shown, SiteName, SiteView


@dataclass(frozen=True)
class TopicView:
    """A topic at a site; where that is not its own, what it draws is not known."""

    shown: Shown
    drawn: tuple[DrawnView, ...]

    @property
    def value(self) -> Topic:
        """The topic itself."""
        topic: Topic = self.shown.value
        return topic

    @property
    def title(self) -> str:
        """Its title."""
        return self.value.title

    @property
    def url(self) -> str:
        """The address of its page."""
        return self.shown.url

    @property
    def summary(self) -> str:
        """Its one sentence, or how its text begins."""
        return self.value.summary or self.value.body.excerpt

    @property
    def is_own(self) -> bool:
        """Whether its page stands at this site."""
        return self.shown.why == OWN

    @property
    def is_open(self) -> bool:
        """Whether home pages show it."""
        return self.shown.phase == OPEN

    @property
    def origin(self) -> SiteName | None:
        """The site whose it is; None where that is this one."""
        return None if self.is_own else self.shown.home

    @property
    def banner(self) -> Any:
        """The picture of its banner, or None."""
        banner = self.value.banner
        return dict(self.value.pictures).get(banner.src) if banner else None

    @cached_property
    def newest(self) -> tuple[DrawnView, ...]:
        """What it draws, the newest first."""
        return tuple(sorted(self.drawn, key=_date, reverse=True))


def _date(drawn: DrawnView) -> datetime:
    return drawn.date


def views(site: SiteView, shown: tuple[Shown, ...]) -> list[TopicView]:
    """Return the topics at a site: its own first, those that opened last before the others."""
    found = [view_of(site, each) for each in shown]
    return sorted(found, key=lambda view: not view.is_own)


def view_of(site: SiteView, shown: Shown) -> TopicView:
    """Return a topic as a site shows it."""
    drawn = site.drawn(shown.value.path)
    return TopicView(shown, tuple(DrawnView(each, site.slug) for each in drawn))
