"""After the build: a preview on this machine's own address, rebuilt and reloaded on change.

In: a build request and a port. Out: pages as they will be published; only on their way to the
browser does a script join them that asks whether there is a newer build. The files stay as built.
Only requests that name this machine are answered: a page of a stranger's whose host name leads
here (DNS rebinding) reads nothing of what is not published yet.
"""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import watchfiles

from lianzhan.building.build import build
from lianzhan.model.feeds import FEED_FORMATS
from lianzhan.runtime.digests import digest_of
from lianzhan.runtime.threads import Background
from lianzhan.texts.language import translations, user_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lianzhan.building.build import Request
    from lianzhan.model.report import Report

ADDRESS = "127.0.0.1"
"""This machine alone: what is served has not been published yet."""
RESERVED = "/.lianzhan/"
"""Addresses of the server itself: names with a dot first are never files of a site."""
_SCRIPT, _NEWER = f"{RESERVED}reload.js", f"{RESERVED}newer"
_WAIT_SECONDS = 25.0
"""How long a page's question may stay open: below the half minute at which proxies cut it."""
_TICK_MILLISECONDS = 100
_WATCHERS = 2
"""Threads that watching for changes may take."""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".pdf": "application/pdf",
}
"""Content types by ending: what the system's own table says differs from machine to machine."""
_NAMED = {kind.file: f"{kind.media_type}; charset=utf-8" for kind in FEED_FORMATS}
"""Content types of feeds."""
_HOST = re.compile(
    r"(?:127\.0\.0\.1|localhost\.?|\[::1\])(?::([1-9][0-9]{0,4}))?", re.ASCII | re.IGNORECASE
)
"""A Host header that means this machine; its port."""
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)
_JAVASCRIPT = """\
const version = document.currentScript.dataset.version;
(async function ask() {
  for (;;) {
    try {
      const answer = await fetch("%s?than=" + version);
      if (answer.ok && (await answer.text()) !== version) return location.reload();
    } catch {
      await new Promise((later) => setTimeout(later, 1000));
    }
  }
})();
"""


def preview_folder(cache: Path, content: Path) -> Path:
    """Return where a content folder is built for a preview: below the cache, each in its own."""
    return cache / "previews" / digest_of(str(content))[:12]


class Builds:
    """Counts the builds that are served, and lets pages wait for the next one.

    Starts at the time, so that a page of an earlier server knows that it is out of date.
    """

    def __init__(self, started: datetime) -> None:
        self._number = int(started.timestamp() * 1000)
        self._ended = False
        self._changed = threading.Condition()

    @property
    def version(self) -> str:
        """What is served now."""
        return str(self._number)

    def next(self) -> None:
        """Tell all who wait that there is a newer build."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def end(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def newer(self, than: str, seconds: float) -> str:
        """Return the version, as soon as it is another one or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self.version != than, seconds)
            return self.version


def with_reload(page: bytes, version: str) -> bytes:
    """Return an HTML page with the script that reloads it, at the end of its body."""
    script = f'<script src="{_SCRIPT}" data-version="{version}"></script>'.encode()
    ends = [match.start() for match in _BODY_END.finditer(page)]
    end = ends[-1] if ends else len(page)
    return page[:end] + script + page[end:]


def content_type(file: Path) -> str:
    """Return the media type of a file of the output, with its charset where it is text."""
    return _NAMED.get(file.name) or _TYPES.get(file.suffix.lower(), "application/octet-stream")


def find_file(folder: Path, address: str) -> Path | None:
    """Return the file that an address's path means, inside the folder, or None.

    A folder means its index.html. Names with a dot first are ours, and no path leads upward; a
    link leads neither out of the folder nor to what is ours.
    """
    parts = unquote(address).split("/")
    if any(part.startswith(".") or "\\" in part or ":" in part or "\0" in part for part in parts):
        return None
    file = folder.joinpath(*filter(None, parts))
    if not parts[-1]:
        file /= "index.html"
    root = folder.resolve()
    try:
        real = file.resolve(strict=True)
    except (OSError, RuntimeError):  # a loop of links is a RuntimeError before Python 3.13
        return None
    if not real.is_file() or not real.is_relative_to(root):
        return None
    is_ours = any(part.startswith(".") for part in real.relative_to(root).parts)
    return None if is_ours else real


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
    text = translations(user_language()).gettext("请从 {address} 打开预览")
    line = text.format(address=f"http://{ADDRESS}:{port}/")
    return Answer(status, _TYPES[".txt"], f"{status.value} {line}\n".encode())


def answer(folder: Path, builds: Builds, target: str) -> Answer:
    """Answer a request's target, such as `/changsha/news/?x`. Waits where a page asks for news."""
    parts = urlsplit(f"/{target.lstrip('/')}")
    if parts.path == _NEWER:
        than = parse_qs(parts.query).get("than", [""])[0]
        text = builds.newer(than, _WAIT_SECONDS)
        return Answer(HTTPStatus.OK, _TYPES[".txt"], text.encode())
    if parts.path == _SCRIPT:
        return Answer(HTTPStatus.OK, _TYPES[".js"], (_JAVASCRIPT % _NEWER).encode())
    file = find_file(folder, parts.path)
    if file is not None:
        return _file_answer(file, HTTPStatus.OK, builds)
    if not parts.path.endswith("/") and find_file(folder, f"{parts.path}/"):
        location = f"/{parts.path.strip('/')}/"
        return Answer(HTTPStatus.MOVED_PERMANENTLY, _TYPES[".txt"], b"", location)
    return _not_found(folder, parts.path, builds)


def _file_answer(file: Path, status: HTTPStatus, builds: Builds) -> Answer:
    """Read a file. A build may swap its folder away in between: then it is not found."""
    kind = content_type(file)
    try:
        body = file.read_bytes()
    except OSError:
        return Answer(HTTPStatus.NOT_FOUND, _TYPES[".txt"], b"404\n")
    return Answer(status, kind, with_reload(body, builds.version) if "html" in kind else body)


def _not_found(folder: Path, path: str, builds: Builds) -> Answer:
    """A site has a page of its own for what is not there."""
    site = path.strip("/").split("/", maxsplit=1)[0]
    page = find_file(folder, f"/{site}/404.html") or find_file(folder, "/404.html")
    if page is not None:
        return _file_answer(page, HTTPStatus.NOT_FOUND, builds)
    return Answer(HTTPStatus.NOT_FOUND, _TYPES[".txt"], b"404\n")


def handler(folder: Path, builds: Builds) -> type[BaseHTTPRequestHandler]:
    """Return the class that answers requests from a folder, and tells nobody about them."""

    class Handler(BaseHTTPRequestHandler):
        """Sends answers to GET and HEAD."""

        protocol_version = "HTTP/1.1"
        server_version = "lianzhan"
        sys_version = ""

        def do_GET(self) -> None:
            """Send headers and body."""
            self.wfile.write(self._head().body)

        def do_HEAD(self) -> None:
            """Send headers alone."""
            self._head()

        def _head(self) -> Answer:
            found = self._refused() or answer(folder, builds, self.path)
            self.send_response(found.status)
            self.send_header("Content-Type", found.type)
            self.send_header("Content-Length", str(len(found.body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            if found.location:
                self.send_header("Location", found.location)
            self.end_headers()
            return found

        def _refused(self) -> Answer | None:
            port: int = self.connection.getsockname()[1]
            refused = refusal(self.headers.get_all("Host", []), port)
            self.close_connection = self.close_connection or refused is not None
            return refused

        def log_message(self, format: str, *_args: object) -> None:  # noqa: A002 - as above
            """Say nothing: only the tasks print."""

    return Handler


class _Server(ThreadingHTTPServer):
    """A browser that goes away in the middle of an answer is nothing to tell of."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: only the tasks print."""


@contextmanager
def listening(folder: Path, builds: Builds, port: int) -> Iterator[str]:
    """Serve a folder in the background; the value is its address. Raises OSError: port in use.

    Port 0 takes any that is free.
    """
    server = _Server((ADDRESS, port), handler(folder, builds))
    poll = {"poll_interval": _TICK_MILLISECONDS / 1000}
    thread = threading.Thread(target=server.serve_forever, kwargs=poll, daemon=True)
    thread.start()
    try:
        yield f"http://{ADDRESS}:{server.server_address[1]}/"
    finally:
        builds.end()
        server.shutdown()
        server.server_close()
        thread.join()


def rebuild_on_change(
    request: Request,
    builds: Builds,
    heard: Callable[[Report | Exception], None],
    stop: threading.Event,
) -> None:
    """Build, and build again at every change, until stopped; `heard` is told what came of each.

    A build that fails leaves what stood before, and the next change is another try.
    """
    settings = _stamps(request)
    waiting = True
    for changes in _ticks(request, stop):
        now = _stamps(request)
        if waiting or changes or now != settings:
            settings, waiting = now, False
            done = _rebuilt(request)
            builds.next()
            heard(done)


def _ticks(request: Request, stop: threading.Event) -> Iterator[object]:
    """Yield what changed in content and theme, ten times a second, also nothing.

    The first comes once the watching has begun, so that no change during the first build is lost.
    Raises RuntimeError where there may be no thread more: the watcher would break down.
    """
    wait = threading.Event()
    try:
        for _ in range(_WATCHERS):
            Background(wait.wait)
    finally:
        wait.set()
    return watchfiles.watch(
        request.content,
        request.theme,
        stop_event=stop,
        rust_timeout=_TICK_MILLISECONDS,
        yield_on_timeout=True,
    )


def _stamps(request: Request) -> list[tuple[str, int]]:
    """Return the settings files' times of change.

    They are looked at, not watched: the watch of a single file ends when an editor replaces it.
    """
    stamps = []
    for file in sorted(request.settings_file.parent.glob("*conf.py")):
        with suppress(OSError):
            stamps.append((file.name, file.stat().st_mtime_ns))
    return stamps


def _rebuilt(request: Request) -> Report | Exception:
    """Build for this moment. Whatever is broken, the one who is about to mend it needs us."""
    try:
        return build(replace(request, now=datetime.now(UTC)))
    except Exception as error:
        return error
