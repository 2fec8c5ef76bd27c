"""HTML comments of a Markdown text: one that is never closed would swallow the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.codes import N_, warning
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN_COMMENT = warning(
    "open-comment",
    N_("注释“<!--”没有结束，这一行余下的文字不发布，下一行起照常发布"),
    N_("在注释末尾写上“-->”，或者删除“<!--”"),
)
_CLOSE = "-->"
_MARK = late(r"<!---?>|<!--|-->")


class Comment(NamedTuple):
    """A comment's place in a text: where it begins, and where it ends or is taken to end."""

    start: int
    end: int
    is_closed: bool


def comments_of(text: str) -> Iterator[Comment]:
    """Yield the comments of a text; one that does not end before the next begins ends its line."""
    start = -1
    for mark in _MARK.finditer(text):
        is_close = mark[0] == _CLOSE
        if start >= 0:
            if is_close:
                yield Comment(start, mark.end(), is_closed=True)
                start = -1
                continue
            yield Comment(start, _line_end(text, start), is_closed=False)
            start = -1
        if mark[0] == "<!--":
            start = mark.start()
        elif not is_close:
            yield Comment(mark.start(), mark.end(), is_closed=True)
    if start >= 0:
        yield Comment(start, _line_end(text, start), is_closed=False)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def closed_comments(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text whose every comment ends, and where those begin that did not."""
    parts: list[str] = []
    unclosed: list[int] = []
    position = 0
    for comment in comments_of(text):
        if comment.is_closed or comment.start < position:
            continue
        unclosed.append(comment.start)
        inside = text[position : comment.end].rstrip()
        parts += (inside, " ", _CLOSE)
        position = comment.end
    return "".join((*parts, text[position:])), tuple(unclosed)


def without_comments(text: str) -> str:
    """Return a text with blanks in the place of comments: all else keeps its place."""
    if "<!--" not in text:
        return text
    parts: list[str] = []
    position = 0
    for comment in comments_of(text):
        if comment.start >= position:
            hidden = text[comment.start : comment.end]
            parts += (text[position : comment.start], _blank(hidden))
            position = comment.end
    return "".join((*parts, text[position:]))


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))
