"""A body's references: where it shows a picture or leads to a file, and the body with them changed.

Only the targets change; every other character stays as it was. What stands in code is left alone.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.reading.body import parse_body, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FENCE = re.compile(r"[ \t]*(```+(?=[^`]*$)|~~~+)")
_TICKS = re.compile(r"(?<!`)(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")
_MARK = re.compile(r"\\.|!?\[|\]\(|\]", re.DOTALL)
_TARGET = re.compile(r"\s*(<[^<>\n]*>|(?:[^()\s]|\([^()\n]*\)|[ \t]+(?=[^\s\"'()]))*)")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*(<[^<>\n]*>|\S+)", re.MULTILINE)
_HTML_IMAGE = re.compile(r"<img\b[^<>]*?\ssrc\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+)", re.IGNORECASE)
_HTML_LINK = re.compile(r"<a\b[^<>]*?\shref\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+)", re.IGNORECASE)
_HEADING = re.compile(
    r"^#{1,6}[ \t]+(?P<marked>[^\n]+?)[ \t]*#*[ \t]*$|^(?P<ruled>[^\s#>|-][^\n]*)\n=+[ \t]*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A target as it means, and where it is written; `shown` is true of a picture.

    A definition (`[a]: b.jpg`) serves pictures and links, so what it is depends on its target.
    """

    target: str
    start: int
    end: int
    shown: bool | None


def references(body: str) -> tuple[Reference, ...]:
    """Return all references of a Markdown text, in order."""
    text = without_code(body)
    found = [*_inline(text), *_definitions(text), *_html_images(text), *_html_links(text)]
    return tuple(sorted(found, key=lambda reference: reference.start))


def without_code(body: str) -> str:
    """Return a text of the same length and lines in which code is blank.

    A fence ends at one of its kind that is as long or longer, else with the text (CommonMark 4.5).
    """
    lines = body.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        mark = line.strip()
        opening = _FENCE.match(line)
        if fence or opening:
            lines[number] = " " * len(line)
        if not fence:
            fence = opening[1] if opening else ""
        elif mark.startswith(fence) and not mark.strip(fence[0]):
            fence = ""
    return _TICKS.sub(lambda match: " " * len(match.group()), "\n".join(lines))


def _inline(text: str) -> Iterator[Reference]:
    """Brackets are matched on a stack, so that a picture inside a link is found, too."""
    opened: list[bool] = []
    for mark in _MARK.finditer(text):
        match mark.group():
            case "[" | "![" as opening:
                opened.append(opening == "![")
            case "]" | "](" as closing if opened:
                shown = opened.pop()
                target = _TARGET.match(text, mark.end()) if closing == "](" else None
                if target and target[1]:
                    yield _reference(target[1], target.start(1), "<>", shown)


def _definitions(text: str) -> Iterator[Reference]:
    for match in _DEFINITION.finditer(text):
        yield _reference(match[1], match.start(1), "<>", None)


def _html_images(text: str) -> Iterator[Reference]:
    for match in _HTML_IMAGE.finditer(text):
        yield _reference(html.unescape(match[1]), match.start(1), "\"'", True, len(match[1]))


def _html_links(text: str) -> Iterator[Reference]:
    for match in _HTML_LINK.finditer(text):
        yield _reference(html.unescape(match[1]), match.start(1), "\"'", False, len(match[1]))


def _reference(
    written: str, start: int, quotes: str, shown: bool | None, length: int | None = None
) -> Reference:
    """Strip the quotes or angle brackets around a target; they stay where they are."""
    quoted = int(written[0] in quotes and len(written) > 1)
    end = start + (len(written) if length is None else length)
    target = written[quoted : len(written) - quoted]
    return Reference(target, start + quoted, end - quoted, shown)


def rewritten(
    body: str, found: Iterable[Reference], pictures: Mapping[str, str], links: Mapping[str, str]
) -> str:
    """Return a body whose pictures and links lead to their new places, by target as it was."""
    parts: list[str] = []
    position = 0
    for reference in found:
        new = None if reference.shown is False else pictures.get(reference.target)
        if new is None and not reference.shown:
            new = links.get(reference.target)
        if new is not None and reference.start >= position:
            parts += (body[position : reference.start], new)
            position = reference.end
    return "".join((*parts, body[position:]))


def first_heading(body: str) -> str:
    """Return the words of the first heading; "" where there is none."""
    match = _HEADING.search(without_code(body))
    return _words(match, body) if match else ""


def without_title(body: str, title: str) -> str:
    """Return a body without its first heading, if nothing stands before it and it is the title.

    Our pages show the title above the body: readers would see it twice.
    """
    start = len(body) - len(body.lstrip())
    match = _HEADING.match(without_code(body), start)
    if match is None or _words(match, body) != title:
        return body
    return body[match.end() :].lstrip("\n")


def _words(match: re.Match[str], body: str) -> str:
    """Return a heading's words from the text itself: in the match, code is blank."""
    start, end = match.span("marked" if match["marked"] else "ruled")
    parsed, _ = parse_body(body[start:end], "", 1)
    return plain_text(parsed.html)
