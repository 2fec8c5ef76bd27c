"""The last words of a process that can't go on: one line in the user's language, and exit status 2.

Errors of content never come here: they are problems. What does is the environment (no memory, no
processes, no files, no room), an interruption, or a fault of the program.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from lianzhan.runtime.job import DEBUG, is_want_of_memory, reason_of
from lianzhan.runtime.signals import status_of_interrupt

NOTHING_DONE = 2
"""Exit status of what could not be done; 130 and 143 are those of Ctrl-C and SIGTERM."""
RESERVE = 2 * 1024 * 1024
"""Bytes that whoever calls `end_of` holds until then, and frees without calling Python.

Where memory has run out, not even a function can be called. An arena of Python's memory is 1 MiB.
"""


def keep_quiet() -> None:
    """Say nothing of errors that nobody can do anything about, as in the midst of freeing memory.

    Nor of those in threads: whoever waits for one tells what became of it.
    """
    if not os.environ.get(DEBUG):
        sys.unraisablehook = lambda _error: None


def end_of(error: BaseException) -> int:
    """Say in one line on standard error what ended the work; return the exit status."""
    try:
        _say(error)
    except BaseException:  # no memory or file for words in another language, or nobody to hear
        with suppress(OSError, MemoryError):
            text = "内存不足" if is_want_of_memory(error) else reason_of(error)
            os.write(2, f"{text}\n".encode(errors="backslashreplace"))
    return status_of_interrupt() if isinstance(error, KeyboardInterrupt) else NOTHING_DONE


def _say(error: BaseException) -> None:
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, KeyboardInterrupt):
        from lianzhan.texts.language import translations, user_language

        text = translations(user_language()).gettext("已中断")
    else:
        from lianzhan.texts.errors import said_of

        text = said_of(error)
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
