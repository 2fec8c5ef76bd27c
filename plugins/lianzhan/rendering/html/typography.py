"""What readers read: filters for titles, days and ranges; how long a text is, and its parts."""

from __future__ import annotations

import math
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from lianzhan.reading.body import plain_text
from lianzhan.rendering.html.title_breaks import name_breaks, title_breaks
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

CHARACTERS_A_MINUTE = 400
"""How fast an article is read: slowly, on a phone, by someone who may be old."""
LEAST_HEADINGS = 4
"""How many headings of the first level an article has that begins with a table of contents."""
FEW = 40
"""Characters that two lines hold beside a row's picture on a desk: 24 rem at 1.125 rem each."""
_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’）》」』]*|.+", re.DOTALL)
_RANGE = re.compile(r"[（(]?\d{1,2}[:：]\d\d ?[—–~～-]+ ?\d{1,2}[:：]\d\d[，、；。）,;.)]*")
"""With the marks around it: a browser may break beside an inline block, whatever follows."""
_H2 = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)


def typography(language: str) -> dict[str, Callable[..., Any]]:
    """Return the filters by their names, for pages in a language."""
    return {
        "first_sentences": first_sentences,
        "keep": keep,
        "list_day": partial(list_day, language=language),
        "name_breaks": name_breaks,
        "title_breaks": title_breaks,
    }


def list_day(day: date, newest: date, language: str) -> str:
    """Return a day as a list shows it: 6月12日, or 2025年6月12日 if its newest is of 2026."""
    said = translations(language).gettext
    if day.year == newest.year:
        return said("{0.month}月{0.day}日").format(day)
    return said("{0.year}年{0.month}月{0.day}日").format(day)


def first_sentences(text: str) -> str:
    """Return as many of a text's sentences as have 40 characters together; the first at least.

    What is marked as HTML stays so.
    """
    found = _SENTENCE.findall(text)
    shown = found[0] if found else ""
    for sentence in found[1:]:
        if len(shown) + len(sentence) > FEW:
            break
        shown += sentence
    return type(text)(shown)


def keep(text: str) -> Markup:
    """Return a text as HTML in which a range of times, 9:30—11:00, stays on one line.

    What it is bracketed by or followed by stays with it: no line begins with a comma.
    """
    parts, at = Markup(""), 0
    for found in _RANGE.finditer(text):
        times = Markup('<span class="keep">{}</span>').format(found[0])
        parts, at = parts + text[at : found.start()] + times, found.end()
    return parts + text[at:]


def reading_minutes(characters: int) -> int:
    """Return how long a text of so many characters takes to read, in whole minutes, rounded up."""
    return max(1, math.ceil(characters / CHARACTERS_A_MINUTE))


def headings(body: str) -> tuple[tuple[str, str], ...]:
    """Return the ids and words of a body's first-level headings; none where they are under four."""
    if body.count('<h2 id="') < LEAST_HEADINGS:
        return ()
    return tuple((name, plain_text(inner)) for name, inner in _H2.findall(body))
