"""What the last build into an output folder was made from, and how it left it.

Where neither has changed, nothing needs to be read, let alone built. It stands in the cache
and says what the system knows of the files; without it a build finds out by itself.
"""

from __future__ import annotations

import os
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.frozen import dataclass
from lianzhan.model.host_files import HIDDEN
from lianzhan.model.report import BUILT, UNCHANGED, Changes, Report
from lianzhan.runtime.digests import digest_of, digest_of_rows

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime
    from pathlib import Path

    from lianzhan.runtime.cache import Cache


@dataclass(frozen=True)
class LastBuild:
    """The last build: digest of all it was made from, signatures of all it left, and its report.

    `left` has one signature for each entry of the output folder. What it says holds for moments
    from `since` until `until`: then a date comes.
    """

    made_from: str
    since: datetime
    until: datetime
    left: dict[str, str]
    report: Report


class Left(NamedTuple):
    """What builds left in an output: a signature of each of its entries, as the last one noted.

    And the digests of the manifests that they wrote, each by its site's slug, the portal's by "":
    one that somebody else has written since proves nothing.
    """

    signatures: dict[str, str]
    manifests: dict[str, str]


def read_last_build(cache: Cache, output: Path) -> LastBuild | None:
    """Return the last build into an output folder; None where there is none."""
    last = cache.load(_key(output))
    return last if isinstance(last, LastBuild) else None


def write_last_build(cache: Cache, output: Path, last: LastBuild) -> None:
    """Keep a build, if it left all as it should be: else the next one tries again."""
    report = last.report
    failed = any(fault.of_setup for fault in report.problems)
    if not failed and all(site.status in (BUILT, UNCHANGED) for site in report.sites):
        cache.save(_key(output), replace(last, report=_unchanged(last.report)))


def what_was_left(cache: Cache, output: Path, last: LastBuild | None) -> Left:
    """Return what is known of an output folder as builds have left it."""
    manifests = cache.load(f"{_key(output)}.manifests")
    return Left(last.left if last else {}, manifests if isinstance(manifests, dict) else {})


def note_manifests(cache: Cache, output: Path, manifests: dict[str, str]) -> None:
    """Keep the digests of what builds have written, whatever else there is left to do."""
    cache.save(f"{_key(output)}.manifests", manifests)


def _key(output: Path) -> str:
    return f"builds/{digest_of(str(output))}"


def _unchanged(report: Report) -> Report:
    """Return the report of a build that will find all as this one leaves it."""
    files = Changes(unchanged=report.files.written + report.files.unchanged)
    sites = (replace(s, status=UNCHANGED, seconds=0.0, reason="") for s in report.sites)
    return replace(report, sites=tuple(sites), files=files)


def signatures(output: Path, without: Container[str] = ()) -> dict[str, str]:
    """Return a signature for each entry of an output folder, without our own and some others.

    A file just written counts as it is: nobody but a build should write here.
    """
    try:
        names = [e.name for e in output.iterdir() if e.name[0] != "." or e.name in HIDDEN]
    except OSError:
        return {}
    return {name: signature_of(output / name) for name in names if name not in without}


def signature_of(path: Path) -> str:
    """Return the signature of a file or folder: it stays the same when the whole is moved."""
    rows: list[tuple[str | int | None, ...]] = []
    waiting = [""]
    while waiting:
        here = waiting.pop()
        rows.append((here,))
        try:
            with os.scandir(f"{path}{here}") as entries:
                for entry in sorted(entries, key=_name):
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{here}/{entry.name}")
                        continue
                    info = entry.stat(follow_symlinks=False)
                    rows.append((entry.name, *_facts(info)))
        except NotADirectoryError:
            info = path.lstat()
            rows.append(_facts(info))
        except OSError as error:
            rows.append((error.errno,))
    return digest_of_rows(rows)


def _facts(info: os.stat_result) -> tuple[int, int, int, int]:
    """Return what tells that a file is the same; its times alone could be set back."""
    return info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns


_name = attrgetter("name")
