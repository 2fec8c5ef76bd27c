"""A file of content/ replaced whole, or left untouched: also where somebody saves it meanwhile."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def replace_file(file: Path, before: bytes, data: bytes) -> bool:
    """Put new bytes into a file's place, if it still has those that were read. Raises OSError."""
    partial = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        partial.write_bytes(data)
        shutil.copymode(file, partial)
        if file.read_bytes() != before:
            return False
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    return True
