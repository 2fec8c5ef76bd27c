"""The output as a browser sees it: right types, nothing of ours, and a reload at every build."""

from __future__ import annotations

import http.client
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from conftest import ROOT
from waiting import PATIENCE

from lianzhan.commands.serving import (
    Builds,
    answer,
    content_type,
    find_file,
    listening,
    preview_folder,
    rebuild_on_change,
    refusal,
    with_reload,
)
from lianzhan.model.report import Report
from lianzhan.output.output_lock import is_preview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import House

STARTED = datetime(2026, 3, 8, tzinfo=UTC)
SCRIPT = b'<script src="/.lianzhan/reload.js" data-version="7"></script>'


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A small output folder, with what is ours in it and a secret beside it."""
    folder = tmp_path / "output"
    for path, text in {
        "index.html": "<body>总入口</body>",
        "matrix.opml": "<opml/>",
        ".lianzhan": "",
        ".staging/half.html": "half",
        "changsha/.lianzhan.json": "{}",
        "changsha/index.html": "<body>长沙</body>",
        "changsha/404.html": "<body>没有这一页</body>",
        "changsha/feed.json": "{}",
        "changsha/读书 会.html": "读书会",
        "../secret.txt": "secret",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "ours.json").symlink_to("changsha/.lianzhan.json")
    (folder / "half").symlink_to(".staging")
    (folder / "loop").symlink_to("loop")
    (folder / "up").symlink_to("..")
    return folder


@contextmanager
def browser(folder: Path, builds: Builds) -> Iterator[http.client.HTTPConnection]:
    with listening(folder, builds, port=0) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        yield connection
        connection.close()


def test_the_script_joins_a_page_at_the_end_of_its_body() -> None:
    page = b"<html><body><pre>&lt;/body></pre></BODY ></html>"
    assert with_reload(page, "7") == (
        b"<html><body><pre>&lt;/body></pre>" + SCRIPT + b"</BODY ></html>"
    )
    assert with_reload(b"<p>x", "7") == b"<p>x" + SCRIPT


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("atom.xml", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("matrix.opml", "text/x-opml; charset=utf-8"),
        ("site.css", "text/css; charset=utf-8"),
        ("A.JPG", "image/jpeg"),
        ("x.unknown", "application/octet-stream"),
    ],
)
def test_every_file_has_its_type(name: str, expected: str) -> None:
    assert content_type(Path(name)) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", "index.html"),
        ("/changsha/", "changsha/index.html"),
        ("//changsha///feed.json", "changsha/feed.json"),
        ("/changsha/%E8%AF%BB%E4%B9%A6%20%E4%BC%9A.html", "changsha/读书 会.html"),
    ],
)
def test_addresses_mean_files_of_the_output(address: str, expected: str, output: Path) -> None:
    assert find_file(output, address) == output / expected


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.txt", "/%2e%2e/secret.txt", "/changsha/..%2f..%2fsecret.txt", "/./index.html",
        "/..\\secret.txt", "/C:/secret.txt", "/link.txt", "/ours.json", "/half/half.html", "/loop", "/loop/", "/up/secret.txt",
        "/.lianzhan", "/.staging/half.html",
        "/changsha/.lianzhan.json", "/changsha/%2elianzhan.json", "/x\0", "/%00", "/gone",
        "/changsha", "/index.html/", f"/{'x' * 5000}",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_the_output_or_to_what_is_ours(address: str, output: Path) -> None:
    assert find_file(output, address) is None


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


def test_on_the_port_of_the_web_a_host_needs_none() -> None:
    assert refusal(["localhost"], 80) is None
    assert refusal(["localhost:80"], 80) is None
    assert refusal(["localhost"], 8000) is not None


def test_what_is_not_there_gets_the_site_s_own_page_or_a_plain_one(output: Path) -> None:
    site = answer(output, Builds(STARTED), "/changsha/gone/")
    assert (site.status, site.body[: len("<body>没有这一页".encode())].decode()) == (
        404,
        "<body>没有这一页",
    )
    for target in ("/gone", "/../..", "//[", "/.lianzhan/x"):
        plain = answer(output, Builds(STARTED), target)
        assert (plain.status, plain.body) == (404, b"404\n")


def test_a_file_that_is_swapped_away_in_the_middle_is_not_found(output: Path) -> None:
    from lianzhan.commands.serving import _file_answer

    gone = _file_answer(output / "gone.html", http.HTTPStatus.OK, Builds(STARTED))
    assert gone.status == 404


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


def test_a_page_of_an_earlier_server_hears_at_once_and_a_patient_one_is_sent_home() -> None:
    builds = Builds(STARTED)
    assert builds.newer("1", 30) == builds.version
    assert builds.newer(builds.version, 0) == builds.version
    assert Builds(datetime(2026, 3, 9, tzinfo=UTC)).version != builds.version


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


def test_a_change_in_content_or_settings_builds_again_and_a_failing_build_goes_on(
    house: House,
) -> None:
    settings = house.folder / "pelicanconf.py"
    settings.write_bytes(house.request().settings_file.read_bytes())
    request = replace(house.request(settings_file=settings), wait_seconds=0)
    heard: queue.Queue[Report | Exception] = queue.Queue()
    stop, builds = threading.Event(), Builds(STARTED)
    watching = threading.Thread(
        target=rebuild_on_change, args=(request, builds, heard.put, stop), daemon=True
    )
    watching.start()
    first = heard.get(timeout=PATIENCE)
    assert isinstance(first, Report)
    assert first.exit_status == 0
    version = builds.version
    assert builds.newer(version, 0.4) == version  # no change, no build

    house.article("hunan/articles/news/new.md", title="新稿")
    second = heard.get(timeout=PATIENCE)
    assert isinstance(second, Report)
    assert second.published == first.published + 1
    assert builds.newer(version, PATIENCE) != version
    assert "新稿" in house.page("hunan/news/new.html")

    (house.output / ".lianzhan").unlink()  # the folder is nobody's now
    settings.write_text(settings.read_text("utf-8") + "\nDEFAULT_PAGINATION = 10\n", "utf-8")
    assert isinstance(heard.get(timeout=PATIENCE), Exception)
    assert watching.is_alive()
    stop.set()
    watching.join(timeout=PATIENCE)
    assert not watching.is_alive()


def test_a_settings_file_that_goes_away_is_waited_for(house: House) -> None:
    from lianzhan.commands.serving import _stamps

    request = house.request(settings_file=house.folder / "pelicanconf.py")
    (house.folder / "gone_conf.py").symlink_to(house.folder / "nowhere")
    assert _stamps(request) == []


@contextmanager
def served(house: House, *options: str) -> Iterator[str]:
    """The task itself, stopped as by Ctrl-C; the value is its address."""
    settings = house.folder / "own.py"
    folders = 'PATH, OUTPUT_PATH, CACHE_PATH = "content", "output", "cache"\n'
    head = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
    theme = f"SETTINGS_FILE, THEME = __file__, {str(ROOT / 'themes/lianzhan')!r}\n"
    settings.write_text(head + folders + theme, "utf-8")
    command = [sys.executable, "-m", "lianzhan", "serve", "--port", "0", "--settings", "own.py"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    with subprocess.Popen(
        [*command, *options], cwd=house.folder, stdout=subprocess.PIPE, text=True, env=environment
    ) as serving:
        assert serving.stdout
        line = serving.stdout.readline()
        try:
            assert "4 个站点已生成" in serving.stdout.readline()  # the first build is over
            yield line.split("http://")[1].split("，")[0]
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(300)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_preview_has_a_folder_of_its_own_and_leaves_the_output_alone(house: House) -> None:
    with served(house) as address:
        connection = http.client.HTTPConnection(address.strip("/"), timeout=300)
        connection.request("GET", "/hunan/")
        assert connection.getresponse().status == 200
        connection.close()
    folder = preview_folder(house.folder / "cache", house.content)
    assert (folder / "hunan/index.html").is_file()
    assert is_preview(folder)
    assert not house.output.exists()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_preview_may_be_built_where_one_wants_it_and_is_marked_there_too(house: House) -> None:
    with served(house, "--output", "here"):
        pass
    assert (house.folder / "here/hunan/index.html").is_file()
    assert is_preview(house.folder / "here")


def test_previews_of_two_federations_are_two(tmp_path: Path) -> None:
    one, other = (preview_folder(tmp_path, tmp_path / name) for name in ("content", "mine"))
    assert one != other
    assert one.parent == other.parent == tmp_path / "previews"
