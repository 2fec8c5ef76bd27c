"""Names of files of texts: which can be used in an address, and what keeps others from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.problem import problem
from lianzhan.reading.paths import DEVICES
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from lianzhan.model.problem import Problem

BAD_NAME = error(
    "bad-name",
    N_("“{name}”不能用作网址：{reason}"),
    N_("改用字母、数字、汉字、连字符和下划线，例如 {example}"),
)

_NAME = late(r"\w[\w.-]*")
_NAME_BYTES = 120
"""UTF-8 bytes of a name: with ".html" and escapes it still fits every file system and address."""
_RESERVED = DEVICES | {"index", "page"}
"""Names taken by the site itself, or that Windows can't store."""


def name_fault(name: str, path: str) -> Problem | None:
    """Return what keeps a name from being used in an address, or None."""
    if name.lower() in _RESERVED:
        reason = name
    elif len(name.encode("utf-8", "surrogateescape")) > _NAME_BYTES:
        reason = f"> {_NAME_BYTES}"
    elif not _NAME.fullmatch(name):
        bad = next((char for char in name if not re.match(r"[\w.-]", char)), name[:1])
        reason = bad.encode("unicode_escape").decode() if not bad.isprintable() else f"“{bad}”"
    else:
        return None
    example = re.sub(r"\W+", "-", name).strip("-_")[:40]
    if not example or example.lower() in _RESERVED:
        example = "article"
    return problem(path, 0, BAD_NAME, name=name, reason=reason, example=example)
