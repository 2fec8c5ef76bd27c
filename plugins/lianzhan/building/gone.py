"""What is deliberately gone: of the articles that are live, those withdrawn, deleted or expired.

In: what the content says now, and what the output's manifests name. An article that can't be read,
holds an error, or stands in a folder that can't be looked into, is none of these.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import file_of, is_in_toml, name_in_file
from lianzhan.reading.bounds import MAX_TEXT_BYTES
from lianzhan.reading.consents import withdrawals
from lianzhan.reading.dates import parse_moment
from lianzhan.reading.front_matter import split
from lianzhan.reading.meant_words import is_withdrawn
from lianzhan.reading.paths import is_below, page_of
from lianzhan.reading.text import decode_leniently
from lianzhan.reading.yaml_values import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from lianzhan.building.content_state import ContentState
    from lianzhan.model.live_sites import SiteIdentity
    from lianzhan.model.report import Decision
    from lianzhan.reading.yaml_values import Value


@dataclass(frozen=True)
class Judgement:
    """Tells of live articles whether they are gone: `live` are the sites in the output by slug."""

    content: Path
    checked: ContentState
    live: Mapping[str, SiteIdentity]
    now: datetime

    def gone(self, articles: Iterable[str]) -> frozenset[str]:
        """Return those of some live articles that are deliberately gone."""
        return frozenset(path for path in articles if self._is_gone(path))

    def _is_gone(self, path: str) -> bool:
        """Whether one is: it may have moved, alone or with its site, or become a bundle."""
        place = self._place_now(path)
        decisions = self.checked.decisions
        moved = self.checked.catalog.moved
        now = moved.get(page_of(place)) or moved.get(page_of(path), "")
        if known := decisions.get(path) or decisions.get(place) or decisions.get(now):
            return known.gone
        same = self._by_page.get(page_of(place))
        if same and _is_deleted(self.content / place):
            return all(decision.gone for decision in same)
        return self._is_gone_unread(path, place)

    @cached_property
    def _by_page(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        for decision in self.checked.decisions.values():
            found.setdefault(page_of(decision.path), []).append(decision)
        return found

    def _is_gone_unread(self, path: str, place: str) -> bool:
        """Whether an article that could not be read, if it is there at all, is gone."""
        tree, unknown = self.checked.tree, self.checked.unknown
        if tree is None or any(is_below(file_of(each), unknown) for each in (path, place)):
            return False
        if name_in_file(place):
            return self._is_gone_from_file(place)
        zone = ZoneInfo(tree.federation.timezone)
        try:
            return all(says_gone(file, zone, self.now) for file in _files_of(self.content / place))
        except OSError:
            return False

    def _is_gone_from_file(self, place: str) -> bool:
        """Whether a value is no more in its file of many: of one with an error nobody knows."""
        file = file_of(place)
        has_error = any(p.path == file and p.is_error for p in self.checked.problems)
        return _is_deleted(self.content / file) or not has_error

    def _place_now(self, path: str) -> str:
        """Return where an article stands if its site's folder has moved, slug and all."""
        homes = [s for s, site in self.live.items() if path.startswith(f"{site.path}/")]
        home = max(homes, key=lambda slug: len(self.live[slug].path), default=None)
        if home is None or home not in self.checked.paths:
            return path
        return self.checked.paths[home] + path.removeprefix(self.live[home].path)


def _files_of(article: Path) -> list[Path]:
    """Return an article's file if it is there, else those of the same page in another form.

    None means that it was deleted. Raises OSError where nobody can look.
    """
    if not _is_deleted(article):
        return [article]
    page = Path(page_of(article.as_posix()))
    near = (file for folder in (page.parent, page) for file in _listed(folder) if file != page)
    return [file for file in near if page_of(file.as_posix()) == page.as_posix()]


def _is_deleted(file: Path) -> bool:
    """Whether a file is not there. One that nobody can look at counts as there."""
    try:
        file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _listed(folder: Path) -> list[Path]:
    try:
        return [*folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []


def says_gone(file: Path, zone: ZoneInfo, now: datetime) -> bool:
    """Whether a file's head says that it is withdrawn or expired, whatever else it holds.

    A consent that was withdrawn says so, too.
    """
    fields: dict[str, Value] = {}
    with suppress(OSError, ValueError):
        fields = {key.text: value for key, value in reversed([*_head_of(file)])}
    expires = parse_moment(_text(fields.get("expires")), zone)
    is_over = expires is not None and expires <= now
    is_unwanted = any(withdrawals(fields.get("consent")))
    return is_over or is_unwanted or is_withdrawn(_text(fields.get("status")))


def _text(value: Value | None) -> str:
    return value.text if isinstance(value, Scalar) else ""


def _head_of(file: Path) -> Iterable[tuple[Scalar, Value]]:
    text = decode_leniently(_start_of(file))
    if not is_in_toml(file.name):
        return split(text, "").fields.items
    from lianzhan.reading.toml_documents import withdrawal

    return withdrawal(text)


def _start_of(file: Path) -> bytes:
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as opened:
        return opened.read(MAX_TEXT_BYTES)
