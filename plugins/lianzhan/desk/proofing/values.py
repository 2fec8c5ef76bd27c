"""The values of one file, each with the passages that are proof-read. Pure: bytes in."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lianzhan.kinds.proofs.proofreading import passages_of
from lianzhan.kinds.room import reading_of
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import is_in_toml
from lianzhan.reading.front_matter import split
from lianzhan.reading.text import decode
from lianzhan.reading.toml_documents import fronts
from lianzhan.reading.yaml_values import without_lines

if TYPE_CHECKING:
    from lianzhan.kinds.proofs.passage import Passage
    from lianzhan.model.kinds import Kind
    from lianzhan.reading.front_matter import FrontMatter


@dataclass(frozen=True)
class ProofValue:
    """A value of a file by its name in it ("" where it has the file to itself), and its passages.

    `others` is all that its head says besides.
    """

    name: str
    passages: tuple[Passage, ...]
    others: object


def values_in(raw: bytes, path: str, kind: Kind) -> list[ProofValue]:
    """Return the values of a file of this kind. Raises ValueError where it can't be read."""
    text = decode(raw, path).text
    keys = reading_of(kind).keys
    if is_in_toml(path):
        return [_value(name, front, kind) for name, front in fronts(text, path, kind, keys)]
    return [_value("", split(text, path), kind)]


def _value(name: str, front: FrontMatter, kind: Kind) -> ProofValue:
    keys = reading_of(kind).keys
    prose = {key.name for key in keys if key.is_prose}
    others = [
        (key.text, without_lines(value))
        for key, value in front.fields.items
        if key.text not in prose
    ]
    keys_written = [key.text for key, _ in front.fields.items]
    return ProofValue(name, tuple(passages_of(front, keys)), (others, keys_written))


def kind_of(path: str, site: str, kinds: tuple[Kind, ...]) -> Kind | None:
    """Return the kind of a file below a site's folder, by where it stands."""
    first = PurePosixPath(path.removeprefix(f"{site}/")).parts[0]
    return next((kind for kind in kinds if first in (kind.folder, kind.file) and first), None)
