"""What has changed since it was seen, or is just being changed."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lianzhan.reading.changes import (
    QUIET,
    is_quiet,
    is_unchanged,
    signature,
    wait_until_quiet,
)
from lianzhan.reading.looking import Seen, glance, look

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_000_000_000_000


def test_what_has_changed_is_told_from_what_has_not(content: Path) -> None:
    seen = [look(content, path) for path in ("b/by-folder", "a/up", "b/file")]
    assert is_unchanged(content, seen)
    (content / "b/file").rename(content / "b/x")
    (content / "b/file").write_bytes(b"b/file")
    assert not is_unchanged(content, seen)
    (content / "b/file").unlink()
    assert not is_unchanged(content, seen)
    assert is_unchanged(content, seen[:1])
    (content / "a/link").unlink()
    (content / "a/link").symlink_to("file")
    assert not is_unchanged(content, seen[:1])


def at(modified: int, changed: int) -> Seen:
    return Seen("x", "x", ((1, 2, 3, 4, 5), (1, 2, 3, modified, changed)))


@pytest.mark.parametrize(
    ("modified", "changed", "quiet"),
    [
        (0, 0, True),
        (NOW - QUIET, NOW - QUIET, True),
        (NOW - QUIET + 1, 0, False),
        (0, NOW - QUIET + 1, False),
        (NOW, NOW, False),
        (NOW + 5, NOW + 5, False),
        (NOW + 6, NOW + 6, True),
        (NOW + 9 * QUIET, 0, True),
    ],
)
def test_files_are_quiet_a_tenth_of_a_second_after_their_last_change(
    modified: int, changed: int, *, quiet: bool
) -> None:
    assert is_quiet([at(modified, changed)], NOW, NOW + 5) is quiet
    assert is_quiet([at(0, 0), at(modified, changed)], NOW, NOW + 5) is quiet


def test_a_file_that_was_changed_while_it_was_read_is_not_quiet() -> None:
    assert not is_quiet([at(0, 0), replace(at(0, 0), is_torn=True)], NOW, NOW + 5)


def test_a_wait_is_no_longer_than_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time_ns()
    waits: list[float] = []
    with monkeypatch.context() as patch:
        patch.setattr(time, "sleep", waits.append)
        for moment in (0, now - QUIET, now + 3600 * 1_000_000_000):
            wait_until_quiet([at(moment, moment)])
        wait_until_quiet([])
    assert waits == [0, 0, QUIET / 1_000_000_000, 0]
    now = time.time_ns()
    wait_until_quiet([at(now, 0)])
    assert time.time_ns() >= now + QUIET - 1_000_000


def test_a_signature_stays_while_nothing_changes(content: Path) -> None:
    later = time.time_ns() + 10 * 1_000_000_000
    for path in ("a/file", "b/by-folder", "none"):
        first = signature(glance(content, path), later)
        assert signature(glance(content, path), later + 1) == first
    changed = (content / "a/file").stat()
    now = max(changed.st_mtime_ns, changed.st_ctime_ns) + 1  # however late this test is
    assert signature(glance(content, "a/file"), now) == (now,)
    before = signature(glance(content, "none"), later)
    (content / "none").touch()
    assert signature(glance(content, "none"), later) != before
