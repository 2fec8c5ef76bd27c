"""Open pages learn of a newer build: the script that asks, and the count that it asks for.

The script joins a page only on its way to the browser; the files stay as built.
"""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

from lianzhan.commands.preview.policy import allowing

if TYPE_CHECKING:
    from datetime import datetime

RESERVED = "/.lianzhan/"
"""Addresses of the server itself: names with a dot first are never files of a site."""
SCRIPT, NEWER = f"{RESERVED}reload.js", f"{RESERVED}newer"
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)
JAVASCRIPT = """\
const version = document.currentScript.dataset.version;
(async function ask() {
  for (;;) {
    try {
      const answer = await fetch("%s?than=" + version);
      if (answer.ok && (await answer.text()) !== version) return location.reload();
    } catch {
      await new Promise((later) => setTimeout(later, 1000));
    }
  }
})();
"""


class Builds:
    """Counts the builds that are served, and lets pages wait for the next one.

    Starts at the time, so that a page of an earlier server knows that it is out of date.
    """

    def __init__(self, started: datetime) -> None:
        self._number = int(started.timestamp() * 1000)
        self._ended = False
        self._changed = threading.Condition()

    @property
    def version(self) -> str:
        """What is served now."""
        return str(self._number)

    def next(self) -> None:
        """Tell all who wait that there is a newer build."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def end(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def newer(self, than: str, seconds: float) -> str:
        """Return the version, as soon as it is another one or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self.version != than, seconds)
            return self.version


def with_reload(page: bytes, version: str) -> bytes:
    """Return an HTML page with the script that reloads it, at the end of its body."""
    script = f'<script src="{SCRIPT}" data-version="{version}"></script>'.encode()
    page = allowing(page, "connect-src 'self'")
    ends = [match.start() for match in _BODY_END.finditer(page)]
    end = ends[-1] if ends else len(page)
    return page[:end] + script + page[end:]
