"""Fields of a foreign head to ours. What has no place in ours is named, to be kept aside.

The first usable of a field's aliases is taken; another one that says the same is dropped, one that
says something else is kept aside. Nothing is invented: what is missing stays missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lianzhan.desk.importing.heads import UNREADABLE, Foreign, merged
from lianzhan.desk.importing.results import SIDECAR, Note, note
from lianzhan.model.target import classify, split
from lianzhan.reading.dates import parse_day, parse_moment
from lianzhan.reading.pictures import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zoneinfo import ZoneInfo

ALIASES = {
    "title": ("title", "标题"),
    "date": ("date", "publishdate", "pubdate", "日期"),
    "summary": ("summary", "description", "excerpt", "摘要"),
    "cover": ("cover", "banner", "featured_image", "featuredimage", "thumbnail", "image"),
    "tags": ("tags", "tag", "keywords", "categories", "category", "标签", "关键词"),
    "author": ("author", "authors", "byline", "作者"),
    "unit": ("unit", "报送单位", "单位"),
    "source": ("source", "来源", "originallink", "original_url", "originalurl", "original",
               "source_url", "sourceurl"),
    "source.date": ("originalpublishdate", "source_date"),
    "campaign": ("campaign",),
    "expires": ("expires", "expirydate"),
}  # fmt: skip
"""Our keys, in the order they are written, and the names that Hugo, Jekyll, Hexo, Pelican and
offices give them."""
KNOWN = frozenset(alias for aliases in ALIASES.values() for alias in aliases)
_LIVE = frozenset({"published", "submitted"})
"""Other states of an article that need no word: it comes in as submitted, whatever it was."""
_TRUE, _FALSE = frozenset({"true", "yes"}), frozenset({"false", "no"})
_HEADING_CHARACTERS = 200
"""Characters of a first heading above which it is a paragraph, not a title."""
_SEPARATORS = re.compile(r"[,，、;；]")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_SPACED = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_./年](\d{1,2})[-_./月](\d{1,2})(?!\d)")

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


@dataclass(slots=True)
class _Head:
    """The fields that no key of ours has taken yet, what was taken, and what there is to tell."""

    rest: list[tuple[str, Foreign]]
    mapped: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def texts(self, ours: str) -> list[tuple[str, str]]:
        """Return the aliases of a key that hold a text, with it, in the order of ALIASES."""
        order = ALIASES[ours]
        found = [(key, folded(text_of(value))) for key, value in self.rest if key in order]
        return sorted((pair for pair in found if pair[1]), key=lambda pair: order.index(pair[0]))

    def take(self, ours: str, key: str, text: str) -> str:
        """Use up an alias, and whatever else says the same; return its text."""
        self.mapped.append((key, ours))
        said = {(alias, text) for alias in ALIASES[ours]}
        self.rest = [pair for pair in self.rest if (pair[0], folded(text_of(pair[1]))) not in said]
        return text

    def text(self, ours: str) -> str:
        """Take the first text of a key; "" where there is none."""
        return next((self.take(ours, key, text) for key, text in self.texts(ours)), "")

    def tell(self, code: str, **details: object) -> None:
        self.notes.append(note(code, **details))


def folded(text: str) -> str:
    """Return a text with white space folded, as `reading.article` reads it."""
    return " ".join(text.split())


def text_of(value: Foreign) -> str:
    """Return a text, or the texts of a list in one; "" for what is neither."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return "、".join(entry for entry in value if isinstance(entry, str) and entry.strip())
    return ""


def cover_candidates(fields: Iterable[tuple[str, Foreign]]) -> list[str]:
    """Return what may be the cover, as written, the likeliest first."""
    return [text for _, text in _Head(list(fields)).texts("cover")]


def map_head(fields: Iterable[tuple[str, Foreign]], place: Surroundings) -> Mapped:
    """Return our front matter: submitted, unreviewed, and only what the head says."""
    head = _Head([(key, value) for key, value in fields if value not in ("", [], {})])
    source = _source(head)
    found: dict[str, Field] = {
        "title": _title(head, place),
        "date": _date(head, place),
        "summary": head.text("summary"),
        "cover": _cover(head, place.pictures),
        "tags": _tags(head),
        "author": head.text("author"),
        "unit": head.text("unit"),
        "kind": _kind(head, source),
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


def _title(head: _Head, place: Surroundings) -> str:
    title = head.text("title")
    if title:
        return title
    if place.heading and len(place.heading) <= _HEADING_CHARACTERS:
        head.tell("title-from-heading")
        return place.heading
    head.tell("title-from-name")
    return folded(place.name)


def _date(head: _Head, place: Surroundings) -> str:
    """A date of the head, else one in the path; never today's: nobody wrote that."""
    if date := _moment(head, "date", place.zone):
        return date
    date = date_in(place.path)
    head.tell("date-from-name" if date else "date-missing", **({"date": date} if date else {}))
    return date


def _moment(head: _Head, ours: str, zone: ZoneInfo) -> str:
    for key, text in head.texts(ours):
        if date := readable_date(text, zone):
            head.take(ours, key, text)
            return date
        head.tell("date-unreadable", value=text[:40])
    return ""


def readable_date(text: str, zone: ZoneInfo) -> str:
    """Return a date that `reading` takes: as it is, or 2020/5/9 and 2020年5月9日 with hyphens."""
    if parse_moment(text, zone):
        return text
    match = _SPACED.match(text)
    rest = text[match.end() :].removeprefix("日") if match else ""
    changed = f"{'-'.join(match.groups())}{rest}" if match else ""
    return changed if parse_moment(changed, zone) else ""


def date_in(path: str) -> str:
    """Return the last full day that a path names (`2020/05/09/x.md`, `20200509-x`); "" if none."""
    plain = path.rpartition(".")[0]
    found = [*_SPACED.finditer(plain), *_COMPACT.finditer(plain)]
    for match in sorted(found, key=lambda match: match.start(), reverse=True):
        day = parse_day("-".join(match.groups()))
        if day:
            return day.isoformat()
    return ""


def _cover(head: _Head, pictures: Mapping[str, str]) -> str:
    """A cover is a picture that came along; any other is told, and kept aside."""
    for key, src in head.texts("cover"):
        if src in pictures:
            head.take("cover", key, src)
            return pictures[src]
        head.tell("cover-remote" if is_remote(src) else "cover-missing", src=src[:80])
    return ""


def _tags(head: _Head) -> list[str]:
    """Tags, keywords and categories in one list; such as differ in case alone are one."""
    words: dict[str, str] = {}
    for key, value in tuple(head.rest):
        if key in ALIASES["tags"] and text_of(value):
            head.rest.remove((key, value))
            head.mapped.append((key, "tags"))
            parts = _SEPARATORS.split(value) if isinstance(value, str) else map(text_of, value)
            for word in map(folded, parts):
                words.setdefault(word.casefold(), word)
    return [word for word in words.values() if word]


def _kind(head: _Head, source: dict[str, str]) -> str:
    """What has a source is a repost, unless the head says that it is an original."""
    for said in ("original", "repost"):
        if ("kind", said) in head.rest:
            head.rest.remove(("kind", said))
            return said
    return "repost" if source else ""


def _source(head: _Head) -> dict[str, str]:
    """Where a repost comes from: our own form, or a name and an address from several keys.

    A source known by address alone is named by its host: a repost must name its source, and the
    host is what a reader would see there.
    """
    for key, value in head.rest:
        if key == "source" and isinstance(value, dict) and (own := _own_source(value)):
            head.rest.remove((key, value))
            head.mapped.append((key, "source"))
            return own
    source: dict[str, str] = {}
    for key, text in head.texts("source"):
        part = "url" if host_of(text) else "name" if _is_name(text, key) else ""
        if part and part not in source:
            source[part] = head.take("source", key, text)
        elif not part:
            head.tell("source-unusable", key=key, value=text[:60])
    if not source:
        return {}
    for key, text in head.texts("source.date"):
        if parse_day(text):
            source["date"] = head.take("source.date", key, text)
            break
    return {"name": host_of(source.get("url", "")), **source}


def _own_source(value: dict[str, Foreign]) -> dict[str, str]:
    """Return a source written as ours is, if it is one that we could read back."""
    parts = {key: folded(text) for key, text in value.items() if isinstance(text, str)}
    is_ours = len(parts) == len(value) and parts.keys() <= {"name", "url", "date"}
    sound = parts.get("name") and (not parts.get("url") or host_of(parts["url"]))
    return {key: text for key, text in parts.items() if text} if is_ours and sound else {}


def _is_name(text: str, key: str) -> bool:
    """Whether a text names a source: 人民网 does, `/img/x.jpg` and `ftp://x` do not."""
    return key in ("source", "来源") and not text.startswith("/") and "://" not in text


def host_of(url: str) -> str:
    """Return the host of a web address without "www."; "" where it is no web address."""
    target = classify(url)
    if not target.is_web or " " in url:
        return ""
    parts = split(target.address)
    return ((parts and parts.hostname) or "").removeprefix("www.")


def _status(head: _Head) -> None:
    """A draft says so; another state than published is told, and kept aside."""
    for key, value in tuple(head.rest):
        said = text_of(value).lower()
        if key == "draft" and said in _TRUE:
            head.tell("draft")
        elif key == "status" and said not in _LIVE:
            head.tell("status", value=said[:40])
        if (key == "draft" and said in _TRUE | _FALSE) or (key == "status" and said in _LIVE):
            head.rest.remove((key, value))
