"""HTML cut into its words and its tags."""

from __future__ import annotations

from typing import NamedTuple


class Html(NamedTuple):
    """HTML in which "<" and ">" stand nowhere but around tags, as the parser and sanitiser write.

    `pieces` are words and tags in turns, words first and last ("" where tags meet), tags without
    their brackets. `tags` has each tag once, a "<" before it, to look in for those of some kind.
    """

    text: str
    pieces: list[str]
    tags: str


def cut(text: str) -> Html:
    """Return HTML cut at its tags."""
    pieces = text.replace(">", "<").split("<")
    return Html(text, pieces, "<".join(("", *set(pieces[1::2]))))
