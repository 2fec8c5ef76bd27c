"""Bodies for tests: their HTML in one line, and what was named of them."""

from __future__ import annotations

from lianzhan.reading.body import parse_body


def html_of(text: str) -> str:
    """Return a body's HTML without the line ends between its elements."""
    return parse_body(text, "x.md", 1)[0].html.replace(">\n", ">").strip()


def named(text: str) -> list[tuple[str, int]]:
    """Return the code and line of each problem of a body that begins in line 1."""
    return [(found.code, found.line) for found in parse_body(text, "x.md", 1)[1]]
