"""The chains of a file's bytes: one of Markdown, one a value in a TOML file. Pure."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lianzhan.kinds.review.digest import notice_digest, words_digest
from lianzhan.kinds.room import reading_of
from lianzhan.model.federation import NATIONAL
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import MARKDOWN, NOTICE, kind_of_toml
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.front_matter import split
from lianzhan.reading.keys import NOTICE as KEY
from lianzhan.reading.keys import REVIEW_KEYS, Context, typed
from lianzhan.reading.text import decode
from lianzhan.reading.toml_documents import fronts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.federation import Federation
    from lianzhan.model.review import NoticeText, ReviewStep
    from lianzhan.reading.front_matter import FrontMatter


@dataclass(frozen=True)
class SignedWords:
    """The chain of a value, the digest of its words, and the line where its chain would begin."""

    steps: tuple[ReviewStep, ...] = ()
    words: str = ""
    line: int = 1


def chains_in(raw: bytes, path: str, federation: Federation) -> dict[str, SignedWords]:
    """Return the chains in a file, by the names of its values: "" where the file is one.

    The notice of a withdrawn text has its own. A file that holds no texts, or can't be read, has
    none.
    """
    context = Context(ZoneInfo(federation.timezone), "", (*federation.rank, NATIONAL))
    found: dict[str, SignedWords] = {}
    for name, front in _fronts(raw, path):
        found[name] = _signed(front, path, context)
        if not name and (notice := _notice(front, path, context)):
            found[NOTICE] = notice
    return found


def _fronts(raw: bytes, path: str) -> Iterator[tuple[str, FrontMatter]]:
    if path.lower().endswith(MARKDOWN):
        yield "", split(decode(raw, path).text, path)
        return
    kind = kind_of_toml(path.casefold())
    if kind and kind.is_reviewed:
        with suppress(tomllib.TOMLDecodeError, RecursionError):
            yield from fronts(decode(raw, path).text, path, kind, reading_of(kind).keys)


def _notice(front: FrontMatter, path: str, context: Context) -> SignedWords | None:
    said: NoticeText | None = typed(Fields(path, first_values(front.fields)), (KEY,), context)[
        NOTICE
    ]
    return SignedWords(said.review, notice_digest(said.text), said.line) if said else None


def _signed(front: FrontMatter, path: str, context: Context) -> SignedWords:
    fields = Fields(path, first_values(front.fields))
    steps = typed(fields, REVIEW_KEYS, context)["review"]
    lines = [key.line for key, _value in front.fields.items if key.text == "review"]
    return SignedWords(steps, words_digest(front), lines[0] if lines else 1)
