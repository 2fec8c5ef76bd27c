"""Paragraphs that begin with a tab or four blanks, as Chinese ones do: paragraphs, not code."""

from __future__ import annotations

from lianzhan.runtime.late_pattern import late

_INDENT = late(r" {0,3}\t| {4}")
_LIST_ITEM = late(r" {0,3}(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]+\]:|:)(?:[ \t]|$)")
_HAN = late("[\u3000-\u303f\u3400-\u9fff\uff01-\uff5e]")
_CODE_START = ("#", "//", "/*", "$", "<", "{", "}", "|", "-", "*", "+", ">", "--", "@", ";")
_OF_CODE = late(r"[={};$\\]|\(\)|\w\(")
_HALF = 2


def without_indents(text: str) -> str:
    """Return a text whose indented prose is not indented; what looks like code stays as it is."""
    lines = text.split("\n")
    for chunk in indented_chunks(lines):
        if is_prose([lines[number] for number in chunk]):
            for number in chunk:
                lines[number] = lines[number].lstrip(" \t")
    return "\n".join(lines)


def indented_chunks(lines: list[str]) -> list[range]:
    """Return the runs of lines that Markdown takes for indented code, outside of lists."""
    chunks = []
    start, in_list, after_blank = -1, False, True
    for number, line in enumerate([*lines, ""]):
        indented = bool(line.strip()) and _INDENT.match(line) is not None
        if start >= 0 and not indented:
            chunks.append(range(start, number))
            start = -1
        if not line.strip():
            after_blank = True
            continue
        if not indented:
            in_list = _LIST_ITEM.match(line) is not None or (in_list and not after_blank)
        elif start < 0 and after_blank and not in_list:
            start = number
        after_blank = False
    return chunks


def is_prose(lines: list[str]) -> bool:
    """Whether indented lines are Chinese sentences: half of each line's signs, and none of code."""
    return all(map(_is_sentence, map(str.strip, lines)))


def _is_sentence(line: str) -> bool:
    signs = len(line.replace(" ", ""))
    is_code = line.startswith(_CODE_START) or _OF_CODE.search(line) is not None
    return not is_code and len(_HAN.findall(line)) * _HALF >= signs
