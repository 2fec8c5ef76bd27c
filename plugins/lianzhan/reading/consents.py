"""What a head says of somebody's consent to be named: above all, whether it was withdrawn.

A withdrawal is taken in any spelling, as one of a text is: whoever asks to be gone is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.reading.meant_words import is_withdrawn, meant_word
from lianzhan.reading.yaml_values import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.reading.yaml_values import Value

WITHDRAWN = "withdrawn"
_KEYS = frozenset({WITHDRAWN, "withdraw", "撤回", "撤回同意", "撤回日期", "撤回时间", "已撤回"})
"""How the part is called that says when a consent was withdrawn."""
_NOT_YET = frozenset({"无", "没有", "未撤回", "none", "null", "~", "-", "—"})


def withdrawals(value: Value | None) -> Iterator[Scalar]:
    """Yield what says that a consent, the value of the key `consent`, was withdrawn.

    Whatever stands in its part is one, but for nothing and words for no: a day that can't be read
    was still meant as a day.
    """
    if isinstance(value, Scalar):
        yield from (value,) if is_withdrawn(value.text) else ()
    elif isinstance(value, Mapping):
        for name, said in value.items:
            if name.text.strip().casefold() in _KEYS and not is_no(said):
                yield said if isinstance(said, Scalar) else Scalar("", said.line)


def is_no(value: Value) -> bool:
    """Whether what stands behind a part says that there is nothing of the kind."""
    if not isinstance(value, Scalar):
        return False
    text = value.text.strip().casefold()
    return not text or text in _NOT_YET or bool(meant_word(text, ("false",)))
