"""Whether files have changed since they were seen, or are just being changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from lianzhan.reading.looking import look
from lianzhan.reading.scan import changed_lately

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lianzhan.reading.looking import Look, Seen

Signature = tuple[object, ...]
QUIET = 100_000_000
"""Nanoseconds for which files must have been left alone: ten ticks of the slowest clock.

So long a text and its picture may be apart while both are being exchanged.
"""


def is_quiet(seen: Iterable[Seen], since: int, until: int) -> bool:
    """Whether nothing was changed while it was opened, nor shortly before, and nothing is torn.

    All was opened between two moments (ns). A time to come says nothing: anybody may set one.
    """
    return not any(file.is_torn or since - QUIET < file.latest <= until for file in seen)


def is_unchanged(content: Path, seen: Iterable[Seen]) -> bool:
    """Whether all stands as it was seen, every link and file."""
    try:
        return all(look(content, file.path) == file for file in seen)
    except OSError:
        return False


def wait_until_quiet(seen: Iterable[Seen]) -> None:
    """Wait until files that were changed just now have been quiet for long enough."""
    left = max((file.latest for file in seen), default=0) + QUIET - time.time_ns()
    time.sleep(min(max(left, 0), QUIET) / 1_000_000_000)


def signature(found: Look, now: int) -> Signature:
    """Return a signature of what a path led to, as `scan` does for folders.

    What was changed shortly before `now` (ns), or since, has none that would match again.
    """
    if isinstance(found, str):
        return (found,)
    if any(changed_lately(modified, changed, now) for *_, modified, changed in found.rows):
        return (now,)
    return (found.place, *found.rows)
