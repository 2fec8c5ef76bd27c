"""What readers see of events: a page each, what comes by month, what is over, and calendars."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from lianzhan.kinds.event.structured import event_data
from lianzhan.kinds.event.values import FOLDER
from lianzhan.kinds.event.view import views
from lianzhan.kinds.event.words import month_words
from lianzhan.kinds.pages import Block, File, NavigationEntry, NoPages, Page
from lianzhan.model.catalog import NEAREST, OWN
from lianzhan.model.codes import N_
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.event.view import EventView
    from lianzhan.kinds.views import Shown, SiteView

TITLE = N_("活动")
LIST = f"{FOLDER}/index.html"
CALENDAR = "events.ics"
ON_HOME = 2
"""Events on a home page."""
FEW_PAST = 3
"""Past events on a list where none is coming."""
ON_PAGE = 50
"""Past events on a page."""
RELATED = 2
"""Other events on the page of one."""
MAX_PAST = 100
"""Past events in a site's calendar: telephones read it again and again."""


class EventPages(NoPages):
    """Pages, blocks and calendars of events."""

    def pages(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[Page]:
        """Yield the list, those of what is over, and a page for each event at home here."""
        every = views(shown, site.language)
        if not every:
            return
        past = [event for event in reversed(every) if event.is_past]
        yield Page(LIST, "event_list", _list(site, every, past))
        yield from _past_pages(past)
        for event in every:
            if event.shown.why == OWN:
                values = {
                    "event": event,
                    "data": event_data(event),
                    "report": _report(event),
                    "others": _others(event, every),
                }
                yield Page(f"{FOLDER}/{event.value.name}.html", "event", values)

    def files(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[File]:
        """Yield the site's calendar, and a file for each event at home here."""
        events = [e for e in views(shown, site.language) if e.shown.why != NEAREST]
        if not events:
            return
        from lianzhan.kinds.event.calendar import calendar_of

        yield File(CALENDAR, calendar_of(_calendar_title(site), _recent(events)))
        for event in events:
            if event.shown.why == OWN:
                yield File(f"{FOLDER}/{event.value.name}.ics", calendar_of("", [event]))

    def block(self, site: SiteView, shown: tuple[Shown, ...]) -> Block | None:
        """Return the two events that come next: the site's own first."""
        coming = [event for event in views(shown, site.language) if event.is_coming]
        near = sorted(coming, key=lambda event: event.shown.why == NEAREST)[:ON_HOME]
        values = {"events": near, "url": f"{site.url}{FOLDER}/"}
        return Block("upcoming_events", values) if near else None

    def navigation(self, site: SiteView, shown: tuple[Shown, ...]) -> NavigationEntry | None:
        """Return the entry of the list, where there is one."""
        if not views(shown, site.language):
            return None
        return NavigationEntry(translations(site.language).gettext(TITLE), LIST)

    def way(self, site: SiteView, shown: tuple[Shown, ...]) -> Block | None:
        """Return the site's calendar, where there is one."""
        is_there = any(e.shown.why != NEAREST for e in views(shown, site.language))
        return Block("way_calendar", {"url": f"{site.url}{CALENDAR}"}) if is_there else None


def _list(site: SiteView, every: list[EventView], past: list[EventView]) -> dict[str, object]:
    coming = [event for event in every if not event.is_past]
    own = [event for event in every if event.shown.why != NEAREST]
    return {
        "months": _by_month(coming, site.language),
        "is_borrowed": len(own) < len(every) and not any(event.is_coming for event in own),
        "last": [] if coming else _by_month(past[:FEW_PAST], site.language),
        "past_url": f"{site.url}{FOLDER}/past/" if past else "",
        "calendar": f"{site.url}{CALENDAR}" if own else "",
    }


def _others(event: EventView, every: list[EventView]) -> list[EventView]:
    """Return where else one might go: what comes next besides an event."""
    return [other for other in every if other.is_coming and other is not event][:RELATED]


def _by_month(events: list[EventView], language: str) -> list[tuple[str, list[EventView]]]:
    groups = groupby(events, key=lambda event: month_words(event.occurrence.start, language))
    return [(month, [*group]) for month, group in groups]


def _past_pages(past: list[EventView]) -> Iterator[Page]:
    """Yield the pages of what is over, the newest first, with a heading for each year."""
    batches = [past[start : start + ON_PAGE] for start in range(0, len(past), ON_PAGE)]
    for number, events in enumerate(batches, 1):
        years = groupby(events, key=lambda event: event.occurrence.start.year)
        values = {
            "years": [(year, [*group]) for year, group in years],
            "number": number,
            "count": len(batches),
            "previous": _past_file(number - 1) if number > 1 else "",
            "next": _past_file(number + 1) if number < len(batches) else "",
        }
        yield Page(_past_file(number), "event_past", values)


def _past_file(number: int) -> str:
    page = "index.html" if number == 1 else f"page/{number}.html"
    return f"{FOLDER}/past/{page}"


def _recent(events: list[EventView]) -> list[EventView]:
    """Return what comes, and the newest of what is over."""
    past = [event for event in events if event.is_past]
    return past[-MAX_PAST:] + [event for event in events if not event.is_past]


def _calendar_title(site: SiteView) -> str:
    return translations(site.language).gettext("{0}的活动").format(site.name)


def _report(event: EventView) -> str:
    """Return the address of its report; "" where there is none that readers may see."""
    report = event.value.report
    return dict(event.shown.links).get(report.target, "") if report else ""


PAGES = EventPages()
