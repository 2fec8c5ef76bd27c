"""The files that are published with a value, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from lianzhan.model.attachments import Attachment, size_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lianzhan.kinds.value import Value


class PlannedFile(NamedTuple):
    """A file that is published with a value, and its one address."""

    file: Attachment
    url: str

    @property
    def title(self) -> str:
        """Its name, as its author called it."""
        return self.file.title

    @property
    def kind(self) -> str:
        """What kind of file it is, as readers know it: DOCX."""
        return self.file.kind.ending.upper()

    @property
    def size(self) -> str:
        """How large it is: 34 KB."""
        return size_text(self.file.bytes)


def links_to_files(value: Value, assets: str) -> Iterator[tuple[str, str]]:
    """Yield the links to files that are published with a value, with their addresses.

    `assets` is where those of its home's host stand.
    """
    for target, file in value.attachments if value.linked_files else ():
        yield target, assets + quote(file.asset)


def attached_files(value: Value, addresses: Mapping[str, str]) -> tuple[PlannedFile, ...]:
    """Return the files that are published with a value, each once, in the order of their links."""
    known = {addresses[target]: file for target, file in value.attachments}
    return tuple(PlannedFile(file, url) for url, file in known.items())
