"""`serve`: where it can't have its port, it says so."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from cli import run_task

if TYPE_CHECKING:
    from conftest import House


def test_a_port_that_is_in_use_is_told_so_in_one_line(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        options = ("--content", "content", "--output", "output", "--port", str(port))
        done = run_task(house, "serve", *options)
    assert done.returncode == 2
    assert done.stderr.startswith(f"端口 {port} 已被占用：换一个，例如 --port ")
    assert len(done.stderr.splitlines()) == 1
