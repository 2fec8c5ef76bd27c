"""One value of a head that YAML can't read to the slip made in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.reading.head_faults import Slip
from lianzhan.reading.meant_words import STEPS, is_key, meant_word, step_key
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

_IN_QUOTES = {'"': late(r"\"(?:[^\"\\]|\\.)*\"[ \t]*"), "'": late(r"'(?:[^']|'')*'[ \t]*")}
_COMMAS = late(r",[ \t]*,|[\[{][ \t]*,")
_WIDE = late(r"[，：；＝、]")
_ASCII_OF = str.maketrans("，：；＝、｛｝［］", ",:,:,{}[]")
_BLOCK = late(r"[|>][-+0-9]*(?:[ \t]|$)")
_SECOND_KEY = late(r"(?:^|[\s,，;；、])([A-Za-z]\w{0,19}):(?:[ \t]|$)")
_STEP_KEY = late(r"((?:^(?:- +)?|[{｛,，、]) *)([^\W\d_]{1,10}) *([:：])(?: |(?=\S))")
_STEP_WORD = late(r"(\bstep: )([^\s,，、}｝]+)")
_NO_START = ("- ", "? ", ",", "]", "}", "|", ">")
_PAIRS = {"[": "]", "{": "}"}


def value_slip(value: str, *, goes_on: bool) -> tuple[Slip, Mapping[str, str]] | None:
    """Return what keeps a value from being read, and what the message is filled with.

    `goes_on` says that the next line may be more of it.
    """
    if not value:
        return None
    if value[0] in _IN_QUOTES:
        return _in_quotes(value, goes_on=goes_on)
    if value[0] in _PAIRS:
        return _in_brackets(value, goes_on=goes_on)
    if value.startswith(_NO_START) and not _BLOCK.match(value):
        return Slip.START, {"written": value[0], "typed": quoted(value)}
    second = next((found for found in _SECOND_KEY.finditer(value) if is_key(found[1])), None)
    return (Slip.TWO, {"written": second[1]}) if second else None


def quoted(value: str) -> str:
    """Return a text in the quotes in which nothing but the quote itself has a meaning."""
    inner = value.replace("'", "''")
    return f"'{inner}'"


def step_as_typed(step: str) -> str:
    """Return a step of the review chain with its keys and marks as they should be typed.

    "" where they are.
    """
    typed = _STEP_WORD.sub(_typed_word, _STEP_KEY.sub(_typed_key, step))
    return "" if typed == step else _in_ascii(typed) if "{" in typed or "｛" in typed else typed


def _typed_key(match: re.Match[str]) -> str:
    before, name, colon = match.groups()
    key = step_key(name)
    return f"{before}{key}: " if key and (key != name or colon != ":") else match[0]


def _typed_word(match: re.Match[str]) -> str:
    return f"{match[1]}{meant_word(match[2], STEPS) or match[2]}"


def _in_quotes(value: str, *, goes_on: bool) -> tuple[Slip, Mapping[str, str]] | None:
    whole = _IN_QUOTES[value[0]].match(value)
    if whole is None:
        return None if goes_on else (Slip.QUOTE, {})
    rest = value[whole.end() :]
    return (Slip.AFTER, {"typed": quoted(value)}) if rest and rest[0] != "#" else None


def _in_brackets(value: str, *, goes_on: bool) -> tuple[Slip, Mapping[str, str]] | None:
    if _COMMAS.search(value):
        return Slip.COMMA, {}
    if value[0] == "{" and (mark := _WIDE.search(value)):
        return Slip.MARKS, {"written": mark[0], "typed": _in_ascii(value)}
    end = _closing(value)
    if end < 0:
        return None if goes_on else (Slip.BRACKET, {})
    rest = value[end + 1 :].strip()
    return (Slip.AFTER, {"typed": quoted(value)}) if rest and rest[0] != "#" else None


def _in_ascii(value: str) -> str:
    """Return a value with the marks that its keyboard has in the other mode."""
    return value.translate(_ASCII_OF).replace(",", ", ").replace(":", ": ").replace("  ", " ")


def _closing(value: str) -> int:
    """Return where the bracket that a value begins with is closed; -1 where it is not."""
    waiting: list[str] = []
    for place, char in enumerate(value):
        if char in _PAIRS:
            waiting.append(_PAIRS[char])
        elif waiting and char == waiting[-1]:
            waiting.pop()
            if not waiting:
                return place
    return -1
