"""Values: files that a host or a verifying service looks for beside the portal, and which may pass.

They are reviewed by nobody, so nothing passes that a reader could read: of each kind the name is
known, and the content is a code, a domain, an icon, or what programs tell each other in ASCII.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from lianzhan.model.problem import Problem

PUBLIC = "public"
"""The folder of such files below content/. It is no site."""
WELL_KNOWN = ".well-known"
"""The one folder that may stand in it (RFC 8615)."""
HIDDEN = (WELL_KNOWN, ".nojekyll")
"""Names that may stand in it although they begin with a dot."""
MAX_BYTES = 64 * 1024
"""Bytes of one such file: an icon in three sizes has 15 KB, all others are far smaller."""


@dataclass(frozen=True)
class HostFile:
    """One such file; `path` is counted from the output folder."""

    path: str
    data: bytes


@dataclass(frozen=True)
class HostFiles:
    """All of them, and what is wrong with the others.

    `is_unread` where some could not be read: then nobody knows which are wanted.
    """

    files: tuple[HostFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_unread: bool = False


_END = rb"\s{0,4}"
_CODE = rb"[A-Za-z0-9+/=_.:-]{1,128}" + _END
"""One word, as services hand it out; a sentence has spaces or other letters."""
_LABEL = rb"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = rb"(?:%b\.){1,20}%b" % (_LABEL, _LABEL) + _END
_GOOGLE = rb"google-site-verification: google[0-9a-f]{8,40}\.html" + _END
_BING = rb'(?:<\?xml version="1\.0"\?>)?\s*<users>\s*<user>[0-9A-Fa-f]{16,64}</user>\s*</users>\s*'
_TALK = rb"[\t\n\r\x20-;=?-~]*"
"""What programs tell each other: no markup, no letters but those of ASCII."""
_FOLDERS = r"\.well-known/(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/){0,4}"
_KINDS = (
    (r"CNAME", _DOMAIN),
    (r"\.nojekyll", _END),
    (r"favicon\.ico", rb"\x00\x00\x01\x00.*"),
    (r"google[0-9a-f]{8,40}\.html", _GOOGLE),
    (r"BingSiteAuth\.xml", _BING),
    (r"baidu_verify_[A-Za-z0-9_-]{1,64}\.html", _CODE),
    (r"ByteDanceVerify\.html", _CODE),  # Toutiao
    (r"sogousiteverification\.txt", _CODE),
    (r"shenma-site-verification\.txt", _CODE),
    (r"[0-9a-f]{32}\.txt", _CODE),  # 360
    (r"(?:MP|WW)_verify_[A-Za-z0-9]{16}\.txt", _CODE),  # WeChat, WeCom
    (r"[A-Za-z0-9]{10}\.txt", _CODE),  # WeChat's mini programs
    (_FOLDERS + r"[A-Za-z0-9_-]{1,200}(?:\.txt|\.json)?", _TALK),  # certificates, apps
)
"""Names, and what may stand in such a file, as the services hand it out (seen in 2026)."""


def is_host_file(path: str) -> bool:
    """Whether a path, counted from the output folder, is one that such a file may have."""
    return any(re.fullmatch(name, path) for name, _ in _KINDS)


def may_hold(path: str, data: bytes) -> bool:
    """Whether such a file may hold these bytes."""
    contents = (content for name, content in _KINDS if re.fullmatch(name, path))
    return len(data) <= MAX_BYTES and any(
        re.fullmatch(content, data, re.DOTALL) for content in contents
    )
