"""A minified sheet packed tighter, for themes whose pages load one sheet each.

Two things are done that sheets loaded beside each other could not bear: custom properties get names
of a letter or two, and what is for paper stands together at the end, in one rule.
"""

from __future__ import annotations

import re
from itertools import chain, product
from string import ascii_lowercase
from typing import TYPE_CHECKING

from lianzhan.rendering.theme.minified import KEPT
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

PRINT = "@media print{"
_NAME = rf"(?P<kept> {KEPT} ) | (?<! [\w-] ) (?P<name> -- [\w-]+ )"
_NAMES = late(_NAME, re.VERBOSE)
_DEFINED = late(rf"{_NAME} (?= : )", re.VERBOSE)
_BRACES = late(rf"(?P<kept> {KEPT} ) | [{{}}]", re.VERBOSE)


def packed(css: str) -> str:
    """Return a minified sheet that shows the same, where it is the only one of its page."""
    return _with_short_names(_with_print_last(css))


def _with_short_names(css: str) -> str:
    """Return a sheet whose properties are named in the order in which it first sets them.

    So sheets that begin with the same files have the same names for what these set.
    """
    found = (match["name"] for match in _DEFINED.finditer(css) if match["name"])
    short = dict(zip(dict.fromkeys(found), _letters(), strict=False))
    return _NAMES.sub(lambda match: short.get(match["name"], match[0]), css)


def _letters() -> Iterator[str]:
    """Yield --a to --z, then --aa to --zz."""
    pairs = map("".join, product(ascii_lowercase, repeat=2))
    return (f"--{letters}" for letters in chain(ascii_lowercase, pairs))


def _with_print_last(css: str) -> str:
    """Return a sheet whose rules for paper stand at its end: on screens they mean nothing."""
    rules = [*_rules(css)]
    printed = [rule.removeprefix(PRINT)[:-1] for rule in rules if rule.startswith(PRINT)]
    others = [rule for rule in rules if not rule.startswith(PRINT)]
    return "".join([*others, PRINT, *printed, "}"] if printed else others)


def _rules(css: str) -> Iterator[str]:
    """Yield what stands between the outermost braces, with what is before them."""
    start, depth = 0, 0
    for match in _BRACES.finditer(css):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if match[0] == "}" and not depth:
            yield css[start : match.end()]
            start = match.end()
    yield css[start:]
