"""`serve`: a preview of its own, ended by Ctrl-C; where it can't have its port, it says so."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from cli import run_task
from conftest import ROOT

from lianzhan.commands.preview.rebuilding import preview_folder
from lianzhan.output.output_lock import is_preview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import House


def test_a_port_that_is_in_use_is_told_so_in_one_line(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        options = ("--content", "content", "--output", "output", "--port", str(port))
        done = run_task(house, "serve", *options)
    assert done.returncode == 2
    assert done.stderr.startswith(f"端口 {port} 已被占用：换一个，例如 --port ")
    assert len(done.stderr.splitlines()) == 1


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
