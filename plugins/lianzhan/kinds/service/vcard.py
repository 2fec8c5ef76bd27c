"""A service as a card for the contacts of a telephone: vCard 3.0 (RFC 2426).

Version 4.0 (RFC 6350) is refused by the contacts of Android, which many makers' programs are made
of. No library writes less than it takes to call one: a card is ten lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.folded_lines import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.kinds.service.values import Service
    from lianzhan.kinds.views import Shown
    from lianzhan.model.help import Hotline

_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\r": None, "\n": "\\n"})


def card(shown: Shown) -> bytes:
    """Return the card of a service in UTF-8, its lines folded and ended by CR LF."""
    return _written(_of_service(shown))


def cards(hotlines: Iterable[Hotline]) -> bytes:
    """Return the cards of hotlines in one file: telephones take them all at once."""
    return b"".join(_written(_of_hotline(line)) for line in hotlines)


def _written(lines: Iterator[str]) -> bytes:
    every = ("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD")
    return "".join(f"{folded(line)}\r\n" for line in every).encode()


def _of_service(shown: Shown) -> Iterator[str]:
    service: Service = shown.value
    yield f"UID:{shown.id}"
    yield from _named(f"{service.title}（{shown.home.name}）", shown.home.name)
    for number in service.telephones:
        yield _dialled(number.uri)
    if service.address:
        yield f"ADR;TYPE=WORK:;;{_text(service.address)};;;;"
    yield f"URL:{shown.url}"
    yield from _noted(_notes(service))


def _of_hotline(line: Hotline) -> Iterator[str]:
    yield f"UID:{line.uri}"
    yield from _named(line.title, line.title)
    yield _dialled(line.uri)
    yield from _noted((line.summary, line.hours.shown if line.hours else ""))


def _named(name: str, office: str) -> Iterator[str]:
    """Yield the name in both its forms: which of them a telephone shows is its own affair."""
    yield from (f"FN:{_text(name)}", f"N:{_text(name)};;;;", f"ORG:{_text(office)}")


def _dialled(uri: str) -> str:
    return f"TEL;TYPE=WORK,VOICE:{uri.removeprefix('tel:')}"


def _noted(notes: Iterable[str]) -> Iterator[str]:
    if said := [note for note in notes if note]:
        yield f"NOTE:{_text(chr(10).join(said))}"


def _notes(service: Service) -> Iterator[str]:
    """Yield what no field of a card is for; numbers, for their extensions."""
    yield service.summary
    yield from (hours.shown for hours in (service.hours, service.holidays) if hours)
    yield service.appointment
    yield from (number.shown for number in service.telephones if " " in number.shown)


def _text(written: str) -> str:
    """Return a text as a value: no sign in it ends a part, or the line (RFC 2426, 4)."""
    return written.translate(_ESCAPES)
