"""Addresses that two files want, of which one wants it as its old one: who stands keeps it.

A clean build knows nobody who stands, so it gives such an address to another. What becomes of them
is tried by `gate/test_alias_contest.py`; sequences of changes leave them out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from changing.scene import Scene

_ALIASES = re.compile(r"^aliases: (.*)$", re.MULTILINE)
_BETWEEN = re.compile(r"[\[\],\s]+")


def has_contest(scene: Scene) -> bool:
    """Whether a file's old address is another file's, old or new, at the same site."""
    own: Counter[tuple[Path, str]] = Counter()
    old: Counter[tuple[Path, str]] = Counter()
    for file in scene.texts:
        site = next(folder for folder in file.parents if (folder / "site.toml").exists())
        own[site, f"{file.parent.name}/{file.stem}".casefold()] += 1
        old.update({(site, name.casefold()) for name in _aliases(file)})
    return any(count > 1 or place in own for place, count in old.items())


def _aliases(file: Path) -> Iterator[str]:
    text = file.read_text("utf-8", errors="replace")
    for line in _ALIASES.findall(text):
        yield from filter(None, _BETWEEN.split(line))
