"""Fields to values: front matter gets its types. What can't be read is a problem, and left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lianzhan.model.article import Article, Image, ReviewStep, Source
from lianzhan.model.catalog import NEVER
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.front_matter import FrontMatter, Mapping, Scalar, Sequence, Value

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from lianzhan.model.article import Body

STATUSES = ("submitted", "approved", "withdrawn")
KINDS = ("original", "repost")

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_TIME = re.compile(
    r"[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?(Z|[+-]\d{2}:?\d{2})?", re.ASCII
)
_DATE_EXAMPLE = "2026-03-08 / 2026-03-08 09:00"
_FIRST_YEAR, _LAST_YEAR = 1949, 2199
_SEPARATORS = re.compile(r"[,，、;；]")
_SOURCE_KEYS = frozenset({"name", "url", "date"})
_STEP_KEYS = frozenset({"step", "by", "at"})


@dataclass(slots=True)
class _Fields:
    """Typed access to the fields of one file; gathers problems as values are asked for."""

    path: str
    values: dict[str, Value]
    problems: list[Problem] = field(default_factory=list)

    def get(self, key: str) -> Value | None:
        """Return the value of a key; an empty one counts as not written."""
        value = self.values.get(key)
        return None if isinstance(value, Scalar) and not value.text else value

    def fault(self, key: str, value: Value, expected: str) -> None:
        shown = value.text if isinstance(value, Scalar) else "[…]"
        details = {"key": key, "value": shown[:60], "expected": expected}
        self.problems.append(problem(self.path, value.line, "bad-value", **details))

    def text(self, key: str) -> str:
        value = self.get(key)
        if value is None:
            return ""
        if isinstance(value, Scalar):
            return " ".join(value.text.split())
        self.fault(key, value, "…")
        return ""

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.get(key)
        if value is None:
            return default
        if isinstance(value, Scalar) and value.text in allowed:
            return value.text
        self.fault(key, value, " | ".join(allowed))
        return default

    def moment(self, key: str, zone: ZoneInfo) -> datetime | None:
        value = self.get(key)
        if value is None:
            return None
        parsed = parse_moment(value.text, zone) if isinstance(value, Scalar) else None
        if parsed is None:
            self.fault(key, value, _DATE_EXAMPLE)
        return parsed

    def required_moment(self, key: str, zone: ZoneInfo) -> datetime:
        """Return a moment, or NEVER; a key that is written without one is a fault, too."""
        moment = self.moment(key, zone)
        written = self.values.get(key)
        if written is not None and self.get(key) is None:
            self.fault(key, written, _DATE_EXAMPLE)
        return moment or NEVER

    def words(self, key: str) -> tuple[str, ...]:
        value = self.get(key)
        if value is None:
            return ()
        if isinstance(value, Scalar):
            parts = _SEPARATORS.split(value.text)
        elif isinstance(value, Sequence) and all(isinstance(item, Scalar) for item in value.items):
            parts = [item.text for item in value.items if isinstance(item, Scalar)]
        else:
            self.fault(key, value, "[a, b]")
            return ()
        cleaned = (" ".join(part.split()) for part in parts)
        return tuple(dict.fromkeys(word for word in cleaned if word))

    def source(self) -> Source | None:
        value = self.get("source")
        if value is None:
            return None
        if isinstance(value, Scalar):
            return Source(value.text)
        if not isinstance(value, Mapping) or not _has_only(value, _SOURCE_KEYS):
            self.fault("source", value, "{name: …, url: …, date: …}")
            return None
        entry = _Fields(self.path, _first_values(value))
        source = Source(entry.text("name"), entry.text("url"), entry.text("date"))
        self.problems += entry.problems
        if source.url and urlsplit_safe(source.url) not in ("http", "https"):
            self.fault("source.url", Scalar(source.url, value.line), "https://…")
            return None
        return source

    def review(self, zone: ZoneInfo) -> tuple[ReviewStep, ...]:
        value = self.get("review")
        if value is None:
            return ()
        entries = value.items if isinstance(value, Sequence) else (value,)
        return tuple(step for entry in entries if (step := self._review_step(entry, zone)))

    def _review_step(self, entry: object, zone: ZoneInfo) -> ReviewStep | None:
        if not isinstance(entry, Mapping) or not _has_only(entry, _STEP_KEYS):
            line = getattr(entry, "line", 1)
            shown = entry if isinstance(entry, Scalar) else Scalar("{…}", line)
            self.fault("review", shown, "{step: first, by: …, at: 2026-03-06}")
            return None
        if sound := _sound_step(entry, zone):
            return sound
        step = _Fields(self.path, _first_values(entry))
        at = step.text("at")
        read = _step(step, at, entry.line, zone)
        if read.at is None:
            step.fault("review.at", Scalar(at, entry.line), "2026-03-06")
        self.problems += step.problems
        return read

    def cover(self) -> Image | None:
        value = self.get("cover")
        text = self.text("cover")
        return Image(text, "", value.line, decorative=True) if text and value else None


@lru_cache(maxsize=4_096)
def _sound_step(entry: Mapping, zone: ZoneInfo) -> ReviewStep | None:
    """Return a step that has no fault: most are those of other articles, too."""
    step = _Fields("", _first_values(entry))
    read = _step(step, step.text("at"), entry.line, zone)
    return read if read.at and not step.problems else None


def _step(fields: _Fields, at: str, line: int, zone: ZoneInfo) -> ReviewStep:
    since = _start(at, zone)
    day = parse_day(at) if since else None
    return ReviewStep(fields.text("step"), fields.text("by"), day, line, since)


@lru_cache(maxsize=1_000)
def _start(text: str, zone: ZoneInfo) -> datetime | None:
    """Return from when a step counts; remembered, so that a cache has equal ones once."""
    return parse_moment(text, zone)


def _first_values(mapping: Mapping) -> dict[str, Value]:
    """Return the values by their keys; of a key that is repeated, the first."""
    return {name.text: value for name, value in reversed(mapping.items)}


def _has_only(mapping: Mapping, allowed: frozenset[str]) -> bool:
    """Whether a mapping has no keys but these, and each at most once."""
    names = {name.text for name, _ in mapping.items}
    return names <= allowed and len(names) == len(mapping.items)


@lru_cache(maxsize=1_000)
def parse_day(text: str) -> date | None:
    """Return the day of `2026-03-06`, a time after it allowed; None if it is none.

    Years outside 1949 to 2199 are slips of the keyboard, not dates. Remembered, because most days
    of a review are those of another one, too.
    """
    return _day_and_time(text)[0]


def _day_and_time(text: str) -> tuple[date | None, re.Match[str] | None]:
    match = _DATE.match(text)
    if not match or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return None, None
    time = _TIME.fullmatch(text, match.end())
    if time is None and match.end() < len(text):
        return None, None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])), time
    except ValueError:
        return None, None


def parse_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Return the moment of `2026-03-08` or `2026-03-08 09:00`, in `zone` unless it names one.

    A full day is required: a month alone would mean whatever day it is today.
    """
    day, time = _day_and_time(text)
    if day is None:
        return None
    if time is None:
        return datetime(day.year, day.month, day.day, tzinfo=zone)
    try:
        hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
        moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
        if time[4]:
            offset = datetime.strptime(time[4].replace("Z", "+0000"), "%z").tzinfo
            moment = moment.replace(tzinfo=offset).astimezone(zone)
    except ValueError:
        return None
    return moment


def urlsplit_safe(url: str) -> str:
    """Return a URL's scheme in lower case; "" where there is none, "?" where it can't be parsed."""
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return "?"


@dataclass(frozen=True, slots=True)
class Origin:
    """A file and where it stands: `column` is None for a page, `name` is that in the address."""

    path: str
    digest: str
    site: str
    column: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Context:
    """What reading an article needs to know of its site: time zone, default unit, offers."""

    zone: ZoneInfo
    unit: str
    offers: tuple[str, ...]


def typed_article(
    origin: Origin, front: FrontMatter, body: Body, context: Context
) -> tuple[Article, tuple[Problem, ...]]:
    """Return the article of a split file, and a problem for each value that could not be read."""
    fields = _Fields(origin.path, _first_values(front.fields))
    article = Article(
        path=origin.path,
        site=origin.site,
        column=origin.column,
        name=origin.name,
        digest=origin.digest,
        title=fields.text("title"),
        date=fields.required_moment("date", context.zone),
        summary=fields.text("summary"),
        cover=fields.cover(),
        tags=fields.words("tags"),
        author=fields.text("author"),
        unit=fields.text("unit") or context.unit,
        kind=fields.choice("kind", KINDS, KINDS[0]),
        source=fields.source(),
        offer=fields.choice("offer", context.offers, ""),
        campaign=fields.text("campaign"),
        status=fields.choice("status", STATUSES, STATUSES[0]),
        review=fields.review(context.zone),
        expires=fields.moment("expires", context.zone),
        keys=_one_for_all(tuple([(key.text, key.line) for key, _ in front.fields.items])),
        body=body,
    )
    return article, tuple(fields.problems)


@lru_cache(maxsize=1_024)
def _one_for_all(keys: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Return the same value for all equal ones: most heads are alike, and the cache has it once."""
    return keys


def parse_iso(text: str) -> datetime | None:
    """Return the moment of an ISO 8601 text; without a zone it is UTC. None if it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
