"""A script without its comments, and without the spaces that mean nothing.

No name and no statement is changed: what a browser runs is what is written. A line break stays
where a statement could end by it (ECMA-262, 12.10), so that scripts may leave out semicolons.
"""

from __future__ import annotations

import re

from lianzhan.runtime.late_pattern import late

_TOKEN = late(
    r"""
    (?P<space> (?: \s | /\*(?!!).*?\*/ | //[^\n]* )+ )
    | (?P<licence> /\*!.*?\*/ )
    | (?P<kept> " (?: [^"\\\n] | \\. )* " | ' (?: [^'\\\n] | \\. )* ' )
    | (?P<pattern> / (?: [^/\\\[\n] | \\. | \[ (?: [^\]\\\n] | \\. )* \] )+ /\w* )
    | (?P<word> [\w$]+ )
    | (?P<sign> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_BEFORE_PATTERN = frozenset("(,=:[!&|?{};+-*%<>~^")
"""Signs behind which a stroke begins a pattern; behind all others it divides."""
_BEGINS_PATTERN = frozenset(
    {"return", "typeof", "case", "in", "of", "do", "else", "void", "delete"}
)
_MAY_END = frozenset(")]}\"'+-/")
_MAY_BEGIN = frozenset("([{\"'+-!~/")
"""Signs beside which a line break may end a statement; so it may beside words."""


def minified_script(script: str) -> str:
    """Return a script that does the same in fewer characters; one with templates as it is."""
    return script if "`" in script else "".join(_tokens(script)).strip()


def _tokens(script: str) -> list[str]:
    made: list[str] = []
    at, between = 0, ""
    while match := _TOKEN.match(script, at):
        at, kind, text = match.end(), match.lastgroup, match[0]
        if kind == "space":
            between = "\n" if "\n" in text else " "
            continue
        if kind == "pattern" and not _begins_pattern(made):
            at, text = match.start() + 1, "/"
        made += [_kept(made[-1][-1:] if made else "", between, text[0]), text]
        between = ""
    return made


def _begins_pattern(made: list[str]) -> bool:
    """Whether a stroke behind these tokens begins a pattern."""
    last = next((text for text in reversed(made) if text.strip()), "")
    return not last or last in _BEGINS_PATTERN or last[-1] in _BEFORE_PATTERN


def _kept(before: str, between: str, after: str) -> str:
    """Return what must stand between two signs where there is space between them."""
    if not between or not before:
        return ""
    if between == "\n" and _is(before, _MAY_END) and _is(after, _MAY_BEGIN):
        return "\n"
    words = _is(before, frozenset()) and _is(after, frozenset("."[: before.isdigit()]))
    return " " if words or (before == after and before in "+-/") else ""


def _is(sign: str, signs: frozenset[str]) -> bool:
    return sign in signs or bool(re.match(r"[\w$\\]", sign))
