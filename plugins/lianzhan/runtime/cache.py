"""A folder of made things by name: it may be deleted, copied, damaged or forged without harm.

Each entry is signed, under its name, with a key that the folder does not hold: whatever was written
by someone else, or has come under another name, counts as missing.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import stat
from dataclasses import field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from lianzhan.model.frozen import dataclass
from lianzhan.runtime.hashes import hmac

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HASH = "sha256"
_DIGEST_BYTES = 32
_MOMENTS = frozenset({"datetime", "zoneinfo"})
_PLAIN_ZONES: dict[type, Callable[[Any], tuple[type, tuple[Any, ...]]]] = {
    ZoneInfo: lambda zone: (ZoneInfo, (zone.key,))
}
"""A zone by its name: as pickle would write it, reading it takes a look-up of any attribute."""


@dataclass(frozen=True)
class Cache:
    """Entries by a name that is a relative path, such as "made/ab12.bin".

    Without a key nothing is trusted and nothing is kept. The key goes to workers inside their jobs,
    and never shows where a cache is printed. `value_modules` are the modules whose classes may be
    read back, by name, or how their names start.
    """

    folder: Path
    key: bytes | None = field(repr=False)
    value_modules: tuple[str, ...] = ()

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
            return _Values(data, self.value_modules).load()
        except Exception:  # whatever an older pickle raises, it is no entry
            return None

    def save(self, name: str, value: object) -> bool:
        """Keep a value of plain data, moments and classes of `value_modules`; say if it is kept."""
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

    def __init__(self, data: bytes, modules: tuple[str, ...]) -> None:
        super().__init__(io.BytesIO(data))
        self._modules = modules

    def find_class(self, module: str, name: str) -> Any:
        """Find the classes of some modules, and moments: no functions, nothing inside a class.

        Nor what these modules have imported: a type such as `attrgetter` leads to any code.
        """
        if (module in _MOMENTS or module.startswith(self._modules)) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
