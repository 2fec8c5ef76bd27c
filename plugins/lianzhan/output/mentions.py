"""What a text that is neither page nor feed mentions: addresses, and what Pelican left over.

In: a file's bytes. Out: texts, for the audit to judge.
"""

from __future__ import annotations

import re

_ADDRESS = rb"[^\s\"'<>\\`{}$*|^]*"
_AFTER = re.compile(r"[()\[\]&]|[^\x21-\x7e]")
"""What may follow an address in a sentence, and stand in one, too."""
_LEFTOVER = re.compile(
    r"(?<![$%#{])(?:\{|%7B)(?:filename|static|attach)(?:\}|%7D)[\w./]", re.IGNORECASE
)
"""The start of a link that Pelican did not replace. Programs write ${filename} and {filename}."""
_DATA = re.compile(rb"<script\b[^<>]*json[^<>]*>(.*?)</script", re.DOTALL | re.IGNORECASE)


def data_scripts(data: bytes) -> list[bytes]:
    """Return what a page holds for programs: the texts of its scripts that are JSON."""
    return _DATA.findall(data) if b"json" in data else []


def slashes(data: bytes) -> bytes:
    r"""Return text with every "\/" that JSON and scripts may write as the "/" it means."""
    return data.replace(b"\\/", b"/")


def addresses(data: bytes, root: str) -> list[str]:
    """Return what looks like an address that begins with `root`, sorted."""
    found = set(re.findall(re.escape(root.encode()) + _ADDRESS, data))
    return sorted(address.decode(errors="replace") for address in found)


def readings(address: str) -> tuple[str, str]:
    """Return what an address may be, its query left out: all of it, or up to a sentence's sign."""
    path = address.partition("?")[0]
    shorter = _AFTER.split(path, maxsplit=1)[0]
    return path.rstrip(".,;:!?"), shorter.rstrip(".,;:!?")


def leftovers(data: bytes) -> list[str]:
    """Return what is left of links in Pelican's own form, sorted."""
    return sorted({match.group() for match in _LEFTOVER.finditer(data.decode(errors="replace"))})
