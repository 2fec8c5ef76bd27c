"""Files to text: bytes become clean lines, or problems that say why not."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error, warning
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.bounds import MAX_PROBLEMS, MAX_TEXT_BYTES
from lianzhan.reading.looking import OF_SYSTEM, LeadsOutError
from lianzhan.reading.opening import TooLargeError, read, read_file
from lianzhan.runtime.digests import digest_of_bytes
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lianzhan.reading.looking import Seen

UNREADABLE_FILE = error(
    "unreadable-file",
    N_("文件无法读取：{reason}"),
    N_("检查文件类型与访问权限；稿件必须是普通文件"),
)
FILE_TOO_LARGE = error(
    "file-too-large",
    N_("文件有 {size} 字节，超过上限 {limit} 字节"),
    N_("拆分稿件，或压缩图片后再提交"),
)
EMPTY_FILE = error("empty-file", N_("文件是空的"), N_("补上稿头与正文，或删除此文件"))
NOT_UTF_8 = error(
    "not-utf-8", N_("文件不是 UTF-8 编码（第 {offset} 字节处）"), N_("用编辑器另存为 UTF-8 编码")
)
CONTROL_CHARACTER = warning(
    "control-character",
    N_("含有不可见的控制字符 {character}，发布时已略去"),
    N_("删除该字符；它通常是从其他软件粘贴时带入的"),
)
OUTSIDE_CONTENT = error(
    "outside-content",
    N_("“{name}”是指向 content/ 之外或指向文件夹的链接，不予读取"),
    N_("把文件本身复制到 content/ 之内"),
)

UNWANTED = late(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls: most may not stand in XML 1.0 (§2.2)
    "\ufeff\ufffe\uffff"  # a byte order mark inside the text; non-characters
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides: text that reads as it is not
    "\u2028\u2029]"  # separators that some tools take for line ends
)


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text with LF line ends and no unwanted character; digest is of its bytes."""

    text: str
    digest: str
    problems: tuple[Problem, ...]


def read_text(file: Path | str, path: str) -> Text:
    """Read a UTF-8 file, called `path` in problems. At an error the text is empty."""
    return _text(lambda: read_file(file, MAX_TEXT_BYTES), path)


def text_below(content: Path, place: str, path: str) -> tuple[Text, Seen | None]:
    """Read a UTF-8 file below content/, and say how it was seen; None where it can't be opened."""
    seen: list[Seen] = []

    def read_it() -> bytes:
        raw, found = read(content, place, MAX_TEXT_BYTES)
        seen.append(found)
        return raw

    return _text(read_it, path), seen[0] if seen else None


def _text(read_it: Callable[[], bytes], path: str) -> Text:
    try:
        return decode(read_it(), path)
    except TooLargeError as error:
        details = {"size": error.size, "limit": MAX_TEXT_BYTES}
        return _unreadable(problem(path, 0, FILE_TOO_LARGE, **details))
    except LeadsOutError:
        name = path.rpartition("/")[2]
        return _unreadable(problem(path, 0, OUTSIDE_CONTENT, name=name))
    except OSError as error:
        return _unreadable(refused(path, error))


def refused(path: str, error: OSError) -> Problem:
    """Return the problem of a file or folder that the system won't read.

    Raises the error where it is no fault of that file: no more room of some kind.
    """
    if error.errno in OF_SYSTEM:
        raise error
    return problem(path, 0, UNREADABLE_FILE, reason=error.strerror or error)


def decode(raw: bytes, path: str) -> Text:
    """Return the text of a file's bytes: byte order mark and unwanted characters dropped."""
    raw_text = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = _lines(raw_text.decode())
    except UnicodeDecodeError as error:
        line = _lines(raw_text[: error.start].decode()).count("\n") + 1
        offset = error.start + len(raw) - len(raw_text) + 1
        return _unreadable(problem(path, line, NOT_UTF_8, offset=offset))
    problems = tuple(_unwanted(text, path))
    if problems:
        text = UNWANTED.sub("", text)
    if not text.strip():
        return _unreadable(problem(path, 1, EMPTY_FILE))
    return Text(text, digest_of_bytes(raw), problems)


def decode_leniently(raw: bytes) -> str:
    """Return what `decode` would, of any bytes: what is no UTF-8 becomes U+FFFD."""
    is_utf_16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-16" if is_utf_16 else "utf-8", "replace")
    return UNWANTED.sub("", _lines(text))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unwanted(text: str, path: str) -> list[Problem]:
    """One problem a line, so that a damaged file does not flood the report.

    Few texts have to be looked through: printable characters are none of those.
    """
    if all(map(str.isprintable, text.split("\n"))):
        return []
    if text.replace("\n", "").replace("\u3000", "").replace("\t", "").isprintable():
        return []
    found: dict[int, Problem] = {}
    for match in UNWANTED.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        name = f"U+{ord(match.group()):04X}"
        found.setdefault(line, problem(path, line, CONTROL_CHARACTER, character=name))
        if len(found) >= MAX_PROBLEMS:
            break
    return list(found.values())


def _unreadable(fault: Problem) -> Text:
    return Text("", "", (fault,))
