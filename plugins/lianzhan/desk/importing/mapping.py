"""Fields of a foreign head to ours. What has no place in ours is named, to be kept aside.

The first usable of a field's aliases is taken; another one that says the same is dropped, one that
says something else is kept aside. Nothing is invented: what is missing stays missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.desk.importing.aliases import (
    ALIASES,
    AliasedFields,
    Foreign,
    folded,
    text_of,
    texts_in,
)
from lianzhan.desk.importing.foreign_dates import date_in, readable_date
from lianzhan.desk.importing.head_values import merged
from lianzhan.desk.importing.heads import UNREADABLE
from lianzhan.desk.importing.origin import kind_of, origin_of
from lianzhan.desk.importing.results import SIDECAR, Note
from lianzhan.model.frozen import dataclass
from lianzhan.reading.fields import words_in_list, words_in_text
from lianzhan.reading.pictures import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zoneinfo import ZoneInfo

_LIVE = frozenset({"published", "submitted"})
"""Other states of an article that need no word: it comes in as submitted, whatever it was."""
_TRUE, _FALSE = frozenset({"true", "yes"}), frozenset({"false", "no"})
_HEADING_CHARACTERS = 200
"""Characters of a first heading above which it is a paragraph, not a title."""
Field = str | list[str] | dict[str, str]
"""A value of our front matter."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """Our fields in their order, pairs of their key and ours, what is kept aside, and notes."""

    fields: dict[str, Field]
    mapped: tuple[tuple[str, str], ...]
    aside: dict[str, Foreign]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a file's surroundings know of it: path below the folder, name, first heading, time zone.

    `pictures` maps each picture that could be found, as written, to its name in the bundle.
    """

    path: str
    name: str
    heading: str
    zone: ZoneInfo
    pictures: Mapping[str, str]


def cover_candidates(fields: Iterable[tuple[str, Foreign]]) -> list[str]:
    """Return what may be the cover, as written, the likeliest first."""
    return [text for _, text in AliasedFields(list(fields)).texts("cover")]


def map_head(fields: Iterable[tuple[str, Foreign]], place: Surroundings) -> Mapped:
    """Return our front matter: submitted, unreviewed, and only what the head says."""
    head = AliasedFields([(key, value) for key, value in fields if value not in ("", [], {})])
    source = origin_of(head)
    found: dict[str, Field] = {
        "title": _title(head, place),
        "date": _date(head, place),
        "summary": head.text("summary"),
        "cover": _cover(head, place.pictures),
        "tags": _tags(head),
        "author": head.text("author"),
        "unit": head.text("unit"),
        "kind": kind_of(head, source),
        "source": source,
        "campaign": head.text("campaign"),
        "expires": _moment(head, "expires", place.zone),
    }
    _status(head)
    unknown = sorted({key for key, _ in head.rest} - {UNREADABLE})
    if unknown:
        head.tell("unknown-keys", keys=", ".join(unknown), sidecar=SIDECAR)
    ours = {key: value for key, value in found.items() if value}
    return Mapped(
        {**ours, "status": "submitted"}, tuple(head.mapped), merged(head.rest), tuple(head.notes)
    )


def _title(head: AliasedFields, place: Surroundings) -> str:
    title = head.text("title")
    if title:
        return title
    if place.heading and len(place.heading) <= _HEADING_CHARACTERS:
        head.tell("title-from-heading")
        return place.heading
    head.tell("title-from-name")
    return folded(place.name)


def _date(head: AliasedFields, place: Surroundings) -> str:
    """A date of the head, else one in the path; never today's: nobody wrote that."""
    if date := _moment(head, "date", place.zone):
        return date
    date = date_in(place.path)
    head.tell("date-from-name" if date else "date-missing", **({"date": date} if date else {}))
    return date


def _moment(head: AliasedFields, ours: str, zone: ZoneInfo) -> str:
    for key, text in head.texts(ours):
        if date := readable_date(text, zone):
            head.use_up(ours, key, text)
            return date
        head.tell("date-unreadable", value=text[:40])
    return ""


def _cover(head: AliasedFields, pictures: Mapping[str, str]) -> str:
    """A cover is a picture that came along; any other is told, and kept aside."""
    for key, src in head.texts("cover"):
        if src in pictures:
            head.use_up("cover", key, src)
            return pictures[src]
        head.tell("cover-remote" if is_remote(src) else "cover-missing", src=src[:80])
    return ""


def _tags(head: AliasedFields) -> list[str]:
    """Tags, keywords and categories in one list; such as differ in case alone are one.

    They are told apart as `reading` will do it, so that each reads back as it is.
    """
    words: dict[str, str] = {}
    for key, value in tuple(head.rest):
        texts = texts_in(value)
        if key in ALIASES["tags"] and texts:
            head.rest.remove((key, value))
            head.mapped.append((key, "tags"))
            said = words_in_text(value) if isinstance(value, str) else words_in_list(texts)
            for word in said:
                words.setdefault(word.casefold(), word)
    return list(words.values())


def _status(head: AliasedFields) -> None:
    """A draft says so; another state than published is told, and kept aside."""
    for key, value in tuple(head.rest):
        said = text_of(value).lower()
        if key == "draft" and said in _TRUE:
            head.tell("draft")
        elif key == "status" and said not in _LIVE:
            head.tell("status", value=said[:40])
        if (key == "draft" and said in _TRUE | _FALSE) or (key == "status" and said in _LIVE):
            head.rest.remove((key, value))
