"""The web server of a preview, on this machine's own address, which says nothing itself."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from lianzhan.commands.preview.answers import ADDRESS, answer, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lianzhan.commands.preview.answers import Answer
    from lianzhan.commands.preview.reloading import Builds

_TICK_SECONDS = 0.1


Asked = Callable[[str], "Answer | None"]
"""Answers some requests by their target before the folder is looked into."""


def handler(folder: Path, builds: Builds, first: Asked) -> type[BaseHTTPRequestHandler]:
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
            found = self._refused() or first(self.path) or answer(folder, builds, self.path)
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
    """Ignores clients that disconnect in the middle of a response."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: only the tasks print."""


@contextmanager
def listening(
    folder: Path, builds: Builds, port: int, first: Asked = lambda _target: None
) -> Iterator[str]:
    """Serve a folder in the background; the value is its address. Raises OSError: port in use.

    Port 0 takes any that is free. What `first` has an answer for is not looked for in the folder.
    """
    server = _Server((ADDRESS, port), handler(folder, builds, first))
    poll = {"poll_interval": _TICK_SECONDS}
    thread = threading.Thread(target=server.serve_forever, kwargs=poll, daemon=True)
    thread.start()
    try:
        yield f"http://{ADDRESS}:{server.server_address[1]}/"
    finally:
        builds.end()
        server.shutdown()
        server.server_close()
        thread.join()
