"""YAML of any form to values, from its events; few heads need more than `front_matter` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from lianzhan.reading.head_faults import HeadError, Slip
from lianzhan.reading.text import UNWANTED
from lianzhan.reading.yaml_masks import masked, unmasked
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 6
_Stack = list[tuple[int, list[Value]]]
"""Collections that are open while YAML is read: the line each starts at, and its values so far."""


_SLIPS = (
    ("unexpected end of stream", Slip.QUOTE),
    ("unexpected document separator", Slip.QUOTE),
    ("',' or", Slip.BRACKET),
    ("mapping values are not allowed", Slip.COLONS),
    ("could not find expected ':'", Slip.LINE),
    ("escape", Slip.ESCAPE),
    ("hexdecimal", Slip.ESCAPE),
    ("control characters", Slip.HIDDEN),
)
"""What PyYAML and libyaml say of a text, by a part of it."""


def any_yaml(text: str, line: int) -> Value:
    """Return what YAML makes of a text; raises HeadError.

    Built from events: no recursion that content could drive, no alias, no tag, no implicit type.
    Plain text has no marks (see `yaml_masks`).
    """
    try:
        return _build(yaml.parse(masked(text), Loader=_LOADER), line)
    except yaml.MarkedYAMLError as error:
        unclosed = "quoted" in (error.context or "")
        mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
        at = line + (min(mark.line, text.count("\n")) if mark else 0)
        said = error.problem or error.context or ""
        slip = next((slip for part, slip in _SLIPS if part in said), Slip.UNCLEAR)
        raise HeadError(slip, at, written="") from None
    except yaml.YAMLError:
        raise HeadError(Slip.HIDDEN, line, written="U+…") from None


def _build(events: Iterator[yaml.Event], line: int) -> Value:
    """Fold events into one value; open collections stand on a stack."""
    stack: _Stack = []
    result: Value | None = None
    for event in events:
        at = line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent):
            raise HeadError(Slip.START, at, written="*", typed=f"'*{event.anchor}'")
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append((at, []))
            if len(stack) > _MAX_DEPTH:
                raise HeadError(Slip.DEEP, at, limit=_MAX_DEPTH)
            continue
        value = _finished(event, stack, at)
        if value is None:
            continue
        if stack:
            stack[-1][1].append(value)
        elif result is not None:
            raise HeadError(Slip.LINE, at)
        else:
            result = value
    return result if result is not None else Mapping((), line)


def _finished(event: yaml.Event, stack: _Stack, at: int) -> Value | None:
    """Return the value that an event completes, if it completes one."""
    if isinstance(event, yaml.ScalarEvent):
        if escaped := UNWANTED.search(event.value):
            raise HeadError(Slip.HIDDEN, at, written=f"U+{ord(escaped.group()):04X}")
        empty = event.implicit[0] and event.value in {"~", "null"}
        return Scalar("" if empty else unmasked(event.value).strip(), at)
    if isinstance(event, yaml.SequenceEndEvent):
        start, values = stack.pop()
        return Sequence(tuple(values), start)
    if isinstance(event, yaml.MappingEndEvent):
        start, values = stack.pop()
        pairs = []
        for key, value in zip(values[::2], values[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise HeadError(Slip.START, key.line, written="?", typed="title: …")
            pairs.append((key, value))
        return Mapping(tuple(pairs), start)
    return None
