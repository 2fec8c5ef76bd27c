"""Patterns that are compiled when they are first used.

To compile one takes some 0.2 ms; most builds read a few files and need few of those that are for
texts. What only some texts need costs those alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from re import Pattern


def late(pattern: str, flags: int = 0) -> Pattern[str]:
    """Return what `re.compile` would; a fault in the pattern shows at the first use alone."""
    return cast("Pattern[str]", _LatePattern(pattern, flags))


class _LatePattern:
    def __init__(self, pattern: str, flags: int) -> None:
        self._compiled: Pattern[str] | None = None
        self._written = (pattern, flags)

    def __getattr__(self, name: str) -> object:
        """Return what the pattern has by this name, and keep it to be found at once from now on."""
        if self._compiled is None:
            self._compiled = re.compile(*self._written)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
