"""TOML files to typed values: each fault names file, line and key."""

from __future__ import annotations

import difflib
import re
import tomllib
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from lianzhan.model.codes import N_, Code, error
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.bounds import MAX_PROBLEMS, MAX_TOML_LINE
from lianzhan.reading.paths import is_file
from lianzhan.reading.text import EMPTY_FILE, UNWANTED, read_text, refused, text_below
from lianzhan.reading.toml_slips import TOO_LONG, slip_of
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

CONFIG_MISSING = error(
    "config-missing",
    N_("找不到 {name}"),
    N_(
        "照 {pages}docs/configuration.zh-CN.md 的样子写一份，或把原来的放回去；"
        "别处的一份：{near}（federation.toml 在别的文件夹时，用 --content 指明那个文件夹）"
    ),
)
CONFIG_MISSING_KEY = error("config-missing-key", N_("缺少配置项 {key}"), N_("加上 {key} = …"))
CONFIG_UNKNOWN_KEY = error(
    "config-unknown-key", N_("不认识的配置项 {key}"), N_("最接近的是 {nearest}；可用的有 {known}")
)
CONFIG_VALUE = error("config-value", N_("配置项 {key} 的值“{value}”不对"), N_("应为{expected}"))

T = TypeVar("T")
_LOOKED_AT = 1_000
"""Folders looked into for a file of the same name."""
_TOML_LINE = late(r"at line (\d+)")


def nearest(word: str, known: Collection[str]) -> str:
    """Return the known word that a mistyped one most likely means; "—" where none is near."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)), "—")


def nearest_of(word: str, known: Mapping[str, str]) -> str:
    """Return what the most similar of some names stands for; "—" where none is near."""
    return known.get(nearest(word, known), "—")


_FORMS: Mapping[type, str] = {
    str: N_("加引号的文字"),
    int: N_("整数"),
    bool: "true | false",
    list: '["…"]',
}
"""What values of a type look like."""


@dataclass(slots=True)
class Table:
    """One TOML table: values by key with the type asked for; faults gather in `problems`.

    `start` is the line the table begins at and `end` its last one (None: that of the file), so that
    a key is looked for in its own table.
    """

    path: str
    data: dict[str, object]
    source: str
    problems: list[Problem]
    start: int = 1
    end: int | None = None

    def line(self, key: str) -> int:
        """Return the line a key is written at, in this table or as a table's header."""
        name = re.escape(key)
        pattern = re.compile(rf'^\s*(?:"?{name}"?\s*=|\[+[^\]]*\b{name}\b[^\]]*\]+)')
        lines = _lines(self.source)
        last = len(lines) if self.end is None else self.end
        after = (n for n in range(self.start, last + 1) if pattern.match(lines[n - 1]))
        return next(after, self.start)

    def written_at(self, line: int) -> str:
        """Return a line of the file, without the blanks at its end."""
        return _lines(self.source)[line - 1].rstrip()

    def fault(self, key: str, value: object, expected: str) -> None:
        """Note that a value is not what it should be."""
        shown = "[…]" if isinstance(value, (list, dict)) else str(value)[:60]
        self.add_problem(key, CONFIG_VALUE, key=key, value=shown, expected=expected)

    def add_problem(self, key: str, code: Code, /, **details: str) -> None:
        """Note a problem at a key's line, unless the file is known well enough to be bad."""
        if sum(fault.is_error for fault in self.problems) < MAX_PROBLEMS:
            self.problems.append(problem(self.path, self.line(key), code, **details))

    def get(self, key: str, kind: type[T], default: T) -> T:
        """Return a value of that type; a wrong one is noted and the default stands.

        A text may not hold, by TOML's escapes, what no file may hold (see `text.UNWANTED`).
        """
        value = self.data.get(key, default)
        unwanted = isinstance(value, str) and UNWANTED.search(value)
        if isinstance(value, kind) and isinstance(value, bool) == (kind is bool) and not unwanted:
            return value
        self.fault(key, value, _FORMS.get(kind, f"[{key}]"))
        return default

    def required(self, key: str) -> str:
        """Return a text that may not be missing or empty."""
        if key not in self.data:
            self.problems.append(problem(self.path, self.start, CONFIG_MISSING_KEY, key=key))
            return ""
        value = self.data[key]
        if isinstance(value, str) and not value.strip():
            self.fault(key, value, "…")
        return " ".join(self.get(key, str, "").split())

    def optional(self, key: str) -> str | None:
        """Return a text, or None where the key is missing."""
        return self.get(key, str, "") or None if key in self.data else None

    def words(self, key: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        """Return a list of texts, each one of those allowed."""
        values = self.get(key, list, [])
        for value in values:
            if not isinstance(value, str) or (allowed is not None and value not in allowed):
                self.fault(key, value, " | ".join(sorted(allowed or ())) or '["…"]')
        return tuple(v for v in values if isinstance(v, str) and (not allowed or v in allowed))

    def tables(self, key: str) -> list[Table]:
        """Return the tables of an array of tables `[[key]]`, each with its own start line."""
        values = self.get(key, list, [])
        heads = [
            number
            for number, line in enumerate(_lines(self.source), 1)
            if re.match(rf"\s*\[\[\s*{re.escape(key)}\s*\]\]", line)
        ]
        places = list(pairwise([*heads, len(_lines(self.source)) + 1]))
        if len(heads) != len(values):
            line = self.line(key)
            places = [(line, line + 1)] * len(values)
        found = []
        for value, (start, after) in zip(values, places, strict=True):
            if isinstance(value, dict):
                inside = (self.path, value, self.source, self.problems, start, after - 1)
                found.append(Table(*inside))
            else:
                self.fault(key, value, f"[[{key}]]")
        return found

    def table(self, key: str) -> Table:
        """Return the table `[key]`, empty where it is missing."""
        value = self.get(key, dict, {})
        return Table(self.path, value, self.source, self.problems, self.line(key))

    def reject_unknown(self, *known: str) -> None:
        """Note every key that is not among these."""
        unknown = [key for key in self.data if key not in known]
        for key in unknown[:MAX_PROBLEMS]:
            details = {"nearest": nearest(key, known), "known": ", ".join(known)}
            self.add_problem(key, CONFIG_UNKNOWN_KEY, key=key[:40], **details)


@lru_cache(maxsize=2)
def _lines(source: str) -> list[str]:
    """Return a file's lines: a file of many values asks for them at each."""
    return source.split("\n")


def _namesake(file: Path) -> Path | None:
    """Return the nearest file of the same name: above, below, or beside the folder."""
    folder = file.absolute().parent
    above = [parent / file.name for parent in folder.parents]
    inside = (place / file.name for place in _folders(folder))
    siblings = {place.name: place / file.name for place in _folders(folder.parent)}
    alike = difflib.get_close_matches(folder.name, siblings, n=5, cutoff=0)
    found = (*above[:3], *inside, *(siblings[name] for name in alike))
    return next((other for other in found if other.is_file()), None)


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if entry.is_dir())[:_LOOKED_AT]
    except OSError:
        return []


def read_toml(file: Path, path: str, content: Path | None = None) -> Table:
    """Read a TOML file called `path`; a fault of the file as a whole leaves an empty table.

    One below `content` is not read where a link leads out of there.
    """
    try:
        if not is_file(file):
            near = _namesake(file) or "—"
            missing = problem(path, 0, CONFIG_MISSING, name=file.name, near=near)
            return Table(path, {}, "", [missing])
    except OSError as error:
        return Table(path, {}, "", [refused(path, error)])
    if content is None:
        text = read_text(file, path)
    else:
        text, _ = text_below(content, file.relative_to(content).as_posix(), path)
    problems = [p for p in text.problems if p.code != EMPTY_FILE.name]
    return parsed_toml(text.text, path, problems)


def parsed_toml(text: str, path: str, problems: list[Problem]) -> Table:
    """Return the table of a file's text; one that is no TOML is empty, which is noted."""
    for number, written in enumerate(text.split("\n"), 1):
        if len(written) > MAX_TOML_LINE:
            too_long = {"length": len(written), "limit": MAX_TOML_LINE}
            problems.append(problem(path, number, TOO_LONG[0], **too_long))
            return Table(path, {}, text, problems)
    try:
        return Table(path, tomllib.loads(text), text, problems)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _TOML_LINE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        code, details = slip_of(str(error), _lines(text)[line - 1])
        problems.append(problem(path, line, code, **details))
        return Table(path, {}, text, problems)
