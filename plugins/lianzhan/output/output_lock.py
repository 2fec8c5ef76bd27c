"""Locks the output folder: it is one federation's own, and one build's at a time.

A marker file shows that the folder was made by a build, and holds the federation's id: a folder
that holds anything else is never touched, since what no site claims is deleted from it. A build
holds a lock on the marker; the system frees it whatever ends the build.
"""

from __future__ import annotations

import os
import socket
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.model.federation import ASSETS, PICTURES
from lianzhan.output.lock import locked
from lianzhan.runtime.no_links import ignore, is_folder, read_file, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKER = ".lianzhan"
STAGING = ".staging"
"""The folder that sites are staged in; and that of the marker. Both are no sites."""
_PREVIEW = ".lianzhan-preview"
"""Stands beside the marker of a folder that `serve` builds into: nobody deploys from there."""
_HOLDER = ".lianzhan-holder"


class ForeignFolderError(Exception):
    """The output folder holds something that no build has put there."""


class ForeignFederationError(Exception):
    """The output folder is another federation's; the text is that one's id."""


class BusyFolderError(Exception):
    """Another build holds the output folder; the text says which."""


@contextmanager
def claim(output: Path, wait_seconds: float, sources: tuple[Path, ...] = ()) -> Iterator[int]:
    """Hold the output folder, made if missing. Raises ForeignFolderError, BusyFolderError, OSError.

    Yield what `last_held` says of the time before. `wait_seconds` is how long to wait for another
    build that holds it. An output folder that holds one of the `sources`, or lies in the first of
    them, the content, is as foreign as any. One that can only be read is held all the same, as far
    as the system allows.
    """
    _check_sources(output, sources)
    output.mkdir(parents=True, exist_ok=True)
    _check_ours(output)
    with _waiting(output, wait_seconds):
        before = last_held(output)
        with suppress(OSError):
            os.utime(output / MARKER, ns=(time.time_ns(),) * 2)
        try:
            with suppress(OSError):  # on a full disk nobody hears who holds it, but it is held
                _sign(output / _HOLDER)
            yield before
        finally:
            with suppress(OSError):
                (output / _HOLDER).unlink(missing_ok=True)


@contextmanager
def _waiting(output: Path, wait_seconds: float) -> Iterator[None]:
    lock = locked(output / MARKER, wait_seconds)
    try:
        lock.__enter__()
    except TimeoutError:
        raise BusyFolderError(_holder(output)) from None
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def _check_sources(output: Path, sources: tuple[Path, ...]) -> None:
    real = output.resolve()
    within = (source.resolve() for source in sources)
    if any(source.is_relative_to(real) for source in within) or any(
        real.is_relative_to(source.resolve()) for source in sources[:1]
    ):
        raise ForeignFolderError(str(output))


def _sign(holder: Path) -> None:
    """Write who holds the folder into a new file: a link in its place goes, and is not followed."""
    holder.unlink(missing_ok=True)
    with holder.open("x", encoding="utf-8") as file:
        file.write(f"{socket.gethostname()} · PID {os.getpid()}")


def _check_ours(output: Path) -> None:
    """Without the marker, only an empty folder is taken; a link would lead out of the folder."""
    marker, assets = output / MARKER, output / ASSETS
    is_new = not any(output.iterdir())
    if marker.is_symlink() or not (is_new or marker.is_file()):
        raise ForeignFolderError(str(output))
    for path in (assets, *_linked_folders(assets)):
        if path.is_symlink():
            raise ForeignFolderError(str(path))


def _linked_folders(assets: Path) -> Iterator[Path]:
    """Yield the links to folders that stand where pictures and theme files are put and deleted.

    There are many pictures, and a link in the place of one is replaced: none is looked at.
    """
    for _, entry in walk(assets, ignore, without=(PICTURES,)):
        if entry.is_symlink() and is_folder(Path(entry.path)):
            yield Path(entry.path)


def last_held(output: Path) -> int:
    """Return when the folder was last held by a build, or claimed (ns); 0 where no site ever stood.

    What was read of the content before somebody else's build is older than what that one left.
    """
    try:
        info = (output / MARKER).stat()
    except OSError:
        return 0
    return info.st_mtime_ns if info.st_size else 0


def check_owner(output: Path, federation: str) -> None:
    """Raise ForeignFederationError if the marker of a folder holds another federation's id.

    Raises OSError where the folder has no marker, or none that can be read.
    """
    owner = (output / MARKER).read_text("utf-8", "replace")
    if owner not in ("", federation):
        raise ForeignFederationError(owner)


def is_foreign(output: Path, federation: str) -> bool:
    """Whether the marker of a folder holds another federation's id; not where none can be read."""
    try:
        check_owner(output, federation)
    except ForeignFederationError:
        return True
    except OSError:
        return False
    return False


def adopt(output: Path, federation: str) -> None:
    """Put a federation's id into the marker of a folder that is held, if none stands in it."""
    marker = output / MARKER
    if not marker.stat().st_size:
        with suppress(OSError):
            marker.write_text(federation, "utf-8")


def mark_preview(output: Path, *, is_preview: bool) -> None:
    """Note whether a folder that is held is a preview from now on. Raises OSError."""
    if is_preview:
        (output / _PREVIEW).touch()
        return
    with suppress(OSError):  # while it stands, nothing is deployed: that can be mended later
        (output / _PREVIEW).unlink(missing_ok=True)


def is_preview(output: Path) -> bool:
    """Whether the last build into a folder was one of `serve`."""
    return os.path.lexists(output / _PREVIEW)


def is_held(output: Path) -> bool:
    """Whether a build is at work there, or was killed before it had cleared everything away."""
    return any(os.path.lexists(output / name) for name in (STAGING, _HOLDER))


def _holder(output: Path) -> str:
    try:
        return (read_file(output / _HOLDER) or b"?").decode("utf-8", "replace")
    except OSError:
        return "?"
