"""CODEOWNERS as GitHub reads it: patterns of gitignore, and the last line that fits counts.

Ranges in brackets and `!` are not known there, nor whether a bracket or a backslash can be written
at all (docs.github.com, "About code owners"): for them stands `?`, which is any one character.
"""

from __future__ import annotations

from lianzhan.runtime.late_pattern import late

_UNWRITABLE = late(r"[][\\*?\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPED = late(r"([ #])")


def everything() -> str:
    """Return the pattern of all files."""
    return "*"


def below(folder: str) -> str:
    """Return the pattern of all files below a folder of the repository."""
    path = _ESCAPED.sub(r"\\\1", _UNWRITABLE.sub("?", folder))
    return f"/{path}/"
