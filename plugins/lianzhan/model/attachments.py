"""Values: files that an article's text links and that are published with it (附件)."""

from __future__ import annotations

import unicodedata
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.frozen import dataclass
from lianzhan.model.names import composed

if TYPE_CHECKING:
    from lianzhan.model.codes import Code

FILES = "files"
"""The folder of attachments below that of all assets."""
_DIGEST_CHARACTERS = 20
"""Hexadecimal digits of a digest in an address: 80 bits, as names of pictures have."""
_NAME_BYTES = 150
"""UTF-8 bytes of a name without its ending: escaped in an address it is three times as long."""
_DEVICES = ("con", "prn", "aux", "nul", "com", "lpt")
"""How names begin that Windows may take for a device."""
_MEGABYTE = 1024 * 1024


class FileKind(NamedTuple):
    """A kind of file: how its name ends, its media type (IANA), and how its bytes are examined."""

    ending: str
    media_type: str
    form: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
FILE_KINDS = (
    FileKind("docx", f"{_OFFICE}.wordprocessingml.document", "word"),
    FileKind("xlsx", f"{_OFFICE}.spreadsheetml.sheet", "sheet"),
    FileKind("pptx", f"{_OFFICE}.presentationml.presentation", "slides"),
    FileKind("doc", "application/msword", "old-word"),
    FileKind("xls", "application/vnd.ms-excel", "old-sheet"),
    FileKind("ppt", "application/vnd.ms-powerpoint", "old-slides"),
    FileKind("wps", "application/vnd.ms-works", "any-word"),
    FileKind("et", "application/octet-stream", "any-sheet"),
    FileKind("dps", "application/octet-stream", "any-slides"),
    FileKind("pdf", "application/pdf", "pdf"),
    FileKind("ofd", "application/ofd", "ofd"),
    FileKind("mp3", "audio/mpeg", "sound"),
    FileKind("mp4", "video/mp4", "film"),
    FileKind("jpg", "image/jpeg", "jpeg"),
    FileKind("jpeg", "image/jpeg", "jpeg"),
    FileKind("png", "image/png", "png"),
    FileKind("zip", "application/zip", "zip"),
    FileKind("csv", "text/csv", "text"),
    FileKind("txt", "text/plain", "text"),
)
"""Every kind that federation.toml may allow: those whose bytes can be told and looked through."""
BY_ENDING = {kind.ending: kind for kind in FILE_KINDS}
_NOT_BY_DEFAULT = ("zip", "csv", "txt")
"""An archive can hold anything, and text has no signature: who wants them says so."""


@dataclass(frozen=True)
class AttachmentPolicy:
    """What files may be published: kinds by their endings, and bytes of one file at most."""

    kinds: tuple[str, ...]
    max_bytes: int


DEFAULT_POLICY = AttachmentPolicy(
    tuple(kind.ending for kind in FILE_KINDS if kind.ending not in _NOT_BY_DEFAULT),
    20 * 1024 * 1024,
)
"""What holds where federation.toml says nothing: 20 MiB are a minute and a half at 2 Mbit/s."""
MOST_BYTES = 100 * 1024 * 1024
"""Bytes that no policy may exceed: a file is read whole, and GitHub takes none above 100 MiB."""


@dataclass(frozen=True)
class Finding:
    """What was found in a file: the code of its problem, and details of the message."""

    definition: Code
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Attachment:
    """A file to be published; `digest` is of its bytes, `title` its name as it stands on disk.

    `findings` are the warnings it comes with, kept so that the same bytes are examined once.
    """

    path: str
    title: str
    digest: str
    bytes: int
    findings: tuple[Finding, ...] = field(default=(), repr=False, compare=False)

    @property
    def kind(self) -> FileKind:
        """Its kind, by its ending."""
        return BY_ENDING[ending_of(self.title)]

    @property
    def asset(self) -> str:
        """Its path below the assets folder: by its content, and under its own name."""
        return f"{FILES}/{self.digest[:_DIGEST_CHARACTERS]}/{safe_name(self.title)}"


@dataclass(frozen=True)
class LinkedFile:
    """A link to a file, as written, and the file; None where none is published for it.

    Then it `is_named` if a problem says why; else nothing stands there.
    """

    target: str
    file: Attachment | None
    is_named: bool = True


def size_text(count: int) -> str:
    """Return a number of bytes as people read it: "34 KB", "1.5 MB"."""
    if count < _MEGABYTE:
        return f"{max(1, round(count / 1024))} KB"
    return f"{count / _MEGABYTE:.1f} MB"


def ending_of(name: str) -> str:
    """Return what follows the last dot of a name, in lower case; "" without one."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else ""


def safe_name(title: str) -> str:
    """Return a file's name as an address and every file system can hold it, readable as it was.

    Letters, digits and marks of any script stay, and "._-"; a run of all else becomes one "-".
    """
    plain = composed(title)
    stem, _, ending = plain.rpartition(".")
    kept = "".join(char if _stays(char) else " " for char in stem)
    name = "-".join(kept.split()).strip(".-")
    name = name.encode()[:_NAME_BYTES].decode(errors="ignore")
    if not name or name.lower().startswith(_DEVICES):
        name = f"file-{name}".rstrip("-")
    return f"{name}.{ending.lower()}"


def _stays(char: str) -> bool:
    return char.isalnum() or char in "._-" or unicodedata.category(char).startswith("M")
