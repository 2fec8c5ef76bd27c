"""Links, pictures and paths in texts, written anew where what they mean has moved.

In: a file's bytes, and what moves. Out: the bytes with each such target in the style that it had:
rooted or relative, with or without an ending, quoted or not. Nothing else is changed.
"""

from __future__ import annotations

import html
import posixpath
import re
import tomllib
from typing import TYPE_CHECKING
from urllib.parse import quote

from lianzhan.kinds.article.document_keys import forwarded_target
from lianzhan.model.frozen import dataclass
from lianzhan.model.target import Kind, as_written, classify
from lianzhan.reading.body import parse_body
from lianzhan.reading.fields import first_values
from lianzhan.reading.front_matter import split
from lianzhan.reading.links import resolve
from lianzhan.reading.text import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Mapping as Map

    from lianzhan.model.body import Body
    from lianzhan.reading.yaml_values import Mapping

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_TARGET = re.compile(
    r"(?P<before>\]\(\s*<|^ {0,3}\[[^\]\r\n]+\]:\s*<)(?P<angled>[^<>\r\n]+)(?=>)"
    r"|(?P<open>\]\(\s*|^ {0,3}\[[^\]\r\n]+\]:[ \t]*)(?P<plain>[^\s<>()]+)"
    r"|(?P<attribute>\b(?:href|src)\s*=\s*[\"'])(?P<quoted>[^\"'\r\n]+)",
    re.MULTILINE | re.IGNORECASE,
)
"""Where Markdown and the HTML in it hold a target: in angles, plain, or in quotes."""
_COVER = re.compile(
    r"^(cover[ \t]*:[ \t]*[\"']?)([^\s\"'#][^\"'#\r\n]*?)(?=[\"']?[ \t]*(?:#.*)?\r?$)",
    re.MULTILINE | re.IGNORECASE,
)
_FORWARDS = re.compile(
    r"^(forwards[ \t]*:[ \t]*(?:(?:\{[^}\r\n]*?\b|\r?\n(?:[ \t]+[^\r\n]*\r?\n)*?[ \t]+)to[ \t]*:"
    r"[ \t]*)?[\"']?)([^\s\"'#{}][^\"'#,}\r\n]*?)(?=[\"']?[ \t]*(?:[,}#][^\r\n]*)?\r?$)",
    re.MULTILINE | re.IGNORECASE,
)
"""The target of what a head forwards: alone, or as `to` in braces or in a line of its own."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PREFIX = re.compile(r"\{(?:filename|static|attach)\}|\|(?:filename|static|attach)\|")
_TOML_TEXT = re.compile(r"\"([^\"\\\r\n]*)\"|'([^'\r\n]*)'")
_TAG = re.compile(r"<[^>]*>")
_ENDINGS = ("", ".md", ".markdown")
_ODD = re.compile(r"[\s()<>\"'&]")
_MOST = 1000
"""Characters of a target: no path is longer."""


@dataclass(frozen=True)
class Moves:
    """What moves, files and whole folders, each path with where it goes.

    `is_there` says whether a path below content/ is a file or folder, or an article without its
    ending: a target that leads nowhere is left alone.
    """

    files: Map[str, str]
    folders: Map[str, str]
    is_there: Callable[[str], bool]

    def now(self, path: str) -> str:
        """Return where a path is after the move."""
        if path in self.files:
            return self.files[path]
        for old, new in self.folders.items():
            if path == old or path.startswith(f"{old}/"):
                return new + path[len(old) :]
        return path

    def meant(self, path: str) -> str:
        """Return where what a target means is after the move; it may have left out the ending."""
        for ending in _ENDINGS:
            now = self.now(path + ending)
            if now != path + ending:
                return now.removesuffix(ending)
        return path

    def is_known(self, path: str) -> bool:
        """Whether a path means something that there is."""
        return self.meant(path) != path or self.is_there(path)


def mended(raw: bytes, path: str, moves: Moves) -> bytes | None:
    """Return a Markdown file, now at `path`, with its targets as they are after the move.

    None where it would not say the same: then nobody can tell its targets from its other words.
    """
    front = split(decode(raw, path).text, path)
    if front.problems:
        return raw
    lines = LINE.findall(raw.decode("utf-8"))
    head, body = ("".join(part) for part in _cut(lines, front.body_line - 1))
    for pattern in (_COVER, _FORWARDS):
        head = pattern.sub(lambda match: match[1] + _moved(match[2], path, moves), head)
    body = _TARGET.sub(lambda match: _start(match) + _moved(_raw(match), path, moves), body)
    data = f"{head}{body}".encode()
    if data == raw:
        return raw
    after = split(decode(data, path).text, path)
    was, is_now = (parse_body(each.body, path, 1)[0] for each in (front, after))
    same_words = _TAG.sub("", was.html) == _TAG.sub("", is_now.html)
    before, targets = ([*_targets(x, y.fields)] for x, y in ((was, front), (is_now, after)))
    is_sound = same_words and not after.problems
    return data if is_sound and _mean_the_same(before, targets, path, moves) else None


def _cut(lines: list[str], place: int) -> tuple[list[str], list[str]]:
    return lines[:place], lines[place:]


def _mean_the_same(before: list[str], after: list[str], path: str, moves: Moves) -> bool:
    """Whether each target means after the move what it meant before."""
    return len(before) == len(after) and all(
        _path_of(new, moves.now(path)) == moves.meant(_path_of(old, path)) or old == new
        for old, new in zip(before, after, strict=True)
    )


def _targets(body: Body, head: Mapping) -> Iterator[str]:
    yield forwarded_target(first_values(head).get("forwards"))
    yield from (link.target for link in body.links)
    yield from (image.src for image in body.images)


def mended_toml(raw: bytes, moves: Moves) -> bytes | None:
    """Return a TOML file whose paths below content/ are as they are after the move.

    None where it is no TOML, before or after.
    """

    def anew(match: re.Match[str]) -> str:
        plain = (match[1] or match[2] or "").removeprefix("/")
        now = moves.meant(plain) if "/" in plain else plain
        return match[0] if now == plain else match[0].replace(plain, now)

    try:
        text = raw.decode("utf-8")
        changed = _TOML_TEXT.sub(anew, text)
        tomllib.loads(changed.removeprefix("\ufeff"))
    except ValueError:
        return None
    return changed.encode()


def paths_in(raw: bytes, path: str) -> list[str]:
    """Return the paths below content/ that a Markdown file links, shows, or has as its cover."""
    text = decode(raw, path).text
    found = [_raw(match) for match in _TARGET.finditer(text)]
    found += [match[2] for pattern in (_COVER, _FORWARDS) for match in pattern.finditer(text)]
    paths = dict.fromkeys(_path_of(_plain(raw), path) for raw in found)
    return [each for each in paths if each]


def _raw(match: re.Match[str]) -> str:
    return match["angled"] or match["plain"] or match["quoted"] or ""


def _start(match: re.Match[str]) -> str:
    return match["before"] or match["open"] or match["attribute"] or ""


def _plain(raw: str) -> str:
    return as_written(html.unescape(_ESCAPED.sub(r"\1", raw)))


def _path_of(plain: str, path: str) -> str:
    """Return the path below content/ that a target means; "" for what is none."""
    if len(plain) > _MOST or "\0" in plain or classify(plain).kind is not Kind.PATH:
        return ""
    wanted = resolve(plain, path)[0]
    return "" if wanted.startswith("..") else wanted


def _moved(raw: str, path: str, moves: Moves) -> str:
    """Return a target as it is to be written where the file at `path` will be."""
    plain, base = _plain(raw), moves.now(path)
    wanted = _path_of(plain, path)
    if not wanted or not moves.is_known(wanted):
        return raw
    now = moves.meant(wanted)
    if _path_of(plain, base) == now:
        return raw
    prefix = (_PREFIX.match(plain) or [""])[0]
    place, tail = _parted(plain[len(prefix) :])
    if not place:
        return raw
    new = f"/{now}" if place.startswith("/") else _way(base, now, "" if now != wanted else path)
    new += "/" * place.endswith("/")
    return prefix + (quote(new) if "%" in raw or _ODD.search(new) else new) + tail


def _parted(target: str) -> tuple[str, str]:
    """Return the path of a target, and its query and fragment."""
    end = min((target.find(mark) for mark in "?#" if mark in target), default=len(target))
    return target[:end], target[end:]


def _way(base: str, now: str, before: str) -> str:
    """Return the way from a file to a path; if it must hold from where the file was, too, that.

    So a move that is interrupted breaks no link.
    """
    way = posixpath.relpath(now, posixpath.dirname(base))
    holds = posixpath.normpath(posixpath.join(posixpath.dirname(before), way)) == now
    return way if holds or not before else f"/{now}"
