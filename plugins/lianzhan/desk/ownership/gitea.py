r"""CODEOWNERS as Gitea reads it: regular expressions of Go, matched against whole paths.

Every line that fits counts, not the last alone, and Go knows no lookahead: so the expression of a
site leaves out the sites below it by naming what else its folder holds. A line that begins with `!`
fits what its expression does not. A backslash is written twice, since reading a line takes one of
them; blanks and `#` have one (docs.gitea.com, "Code owners"; models/issues/pull.go).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.model.kinds import CONTENT_FOLDERS
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterable

_META = late(r"([][\\.+*?()|{}^$])")
_CONTROL = late(r"[\x00-\x1f\x7f-\x9f]")
_BLANK = late(r"([ #])")


def outside(content: str, roots: Iterable[str]) -> str:
    """Return the expression of all files but those of the sites at the top of the tree."""
    return _line(f"!{_literal(content)}({'|'.join(map(_literal, roots))})/.+")


def of_site(content: str, folder: str, inner: Iterable[str]) -> str:
    """Return the expression of a site's own files; `inner` are the folders of sites below it."""
    return _line(
        f"{_literal(f'{content}{folder}/')}{_others([i[len(folder) + 1 :] for i in inner])}"
    )


def _others(inner: list[str]) -> str:
    """Return an expression of all that stands in a folder but for some below it."""
    if not inner:
        return ".+"
    rest: dict[str, list[str]] = {}
    for path in inner:
        first, _, more = path.partition("/")
        if more:
            rest.setdefault(first, []).append(more)
    deeper = [f"{_literal(name)}/{_others(more)}" for name, more in sorted(rest.items())]
    return "|".join(("([^/]+", f"({'|'.join(sorted(CONTENT_FOLDERS))})/.+", *deeper)) + ")"


def _literal(text: str) -> str:
    plain = _META.sub(r"\\\1", text)
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", plain)


def _line(expression: str) -> str:
    """Return an expression as a line has it, which takes one backslash of each pair."""
    return _BLANK.sub(r"\\\1", re.sub(r"\\", r"\\\\", expression))
