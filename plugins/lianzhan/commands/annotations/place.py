"""A problem with the place and the words that hosts show."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lianzhan.commands.repository import path_in_repository
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem
from lianzhan.texts.language import help_of, message_of, user_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Placed:
    """A problem in a file of the repository, whose `path` counts from its root.

    `line` is 1 where the problem is of the file as a whole. `fingerprint` stays the same when lines
    move: it is made of all but the line, and of which one it is among those alike. `rule` are the
    words of all problems of the code: what is wrong and how to mend it, with "…" for details.
    """

    path: str
    line: int
    code: str
    is_error: bool
    message: str
    help: str
    rule: tuple[str, str]
    fingerprint: str


def placed(problems: Iterable[Problem], prefix: str) -> Iterator[Placed]:
    """Yield problems as they are placed in the repository; `prefix` is the content folder there."""
    language = user_language()
    alike: dict[tuple[object, ...], int] = {}
    for fault in problems:
        path = path_in_repository(fault.path, prefix)
        same = (path, fault.code, fault.details)
        general = Problem("", 0, fault.definition, tuple((key, "…") for key, _ in fault.details))
        alike[same] = alike.get(same, 0) + 1
        yield Placed(
            path=path,
            line=max(1, fault.line),
            code=fault.code,
            is_error=fault.is_error,
            message=message_of(fault, language),
            help=help_of(fault, language),
            rule=(message_of(general, language), help_of(general, language)),
            fingerprint=_digest(*same, alike[same]),
        )


def _digest(*facts: object) -> str:
    return hashlib.sha256(repr(facts).encode("utf-8", "replace")).hexdigest()
