"""What is deliberately gone: of the articles that are live, those withdrawn, deleted or expired.

In: what the content says now, and what the output's manifests name. An article that can't be read,
holds an error, or stands in a folder that can't be looked into, is none of these.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lianzhan.reading.article import parse_moment
from lianzhan.reading.bounds import MAX_TEXT_BYTES
from lianzhan.reading.front_matter import Scalar, split
from lianzhan.reading.paths import is_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from lianzhan.check import Checked
    from lianzhan.model.federation import SiteIdentity


@dataclass(frozen=True)
class Judgement:
    """Tells of live articles whether they are gone: `live` are the sites in the output by slug."""

    content: Path
    checked: Checked
    live: Mapping[str, SiteIdentity]
    now: datetime

    def gone(self, articles: Iterable[str]) -> frozenset[str]:
        """Return those of some live articles that are deliberately gone."""
        decisions = self.checked.decisions
        found = set()
        for path in articles:
            decision = decisions.get(path)
            if decision.gone if decision else self._is_gone_unread(path):
                found.add(path)
        return frozenset(found)

    def _is_gone_unread(self, path: str) -> bool:
        """Whether an article that could not be read, if it is there at all, is gone."""
        tree = self.checked.tree
        place = self._place_now(path)
        if tree is None or place in self.checked.decisions or is_below(path, tree.unreadable):
            return False
        file = self.content / place
        if _is_deleted(file):
            return True
        return says_gone(file, ZoneInfo(tree.federation.timezone), self.now)

    def _place_now(self, path: str) -> str:
        """Return where an article stands if its site's folder has moved, slug and all."""
        homes = [s for s, site in self.live.items() if path.startswith(f"{site.path}/")]
        home = max(homes, key=lambda slug: len(self.live[slug].path), default=None)
        if home is None or home not in self.checked.paths:
            return path
        return self.checked.paths[home] + path.removeprefix(self.live[home].path)


def _is_deleted(file: Path) -> bool:
    try:
        file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def says_gone(file: Path, zone: ZoneInfo, now: datetime) -> bool:
    """Whether a file's head says that it is withdrawn or expired, whatever else it holds."""
    fields: dict[str, str] = {}
    with suppress(OSError, ValueError):
        front = split(_start_of(file).decode("utf-8", "replace"), "")
        for key, value in reversed(front.fields.items):
            fields[key.text] = value.text if isinstance(value, Scalar) else ""
    expires = parse_moment(fields.get("expires", ""), zone)
    return fields.get("status") == "withdrawn" or (expires is not None and expires <= now)


def _start_of(file: Path) -> bytes:
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as opened:
        return opened.read(MAX_TEXT_BYTES)
