"""A folder of made things by name: it may be deleted, copied, damaged or forged without harm.

Each entry is signed, under its name, with a key that the folder does not hold: whatever was written
by someone else, or has come under another name, counts as missing.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from lianzhan.model.problem import Problem, problem
from lianzhan.runtime.cache_key import UnusableKeyError, cache_key
from lianzhan.runtime.hashes import hmac

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HASH = "sha256"
_DIGEST_BYTES = 32
_MOMENTS = frozenset({"datetime", "zoneinfo"})
_VALUES = (
    "lianzhan.model.",
    "lianzhan.kinds.site_content",
    "lianzhan.gate.records",
    "lianzhan.building.last_build",
)
_OF_A_KIND = re.compile(r"lianzhan\.kinds\.\w+\.values")
_PLAIN_ZONES: dict[type, Callable[[Any], tuple[type, tuple[Any, ...]]]] = {
    ZoneInfo: lambda zone: (ZoneInfo, (zone.key,))
}
"""A zone by its name: as pickle would write it, reading it takes a look-up of any attribute."""


@dataclass(frozen=True)
class Cache:
    """Entries by a name that is a relative path, such as "pictures/ab12-750.webp".

    Without a key nothing is trusted and nothing is kept. The key goes to workers inside their jobs,
    and never shows where a cache is printed.
    """

    folder: Path
    key: bytes | None = field(repr=False)

    def get(self, name: str) -> bytes | None:
        """Return an entry's bytes; None where it is missing, damaged or not signed by us."""
        if self.key is None:
            return None
        try:
            with open(self.folder / name, "rb", opener=_open) as opened:
                is_file = stat.S_ISREG(os.fstat(opened.fileno()).st_mode)
                data = opened.read() if is_file else b""
        except OSError:
            return None
        body = data[_DIGEST_BYTES:]
        signature = _signature(self.key, name, body)
        return body if hmac.compare_digest(data[:_DIGEST_BYTES], signature) else None

    def load(self, name: str) -> Any:
        """Return the value that an entry holds; None where it is missing, damaged or foreign."""
        data = self.get(name)
        if data is None:
            return None
        try:
            return _Values(io.BytesIO(data)).load()
        except Exception:  # whatever an older pickle raises, it is no entry
            return None

    def save(self, name: str, value: object) -> bool:
        """Keep a value made of plain data, moments and values of the model; say if it is kept."""
        if self.key is None:
            return False
        buffer = io.BytesIO()
        pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
        pickler.dispatch_table = {**_PLAIN_ZONES}
        pickler.dump(value)
        return self.put(name, buffer.getvalue())

    def put(self, name: str, body: bytes) -> bool:
        """Keep an entry, whole or not at all; say whether it is kept.

        A cache that can't be written is no fault.
        """
        if self.key is None:
            return False
        file = self.folder / name
        partial = file.with_name(
            f".{file.name}.{os.urandom(16).hex()}"
        )  # machines may share the folder
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(_signature(self.key, name, body) + body)
            partial.replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                partial.unlink()
            return False
        return True


def open_cache(folder: Path, is_wanted: bool = True) -> tuple[Cache, tuple[Problem, ...]]:
    """Return the cache in a folder, and a warning where there is no key to trust it by.

    One that is not wanted, or has no key, is as good as empty and stays as it is.
    """
    if not is_wanted:
        return Cache(folder, None), ()
    try:
        return Cache(folder, cache_key()), ()
    except UnusableKeyError as error:
        details = {"file": error.file, "reason": error.reason}
        return Cache(folder, None), (problem("federation.toml", 0, "cache-unkeyed", **details),)


def _open(path: str, flags: int) -> int:
    """Open without waiting: a pipe in the place of an entry is none."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _signature(key: bytes, name: str, body: bytes) -> bytes:
    """Return the HMAC (RFC 2104) of an entry's name and bytes.

    A name holds no zero byte, so no two entries are the same text.
    """
    code = hmac.new(key, os.fsencode(name) + b"\0", _HASH)
    code.update(body)
    return code.digest()


class _Values(pickle.Unpickler):
    """Makes values alone: not even one who knows the key can have this process run their code."""

    def find_class(self, module: str, name: str) -> Any:
        """Find values of the model and moments: no functions, nothing inside a class.

        Nor what these modules have imported: a type such as `attrgetter` leads to any code.
        """
        is_value = module.startswith(_VALUES) or _OF_A_KIND.fullmatch(module)
        if (module in _MOMENTS or is_value) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
