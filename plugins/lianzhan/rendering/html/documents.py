"""What a page shows of a notice besides its text.

In: a planned article or page, and the language of its site. Out: values for the theme's components.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.values import OPEN
from lianzhan.model.frozen import dataclass
from lianzhan.rendering.pelican.settings import date_text

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.kinds.article.values import Call
    from lianzhan.planning.planned import PlannedArticle


@dataclass(frozen=True)
class Forwarded:
    """What an article forwards: its title, and its absolute address; "" where it has none."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class ShownCall:
    """A call as its page shows it; days are written as readers do, "" where none is given.

    `url` is "" where the form is not open.
    """

    title: str
    url: str
    phase: str
    start: str
    until: str


@dataclass(frozen=True)
class ShownDocument:
    """What a page shows in a box above its text."""

    number: str
    issuer: str
    issued: str
    iso_issued: str
    forwarded: Forwarded | None
    call: ShownCall | None


def shown_document(planned: PlannedArticle, language: str) -> ShownDocument | None:
    """Return what is shown of a notice; None for an article that is nothing but a text."""
    value, passed_on = planned.value, forwarded(planned)
    document = value.document
    if not (document or passed_on or value.call):
        return None
    issued = document.issued if document else None
    return ShownDocument(
        number=document.number if document else "",
        issuer=document.issuer if document else "",
        issued=date_text(issued, language) if issued else "",
        iso_issued=issued.isoformat() if issued else "",
        forwarded=passed_on,
        call=_call(planned, language),
    )


def forwarded(planned: PlannedArticle) -> Forwarded | None:
    """Return what is forwarded: by the title in the head, or its own, or its file's name.

    An address that has no title is its own words. What is published nowhere, and has no title in
    the head, can't be called anything.
    """
    said = planned.value.forwards
    if said is None:
        return None
    url = dict(planned.links).get(said.to, "")
    files = (file.title for target, file in planned.value.attachments if target == said.to)
    title = said.title or planned.forwarded or next(files, url)
    return Forwarded(title, url) if title else None


def _call(planned: PlannedArticle, language: str) -> ShownCall | None:
    call = planned.value.call
    if call is None:
        return None
    is_open = planned.phase == OPEN
    return ShownCall(
        title=call.title,
        url=dict(planned.links).get(call.to, "") if is_open else "",
        phase=planned.phase,
        start=_moment_text(call.start, language),
        until=_until_text(call, language),
    )


def _moment_text(moment: datetime | None, language: str) -> str:
    """Return a day, and its time if it is not the day's first moment."""
    if moment is None:
        return ""
    day = date_text(moment, language)
    return f"{day} {moment:%H:%M}" if moment.hour or moment.minute else day


def _until_text(call: Call, language: str) -> str:
    if call.until is None or call.until != call.end:
        return date_text(call.until, language) if call.until else ""
    return f"{date_text(call.until, language)} {call.until:%H:%M}"
