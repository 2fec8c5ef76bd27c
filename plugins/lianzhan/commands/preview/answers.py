"""What is sent for an address: a file, news of a newer build, or a refusal.

Only requests that name this machine are answered: a page of a stranger's whose host name leads
here (DNS rebinding) reads nothing of what is not published yet.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from lianzhan.commands.preview.files import TYPES, content_type, find_file
from lianzhan.commands.preview.reloading import JAVASCRIPT, NEWER, SCRIPT, with_reload
from lianzhan.model.frozen import dataclass
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lianzhan.commands.preview.reloading import Builds

ADDRESS = "127.0.0.1"
"""This machine alone: what is served has not been published yet."""
_WAIT_SECONDS = 25.0
"""How long a page's question may stay open: below the half minute at which proxies cut it."""
_HOST = re.compile(
    r"(?:127\.0\.0\.1|localhost\.?|\[::1\])(?::([1-9][0-9]{0,4}))?", re.ASCII | re.IGNORECASE
)
"""A Host header that means this machine; its port."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for an address: status, media type, bytes, and where else to look."""

    status: HTTPStatus
    type: str
    body: bytes
    location: str = ""


def refusal(hosts: Sequence[str], port: int) -> Answer | None:
    """Return what a request gets whose Host headers do not mean this server; None where they do.

    400 where there is not exactly one (RFC 9112, 3.2), 421 where it names another host or port.
    """
    if len(hosts) == 1:
        named = _HOST.fullmatch(hosts[0].strip(" \t"))
        if named and int(named[1] or 80) == port:
            return None
    status = HTTPStatus.MISDIRECTED_REQUEST if len(hosts) == 1 else HTTPStatus.BAD_REQUEST
    line = _("请从 {address} 打开预览").format(address=f"http://{ADDRESS}:{port}/")
    return Answer(status, TYPES[".txt"], f"{status.value} {line}\n".encode())


def answer(folder: Path, builds: Builds, target: str) -> Answer:
    """Answer a request's target, such as `/changsha/news/?x`. Waits where a page asks for news."""
    parts = urlsplit(f"/{target.lstrip('/')}")
    if parts.path == NEWER:
        than = parse_qs(parts.query).get("than", [""])[0]
        text = builds.newer(than, _WAIT_SECONDS)
        return Answer(HTTPStatus.OK, TYPES[".txt"], text.encode())
    if parts.path == SCRIPT:
        return Answer(HTTPStatus.OK, TYPES[".js"], (JAVASCRIPT % NEWER).encode())
    file = find_file(folder, parts.path)
    if file is not None:
        return file_answer(file, HTTPStatus.OK, builds)
    if not parts.path.endswith("/") and find_file(folder, f"{parts.path}/"):
        location = f"/{parts.path.strip('/')}/"
        return Answer(HTTPStatus.MOVED_PERMANENTLY, TYPES[".txt"], b"", location)
    return _not_found(folder, parts.path, builds)


def file_answer(file: Path, status: HTTPStatus, builds: Builds) -> Answer:
    """Read a file. A build may swap its folder away in between: then it is not found."""
    kind = content_type(file)
    try:
        body = file.read_bytes()
    except OSError:
        return Answer(HTTPStatus.NOT_FOUND, TYPES[".txt"], b"404\n")
    return Answer(status, kind, with_reload(body, builds.version) if "html" in kind else body)


def _not_found(folder: Path, path: str, builds: Builds) -> Answer:
    """A site has a page of its own for what is not there."""
    site = path.strip("/").split("/", maxsplit=1)[0]
    page = find_file(folder, f"/{site}/404.html") or find_file(folder, "/404.html")
    if page is not None:
        return file_answer(page, HTTPStatus.NOT_FOUND, builds)
    return Answer(HTTPStatus.NOT_FOUND, TYPES[".txt"], b"404\n")
