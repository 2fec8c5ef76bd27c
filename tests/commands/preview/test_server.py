"""The server as a browser meets it: headers, strange hosts, and pages that wait."""

from __future__ import annotations

import http.client
import socket
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from waiting import PATIENCE

from lianzhan.commands.preview.answers import answer
from lianzhan.commands.preview.reloading import Builds, with_reload
from lianzhan.commands.preview.server import listening

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STARTED = datetime(2026, 3, 8, tzinfo=UTC)


@contextmanager
def browser(folder: Path, builds: Builds) -> Iterator[http.client.HTTPConnection]:
    with listening(folder, builds, port=0) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        yield connection
        connection.close()


def test_a_page_comes_with_the_script_and_its_file_stays_as_it_is(output: Path) -> None:
    builds = Builds(STARTED)
    with browser(output, builds) as connection:
        connection.request("GET", "/changsha/?x=1")
        found = connection.getresponse()
        body = found.read()
    assert (found.status, found.getheader("Content-Type")) == (200, "text/html; charset=utf-8")
    assert found.getheader("Cache-Control") == "no-store"
    assert body == with_reload("<body>长沙</body>".encode(), builds.version)
    assert (output / "changsha/index.html").read_text("utf-8") == "<body>长沙</body>"


def test_other_files_come_byte_for_byte_and_head_without_a_body(output: Path) -> None:
    with browser(output, Builds(STARTED)) as connection:
        connection.request("GET", "/changsha/feed.json")
        assert connection.getresponse().read() == b"{}"
        connection.request("HEAD", "/changsha/feed.json")
        found = connection.getresponse()
        assert (found.getheader("Content-Length"), found.read()) == ("2", b"")
        connection.request("POST", "/changsha/feed.json")
        assert connection.getresponse().status == 501


def test_a_folder_without_its_slash_leads_to_the_one_with_it(output: Path) -> None:
    found = answer(output, Builds(STARTED), "//changsha")
    assert (found.status, found.location) == (301, "/changsha/")
    with browser(output, Builds(STARTED)) as connection:
        connection.request("GET", "/changsha")
        assert connection.getresponse().getheader("Location") == "/changsha/"


OWN = [
    "127.0.0.1:{0}",
    "localhost:{0}",
    "[::1]:{0}",
    "LocalHost:{0}",
    "localhost.:{0}",
    " localhost:{0} ",
]


STRANGE = [
    *(
        "evil.example",
        "evil.example:{0}",
        "127.0.0.1",
        "localhost",
        "localhost:1",
        "127.0.0.1:0{0}",
    ),
    *("", ":{0}", "localhost:", "127.0.0.1.:{0}", "127.0.0.1.evil.example:{0}", "localhost..:{0}"),
    *("evil.localhost:{0}", "127.1:{0}", "2130706433:{0}", "0.0.0.0:{0}", "::1:{0}", "[::]:{0}"),
    *("x@localhost:{0}", "localhost:{0}@x", "localhost:{0}/", "localhost:{0}, x", "localhost:{0}#"),
    *(
        "http://localhost:{0}",
        "ｌocalhost:{0}",
        "localhoſt:{0}",
        "localhost:{0}\u00a0",
        "localhost :{0}",
    ),
]


ADDRESSES = [
    "/",
    "/changsha/feed.json",
    "/changsha",
    "/gone",
    "/.lianzhan/reload.js",
    "/.lianzhan/newer?than=1",
]


def raw(address: str, request: bytes) -> tuple[int, bytes]:
    """Send bytes as they are; return the status and body of the answer, to the end of it."""
    parts = urlsplit(address)
    with socket.create_connection(
        (parts.hostname or "", parts.port or 0), timeout=PATIENCE
    ) as sent:
        sent.sendall(request.replace(b"PORT", str(parts.port).encode()))
        found = http.client.HTTPResponse(sent)
        found.begin()
        return found.status, found.read()


@pytest.mark.parametrize("host", OWN)
def test_a_request_that_names_this_machine_is_answered(output: Path, host: str) -> None:
    with listening(output, Builds(STARTED), port=0) as address:
        line = f"Host: {host.format('PORT')}\r\nConnection: close\r\n\r\n"
        assert raw(address, f"GET /changsha/feed.json HTTP/1.1\r\n{line}".encode()) == (200, b"{}")


@pytest.mark.parametrize("host", STRANGE)
def test_a_request_that_names_another_host_reads_nothing(output: Path, host: str) -> None:
    """A stranger's page, whose name was made to lead here, must not read what is unpublished."""
    with listening(output, Builds(STARTED), port=0) as address:
        for target in ADDRESSES:
            line = f"GET {target} HTTP/1.1\r\nHost: {host.format('PORT')}\r\n\r\n"
            expected = f"421 请从 {address} 打开预览\n".encode()
            assert raw(address, line.encode()) == (421, expected)


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost:PORT\r\nHost: localhost:PORT\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\nhost: localhost:PORT\r\n\r\n",
        b"GET /.lianzhan/newer?than=1 HTTP/1.1\r\nX-Forwarded-Host: localhost:PORT\r\n\r\n",
    ],
)
def test_a_request_names_its_host_once(output: Path, request_bytes: bytes) -> None:
    with listening(output, Builds(STARTED), port=0) as address:
        status, body = raw(address, request_bytes)
        assert status == 400
        assert body.decode() == f"400 请从 {address} 打开预览\n"


def test_a_target_that_names_another_host_finds_nothing(output: Path) -> None:
    with listening(output, Builds(STARTED), port=0) as address:
        line = b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n"
        assert raw(address, line) == (404, b"404\n")


def test_an_open_page_hears_of_the_next_build_at_once(output: Path) -> None:
    builds = Builds(STARTED)
    before = builds.version
    with browser(output, builds) as connection:
        connection.request("GET", "/.lianzhan/reload.js")
        script = connection.getresponse().read().decode()
        assert 'fetch("/.lianzhan/newer?than="' in script
        connection.request("GET", f"/.lianzhan/newer?than={before}")
        builds.next()
        assert connection.getresponse().read().decode() == builds.version != before


def test_pages_that_wait_do_not_keep_the_server_from_ending(output: Path) -> None:
    builds = Builds(STARTED)
    with browser(output, builds) as connection:
        connection.request("GET", f"/.lianzhan/newer?than={builds.version}")
    builds.end()
    assert builds.newer(builds.version, 30) == builds.version


def test_a_browser_that_goes_away_is_nothing_to_tell_of(
    output: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    builds = Builds(STARTED)
    with listening(output, builds, port=0) as address:
        parts = urlsplit(address)
        gone = socket.create_connection((parts.hostname or "", parts.port or 0))
        head = f"HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n"
        gone.sendall(f"GET /.lianzhan/newer?than={builds.version} {head}".encode())
        gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        gone.close()
        builds.next()
        connection = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        connection.close()
    assert capfd.readouterr() == ("", "")


def test_a_port_in_use_is_said_at_once(output: Path) -> None:
    with listening(output, Builds(STARTED), port=0) as address:
        port = urlsplit(address).port or 0
        with pytest.raises(OSError, match="in use"), listening(output, Builds(STARTED), port):
            pass
