"""Typed access to the fields of front matter: of any kind of content."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from lianzhan.model.catalog import NEVER
from lianzhan.model.codes import N_, error
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.dates import date_wanted, parse_moment
from lianzhan.reading.meant_words import meant_word
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence, Value
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

BAD_VALUE = error("bad-value", N_("{key} 的值“{value}”不对"), N_("应为{expected}"))

A_TEXT = N_("一段文字；以括号开头的，给整个值加上英文引号")
_SHAPES: dict[type, str] = {Sequence: "[…]", Mapping: "{…}"}
"""What stands for a value that is no text."""
_SEPARATORS = late(r"[,，、;；﹑､]|\s+(?=#)")
_BRACKETS = ("［］", "【】", "〔〕", "“”", "「」", "『』")
"""What people put around a list of words, with Chinese keyboards."""


@dataclass(slots=True)
class Fields:
    """Typed access to the fields of one file; gathers problems as values are asked for."""

    path: str
    values: dict[str, Value]
    problems: list[Problem] = field(default_factory=list)

    def get(self, key: str) -> Value | None:
        """Return the value of a key; an empty one counts as not written."""
        value = self.values.get(key)
        return None if isinstance(value, Scalar) and not value.text else value

    def fault(self, key: str, value: Value, expected: str) -> None:
        """Note that a value is not what its key expects."""
        shown = value.text if isinstance(value, Scalar) else _SHAPES[type(value)]
        details = {"key": key, "value": shown[:60], "expected": expected}
        self.problems.append(problem(self.path, value.line, BAD_VALUE, **details))

    def text(self, key: str) -> str:
        """Return a text in one line; "" where there is none."""
        value = self.get(key)
        if value is None:
            return ""
        if isinstance(value, Scalar):
            return " ".join(value.text.split())
        self.fault(key, value, A_TEXT)
        return ""

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """Return one of the words allowed, or the default."""
        value = self.get(key)
        if value is None:
            return default
        text = value.text if isinstance(value, Scalar) else ""
        if text in allowed:
            return text
        self.fault(key, value, meant_word(text, allowed) or " | ".join(allowed))
        return default

    def moment(self, key: str, zone: ZoneInfo) -> datetime | None:
        """Return a moment as `parse_moment` reads it, or None."""
        value = self.get(key)
        if value is None:
            return None
        text = value.text if isinstance(value, Scalar) else ""
        parsed = parse_moment(text, zone)
        if parsed is None:
            self.fault(key, value, date_wanted(text))
        return parsed

    def required_moment(self, key: str, zone: ZoneInfo) -> datetime:
        """Return a moment, or NEVER; a key that is written without one is a fault, too."""
        moment = self.moment(key, zone)
        written = self.values.get(key)
        if written is not None and self.get(key) is None:
            self.fault(key, written, date_wanted(""))
        return moment or NEVER

    def words(self, key: str) -> tuple[str, ...]:
        """Return the words of a list, or of texts with separators, each once.

        No word holds a comma or a semicolon, Chinese or not. `#甲 #乙` and `#甲# #乙#` are two.
        """
        value = self.get(key)
        if value is None:
            return ()
        if isinstance(value, Scalar):
            return words_in_text(value.text)
        if isinstance(value, Sequence) and all(isinstance(item, Scalar) for item in value.items):
            return words_in_list(item.text for item in value.items if isinstance(item, Scalar))
        self.fault(key, value, "[a, b]")
        return ()


def words_in_text(text: str) -> tuple[str, ...]:
    """Return the words of a list that was written as one text, in Chinese brackets or in none."""
    return words_in_list([_unwrapped(text)])


def words_in_list(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a list, each once: `甲，乙` are two of them."""
    written = [*texts]
    if all(map(str.isalnum, written)):
        return tuple(dict.fromkeys(written))
    cleaned = (" ".join(part.split()) for text in written for part in _parts(text))
    return tuple(dict.fromkeys(word for word in cleaned if word))


def _unwrapped(text: str) -> str:
    """Return a list without the Chinese brackets or quotes around all of it."""
    inner = text[1:-1]
    around = text[:1] + text[-1:]
    return inner if around in _BRACKETS and not set(around) & set(inner) else text


def _parts(text: str) -> list[str]:
    """Return the parts of a text between commas; of a topic with its marks, what is in them.

    Marks alone are a word: there is nothing in them.
    """
    if text.isalnum():
        return [text]
    parts = [part.strip() for part in _SEPARATORS.split(text)]
    return [word for part in parts for word in (part.split("#") if _is_topic(part) else [part])]


def _is_topic(part: str) -> bool:
    return part.startswith("#") and part.strip("#") != ""


def first_values(mapping: Mapping) -> dict[str, Value]:
    """Return the values by their keys; of a key that is repeated, the first."""
    return {name.text: value for name, value in reversed(mapping.items)}


def has_only(mapping: Mapping, allowed: frozenset[str]) -> bool:
    """Whether a mapping has no keys but these, and each at most once."""
    names = {name.text for name, _ in mapping.items}
    return names <= allowed and len(names) == len(mapping.items)
