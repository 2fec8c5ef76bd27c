"""Addresses that two files want, one of them as its old one, or in another case: who stands keeps it.

A clean build knows nobody who stands, so it gives such an address to another, or to none. What
becomes of them is tried by `gate/test_alias_contest.py` and `gate/test_address_contest.py`; sequences
of changes leave them out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lianzhan.model.kinds import TOML_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from changing.scene import Scene

_ALIASES = re.compile(r"^aliases(?::| =) (.*)$", re.MULTILINE)
_BETWEEN = re.compile(r"[\[\],\s\"]+")


def has_contest(scene: Scene) -> bool:
    """Whether a file's old address is another file's, old or new, at the same site.

    Or two TOML files have one address, as names that differ in case alone do.
    """
    own: Counter[tuple[Path, str]] = Counter()
    old: Counter[tuple[Path, str]] = Counter()
    for file in scene.files_of_one:
        site = next(folder for folder in file.parents if (folder / "site.toml").exists())
        own[site, f"{file.parent.name}/{file.stem}".casefold()] += 1
        old.update({(site, name.casefold()) for name in _aliases(file)})
    doubled = [name.partition("/")[0] for (_site, name), count in own.items() if count > 1]
    if not TOML_FOLDERS.isdisjoint(doubled):
        return True
    return any(count > 1 or place in own for place, count in old.items())


def _aliases(file: Path) -> Iterator[str]:
    text = file.read_text("utf-8", errors="replace")
    for line in _ALIASES.findall(text):
        yield from filter(None, _BETWEEN.split(line))
