"""A preview is built, and built again whenever content, theme or settings change."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import watchfiles

from lianzhan.building.build import build
from lianzhan.runtime.digests import digest_of
from lianzhan.runtime.threads import Background

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lianzhan.building.build import Request
    from lianzhan.commands.preview.reloading import Builds
    from lianzhan.model.report import Report

_TICK_MILLISECONDS = 100
_WATCHERS = 2
"""Threads that watching for changes may take."""


def preview_folder(cache: Path, content: Path) -> Path:
    """Return where a content folder is built for a preview: below the cache, each in its own."""
    return cache / "previews" / digest_of(str(content))[:12]


def rebuild_on_change(
    request: Request,
    builds: Builds,
    heard: Callable[[Report | Exception], None],
    stop: threading.Event,
) -> None:
    """Build, and build again at every change, until stopped; `heard` is told what came of each.

    A build that fails leaves what stood before, and the next change is another try.
    """
    settings = stamps(request)
    waiting = True
    for changes in _ticks(request, stop):
        now = stamps(request)
        if waiting or changes or now != settings:
            settings, waiting = now, False
            done = _rebuilt(request)
            builds.next()
            heard(done)


def _ticks(request: Request, stop: threading.Event) -> Iterator[object]:
    """Yield what changed in content and theme, ten times a second, also nothing.

    The first comes once the watching has begun, so that no change during the first build is lost.
    Raises RuntimeError where there may be no thread more: the watcher would break down.
    """
    wait = threading.Event()
    try:
        for _ in range(_WATCHERS):
            Background(wait.wait)
    finally:
        wait.set()
    return watchfiles.watch(
        request.content,
        request.theme,
        stop_event=stop,
        rust_timeout=_TICK_MILLISECONDS,
        yield_on_timeout=True,
    )


def stamps(request: Request) -> list[tuple[str, int]]:
    """Return the settings files' times of change.

    They are looked at, not watched: the watch of a single file ends when an editor replaces it.
    """
    stamps = []
    for file in sorted(request.settings_file.parent.glob("*conf.py")):
        with suppress(OSError):
            stamps.append((file.name, file.stat().st_mtime_ns))
    return stamps


def _rebuilt(request: Request) -> Report | Exception:
    """Build for this moment. Whatever is broken, the one who is about to mend it needs us."""
    try:
        return build(replace(request, now=datetime.now(UTC)))
    except Exception as error:
        return error
