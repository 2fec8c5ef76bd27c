"""The `review` key of any kind of content to its steps."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_
from lianzhan.model.review import NoticeText, ReviewStep
from lianzhan.reading.dates import date_wanted, parse_day, parse_moment
from lianzhan.reading.fields import Fields, first_values, has_only
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

_STEP_KEYS = frozenset({"step", "by", "at", "digest", "signature"})
_NOTICE_KEYS = frozenset({"text", "review"})
_NOTICE = N_("{text: 说明, review: 审签}")


def review_steps(fields: Fields, key: str, zone: ZoneInfo) -> tuple[ReviewStep, ...]:
    """Return the steps that could be read; what is wrong with the others is noted in `fields`."""
    value = fields.get(key)
    if value is None:
        return ()
    entries = value.items if isinstance(value, Sequence) else (value,)
    return tuple(step for entry in entries if (step := _review_step(fields, key, entry, zone)))


def notice_text(fields: Fields, key: str, zone: ZoneInfo) -> NoticeText | None:
    """Return the notice in a head: a text alone, which nobody has signed, or with its chain.

    None, with the fault noted, where nothing can be shown of it.
    """
    value = fields.get(key)
    if value is None:
        return None
    if isinstance(value, Scalar):
        return NoticeText(fields.text(key), (), value.line)
    is_sound = isinstance(value, Mapping) and has_only(value, _NOTICE_KEYS)
    said = Fields(fields.path, first_values(value) if isinstance(value, Mapping) else {})
    text = said.text("text")
    if not is_sound or not text:
        fields.fault(key, Scalar("{…}", value.line), _NOTICE)
        return None
    steps = review_steps(said, "review", zone)
    fields.problems += said.problems
    return NoticeText(text, steps, value.line)


def _review_step(fields: Fields, key: str, entry: object, zone: ZoneInfo) -> ReviewStep | None:
    if isinstance(entry, Mapping) and (sound := _sound_step(entry, zone)):
        return sound
    if not isinstance(entry, Mapping) or not has_only(entry, _STEP_KEYS):
        line = getattr(entry, "line", 1)
        shown = entry if isinstance(entry, Scalar) else Scalar("{…}", line)
        fields.fault(key, shown, "{step: first, by: …, at: 2026-03-06}")
        return None
    step = Fields(fields.path, first_values(entry))
    at = step.text("at")
    read = _step(step, at, entry.line, zone)
    if read.at is None:
        step.fault(f"{key}.at", Scalar(at, entry.line), date_wanted(at))
    fields.problems += step.problems
    return read


@lru_cache(maxsize=4_096)
def _sound_step(entry: Mapping, zone: ZoneInfo) -> ReviewStep | None:
    """Return a step that has no fault: most are those of other articles, too."""
    if not has_only(entry, _STEP_KEYS):
        return None
    step = Fields("", first_values(entry))
    read = _step(step, step.text("at"), entry.line, zone)
    return read if read.at and not step.problems else None


def _step(fields: Fields, at: str, line: int, zone: ZoneInfo) -> ReviewStep:
    since = _start(at, zone)
    day = parse_day(at) if since else None
    said = [fields.text(key) for key in ("step", "by", "digest", "signature")]
    return ReviewStep(said[0], said[1], day, line, since, said[2], said[3])


@lru_cache(maxsize=1_000)
def _start(text: str, zone: ZoneInfo) -> datetime | None:
    """Return from when a step counts; remembered, so that a cache has equal ones once."""
    return parse_moment(text, zone)
