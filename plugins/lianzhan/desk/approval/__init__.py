"""Before stage 1: a step of the review chain (三审) is signed in the article's own file.

In: an article's bytes, who takes which step on what day, and now: nothing is signed ahead of its
day. Out: the same bytes with that step added, and `status: approved` once the chain is complete; or
why it can't be signed. All else in the file stays byte for byte: line ends, byte order mark,
comments, order.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import yaml

from lianzhan.desk.approval.decision import OUTCOMES, Refusal, Signature, completes, refusal
from lianzhan.desk.approval.editing import Addition, UnusualHeadError, with_step
from lianzhan.kinds.article.reading import READING
from lianzhan.kinds.rules.head import DUPLICATE_KEY
from lianzhan.model.body import Body
from lianzhan.model.federation import NATIONAL
from lianzhan.model.kinds import TEXT_FOLDERS
from lianzhan.reading.front_matter import FrontMatter, split
from lianzhan.reading.keys import Context
from lianzhan.reading.text import UNWANTED, decode, read_text
from lianzhan.reading.written import Origin, Written
from lianzhan.reading.yaml_values import without_lines

if TYPE_CHECKING:
    from datetime import date

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import Federation
    from lianzhan.model.problem import Problem

_MARKDOWN = (".md", ".markdown")
_OURS = frozenset({"review", "review.at", "status"})
"""Keys, as problems name them, without which nobody knows what has been signed."""


@dataclass(frozen=True, slots=True)
class Signing:
    """What came of signing one article; `outcome` is a key of OUTCOMES, `details` fill its text."""

    path: str
    outcome: str
    details: tuple[tuple[str, str], ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether the file was left untouched."""
        return self.outcome not in ("signed", "approved")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file's fields, the article that they make, and problems of its head."""

    front: FrontMatter
    article: Article
    problems: tuple[Problem, ...]

    @property
    def chain(self) -> list[tuple[str, str, date | None]]:
        return [(step.step, step.by, step.at) for step in self.article.review]

    @property
    def others(self) -> list[tuple[str, object]]:
        """All fields but those that signing changes, without their lines."""
        items = self.front.fields.items
        return [(k.text, without_lines(v)) for k, v in items if k.text not in ("review", "status")]

    @property
    def fault(self) -> Refusal | None:
        """A head that can't be read, or that says review or status twice or wrongly."""
        for fault in filter(attrgetter("is_error"), self.problems):
            if fault in self.front.problems or dict(fault.details).get("key") in _OURS:
                return "unreadable", {"reason": f"{fault.code}, {fault.line}"}
        keys = [key.text for key, _ in self.front.fields.items]
        if any(keys.count(key) > 1 for key in ("review", "status")):
            return "unreadable", {"reason": DUPLICATE_KEY.name}
        return None


def today(federation: Federation, now: datetime) -> date:
    """Return the day that a signature bears unless it names one: today where the federation is."""
    return now.astimezone(ZoneInfo(federation.timezone)).date()


def articles_below(content: Path, path: str) -> list[str]:
    """Return the paths of the articles and pages that a path below content/ means, sorted.

    A file means itself; a folder means all below it, without hidden files and links.
    """
    start = content / path
    if not start.is_dir():
        return [path]
    files = (file for file in start.rglob("*") if file.suffix.lower() in _MARKDOWN)
    found = (file.relative_to(content) for file in files if file.is_file())
    return sorted(path.as_posix() for path in found if _is_article(path, content))


def _is_article(path: Path, content: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    is_text = not set(TEXT_FOLDERS).isdisjoint(path.parts)
    return is_text and not hidden and not (content / path).is_symlink()


def approve(
    content: Path,
    federation: Federation,
    path: str,
    signature: Signature,
    now: datetime | None = None,
) -> Signing:
    """Sign one article's file, `path` below content/. The file is replaced whole, or untouched.

    `now` is as in `sign`.
    """
    file = Path(os.path.realpath(content / path))
    text = read_text(file, path)
    if not text.text:
        return Signing(path, "unreadable", (("reason", text.problems[0].code),))
    signing, data = sign(file.read_bytes(), path, federation, signature, now)
    if data is not None:
        try:
            _replace(file, data)
        except OSError as error:
            return Signing(path, "unwritable", (("reason", error.strerror or str(error)),))
    return signing


def _replace(file: Path, data: bytes) -> None:
    partial = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        partial.write_bytes(data)
        shutil.copymode(file, partial)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)


def sign(
    raw: bytes,
    path: str,
    federation: Federation,
    signature: Signature,
    now: datetime | None = None,
) -> tuple[Signing, bytes | None]:
    """Return what comes of signing a file of these bytes, and its bytes then; None is no change.

    Nothing is signed for a day that has not begun at the moment `now`: the present unless given.
    """
    signature = replace(signature, by=" ".join(UNWANTED.sub("", signature.by).split()))
    reading = _read(raw, path, federation)
    article, policy = reading.article, federation.review
    there = (now or datetime.now(UTC)).astimezone(ZoneInfo(federation.timezone))
    if refused := reading.fault or refusal(article, signature, policy, there):
        return Signing(path, refused[0], (*refused[1].items(),)), None
    complete = completes(article, signature, policy)
    status = "approved" if complete else article.status
    addition = Addition(signature.written, status if status != article.status else None)
    try:
        data = with_step(raw, reading.front, addition)
    except (UnusualHeadError, yaml.YAMLError):
        return Signing(path, "unusual-head"), None
    if not _is_right(_read(data, path, federation), reading, signature, status):
        return Signing(path, "unusual-head"), None
    details = {"by": signature.by, "step": signature.step, "on": signature.on.isoformat()}
    return Signing(path, "approved" if complete else "signed", (*details.items(),)), data


def _read(raw: bytes, path: str, federation: Federation) -> _Reading:
    front = split(decode(raw, path).text, path)
    context = Context(ZoneInfo(federation.timezone), "", (*federation.rank, NATIONAL))
    article, faults = READING.make(Written(Origin(path, "", "", None, ""), front, Body(), context))
    return _Reading(front, article, (*front.problems, *faults))


def _is_right(after: _Reading, before: _Reading, signature: Signature, status: str) -> bool:
    """Whether the new bytes read as the old ones with this step, and nothing else changed.

    The edit looks for places in text; this makes sure that it found the right ones.
    """
    return (
        after.fault is None
        and after.chain == [*before.chain, (signature.step, signature.by, signature.on)]
        and after.article.status == status
        and after.others == before.others
        and after.front.body == before.front.body
    )


__all__ = ["OUTCOMES", "Signature", "Signing", "approve", "articles_below", "sign", "today"]
