"""A chain changed in the head of an article's own file. Pure: bytes in, bytes out.

All else in the file stays byte for byte: line ends, byte order mark, comments, order. The edit
looks for places in text; what comes of it is read anew, to make sure that it found the right ones.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import yaml

from lianzhan.desk.approval.chain_edits import UnusualHeadError
from lianzhan.desk.approval.editing import with_change
from lianzhan.kinds.rules.head import DUPLICATE_KEY
from lianzhan.model.federation import NATIONAL
from lianzhan.model.frozen import dataclass
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.front_matter import FrontMatter, split
from lianzhan.reading.keys import NOTICE, REVIEW_KEYS, Context, typed
from lianzhan.reading.text import decode
from lianzhan.reading.yaml_values import without_lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from lianzhan.desk.approval.chain_edits import Change
    from lianzhan.desk.approval.decision import Refusal
    from lianzhan.model.federation import Federation
    from lianzhan.model.problem import Problem
    from lianzhan.model.review import NoticeText, ReviewStep

OURS = frozenset({"review", "review.at", "status", "notice"})
"""Keys, as problems name them, without which nobody knows what has been signed."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a file says of its review, and problems of the head."""

    front: FrontMatter
    status: str
    chain: tuple[ReviewStep, ...]
    notice: NoticeText | None
    problems: tuple[Problem, ...]

    def others(self, changed: Collection[str]) -> list[tuple[str, object]]:
        """Return all fields but those that signing changes, without their lines."""
        items = self.front.fields.items
        return [(k.text, without_lines(v)) for k, v in items if k.text not in changed]

    @property
    def fault(self) -> Refusal | None:
        """A head that can't be read, or that says review or status twice or wrongly."""
        for fault in filter(attrgetter("is_error"), self.problems):
            if fault in self.front.problems or dict(fault.details).get("key") in OURS:
                return "unreadable", {"reason": f"{fault.code}, {fault.line}"}
        keys = [key.text for key, _ in self.front.fields.items]
        if any(keys.count(key) > 1 for key in ("review", "status", "notice")):
            return "unreadable", {"reason": DUPLICATE_KEY.name}
        return None


def read_head(raw: bytes, path: str, federation: Federation) -> Head:
    """Return what a file's head says of its review."""
    front = split(decode(raw, path).text, path)
    fields = Fields(path, first_values(front.fields))
    context = Context(ZoneInfo(federation.timezone), "", (*federation.rank, NATIONAL))
    said = typed(fields, (*REVIEW_KEYS, NOTICE), context)
    problems = (*front.problems, *fields.problems)
    return Head(front, said["status"], said["review"], said["notice"], problems)


def changed_head(
    raw: bytes, path: str, federation: Federation, change: Change, chain: list[object]
) -> bytes | None:
    """Return a file's bytes with its chain changed, as which it must read then (`facts_of`).

    None where the head is written in a way that has no evident place for it.
    """
    before = read_head(raw, path, federation)
    try:
        data = with_change(raw, before.front, change)
    except (UnusualHeadError, yaml.YAMLError, ValueError, IndexError):
        return None
    after = read_head(data, path, federation)
    is_right = (
        after.fault is None
        and (_is_notice_right if change.of_notice else _is_chain_right)(
            before, after, change, chain
        )
        and after.front.body == before.front.body
    )
    return data if is_right else None


def _is_chain_right(before: Head, after: Head, change: Change, chain: list[object]) -> bool:
    changed = ("review", "status")
    return (
        [*map(facts_of, after.chain)] == chain
        and after.status == (before.status if change.status is None else change.status)
        and after.others(changed) == before.others(changed)
    )


def _is_notice_right(before: Head, after: Head, _change: Change, chain: list[object]) -> bool:
    """Whether nothing has changed but the chain of the notice."""
    return (
        before.notice is not None
        and after.notice is not None
        and after.notice.text == before.notice.text
        and [*map(facts_of, after.notice.review)] == chain
        and after.others(("notice",)) == before.others(("notice",))
    )


def facts_of(step: ReviewStep) -> tuple[object, ...]:
    """Return all that a step says, wherever it stands."""
    return step.step, step.by, step.at, step.digest, step.signature
