"""Template code of other generators in a body: pictures are taken out of it, the rest is named.

Hexo's and Jekyll's `{% … %}`, Hugo's `{{< … >}}`, variables `{{ … }}`, kramdown's `{: … }`. Nothing
here runs them, so what stays would reach a reader as text.
"""

from __future__ import annotations

import re
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.desk.importing.references import without_code
from lianzhan.desk.importing.tree import is_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BRACES = (("{%", "%}"), ("{{", "}}"))
_KRAMDOWN = re.compile(r"\{::?[^{}\n]{1,200}\}")
_WORD = re.compile(r"\"([^\"]*)\"|'([^']*)'|(\S+)")
_ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]{1,40})=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_SIZE = re.compile(r"\d+(?:px|%)?")
_HEXO = re.compile(r"\{%\s*(?:asset_img|img)\s+(.+?)\s*%\}", re.DOTALL)
_FIGURE = re.compile(r"\{\{<\s*figure\s+(.+?)\s*/?>\}\}", re.DOTALL)
_FIGURE_KEYS = frozenset({"src", "alt", "title", "caption", "width", "height", "class", "loading"})
_FILE = re.compile(r"\.\w{1,8}$")
_HTML = re.compile(
    r"\b(?:src|href|poster|data(?:-[a-z-]{1,20})?)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+)"
)
_LISTED = 20
"""Tags that a note shows."""
_SHOWN = 40
"""Characters of a tag that a note shows."""
_LONGEST = 1000
"""Characters of a tag that shows a picture."""
_MOST = 2000
"""Files that one text may name: more is no article."""


class Tag(NamedTuple):
    """A piece of template code, and the line it begins at, from 1."""

    line: int
    text: str


class _Picture(NamedTuple):
    src: str
    alt: str
    title: str


def template_tags(text: str) -> list[Tag]:
    """Return all template code of a text outside its code, in order."""
    plain = without_code(text)
    found = sorted((*_in_braces(plain), *((m.start(), m.end()) for m in _KRAMDOWN.finditer(plain))))
    tags, position, line, last = [], 0, 1, 0
    for start, end in found:
        if start < last:  # `{{% x %}}` holds braces of both kinds
            continue
        last = end
        line += plain.count("\n", position, start)
        position = start
        tags.append(Tag(line, " ".join(text[start:end].split())))
    return tags


def listed(tags: list[Tag]) -> str:
    """Return tags for a note, each with its line."""
    shown = (f"{tag.line}: {tag.text[:_SHOWN]}{'…' * (len(tag.text) > _SHOWN)}" for tag in tags)
    return "；".join((*islice(shown, _LISTED), *(["…"] if len(tags) > _LISTED else [])))


def with_pictures(body: str, is_there: Callable[[str], bool]) -> str:
    """Return a body in which tags that show a picture that is there are Markdown pictures."""
    plain = without_code(body)
    parts: list[str] = []
    position = 0
    for start, end in sorted(_in_braces(plain)):
        shown = _picture(body[start:end]) if end - start <= _LONGEST else None
        if shown and start >= position and is_there(shown.src):
            parts += (body[position:start], _markdown(shown))
            position = end
    return "".join((*parts, body[position:]))


def named_files(body: str) -> list[str]:
    """Return what may be the names of files in template code and in attributes of HTML."""
    words = (_words(tag.text) for tag in template_tags(body))
    attributes = (value.strip("\"'") for value in _HTML.findall(without_code(body)))
    found = dict.fromkeys((*(word for tag in words for word in tag), *attributes))
    return [name for name in found if _FILE.search(name)][:_MOST]


def _in_braces(text: str) -> Iterator[tuple[int, int]]:
    """Yield where tags in braces begin and end. An unclosed one is text, and so is all after."""
    for opening, closing in _BRACES:
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start + len(opening))
            if end < 0:
                break
            yield start, end + len(closing)
            start = text.find(opening, end + len(closing))


def _words(tag: str) -> Iterator[str]:
    for match in _ATTRIBUTE.finditer(tag):
        yield match[2] or match[3] or match[4] or ""
    for match in _WORD.finditer(tag):
        yield _text(match)


def _picture(tag: str) -> _Picture | None:
    """Return the picture that a tag shows, with the words its author gave it; None for others."""
    if hexo := _HEXO.fullmatch(tag):
        return _of_hexo(hexo[1])
    figure = _FIGURE.fullmatch(tag)
    return _of_figure(figure[1]) if figure else None


def _of_hexo(arguments: str) -> _Picture | None:
    """Read `[class names] slug [width] [height] [title text [alt text]]`.

    A single text says what the picture shows.
    """
    words = [*_WORD.finditer(arguments)]
    at = next((number for number, word in enumerate(words) if is_picture(_text(word))), None)
    if at is None:
        return None
    rest = [*dropwhile(lambda word: _SIZE.fullmatch(word[0]), words[at + 1 :])]
    if len(rest) == 1:
        rest = [*_WORD.finditer(_text(rest[0]))]
    texts = [_text(word) for word in rest]
    title, alt = ("", " ".join(texts))
    if [word[3] for word in rest] == [None, None]:
        title, alt = texts
    return _Picture(_text(words[at]), alt, title)


def _text(word: re.Match[str]) -> str:
    return word[1] or word[2] or word[3] or ""


def _of_figure(arguments: str) -> _Picture | None:
    """Read Hugo's figure, unless it says more than a picture can."""
    values = {m[1]: m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(arguments)}
    if not values.get("src") or not _FIGURE_KEYS.issuperset(values):
        return None
    if values.get("title") and values.get("caption"):
        return None
    title = values.get("caption") or values.get("title") or ""
    return _Picture(values["src"], values.get("alt", ""), title)


def _markdown(shown: _Picture) -> str:
    alt = re.sub(r"([\\\[\]])", r"\\\1", " ".join(shown.alt.split()))
    title = re.sub(r"([\\\"])", r"\\\1", " ".join(shown.title.split()))
    src = f"<{shown.src}>" if re.search(r"[\s()]", shown.src) else shown.src
    return f'![{alt}]({src} "{title}")' if title else f"![{alt}]({src})"
