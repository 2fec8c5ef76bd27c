"""What one file may cost: sizes, depths and time, so that a bad file withholds only itself.

The sizes are far above any real submission (a national campaign takes 2,000 characters and 1 MB)
and far below what would hurt: at them a body takes about a second.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

MAX_TEXT_BYTES = 512 * 1024
"""Bytes of a Markdown or TOML file."""
MAX_HEAD_CHARACTERS = 16 * 1024
"""Characters of front matter."""
MAX_DEPTH = 12
"""Nesting of lists and quotes in a body."""
MAX_BRACKETS = 2_000
"""Opening square brackets in a body: python-markdown's time grows with their square."""
MAX_PICTURE_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
"""Pixels of a picture: a decompression bomb is small as a file and huge in memory."""
BODY_SECONDS = 10.0
"""CPU seconds for one body: the backstop behind the bounds above."""


class TooCostlyError(Exception):
    """A file took more than its share."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooCostlyError in the block once it has used that many CPU seconds.

    CPU time, so that a busy machine withholds nothing. Needs the main thread of a POSIX process;
    elsewhere the bounds on size and depth stand alone.
    """
    timer = getattr(signal, "ITIMER_VIRTUAL", None)
    if timer is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooCostlyError(f"> {seconds:g} s")

    previous = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(signal.SIGVTALRM, previous)
