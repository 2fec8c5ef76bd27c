"""Body to HTML: Markdown, sanitised; with the facts that rules need (links, pictures, length).

Links and picture sources stay as written here. `plan` decides where they lead, `rendering` writes
that in, so one parsed body serves pages and feeds of every site.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

import comrak

from lianzhan.model.body import Body, Image, Link
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem
from lianzhan.model.target import as_written, classify, stripped
from lianzhan.reading.bounds import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_ENTITIES,
    MAX_LINKS,
    MAX_PICTURES,
    MAX_TAGS,
)
from lianzhan.reading.sanitiser import INLINE, cleaned, untouched
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

TOO_COSTLY = error(
    "too-costly",
    N_("正文太复杂，无法处理：{reason}"),
    N_("简化排版：减少嵌套、括号与表格，或拆成几篇"),
)

EXCERPT_CHARACTERS = 100

LINK_OR_PICTURE = late(r'<(/?)(a|img)((?: [a-z-]+="[^"]*")*)>')
"""A tag as the sanitiser writes it: lower case, double quotes, everything else escaped.

So "<" and ">" stand nowhere but around tags, in attributes neither.
"""
_ANY_TAG = late(r"<[^>]*>")
_TAG_WITHIN_WORDS = late(
    rf"</?(?:{'|'.join(name for name in INLINE.split() if name != 'br')})(?: [^>]*)?>"
)
"""A tag that does not end the word it stands in."""
ATTRIBUTE = late(r' ([a-z-]+)="([^"]*)"')
_REFERENCE = late(r'<(a|img)((?: [a-z-]+="[^"]*")*)>')
_LATIN = r"[0-9A-Za-z\u00c0-\u024f]"
_LATIN_RUN = late(f"{_LATIN}{_LATIN}+")
"""Two or more; written so, and not as {2,}, the search skips Chinese text three times as fast."""
_DEEP = late(rf"\n(?:[ \t]*(?:>|(?:[-*+]|\d{{1,9}}[.)])(?=[ \t]))){{{MAX_DEPTH + 1}}}")
"""The start of a line, sought by the line end before it: "^" would be tried at each character."""
_TAG_START = late(r"<[A-Za-z/]")
_HEADING = late(r'<h([1-6])(?: [a-z-]+="[^"]*")*>(.*?)</h\1>', re.DOTALL)
_NO_NAME = late(r"[^\w-]+")
_WRITTEN = late(
    r"""<(?:a|img)\b(?:[^<>"']|"[^"]*"|'[^']*')*?(?<=[\s"'/])(?:href|src)\s*=\s*"""
    r"""(?:"([^"]*)"|'([^']*)'|([^\s>]+))""",
    re.IGNORECASE,
)
"""The target of a link or picture as raw HTML may have it: quoted in either way, or not at all."""
_LEFT_OUT = late(r"[\s\\]")
_NOTHING = ("]()", "](<>)", '=""', "=''")
"""How a link or picture without a target is written."""
_COMMENT = late(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)


def count_characters(text: str) -> int:
    """Return a text's length as Chinese offices count it.

    Each Chinese character and each mark is one, each run of Latin letters or digits is one, white
    space is nothing: "拨打12338热线。" has 6.
    """
    return len("".join(_LATIN_RUN.sub("0", text).split()))


def parse_body(text: str, path: str, first_line: int) -> tuple[Body, tuple[Problem, ...]]:
    """Return the body of a Markdown text that starts at `first_line` of its file.

    A text that would cost too much has an empty body and a problem (see `bounds`).
    """
    reason = too_costly(text)
    if reason is None:
        body = _parsed(text, first_line)
        reason = _too_many(body)
        if reason is None:
            return body, ()
    return Body(), (problem(path, first_line, TOO_COSTLY, reason=reason),)


def too_costly(text: str) -> str | None:
    """Return why a Markdown text may not be parsed, or None where it may."""
    if deep := _DEEP.search(f"\n{text}"):
        return f"> {MAX_DEPTH}: {deep.group().strip()[:20]}…"
    if text.count("<") > MAX_TAGS and (tags := len(_TAG_START.findall(text))) > MAX_TAGS:
        return f"<…> × {tags} > {MAX_TAGS}"
    if (entities := text.count("&")) > MAX_ENTITIES:
        return f"& × {entities} > {MAX_ENTITIES}"
    lines = text.split("\n") if "|" in text else []
    if (columns := max((line.count("|") for line in lines), default=0)) > MAX_COLUMNS:
        return f"| × {columns} > {MAX_COLUMNS}"
    if (cells := columns * len(lines)) > MAX_CELLS:
        return f"| × {cells} > {MAX_CELLS}"
    return None


def _too_many(body: Body) -> str | None:
    """Return which limit on links or pictures a body exceeds, or None."""
    if len(body.links) > MAX_LINKS:
        return f"[…](…) × {len(body.links)} > {MAX_LINKS}"
    if len(body.images) > MAX_PICTURES:
        return f"![…](…) × {len(body.images)} > {MAX_PICTURES}"
    return None


@cache
def _options() -> tuple[comrak.ExtensionOptions, comrak.RenderOptions]:
    """CommonMark with tables and ~~strikes~~; bold and italics also next to Chinese marks.

    By CommonMark alone, `**重要：**请看` has no bold. Raw HTML passes: the sanitiser comes next.
    """
    extensions, rendering = comrak.ExtensionOptions(), comrak.RenderOptions()
    extensions.table = extensions.strikethrough = extensions.cjk_friendly_emphasis = True
    rendering.unsafe_ = True
    return extensions, rendering


def _parsed(text: str, first_line: int) -> Body:
    extensions, rendering = _options()
    raw = comrak.render_markdown(text, extension_options=extensions, render_options=rendering)
    plain = untouched(raw, text)
    clean = _with_headings(cleaned(raw) if plain is None else plain)
    refused = [*_refused_targets(raw)] if plain is None else []
    links, images = _references(clean, refused, _Places(text, first_line))
    words = plain_text(clean)
    excerpt = words[:EXCERPT_CHARACTERS] + ("…" if len(words) > EXCERPT_CHARACTERS else "")
    return Body(clean, links, images, count_characters(words), excerpt)


def plain_text(clean: str) -> str:
    """Return the words of sanitised HTML, white space folded.

    The sanitiser writes four entities in text, and no others.
    """
    text = _ANY_TAG.sub(" ", _TAG_WITHIN_WORDS.sub("", clean)) if "<" in clean else clean
    if "&" in text:
        text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">")
        text = text.replace("&amp;", "&")
    return " ".join(text.split())


def _with_headings(clean: str) -> str:
    """Shift headings so that the highest is h2 (the title is h1), and give each an id."""
    shift = next((2 - level for level in range(1, 7) if f"<h{level}" in clean), None)
    if shift is None:
        return clean
    last: dict[str, int] = {}

    def heading(match: re.Match[str]) -> str:
        level = min(int(match[1]) + shift, 6)
        words = plain_text(match[2])
        name = words if words.isalnum() else _NO_NAME.sub("-", words).strip("-") or "section"
        unique = name
        while unique in last:
            last[name] += 1
            unique = f"{name}-{last[name]}"
        last[unique] = 1
        return f'<h{level} id="{unique}">{match[2]}</h{level}>'

    return _HEADING.sub(heading, clean)


@dataclass(slots=True)
class _Places:
    """Finds the line of a link or picture by looking for what was written, in order."""

    text: str
    first_line: int
    position: int = 0
    plain: str = ""

    def line(self, *written: str) -> int:
        """Return the line of the first of these ways to write it that is found."""
        for start in (self.position, 0):
            for way in written if written[0] else _NOTHING:
                if (found := self.text.find(way, start)) >= 0:
                    self.position = found + len(way)
                    return self.first_line + self.text.count("\n", 0, found)
        return self.first_line + self._lines_before(_spelled_out(written[0]))

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


def _references(
    clean: str, refused: list[tuple[str, str]], places: _Places
) -> tuple[tuple[Link, ...], tuple[Image, ...]]:
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
        if tag == "a":
            links.append(Link(target, places.line(*ways)))
        else:
            images.append(Image(target, values.get("alt", "").strip(), places.line(*ways)))
    dropped = ((target, way) for target, way in refused if target not in kept)
    links += (Link(target, places.line(target, way, unquote(way))) for target, way in dropped)
    return tuple(links), tuple(images)


def _refused_targets(raw: str) -> Iterator[tuple[str, str]]:
    """Yield targets that may stand nowhere, each with how it is written.

    The sanitiser drops most of them, and the author would not hear of it.
    """
    for quoted in _WRITTEN.findall(_COMMENT.sub("", raw) if "<!--" in raw else raw):
        written = "".join(quoted)
        target = html.unescape(written)
        if classify(target).is_refused:
            yield stripped(target), written
