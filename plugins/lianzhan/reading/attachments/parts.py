"""The XML of Office files and OFD to what it hides: read by expat, no DTD allowed."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING
from xml.parsers import expat

from lianzhan.model.frozen import dataclass
from lianzhan.reading.attachments.findings import BROKEN, ENTITIES, damaged

if TYPE_CHECKING:
    from collections.abc import Mapping

_CHANGES = frozenset(("ins", "del", "moveFrom", "moveTo"))
"""Tracked changes of Word (ISO 29500-1, 17.13.5); those of formats end in "Change"."""
_COMMENTS = frozenset(("comment", "cm"))
_COMMENTERS = frozenset(("cmAuthor", "person", "author"))
"""Elements that name who comments by an attribute: in PowerPoint, and in newer Excel."""
_PEOPLE = frozenset(("creator", "lastModifiedBy", "Manager", "Company", "Author"))
_TYPES = ("Override", "Default")
_NOTED = _COMMENTS | _COMMENTERS | {*_TYPES, "vanish", "sld", "sheet"}
_OFF = ("0", "false", "off")
_MACROS = ("macroenabled", "vbaproject")
_THREAD = "tc={"
"""How Excel calls the author of a conversation in the comments that older versions read."""
_MOST_NAMES = 1_000


@dataclass
class Hidden:
    """What an Office file holds besides what it shows."""

    authors: list[str] = field(default_factory=list)
    revision: str = ""
    changes: int = 0
    changers: list[str] = field(default_factory=list)
    comments: int = 0
    commenters: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    slides: int = 0
    notes: int = 0
    vanished: int = 0
    content_types: list[str] = field(default_factory=list)

    @property
    def has_macros(self) -> bool:
        """Whether a content type is one of macros, whatever their part is called."""
        return any(mark in kind.lower() for kind in self.content_types for mark in _MACROS)


def read_part(path: str, data: bytes, hidden: Hidden, *, is_whole: bool = True) -> None:
    """Read one XML part into what is known. Raises RefusedError where it is none."""
    _Reader(path, hidden).read(data, is_whole=is_whole)


class _Reader:
    """Reads one part; elements are known by their local names, whatever their prefix."""

    def __init__(self, path: str, hidden: Hidden) -> None:
        self._path = path
        self._hidden = hidden
        self._is_notes = "/notesSlides/" in path
        self._has_notes = False
        self._in_field = 0
        self._text: list[str] | None = None
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def read(self, data: bytes, *, is_whole: bool) -> None:
        """Read it all, or its beginning."""
        try:
            self._parser.Parse(data, is_whole)
        except (expat.ExpatError, ValueError) as error:
            raise damaged(BROKEN, self._path) from error
        self._hidden.notes += self._has_notes

    def _refuse(self, *_: object) -> None:
        """No Office file has a document type (ISO 29500-2, 9.1.4); bombs do."""
        raise damaged(ENTITIES, self._path)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local in _CHANGES or local.endswith("Change"):
            self._change(_value(attributes, "author"))
        elif local == "header" and "/revisions/" in self._path:
            self._change(_value(attributes, "userName"))
        elif local in _NOTED:
            self._note(local, attributes)
        self._in_field += local == "fld"
        is_wanted = local in _PEOPLE or local in ("revision", "author") or self._is_notes
        self._text = [] if is_wanted else None

    def _change(self, author: str | None) -> None:
        if author is not None:
            self._hidden.changes += 1
            _add(self._hidden.changers, author)

    def _note(self, local: str, attributes: dict[str, str]) -> None:
        """Note what one element says by its attributes."""
        hidden = self._hidden
        if local in _COMMENTS:
            hidden.comments += 1
            _add(hidden.commenters, _value(attributes, "author"))
        elif local in _COMMENTERS:
            _add(hidden.commenters, _value(attributes, "displayName", "name"))
        elif local in _TYPES:
            _add(hidden.content_types, _value(attributes, "ContentType"))
        elif local == "vanish":
            hidden.vanished += _value(attributes, "val") not in _OFF
        elif local == "sld":
            hidden.slides += _value(attributes, "show") in _OFF
        elif _value(attributes, "state") in ("hidden", "veryHidden"):
            _add(hidden.sheets, _value(attributes, "name"))

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        self._in_field -= local == "fld"
        if self._text is None:
            return
        text = "".join(self._text).strip()
        self._text = None
        if local in _PEOPLE:
            _add(self._hidden.authors, text)
        elif local == "revision":
            self._hidden.revision = text[:9]
        elif local == "author" and not text.startswith(_THREAD):
            _add(self._hidden.commenters, text)
        elif local == "t" and text and not self._in_field:
            self._has_notes = True


def _value(attributes: Mapping[str, str], *wanted: str) -> str | None:
    """Return the first attribute with one of these local names."""
    for name, value in attributes.items():
        if name.rpartition(" ")[2] in wanted:
            return value
    return None


def _add(names: list[str], name: str | None) -> None:
    if name and name.strip() and len(names) < _MOST_NAMES:
        names.append(name)
