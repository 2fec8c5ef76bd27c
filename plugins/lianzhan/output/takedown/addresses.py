"""Any text without the addresses of pages that are gone, in links and wherever else they stand."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from contextlib import suppress

Leads = Callable[[str], bool]
"""Whether an address, unescaped, leads to a page that is gone."""

_LINK = re.compile(r"<a\b[^<>]*?\shref=(?:\"([^\"]*)\"|'([^']*)')[^<>]*>(.*?)</a>", re.DOTALL)
_WORD = re.compile(r"(?:[^\s\"'<>()\[\]{}\\]++|\\/|\\u[0-9a-fA-F]{4})++")
"""What an address may stand in, if not in a tag: no pattern of addresses, so that it is quick.

JSON and scripts may write "\\/" for a slash, and four digits for any other character.
"""
_START = re.compile(r"(?:https?:)?//|(?<=[^\w./%~-])[\w./%~-]")
_END = re.compile(r"\.html(?:[#?][\w./%~=&-]*)?")


def without_links(text: str, leads: Leads) -> str:
    """Return HTML in which links to gone pages have become their words."""

    def words(match: re.Match[str]) -> str:
        address = html.unescape(match[1] or match[2] or "")
        return match[3] if leads(address) else match[0]

    return _LINK.sub(words, text)


def without_addresses(text: str, leads: Leads) -> str:
    """Return any text without the addresses of gone pages, wherever else they stand in it."""

    def kept(match: re.Match[str]) -> str:
        word = match[0]
        if ".html" not in word:
            return word
        plain = _unescaped(word)
        freed = _without_address(plain, leads)
        return word if freed == plain else _escaped_as(word, freed)

    return _WORD.sub(kept, text)


def _unescaped(word: str) -> str:
    """Return a word of JSON or a script as it is read; one without a backslash is as it is."""
    if "\\" not in word:
        return word
    with suppress(ValueError):
        return str(json.loads(f'"{word}"'))
    return word


def _escaped_as(before: str, word: str) -> str:
    """Return a word escaped as it was before."""
    if "\\u" in before:
        word = json.dumps(word)[1:-1]
    return word.replace("/", "\\/") if "\\/" in before else word


def _without_address(word: str, leads: Leads) -> str:
    """Return a word without the addresses in it: Chinese text has no spaces around one."""
    starts = [match.start() for match in _START.finditer(word)]
    kept, begin = [], 0
    for end in (match.end() for match in _END.finditer(word)):
        within = (begin, *(start for start in starts if begin < start < end))
        found = (start for start in within[::-1] if leads(html.unescape(word[start:end])))
        start = next(found, None)
        if start is not None:
            kept.append(word[begin:start])
            begin = end
    return "".join([*kept, word[begin:]])
