"""Values: names of hosts, and whether what a reader takes one for is what a browser opens.

A host is judged as it is written: whatever has two spellings (capitals, a dot at its end, a port,
punycode, letters of other scripts) can be mistaken for another one, and is none here.
"""

from __future__ import annotations

from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_
from lianzhan.model.target import split

if TYPE_CHECKING:
    from collections.abc import Callable

_LABEL = frozenset(f"{ascii_lowercase}{digits}-")
_LONGEST_LABEL, _LONGEST = 63, 253
"""Characters of a part of a host, and of all of it (RFC 1035, 2.3.4)."""
_OF_CHINA = (
    "ac com edu gov mil net org "
    "bj sh tj cq he sx nm ln jl hl js zj ah fj jx sd ha hb hn gd gx hi sc gz yn xz sn gs qh nx xj "
    "tw hk mo"
)
"""Names right below .cn that are given to whole classes or provinces (中国互联网络域名体系, 工业和
信息化部公告2018年第7号): whoever lists one lists all hosts below it."""
_SHARED = frozenset(f"{name}.cn" for name in _OF_CHINA.split())


def _is_number(host: str) -> bool:
    """Whether browsers take it for an IP address: its last part is a number (WHATWG URL, 3.5)."""
    last = host.rstrip(".").rpartition(".")[2].lower()
    return host.startswith("[") or last.isdecimal() or last.startswith("0x")


def _is_name(host: str) -> bool:
    """Whether it is a full name in letters, digits and hyphens (RFC 1123, 2.1)."""
    labels = host.split(".")
    are_sound = all(map(_is_label, labels)) and labels[-1][0] in ascii_lowercase
    return len(labels) > 1 and len(host) <= _LONGEST and are_sound


def _is_label(label: str) -> bool:
    is_bounded = 0 < len(label) <= _LONGEST_LABEL and "-" not in (label[0], label[-1])
    return is_bounded and _LABEL.issuperset(label)


def _is_coded(host: str) -> bool:
    return any(label.lower().startswith("xn--") for label in host.split("."))


_FAULTS: tuple[tuple[Callable[[str], object], str], ...] = (
    (set("/\\?#").intersection, N_("只写域名，不带 https:// 和路径")),
    (lambda host: "@" in host, N_("带有用户名（@）")),
    (_is_number, N_("是数字地址（IP），看不出是谁的")),
    (lambda host: ":" in host, N_("带有端口或冒号")),
    (lambda host: not host.isascii(), N_("有的字符只是看着像英文字母，或者是全角字符、中文")),
    (_is_coded, N_("是转写的域名（xn--），看不出本来的写法")),
    (lambda host: host != host.lower(), N_("有大写字母")),
    (lambda host: host.endswith("."), N_("末尾多一个点")),
    (lambda host: not _is_name(host), N_("不是完整的域名")),
)
"""What may be wrong with a host, the plainest first."""
_TOO_WIDE = N_("是许多单位共用的后缀，会把别的网站也算进来")


def host_fault(host: str) -> str:
    """Return why a host can't be trusted to be what it looks like; "" for one that can."""
    return next((why for is_so, why in _FAULTS if is_so(host)), "")


def listing_fault(host: str) -> str:
    """Return why a host can't stand in a list of hosts, each of which counts with all below it."""
    return host_fault(host) or (_TOO_WIDE if host in _SHARED else "")


def written_host(address: str) -> str:
    """Return the host of an absolute address as it is written, user and port included; or ""."""
    parts = split(address)
    return parts.netloc if parts else ""


def stands_below(host: str, listed: str) -> bool:
    """Whether a host is a listed one, or a subdomain of it: a.news.cn is, for news.cn."""
    return host == listed or host.endswith(f".{listed}")
