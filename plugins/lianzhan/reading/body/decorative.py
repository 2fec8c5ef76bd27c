"""Pictures that an author calls decorative in so many words: `<img alt="">` of raw HTML.

`![](x.jpg)` is no such word: there the text has been forgotten.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.model.target import as_written
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.model.body import Image

_START = late(r"(?i)<img[\s/]")
_TAG = late(r"""(?i)<img(?=[\s/])(?:[^<>"']|"[^"]*"|'[^']*')*+>""")


def with_decorative(images: Iterable[Image], text: str) -> tuple[Image, ...]:
    """Return the pictures of a Markdown text, those marked that are decorative on purpose."""
    found = tuple(images)
    if all(image.alt for image in found) or not _START.search(text):
        return found
    decorative = _sources(text)
    return tuple(
        replace(image, decorative=True) if not image.alt and image.src in decorative else image
        for image in found
    )


def _sources(text: str) -> set[str]:
    """Return the sources of all raw HTML pictures whose `alt` stands there, and is empty."""
    from html.parser import HTMLParser

    sources: set[str] = set()

    class Images(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            values = dict(reversed(attrs))  # of doubled attributes the first counts
            if tag == "img" and "alt" in values and not (values["alt"] or "").strip():
                sources.add(as_written(values.get("src") or ""))

        handle_startendtag = handle_starttag

    Images().feed("".join(_TAG.findall(text)))
    return sources
