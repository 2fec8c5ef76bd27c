"""A folder of made things by key: it may be deleted, copied or damaged at any time without harm.

Each entry carries a digest of its bytes; one that does not match counts as missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
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

    def put(self, key: str, body: bytes) -> None:
        """Keep an entry, whole or not at all. A cache that can't be written is no fault."""
        file = self.folder / key
        partial = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(_digest(body) + body)
            partial.replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                partial.unlink()


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST_BYTES).digest()
