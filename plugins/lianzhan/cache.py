"""A folder of made things by key: it may be deleted, copied or damaged at any time without harm.

Each entry carries a digest of its bytes; one that does not match counts as missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_DIGEST_BYTES = 16
_MOMENTS = frozenset({"datetime", "zoneinfo"})
_VALUES = ("lianzhan.model.", "lianzhan.records", "lianzhan.stamp")
_PLAIN_ZONES: dict[type, Callable[[Any], tuple[type, tuple[Any, ...]]]] = {
    ZoneInfo: lambda zone: (ZoneInfo, (zone.key,))
}
"""A zone by its name: as pickle would write it, reading it takes a look-up of any attribute."""


@dataclass(frozen=True)
class Cache:
    """Entries by a key that is a relative path, such as "pictures/ab12-750.webp"."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """Return an entry's bytes; None where it is missing or damaged."""
        try:
            data = (self.folder / key).read_bytes()
        except OSError:
            return None
        body = data[_DIGEST_BYTES:]
        return body if data[:_DIGEST_BYTES] == _digest(body) else None

    def load(self, key: str) -> Any:
        """Return the value that an entry holds; None where it is missing, damaged or foreign."""
        data = self.get(key)
        if data is None:
            return None
        try:
            return _Values(io.BytesIO(data)).load()
        except Exception:  # whatever a damaged or older pickle raises, it is no entry
            return None

    def save(self, key: str, value: object) -> None:
        """Keep a value made of plain data, moments and values of the model."""
        buffer = io.BytesIO()
        pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
        pickler.dispatch_table = {**_PLAIN_ZONES}
        pickler.dump(value)
        self.put(key, buffer.getvalue())

    def put(self, key: str, body: bytes) -> None:
        """Keep an entry, whole or not at all. A cache that can't be written is no fault."""
        file = self.folder / key
        partial = file.with_name(
            f".{file.name}.{os.urandom(16).hex()}"
        )  # machines may share the folder
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(_digest(body) + body)
            partial.replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                partial.unlink()


class _Values(pickle.Unpickler):
    """Makes values alone: a cache that came from elsewhere can't have this process run its code."""

    def find_class(self, module: str, name: str) -> Any:
        """Find values of the model and moments: no functions, nothing inside a class.

        Nor what these modules have imported: a type such as `attrgetter` leads to any code.
        """
        if (module in _MOMENTS or module.startswith(_VALUES)) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:_DIGEST_BYTES]
