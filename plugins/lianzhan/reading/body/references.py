"""Links and pictures of a body, each as written and at its line."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.model.body import Image, Link
from lianzhan.model.frozen import dataclass
from lianzhan.model.target import as_written, classify, stripped
from lianzhan.reading.body.decorative import with_decorative
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK_OR_PICTURE = late(r'<(/?)(a|img)((?: [a-z-]+="[^"]*")*)>')
"""A tag as the sanitiser writes it: lower case, double quotes, everything else escaped.

So "<" and ">" stand nowhere but around tags, in attributes neither.
"""
ATTRIBUTE = late(r' ([a-z-]+)="([^"]*)"')
_REFERENCE = late(r'<(a|img)((?: [a-z-]+="[^"]*")*)>')
_WRITTEN = late(
    r"""<(?:a|img)\b(?:[^<>"']|"[^"]*"|'[^']*')*?(?<=[\s"'/])(?:href|src)\s*=\s*"""
    r"""(?:"([^"]*)"|'([^']*)'|([^\s>]+))""",
    re.IGNORECASE,
)
"""The target of a link or picture as raw HTML may have it: quoted in either way, or not at all."""
_LINE_END = late("\n")
_LEFT_OUT = late(r"[\s\\]")
_NOTHING = ("]()", "](<>)", '=""', "=''")
"""How a link or picture without a target is written."""
_COMMENT = late(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_MADE = ("#fn-", "#fnref-")
"""How targets begin that the parser makes itself: they are written nowhere, and lead somewhere."""


@dataclass(slots=True)
class Places:
    """Finds the line of a link or picture by looking for what was written, in order."""

    text: str
    first_line: int
    position: int = 0
    plain: str = ""
    starts: list[int] = field(default_factory=list)

    def line(self, *written: str) -> int:
        """Return the line of the first of these ways to write it that is found."""
        if written[0].startswith(_MADE):
            return self.first_line
        for start in (self.position, 0):
            for way in written if written[0] else _NOTHING:
                if (found := self.text.find(way, start)) >= 0:
                    self.position = found + len(way)
                    return self.at(found)
        return self.first_line + self._lines_before(_spelled_out(written[0]))

    def at(self, position: int) -> int:
        """Return the line in the file of a position in the text."""
        if not self.starts:
            self.starts = [found.end() for found in _LINE_END.finditer(self.text)]
        return self.first_line + bisect_right(self.starts, position)

    def _lines_before(self, target: str) -> int:
        """Return how many lines stand before a target that is written in some other way."""
        self.plain = self.plain or "\n".join(map(_spelled_out, self.text.split("\n")))
        return self.plain.count("\n", 0, max(self.plain.find(target), 0))


def _spelled_out(text: str) -> str:
    """Return a text without the ways to write a character: entities, percent signs, backslashes."""
    return _LEFT_OUT.sub("", html.unescape(unquote(text)))


def attributes(tag: str) -> dict[str, str]:
    """Return the unescaped attributes of a tag that `LINK_OR_PICTURE` matched."""
    return {name: html.unescape(value) for name, value in ATTRIBUTE.findall(tag)}


def references(
    clean: str, refused: list[tuple[str, str]], places: Places
) -> tuple[tuple[Link, ...], tuple[Image, ...]]:
    """Return the links and pictures of sanitised HTML, and the refused links that it has lost."""
    links: list[Link] = []
    images: list[Image] = []
    spelled, kept = dict(refused), set()
    for tag, written in _REFERENCE.findall(clean):
        values = attributes(written)
        value = values.get("href" if tag == "a" else "src")
        if value is None:
            continue
        target = as_written(value)
        ways = [target, value, unquote(value)] if "%" in value else [target]
        if refused:
            kept.add(stripped(target))
            ways.append(spelled.get(stripped(target), value))
        if target.startswith("tel:"):
            ways.append(unquote(target[4:]))
        if tag == "a":
            links.append(Link(target, places.line(*ways)))
        else:
            images.append(Image(target, values.get("alt", "").strip(), places.line(*ways)))
    dropped = ((target, way) for target, way in refused if target not in kept)
    links += (Link(target, places.line(target, way, unquote(way))) for target, way in dropped)
    return tuple(links), with_decorative(images, places.text)


def refused_targets(raw: str) -> Iterator[tuple[str, str]]:
    """Yield targets that may stand nowhere, each with how it is written.

    The sanitiser drops most of them, and the author would not hear of it.
    """
    for quoted in _WRITTEN.findall(_COMMENT.sub("", raw) if "<!--" in raw else raw):
        written = "".join(quoted)
        target = html.unescape(written)
        if classify(target).is_refused:
            yield stripped(target), written
