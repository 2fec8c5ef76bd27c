"""Fields to values: front matter gets its types. What can't be read is a problem, and left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.kinds.article.values import Article, ReviewStep, Source
from lianzhan.model.body import Image
from lianzhan.model.target import classify
from lianzhan.reading.dates import parse_day, parse_moment
from lianzhan.reading.fields import Fields, first_values, has_only
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from lianzhan.model.body import Body
    from lianzhan.model.problem import Problem
    from lianzhan.reading.front_matter import FrontMatter

STATUSES = ("submitted", "approved", "withdrawn")
KINDS = ("original", "repost")

_SOURCE_KEYS = frozenset({"name", "url", "date"})
_STEP_KEYS = frozenset({"step", "by", "at"})


class _Fields(Fields):
    """The fields of an article, and those that it alone has."""

    def source(self) -> Source | None:
        value = self.get("source")
        if value is None:
            return None
        if isinstance(value, Scalar):
            return Source(value.text)
        if not isinstance(value, Mapping) or not has_only(value, _SOURCE_KEYS):
            self.fault("source", value, "{name: …, url: …, date: …}")
            return None
        entry = _Fields(self.path, first_values(value))
        url = entry.text("url")
        source = Source(entry.text("name"), classify(url).address, entry.text("date"))
        self.problems += entry.problems
        if url and not classify(url).is_web:
            self.fault("source.url", Scalar(url, value.line), "https://…")
            return None
        return source

    def review(self, zone: ZoneInfo) -> tuple[ReviewStep, ...]:
        value = self.get("review")
        if value is None:
            return ()
        entries = value.items if isinstance(value, Sequence) else (value,)
        return tuple(step for entry in entries if (step := self._review_step(entry, zone)))

    def _review_step(self, entry: object, zone: ZoneInfo) -> ReviewStep | None:
        if not isinstance(entry, Mapping) or not has_only(entry, _STEP_KEYS):
            line = getattr(entry, "line", 1)
            shown = entry if isinstance(entry, Scalar) else Scalar("{…}", line)
            self.fault("review", shown, "{step: first, by: …, at: 2026-03-06}")
            return None
        if sound := _sound_step(entry, zone):
            return sound
        step = _Fields(self.path, first_values(entry))
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
    step = _Fields("", first_values(entry))
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
    fields = _Fields(origin.path, first_values(front.fields))
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
        keys=_interned(tuple([(key.text, key.line) for key, _ in front.fields.items])),
        body=body,
    )
    return article, tuple(fields.problems)


@lru_cache(maxsize=1_024)
def _interned(keys: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Return the same value for all equal ones: most heads are alike, and the cache has it once."""
    return keys
