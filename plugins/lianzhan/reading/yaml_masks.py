"""Text that YAML would take for marks, masked before it is parsed and unmasked in its values.

In a head `#` begins a remark at the start of a line alone, and behind a value that is closed by a
quote or bracket. `通知: 明天放假` is one text. A value that begins with `!`, `&`, `*`, `@`, `%` or
a backtick begins with that: a head has no tags, anchors and aliases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.reading.meant_words import NOT_TEXT, is_key
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_MARKS = "#:!&*@%`"
_MASKS = "".join(chr(0xFDD0 + place) for place in range(len(_MARKS)))
"""Noncharacters of Unicode, which YAML takes for letters and nobody types."""
_MASKED, _UNMASKED = str.maketrans(_MARKS, _MASKS), str.maketrans(_MASKS, _MARKS)
_HAS_MASK = late(f"[{_MASKS}]")
_MAY_NEED = late(r"[#&*!@%`]|:[^\n]*:")
_LINE = late(
    r"([ \t]*(?:- +)*)((?:[^\s:#\"'\[{&*!|>@%`-][^:#]*|-[^\s:#][^:#]*):(?=[ \t]|$))?[ \t]*"
)
_CLOSED = late(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[\[{].*[\]}])[ \t]+(#[^\]}]*)$")
_BLOCK = late(r"[|>][-+0-9]*[ \t]*(?:#.*)?$")
_BELOW = late(r"[ \t]*(?:- |[\[{]|[\w-]+:(?: |$))")
_COLON = late(r":(?=[ \t]|$)")
_LAST_WORD = late(r"(?:^|(?<=[\s,，;；、]))[A-Za-z]\w*$")
_QUOTES_AND_BRACKETS = ('"', "'", "[", "{")
_NEVER = 1 << 30
_LONGEST_KEY = 20
_INNER_KEYS = frozenset({"name", "url", "text"})
"""Keys of what stands in a head's values; texts have such words before a colon, too."""


def masked(text: str) -> str:
    """Return a head of the same length in which plain text has no mark of YAML's."""
    if not _MAY_NEED.search(text):
        return text
    return "\n".join(line for line, _ in _masked_lines(text.split("\n")))


def unmasked(text: str) -> str:
    """Return a value as it was written."""
    return text.translate(_UNMASKED) if _HAS_MASK.search(text) else text


def remarks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place of a line, from 0, and its remark, where one stands behind a value.

    A step of the review chain, and whatever else stands in braces, may have one.
    """
    if "#" not in text:
        return
    for number, (_, remark) in enumerate(_masked_lines(text.split("\n"))):
        if remark:
            yield number, remark


def _masked_lines(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each line masked, and the remark that is lost from it."""
    block = key = plain = _NEVER  # deeper lines go on with a text in lines, or with a plain one
    is_text = True  # whether the key that a line belongs to takes free text
    for number, line in enumerate(lines):
        depth = len(line) - len(line.lstrip(" "))
        if depth > block or not line.strip():
            yield line, ""
            continue
        if line.lstrip(" \t").startswith("#"):
            yield line, line.strip() if depth > plain else ""
            continue
        found = _LINE.match(line)
        start = found.end() if found else 0
        before, value, has_key = line[:start], line[start:], bool(found and found[2])
        if has_key and line[0] not in " \t-":
            is_text = before.strip(" \t:").lower() not in NOT_TEXT
        goes_on = not has_key and depth > key and not line.lstrip().startswith("- ")
        is_plain = has_key and value[:1] not in _QUOTES_AND_BRACKETS
        block = depth if _BLOCK.match(value) else _NEVER
        key = depth if is_plain and block == _NEVER else key if goes_on else _NEVER
        plain = key if value and value[0] != "#" else _NEVER
        if block == depth or not is_text or (value[:1] == "#" and _opens(lines, number, depth)):
            yield line, ""
        elif closed := _CLOSED.match(value):
            inside = closed[1].replace("#", _MASKS[0])
            remark = "" if value[0] == "{" else closed[2].strip()
            yield before + inside + value[closed.end(1) :], remark
        else:
            yield before + _masked_value(value, has_key), ""


def _opens(lines: list[str], number: int, depth: int) -> bool:
    """Whether the value of a line's key stands in the lines below it."""
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    is_deeper = below.startswith((" " * (depth + 1), f"{' ' * depth}- "))
    return is_deeper and _BELOW.match(below) is not None


def _masked_value(value: str, has_key: bool) -> str:
    if value[:1] in _QUOTES_AND_BRACKETS:
        return value.replace("#", _MASKS[0])
    value = value[:1].translate(_MASKED) + value[1:].replace("#", _MASKS[0])
    return _COLON.sub(_masked_colon, value) if has_key else value


def _masked_colon(match: re.Match[str]) -> str:
    """Mask a colon, unless another key stands before it: who forgot to break the line means two."""
    before = match.string[max(0, match.start() - _LONGEST_KEY) : match.start()]
    word = _LAST_WORD.search(before)
    return ":" if word and is_key(word[0]) and word[0] not in _INNER_KEYS else _MASKS[1]
