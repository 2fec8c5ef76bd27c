"""What must hold of every build, whatever was put into it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from PIL import Image

from fuzz.documents import json_faults, xml_faults
from fuzz.files import ELSEWHERE
from fuzz.markup import UNWANTED, read
from fuzz.world import GOODS, MAGENTA, SITES
from lianzhan.output.manifest import NAME, read_manifest
from lianzhan.runtime.digests import paths_below

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fuzz.draft import Mutant
    from fuzz.world import World

Document = dict[str, "object"]
_HOST = "https://example.org/"
_LOST = re.compile(r"(?:site|portal|audit)-.*|empty-slot")
_PASSWORDS = b"root:x:0:"
_PICTURES = (".webp", ".jpg", ".jpeg", ".png", ".gif")


@dataclass(frozen=True)
class Finding:
    """What is wrong: a kind to count by, where, and what was seen there."""

    kind: str
    where: str
    detail: str = ""


@dataclass(frozen=True)
class Built:
    """A build that is over: its folder, exit status, what it said, its report, and the mutants."""

    world: World
    status: int
    said: str
    report: Mapping[str, object]
    mutants: Mapping[str, Mutant]

    def findings(self) -> Iterator[Finding]:
        """Yield everything that is wrong."""
        yield from self._ending()
        if self.report:
            yield from self._sites()
            yield from self._fates()
        yield from self._goods()
        for path in self.files:
            yield from self._file(path)

    @cached_property
    def files(self) -> list[str]:
        """The paths of all files of the output, but what the build keeps for itself."""
        return [
            p
            for p in paths_below(self.world.output)
            if PurePosixPath(p).name not in {NAME, ".lianzhan", ".lianzhan-holder"}
        ]

    @cached_property
    def published(self) -> frozenset[str]:
        """The paths of all articles that some site shows."""
        manifests = (read_manifest(self.world.output / slug) for slug in SITES)
        return frozenset(path for m in manifests if m for path in m.articles)

    @cached_property
    def named(self) -> dict[str, set[str]]:
        """Why each path is named: reasons of what is withheld, codes of errors."""
        names: dict[str, set[str]] = {}
        for entry in self._rows("problems"):
            if entry["severity"] == "error":
                names.setdefault(self._below(entry["path"]), set()).add(str(entry["code"]))
        for entry in self._rows("withheld"):
            if entry["reason"] != "problems":
                names.setdefault(self._below(entry["path"]), set()).add(str(entry["reason"]))
        return names

    def _rows(self, key: str) -> list[dict[str, object]]:
        rows = self.report["articles"]["withheld"] if key == "withheld" else self.report[key]  # type: ignore[index]
        return list(rows)  # type: ignore[call-overload]

    def _below(self, path: object) -> str:
        return str(path).removeprefix(f"{self.world.content}/").removeprefix("content/")

    def _ending(self) -> Iterator[Finding]:
        problems = self._rows("problems") if self.report else []
        if "Traceback" in self.said or any("Traceback" in str(p) for p in problems):
            yield Finding("traceback", "stderr", self.said[-2000:])
        if self.status not in (0, 1) or not self.report:
            yield Finding("wrong status", "build", f"{self.status}: {self.said[-500:]}")

    @cached_property
    def lost(self) -> frozenset[str]:
        """The sites that were not built: what is missing with them is not counted once more."""
        rows = self._rows("sites") if self.report else []
        built = {str(row["slug"]) for row in rows if row["status"] in ("built", "unchanged")}
        return frozenset(SITES) - built

    @staticmethod
    def _home(path: str) -> str:
        """Return the site whose folder a path below content/ is in."""
        return max(
            (s for s, folder in SITES.items() if path.startswith(f"{folder}/")),
            key=lambda s: len(SITES[s]),
        )

    def _sites(self) -> Iterator[Finding]:
        yield from (Finding("site lost", slug, self._why(slug)) for slug in sorted(self.lost))
        if not (self.world.output / "index.html").exists():
            yield Finding("site lost", "portal")
        for problem in self._rows("problems"):
            if _LOST.fullmatch(str(problem["code"])) and not self.lost:
                yield Finding(
                    "site lost", str(problem["path"]), f"{problem['code']}: {problem['message']}"
                )

    def _why(self, slug: str) -> str:
        config = f"{SITES[slug]}/site.toml"
        texts = (
            f"{p['code']}: {p['message']}"
            for p in self._rows("problems")
            if self._below(p["path"]) == config
        )
        return "; ".join(texts)[:500]

    def _fates(self) -> Iterator[Finding]:
        """Each mutant is published, or named; one that is not published leaves no word anywhere."""
        everything = b"\n".join(
            (self.world.output / path).read_bytes()
            for path in self.files
            if not path.endswith(_PICTURES)
        )
        for path, mutant in self.mutants.items():
            if self._home(path) in self.lost:
                continue
            is_published = path in self.published
            if not is_published and path not in self.named:
                yield Finding("neither published nor named", path)
            if not is_published and mutant.word.encode() in everything:
                yield Finding("leak", path, mutant.word)
        for word in (ELSEWHERE.encode(), _PASSWORDS):
            if word in everything:
                yield Finding("leak", "output", word.decode())

    def _goods(self) -> Iterator[Finding]:
        for good in GOODS:
            page = self.world.output / good.page
            column = page.parent / "index.html"
            for file in (page, column):
                if not file.exists() or good.word not in file.read_text("utf-8"):
                    yield Finding("good article lost", f"{good.site}/{file.name}", good.word)
                    break

    def _file(self, path: str) -> Iterator[Finding]:
        if path.endswith(_PICTURES):
            yield from self._picture(path)
            return
        try:
            text = (self.world.output / path).read_bytes().decode()
        except UnicodeDecodeError as error:
            yield Finding("control character", path, str(error))
            return
        if unwanted := UNWANTED.search(text):
            yield Finding("control character", path, f"U+{ord(unwanted[0]):04X}")
        if path.endswith(".html"):
            yield from self._page(path, text)
        elif path.endswith((".xml", ".opml")):
            yield from (Finding(kind, path, detail) for kind, detail in xml_faults(path, text))
        elif path.endswith(".json"):
            yield from (Finding(kind, path, detail) for kind, detail in json_faults(text))

    def _picture(self, path: str) -> Iterator[Finding]:
        try:
            with Image.open(self.world.output / path) as opened:
                colour = opened.convert("RGB").resize((1, 1)).getpixel((0, 0))
        except (OSError, ValueError, SyntaxError) as error:
            yield Finding("broken picture", path, str(error))
            return
        if all(abs(one - other) < 12 for one, other in zip(colour, MAGENTA, strict=True)):
            yield Finding("leak", path, "the picture outside content/")

    def _page(self, path: str, text: str) -> Iterator[Finding]:
        reader = read(text)
        yield from (Finding(kind, path, detail) for kind, detail in reader.faults)
        is_home = path.removesuffix("/index.html") in SITES
        if reader.slots != 1 and is_home:
            yield Finding("site lost", path, f"{reader.slots} pinned slots")
        for address in () if self.lost else reader.addresses:
            if not self._is_there(path, address):
                yield Finding("dead link", path, address[:200])

    def _is_there(self, path: str, address: str) -> bool:
        """Whether an address leads to a file of the output, or to another host."""
        try:
            full = urljoin(_HOST + path, address)
            parts = urlsplit(full)
        except ValueError:
            return False
        if not full.startswith(_HOST):
            return bool(parts.scheme)
        wanted = unquote(parts.path).lstrip("/")
        return (
            f"{wanted}index.html" if wanted.endswith("/") or not wanted else wanted
        ) in self._present

    @cached_property
    def _present(self) -> frozenset[str]:
        return frozenset(self.files)
