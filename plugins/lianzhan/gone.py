"""What is deliberately gone: of the articles that are live, those withdrawn, deleted or expired.

In: what the content says now, and what the output's manifests name. An article that can't be read,
holds an error, or stands in a folder that can't be looked into, is none of these.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
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
    from lianzhan.model.report import Decision

_FORMS = (".md", ".markdown", "/index.md", "/index.markdown")
_FORM = re.compile(r"(?:/index)?\.(?:md|markdown)$", re.IGNORECASE)
"""How the file of an article may end: as a file of its own, or in a bundle."""


@dataclass(frozen=True)
class Judgement:
    """Tells of live articles whether they are gone: `live` are the sites in the output by slug."""

    content: Path
    checked: Checked
    live: Mapping[str, SiteIdentity]
    now: datetime

    def gone(self, articles: Iterable[str]) -> frozenset[str]:
        """Return those of some live articles that are deliberately gone."""
        return frozenset(path for path in articles if self._is_gone(path))

    def _is_gone(self, path: str) -> bool:
        """Whether one is: it may have moved with its site, or become a bundle, and be the same."""
        place = self._place_now(path)
        decisions = self.checked.decisions
        known = decisions.get(path) or decisions.get(place)
        same = [known] if known else self._by_page.get(_page_of(place), ())
        return all(d.gone for d in same) if same else self._is_gone_unread(path, place)

    @cached_property
    def _by_page(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        for decision in self.checked.decisions.values():
            found.setdefault(_page_of(decision.path), []).append(decision)
        return found

    def _is_gone_unread(self, path: str, place: str) -> bool:
        """Whether an article that could not be read, if it is there at all, is gone."""
        tree = self.checked.tree
        if tree is None or is_below(path, tree.unreadable):
            return False
        forms = (place, *(_page_of(place) + form for form in _FORMS))
        files = [file for form in forms if not _is_deleted(file := self.content / form)]
        zone = ZoneInfo(tree.federation.timezone)
        return all(says_gone(file, zone, self.now) for file in files)

    def _place_now(self, path: str) -> str:
        """Return where an article stands if its site's folder has moved, slug and all."""
        homes = [s for s, site in self.live.items() if path.startswith(f"{site.path}/")]
        home = max(homes, key=lambda slug: len(self.live[slug].path), default=None)
        if home is None or home not in self.checked.paths:
            return path
        return self.checked.paths[home] + path.removeprefix(self.live[home].path)


def _page_of(article: str) -> str:
    """Return what an article's path has in common as a file and as a bundle: they share a page."""
    return _FORM.sub("", article)


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
