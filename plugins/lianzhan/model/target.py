"""Values: where a link or picture leads. One function, `classify`, decides about every address.

In: what an author wrote as the target of a link, the source of a picture, a cover or the address of
a repost. Out: a Target. Rules, plan, rendering and audit all ask here, so they can't disagree.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from enum import StrEnum
from urllib.parse import SplitResult, quote, unquote, urlsplit

from lianzhan.model.frozen import dataclass

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Schemes that an address may have."""
_WEB = ("http", "https")
_MAX_ADDRESS = 8_000
"""Characters of an address (RFC 9110, 4.1: at least 8,000 octets should be supported)."""
_MAX_ROUNDS = 8
"""How often one address is unquoted: an author quotes it once, a careless tool twice."""

_PLAIN_PATH = re.compile(r"(?:\{[a-z]+\})?/?[\w.-][\w./-]*(?:#[\w.-]*)?")
_PLAIN_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]+(?:[/?#](?:[\w.~/?#=&+,:;@!-]|%[0-9A-Fa-f]{2})*)?",
    re.ASCII,
)
"""What nearly all targets are: a path or address that needs no closer look."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED_AROUND = "".join(map(chr, range(0x21)))
_IGNORED_WITHIN = re.compile(r"[\t\n\r]")
"""What browsers skip in an address (WHATWG URL, 4.4), so that "java\tscript:" is a script, too."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAMES_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?[\\/]{2}")
_NETLOC = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:@]+)(?::([0-9]{0,5}))?")
_NO_HOST = re.compile(r"[\x00-\x2c/:-@\[-^`{-\x7f\ufffd]")
"""ASCII but letters, digits and "-._" (WHATWG URL, 3.1); bytes that are no text."""
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = "%/:?#[]@!$&'()*+,;=~"
"""What stands for itself in an address (RFC 3986, 2.2), and "%", which quotes the rest."""


class Kind(StrEnum):
    """What an address is: the last two are refused and never stand in any output."""

    PATH = "path"
    """A page or file of the content tree; whether it is there is another question."""
    ANCHOR = "anchor"
    """A heading of the same page: "#" and its id."""
    EXTERNAL = "external"
    """An address on the web, of mail, or of a telephone."""
    UNSAFE = "unsafe"
    """An address whose scheme is not allowed, such as javascript."""
    NONE = "none"
    """No address at all: nobody can say which host or port it means, or browsers disagree."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or picture leads.

    `address` is what stands in the output: of an EXTERNAL one absolute, without what browsers
    ignore and with everything quoted that must be; of an ANCHOR "#…"; of other kinds nothing.
    """

    kind: Kind
    address: str = ""

    @property
    def is_web(self) -> bool:
        """Whether it is a page or picture of some web site."""
        return self.address.startswith(("https://", "http://"))

    @property
    def is_refused(self) -> bool:
        """Whether it may stand in no output."""
        return self.kind in (Kind.UNSAFE, Kind.NONE)


_PATH, _UNSAFE, _NO_ADDRESS = Target(Kind.PATH), Target(Kind.UNSAFE), Target(Kind.NONE)


def classify(written: str) -> Target:
    """Return where an address leads that stands in a text, with or without `{filename}`.

    It is read as the most careless reader would: unquoted until a scheme shows, without what
    browsers ignore. A scheme stands at the very start: "://" further on is part of a path.
    """
    if _PLAIN_PATH.fullmatch(written):
        return _PATH
    if len(written) <= _MAX_ADDRESS and _PLAIN_ADDRESS.fullmatch(written):
        return Target(Kind.EXTERNAL, written)
    shown = _shown(written)
    if shown is None:
        return _NO_ADDRESS
    if scheme := _SCHEME.match(shown):
        return _with_scheme(scheme[1].lower(), shown[scheme.end() :])
    return _without_scheme(shown)


def stripped(text: str) -> str:
    """Return an address without what browsers ignore in it."""
    return _IGNORED_WITHIN.sub("", text.strip(_IGNORED_AROUND))


def as_written(target: str) -> str:
    """Return a link target or picture source as its author wrote it.

    Markdown escapes what is no ASCII; paths of this tree mean files, so that is undone for them.
    """
    if "%" not in target:
        return target
    plain = unquote(target)
    if _PLAIN_PATH.fullmatch(plain):
        return plain
    return plain if classify(target).kind in (Kind.PATH, Kind.ANCHOR) else target


def legible(target: str) -> str:
    """Return a target as a message shows it: a person reads 张三 and not %E5%BC%A0%E4%B8%89.

    What can't be seen stays quoted, so that it shows.
    """
    plain = unquote(target)
    return plain if plain.isprintable() else target


def split(address: str) -> SplitResult | None:
    """Return the parts of an address, or None where it has none that can be told."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _shown(written: str) -> str | None:
    """Return an address unquoted as far as it takes to see what it is; None if that has no end."""
    text = stripped(written)
    if _SURROGATE.search(text):
        return None
    if len(text) > _MAX_ADDRESS:
        scheme = _SCHEME.match(text)
        return scheme[0] if scheme else None
    for _ in range(_MAX_ROUNDS):
        if _SCHEME.match(text) or text.startswith(("#", "//")):
            return text
        plain = stripped(unquote(text))
        if plain == text:
            return text
        text = plain
    return None


def _with_scheme(scheme: str, rest: str) -> Target:
    """Return where an address leads, by its scheme and what follows the colon."""
    if scheme not in SCHEMES:
        return _UNSAFE
    tail = rest.strip(_IGNORED_AROUND)
    if scheme in _WEB:
        parts = split(f"{scheme}:{rest}") if rest.startswith("//") else None
        if parts is None or not _is_host(parts.netloc):
            return _NO_ADDRESS
        start = f"//{parts.netloc}"
        address = f"{scheme}:{start}{_quoted(rest[len(start) :])}"
    else:
        address = f"{scheme}:{_quoted(tail)}"
    is_sound = tail and split(address) is not None
    return Target(Kind.EXTERNAL, address) if is_sound else _NO_ADDRESS


def _without_scheme(shown: str) -> Target:
    """Return where an address without a scheme leads; browsers read a backslash as a slash."""
    if shown.replace("\\", "/").startswith("//"):
        return _with_scheme("https", shown)
    if shown.startswith("#"):
        return Target(Kind.ANCHOR, shown)
    return _NO_ADDRESS if _looks_like_address(shown) else _PATH


def _quoted(text: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", text), safe=_KEPT)


def _is_host(netloc: str) -> bool:
    """Whether this names a host, and at most a port: a user before it deceives readers."""
    match = _NETLOC.fullmatch(netloc)
    if match is None or int(match[2] or 0) > 0xFFFF:
        return False
    host = match[1]
    if host.startswith("["):
        return _is_ipv6(host[1:-1])
    name = unicodedata.normalize("NFKC", unquote(host)).replace("。", ".")
    return (
        not _NO_HOST.search(name)
        and all(name.removesuffix(".").split("."))
        and not any(map(_is_invisible, name))
    )


def _is_ipv6(text: str) -> bool:
    try:
        return bool(ipaddress.IPv6Address(text))
    except ValueError:
        return False


def _is_invisible(character: str) -> bool:
    """Whether it is white space, a control or format character, or none at all (Unicode: Z, C)."""
    return unicodedata.category(character)[0] in "CZ"


def _looks_like_address(path: str) -> bool:
    """Whether a path would be an address, were it not for full-width or invisible characters."""
    if path.isascii():
        return False
    visible = "".join(c for c in path if not _is_invisible(c))
    return _NAMES_HOST.match(unicodedata.normalize("NFKC", visible)) is not None
