"""A staged folder takes the live one's place: whole or not at all, whatever interrupts it.

Linux and macOS exchange two folders in one step. Elsewhere the old folder steps aside first; a
build that finds one so put aside, and its place empty, puts it back (`recover`).
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2), RENAME_SWAP of renamex_np(2)
_ASIDE = "aside-"
_PORTION = 8


def put_in_place(staged: Path, live: Path, staging: Path) -> None:
    """Let a staged file or folder take the live one's place; an old folder stays in `staging`."""
    if live.is_symlink():
        live.unlink()
    if live.is_dir() and staged.is_dir():
        if not _exchange(staged, live):
            live.rename(staging / f"{_ASIDE}{live.name}")
            staged.rename(live)
        return
    live.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(live)


def replaced(staging: Path) -> list[list[Path]]:
    """Return the folders whose place has been taken, in portions to be deleted at a time."""
    folders = sorted(entry for entry in staging.iterdir() if entry.is_dir())
    return [folders[start : start + _PORTION] for start in range(0, len(folders), _PORTION)]


def recover(staging: Path, output: Path) -> None:
    """Put back what an interrupted swap had put aside, and delete all else that is staged."""
    if not staging.is_dir():
        return
    for aside in sorted(staging.glob(f"{_ASIDE}*")):
        live = output / aside.name.removeprefix(_ASIDE)
        if not live.exists():
            aside.rename(live)
    shutil.rmtree(staging)


def remove(path: Path, staging: Path) -> None:
    """Take a live file or folder away at once, then delete it."""
    aside = staging / f"removed-{path.name}"
    path.rename(aside)
    if aside.is_dir() and not aside.is_symlink():
        shutil.rmtree(aside)
    else:
        aside.unlink()


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or file system can't."""
    call = _system_exchange()
    return call is not None and call(os.fsencode(one), os.fsencode(other)) == 0


def _system_exchange() -> Callable[[bytes, bytes], int] | None:
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            renamex = libc.renamex_np
            return lambda one, other: int(renamex(one, other, _EXCHANGE))
        renameat2 = libc.renameat2
    except (OSError, AttributeError, TypeError):
        return None
    return lambda one, other: int(renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _EXCHANGE))
