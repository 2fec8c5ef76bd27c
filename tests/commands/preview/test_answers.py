"""What is sent for an address: pages with the script, files as they are, and 404 or a refusal."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from lianzhan.commands.preview.answers import answer, file_answer, refusal
from lianzhan.commands.preview.reloading import Builds

if TYPE_CHECKING:
    from pathlib import Path

STARTED = datetime(2026, 3, 8, tzinfo=UTC)


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
    gone = file_answer(output / "gone.html", HTTPStatus.OK, Builds(STARTED))
    assert gone.status == 404
