"""The federation that mutants are put into: five sites, each with good articles of its own."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from fuzz.draft import HEAD
from fuzz.files import ELSEWHERE, GOOD, OUTSIDE
from fuzz.seeds import drawn
from lianzhan.reading.paths import identity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fuzz.draft import Mutant

ROOT = Path(__file__).parents[2]
BUILT_AT = "2026-11-01T00:00:00+00:00"
SITES = {
    "hunan": "hunan",
    "changsha": "hunan/changsha",
    "hengyang": "hunan/hengyang",
    "furong": "hunan/changsha/furong",
    "nanyue": "hunan/hengyang/nanyue",
}
"""Folder of each site below content/."""
_LEVELS = ("province", "city", "county")
_FOLDERS = ("articles/news", "articles/notices", "articles/news", "pages")
"""Where mutants stand in a site; news as often as the rest."""
MAGENTA = (255, 0, 255)
"""Colour of the picture outside content/; no seed and no good article has it."""
_FEDERATION = """\
id = "fuzz"
name = "测试矩阵"
language = "zh-CN"
timezone = "Asia/Shanghai"
address = "https://example.org/{slug}/"
levels = [{name = "province", title = "省"}, {name = "city", title = "市"}, {name = "county", title = "县"}]

[[columns]]
slug = "theory"
title = "理论学习"
pinned = true
push = true

[[columns]]
slug = "news"
title = "工作动态"

[[columns]]
slug = "notices"
title = "通知公告"
"""
_SETTINGS = """\
import sys
sys.path.insert(0, {root!r})
from pelicanconf import *
CACHE_PATH = {cache!r}
THEME = {theme!r}
"""


@dataclass(frozen=True)
class Good:
    """An article without a fault: its site, column, name, and the word that stands in it alone."""

    site: str
    column: str
    name: str
    word: str

    @property
    def page(self) -> str:
        """Its page below output/."""
        return f"{self.site}/{self.column}/{self.name}.html"


GOODS = (
    Good("hunan", "theory", "good", "好稿理论"),
    *(Good(site, "news", f"good{n}", f"好稿{site}{n}") for site in SITES for n in (1, 2)),
)


@dataclass(frozen=True)
class World:
    """A folder with content, settings, cache and output of one build."""

    folder: Path

    @property
    def content(self) -> Path:
        """The federation."""
        return self.folder / "content"

    @property
    def output(self) -> Path:
        """What is built."""
        return self.folder / "output"

    @property
    def settings(self) -> Path:
        """The settings file, with a cache of its own."""
        return self.folder / "settings.py"

    def make(self) -> None:
        """Write everything but the mutants."""
        cache, theme = self.folder / "cache", ROOT / "themes/lianzhan"
        text = _SETTINGS.format(root=str(ROOT), cache=str(cache), theme=str(theme))
        self._write(self.settings, text.encode())
        self._write(self.content / "federation.toml", _FEDERATION.encode())
        for slug, path in SITES.items():
            level = _LEVELS[path.count("/")]
            text = f'name = "{slug}站"\nlevel = "{level}"\n'
            self._write(self.content / path / "site.toml", text.encode())
        for good in GOODS:
            folder = self.content / SITES[good.site] / "articles" / good.column
            head = HEAD.format(title=good.word).replace("2026-03-08 09:00", "2026-10-31 23:59")
            text = f"---\n{head}\n---\n\n{good.word}\n\n![图]({good.name}.jpg)\n"
            self._write(folder / f"{good.name}.md", text.encode())
            self._write(folder / f"{good.name}.jpg", drawn("JPEG"))
        secret = HEAD.format(title=ELSEWHERE)
        self._write(self.folder / "secret.md", f"---\n{secret}\n---\n\n{ELSEWHERE}\n".encode())
        Image.new("RGB", (64, 64), MAGENTA).save(self.folder / "secret.jpg")

    def put(self, mutants: Iterable[Mutant]) -> dict[str, Mutant]:
        """Write mutants; return them by their articles' paths below content/."""
        places = [f"{site}/{folder}" for folder in _FOLDERS for site in SITES.values()]
        found = {}
        for mutant in mutants:
            turn = mutant.number % len(places)
            rotated = [*places[turn:], *places[:turn], f"{places[turn]}/{mutant.number}"]
            free = (self.content / place for place in rotated)
            folder = next(f for f in free if not os.path.lexists(_top(f, mutant.main)))
            self._put(mutant, folder)
            found[identity(folder / mutant.main, self.content)] = mutant
        return found

    def _put(self, mutant: Mutant, folder: Path) -> None:
        for path, data in mutant.files:
            self._write(folder / path, data)
        for path, target in mutant.links:
            link = folder / path
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            ending = ".md" if path == mutant.main else ".jpg"
            good = self.content / "hunan/articles/theory" / f"good{ending}"
            known = {OUTSIDE: str(self.folder / f"secret{ending}"), GOOD: str(good)}
            link.symlink_to(known.get(target, target))

    @staticmethod
    def _write(file: Path, data: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _top(folder: Path, path: str) -> Path:
    """Return the file or the bundle that an article is."""
    return folder / path.partition("/")[0]
