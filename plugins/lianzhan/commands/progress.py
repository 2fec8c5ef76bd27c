"""How far a long build is: a bar on a terminal, a line now and then where there is none.

In: what `Request.progress` hears. Out: text on a stream. A build that is done within a second says
nothing, and loads nothing to say it with.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TextIO

from lianzhan.texts.language import translations, user_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, TaskID

    Clock = Callable[[], float]

QUIET = 1.0
"""Seconds before anything is said."""
_APART_SECONDS, _APART_SHARE = 5.0, 0.1
"""Lines are at least this far apart, in both: a log is read later, and should be short."""


class Display(Protocol):
    """What hears of each site that is staged, and is ended with the build."""

    def __call__(self, slug: str, done: int, of: int, /) -> None:
        """Hear of a site."""

    def end(self) -> None:
        """Leave the stream ready for what is said next."""


@contextmanager
def progress_on(stream: TextIO, clock: Clock = time.monotonic) -> Iterator[Display]:
    """Show on a stream how far a build is that begins now, in the way that suits the stream."""
    display: Display = Bar(stream, clock) if _can_redraw(stream) else Lines(stream, clock)
    try:
        yield display
    finally:
        display.end()


def _can_redraw(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM", "") not in ("dumb", "unknown")


class _Pace:
    """Counts sites over time, from the first one on: what goes before is not theirs."""

    def __init__(self) -> None:
        self._first: tuple[float, int] | None = None

    def words(self, now: float, done: int, of: int) -> str:
        """Return sites done, of how many, and how many a second."""
        began, before = self._first = self._first or (now, done)
        rate = (done - before) / (now - began) if now > began else 0.0
        _ = translations(user_language()).gettext
        return _("{done}/{of} 个站点，每秒 {rate:.1f} 个").format(done=done, of=of, rate=rate)


class Lines:
    """A line every 5 seconds or every tenth of the sites, whichever comes later."""

    def __init__(self, stream: TextIO, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock
        self._pace = _Pace()
        self._said: tuple[float, int] | None = None

    def __call__(self, _slug: str, done: int, of: int, /) -> None:
        """Say a line if it is time for one; the first site only starts the count."""
        now = self._clock()
        words = self._pace.words(now, done, of)
        at, count = self._said = self._said or (now, 0)
        if now - at >= _APART_SECONDS and done - count >= of * _APART_SHARE:
            self._said = (now, done)
            self._stream.write(f"{words}\n")
            self._stream.flush()

    def end(self) -> None:
        """There is nothing to put away."""


class Bar:
    """A bar that goes when the build is done: its summary says the rest."""

    def __init__(self, stream: TextIO, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock
        self._pace = _Pace()
        self._quiet_until = clock() + QUIET
        self._drawn: tuple[Progress, TaskID] | None = None

    def __call__(self, slug: str, done: int, of: int, /) -> None:
        """Draw the bar, or bring it up to date."""
        now = self._clock()
        words = self._pace.words(now, done, of)
        if now < self._quiet_until:
            return
        if self._drawn is None:
            self._drawn = _draw(self._stream, of)
        bar, task = self._drawn
        bar.update(task, completed=done, words=words, slug=slug)

    def end(self) -> None:
        """Take the bar away."""
        if self._drawn is not None:
            self._drawn[0].stop()


def _draw(stream: TextIO, of: int) -> tuple[Progress, TaskID]:
    """Begin a bar. Rich is loaded only here; it heeds NO_COLOR."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.fields[words]}"), TextColumn("{task.fields[slug]}"))
    bar = Progress(*columns, console=Console(file=stream), transient=True)
    bar.start()
    return bar, bar.add_task("", total=of, words="", slug="")
