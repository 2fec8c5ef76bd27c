"""The key that entries of the cache are signed with: from the environment, else from a file.

Whoever knows the key can put any article past the gate, so it is written to its own file and
nowhere else: no log, report, error text or cache entry holds it.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from lianzhan.runtime.hashes import hashlib
from lianzhan.runtime.no_links import DIRECTLY

VARIABLE = "LIANZHAN_CACHE_KEY"
_SHORTEST, _LONGEST = 32, 4096
"""Bytes that a key may have: 16 random bytes in hex are the least that can't be guessed."""


class UnusableKeyError(Exception):
    """There is no key to be had: the file or environment variable, and what is wrong with it."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(file, reason)
        self.file = file
        self.reason = reason


def cache_key() -> bytes:
    """Return the key, 32 bytes; the file is made where it is missing. Raises UnusableKeyError.

    The same text means the same key in the environment and in the file.
    """
    text = os.fsencode(os.environ.get(VARIABLE, "")).strip()
    if text and len(text) < _SHORTEST:
        raise UnusableKeyError(VARIABLE, f"{len(text)} < {_SHORTEST}")
    return hashlib.sha256(text or _text_in(key_file())).digest()


def key_file() -> Path:
    """Return where the key is kept: with the user's own state (XDG Base Directory 0.8).

    Raises UnusableKeyError where the user has no folder of their own.
    """
    name = Path("lianzhan", "cache.key")
    state = Path(os.environ.get("XDG_STATE_HOME", ""))
    if state.is_absolute():
        return state / name
    try:
        home = Path.home()
    except RuntimeError as error:
        raise UnusableKeyError(str(Path("~", ".local", "state", name)), str(error)) from None
    if not home.is_absolute():  # a folder of whatever project we stand in, and of its repository
        raise UnusableKeyError(str(home / ".local" / "state" / name), f"HOME={home}")
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / name
    return home / ".local" / "state" / name


def _text_in(file: Path) -> bytes:
    """Return what a key file holds; a missing one is made. Raises UnusableKeyError."""
    try:
        if not os.path.lexists(file):
            _make(file)
        text = _read(file)
    except OSError as error:
        raise UnusableKeyError(str(file), error.strerror or str(error)) from None
    if len(text) < _SHORTEST:
        raise UnusableKeyError(str(file), f"{len(text)} < {_SHORTEST}")
    return text


def _make(file: Path) -> None:
    """Write a random key. Of two builds at once, one makes it and both use it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.urandom(16).hex()}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            opened.write(os.urandom(32).hex().encode() + b"\n")
            opened.flush()
            os.fsync(opened.fileno())  # after a power cut an empty file would stay for good
        _place(part, file)
    finally:
        part.unlink(missing_ok=True)


def _place(part: Path, file: Path) -> None:
    """Give a file its name, unless another build has been first."""
    try:
        os.link(part, file)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links: here the last one wins
        part.replace(file)


def _read(file: Path) -> bytes:
    """Return the text of a file that is the user's alone. Raises UnusableKeyError, OSError."""
    seen = file.lstat()
    if _is_private(seen):
        with os.fdopen(os.open(file, os.O_RDONLY | DIRECTLY), "rb") as opened:
            if os.path.samestat(seen, os.fstat(opened.fileno())):
                return opened.read(_LONGEST).strip()
    raise UnusableKeyError(str(file), f"{stat.filemode(seen.st_mode)}, UID {seen.st_uid}")


def _is_private(info: os.stat_result) -> bool:
    """Whether it is a plain file that nobody else may read or write, and ours.

    Windows keeps a user's own folders from others, and has no such modes.
    """
    if not stat.S_ISREG(info.st_mode):
        return False
    if sys.platform == "win32":
        return True
    return info.st_uid == os.geteuid() and not info.st_mode & 0o077
