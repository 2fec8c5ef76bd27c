"""What a step of the review is for: a digest of everything that its reviewer saw.

A canonical form, so that a digest holds for as long as the words do: order and spacing of a head,
line ends and a byte order mark make no difference; any word, picture or attachment does. It is
published in heads and lives longer than a release: `_FORM` names it.
"""

from __future__ import annotations

import json
from operator import itemgetter
from typing import TYPE_CHECKING

from lianzhan.model.kinds import file_of, name_in_file
from lianzhan.model.names import composed
from lianzhan.reading.paths import page_of
from lianzhan.reading.yaml_values import Mapping, Scalar
from lianzhan.runtime.hashes import hashlib

if TYPE_CHECKING:
    from collections.abc import Container

    from lianzhan.kinds.value import Value
    from lianzhan.reading.front_matter import FrontMatter
    from lianzhan.reading.yaml_values import Value as HeadValue

_JSON = json.JSONEncoder(separators=(",", ":"))
_FORM = "lianzhan review 1"
UNSIGNED_KEYS = frozenset({"review", "status", "aliases", "notice"})
"""Keys of a head that no digest covers: the chain itself, what becomes of the text (whoever
withdraws it needs no signature), where it stood before, and a text that has a chain of its own."""


def words_digest(front: FrontMatter) -> str:
    """Return the digest of all words of a value: its head, but for `UNSIGNED_KEYS`, and its text.

    A key that says nothing is as one that is not there.
    """
    head = [
        (key.text, said)
        for key, value in front.fields.items
        if key.text not in UNSIGNED_KEYS and (said := _canonical(value))
    ]
    return _digest([sorted(head, key=itemgetter(0)), front.body.lstrip("\n").rstrip()])


def notice_digest(text: str) -> str:
    """Return the digest of all words of a notice: no head and text have the same."""
    return _digest(["notice", " ".join(text.split())])


def seen_digest(value: Value, page: str) -> str:
    """Return the digest that a signature bears: of the words, the files, and the page they are for.

    SHA-256 in 64 hexadecimal digits. Files are the pictures and attachments that could be read, by
    the names that the text has for them.
    """
    pictures = sorted((source, picture.digest) for source, picture in value.pictures)
    attachments = sorted((target, file.digest) for target, file in value.attachments)
    return _digest([_FORM, page, value.words, pictures, attachments])


def signed_page(path: str) -> str:
    """Return the page that a signature of the value with this path is for.

    A file and a bundle of one name are one page, and so are names that differ in case alone, or in
    the way that Unicode writes them: no two of them are ever published beside each other. What
    stands in a file of others has its name behind it.
    """
    return composed(page_of(file_of(path)) + _mark(path)).casefold()


def _mark(path: str) -> str:
    name = name_in_file(path)
    return f"#{name}" if name else ""


def signed_pages(value: Value, held: Container[str]) -> list[str]:
    """Return the pages that a signature of this value may be for.

    Its own, and those where it stood before: but none that is `held` by a file of today, or a
    text could be signed in one place and published in another's name.
    """
    before = (signed_page(alias.path) for alias in value.moved_from)
    mark = _mark(value.path).casefold()
    return [signed_page(value.path), *(page + mark for page in before if page not in held)]


def digests_now(value: Value, held: Container[str]) -> dict[str, str]:
    """Return the digests that a signature of the value as it is now may bear, each for a page."""
    return {seen_digest(value, page): page for page in signed_pages(value, held)}


def _canonical(value: HeadValue) -> object:
    """Return a value of a head as JSON: a text's blanks do not count, nor do a mapping's places."""
    if isinstance(value, Scalar):
        return " ".join(value.text.split())
    if isinstance(value, Mapping):
        held = [(key.text, _canonical(item)) for key, item in value.items]
        return {"": sorted(held, key=itemgetter(0))}
    return [_canonical(item) for item in value.items]


def _digest(value: object) -> str:
    """Return the digest of a value as JSON: unlike `repr`, that is the same for every Python."""
    data = _JSON.encode(value).encode("ascii")
    return hashlib.sha256(data).hexdigest()
