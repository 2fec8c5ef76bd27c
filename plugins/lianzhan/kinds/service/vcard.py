"""A service as a card for the contacts of a telephone: vCard 3.0 (RFC 2426).

Version 4.0 (RFC 6350) is refused by the contacts of Android, which many makers' programs are made
of. No library writes less than it takes to call one: a card is ten lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.pages import Shown
    from lianzhan.kinds.service.values import Service

_OCTETS = 75
"""The longest line, its end left out (RFC 2426, 2.6)."""
_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\r": None, "\n": "\\n"})


def card(shown: Shown) -> bytes:
    """Return the card of a service in UTF-8, its lines folded and ended by CR LF."""
    return "".join(f"{folded(line)}\r\n" for line in _lines(shown)).encode()


def _lines(shown: Shown) -> Iterator[str]:
    service: Service = shown.value
    name = _text(f"{service.title}（{shown.home.name}）")
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"UID:{shown.id}")
    yield from (f"FN:{name}", f"N:{name};;;;", f"ORG:{_text(shown.home.name)}")
    for number in service.telephones:
        yield f"TEL;TYPE=WORK,VOICE:{number.uri.removeprefix('tel:')}"
    if service.address:
        yield f"ADR;TYPE=WORK:;;{_text(service.address)};;;;"
    yield f"URL:{shown.url}"
    if notes := _notes(service):
        yield f"NOTE:{_text(notes)}"
    yield "END:VCARD"


def _notes(service: Service) -> str:
    """Return what no field of a card is for, a line each; numbers, for their extensions."""
    times = (hours.shown for hours in (service.hours, service.holidays) if hours)
    numbers = (number.shown for number in service.telephones if " " in number.shown)
    return "\n".join(filter(None, (service.summary, *times, service.appointment, *numbers)))


def _text(written: str) -> str:
    """Return a text as a value: no sign in it ends a part, or the line (RFC 2426, 4)."""
    return written.translate(_ESCAPES)


def folded(line: str) -> str:
    """Return a line in parts of at most 75 octets, no character of it torn."""
    parts, size = [""], 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > _OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += width
    return "\r\n".join(parts)
