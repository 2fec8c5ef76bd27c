"""Addresses whose host does not say where they lead."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.model.codes import N_, warning
from lianzhan.model.problem import Problem, problem
from lianzhan.model.target import classify, legible, split
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.kinds.value import Value
    from lianzhan.model.proofs import ProofPolicy

DOUBTFUL_HOST = warning(
    "doubtful-host",
    N_("看不出网址“{words}”通向哪里：它是短网址、数字地址或转写的域名"),
    N_("写原来的完整网址；确认无误的，把“{host}”写进 federation.toml 的 [proofs] hosts"),
)
_SHORTENERS = frozenset(
    (
        *("t.cn", "url.cn", "w.url.cn", "dwz.cn", "suo.im", "suo.nz", "mrw.so", "sourl.cn"),
        *("rrd.me", "985.so", "urlc.cn", "reurl.cc", "b23.tv", "v.douyin.com", "surl.amap.com"),
        *("bit.ly", "tinyurl.com", "goo.gl", "t.co", "is.gd", "ow.ly", "buff.ly", "v.gd"),
        *("rb.gy", "cutt.ly", "tiny.cc", "shorturl.at", "t.ly"),
    )
)
"""Hosts whose addresses lead elsewhere."""
_NUMBERS = late(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}")
"""An IPv4 address in any of the forms that browsers take (WHATWG URL, IPv4 parser)."""
_SHOWN = 80


def doubtful_hosts(value: Value, policy: ProofPolicy) -> Iterator[Problem]:
    """A link leads to a host with a name that can be read: no number, no punycode, no shortener.

    Those that the federation lists are right.
    """
    for link in value.links:
        yield from _doubtful(value, link.target, link.line, policy.hosts)
    for address in value.addresses:
        yield from _doubtful(value, address, value.line("source"), policy.hosts)


def _doubtful(value: Value, target: str, line: int, listed: Collection[str]) -> Iterator[Problem]:
    found = classify(target)
    host = host_of(found.address) if found.is_web else ""
    if host and host not in listed and is_doubtful(host):
        details = {"words": legible(target)[:_SHOWN], "host": host[:_SHOWN]}
        yield problem(value.file, line, DOUBTFUL_HOST, **details)


def host_of(address: str) -> str:
    """Return the host of an address as a browser reads it; "" where it has none that can be."""
    parts = split(address)
    name = unicodedata.normalize("NFKC", unquote(parts.hostname or "")) if parts else ""
    return name.replace("。", ".").rstrip(".").lower()


def is_doubtful(host: str) -> bool:
    """Whether a host is an IP address, written in punycode, or known to shorten addresses."""
    is_coded = any(label.startswith("xn--") for label in host.split("."))
    is_number = ":" in host or _NUMBERS.fullmatch(host) is not None
    return is_coded or is_number or host.removeprefix("www.") in _SHORTENERS
