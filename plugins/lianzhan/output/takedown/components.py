"""Calendars and files of cards without the events, or cards, that are about pages that are gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.kinds.folded_lines import folded
from lianzhan.output.content_lines import unfolded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lianzhan.output.takedown.addresses import Leads

_ROWS = re.compile(r"BEGIN:(VEVENT|VTODO|VJOURNAL|VCARD)\s*", re.IGNORECASE)
"""Components that stand for one thing (RFC 5545, 3.6; RFC 6350, 6.1)."""
_ADDRESS = re.compile(
    r"(?:[\w-]+\.)?(?:URL|SOURCE)(?:;(?:\"[^\"]*\"|[^\":])*)?:(.*)", re.IGNORECASE
)
"""A line that says where its component's own page is."""
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def components_without(data: bytes, file: str, leads: Leads, free: Callable[[str], str]) -> bytes:
    """Return a calendar, or a file of cards, without what is about gone pages.

    Of what stays, `free` takes the addresses that stand in other texts. A file that is about
    nothing of the kind keeps its bytes.
    """
    lines = _LINE.findall(unfolded(file, data).decode("utf-8", "surrogateescape"))
    kept = [_freed(line, free) for line in _kept(lines, leads)]
    if kept == lines:
        return data
    return "".join(map(_folded, kept)).encode("utf-8", "surrogateescape")


def _kept(lines: list[str], leads: Leads) -> Iterator[str]:
    """Yield the lines of all that stays."""
    row: list[str] = []
    end = ""
    for line in lines:
        row.append(line)
        if not end and (begun := _ROWS.fullmatch(line)):
            end = f"END:{begun[1].upper()}"
        if not end or line.strip().upper() == end:
            if not any(map(leads, _addresses(row))):
                yield from row
            row, end = [], ""
    yield from row


def _addresses(row: list[str]) -> Iterator[str]:
    for line in row if len(row) > 1 else ():
        if found := _ADDRESS.fullmatch(line.strip()):
            yield found[1]


def _freed(line: str, free: Callable[[str], str]) -> str:
    return free(_words(line)) + line[len(_words(line)) :]


def _folded(line: str) -> str:
    return folded(_words(line)) + line[len(_words(line)) :]


def _words(line: str) -> str:
    return line.rstrip("\r\n")
