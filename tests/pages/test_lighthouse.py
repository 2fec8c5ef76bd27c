"""What is asked of Lighthouse's values; and the server it looks at is like real ones."""

from __future__ import annotations

import gzip
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from pages.lighthouse import CATEGORIES, amiss, medians, served, values_of

if TYPE_CHECKING:
    from pathlib import Path

GOOD = {**dict.fromkeys(CATEGORIES, 100.0), "LCP": 0.9, "CLS": 0.0}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"performance": 99.6}, []),
        ({"seo": 99.0}, ["seo 99"]),
        ({"LCP": 1.01}, ["LCP 1.01 s"]),
        ({"CLS": 0.001}, ["CLS 0.001"]),
    ],
)
def test_all_that_is_less_than_asked_for_is_said(
    change: dict[str, float], found: list[str]
) -> None:
    assert amiss({**GOOD, **change}) == found


def test_one_slow_run_of_three_is_no_median() -> None:
    runs = [GOOD, {**GOOD, "LCP": 9.0}, {**GOOD, "LCP": 0.8}]
    assert medians(runs)["LCP"] == 0.9


def test_a_category_without_a_score_counts_as_none() -> None:
    report = {
        "categories": {name: {"score": 1} for name in CATEGORIES} | {"seo": {"score": None}},
        "audits": {
            "largest-contentful-paint": {"numericValue": 900},
            "cumulative-layout-shift": {},
        },
    }
    assert values_of(report) == {**GOOD, "seo": 0}


def test_pages_are_served_gzipped_over_one_connection(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("页" * 999, "utf-8")
    (tmp_path / "a.png").write_bytes(b"x")
    with served(tmp_path) as root:
        connection = HTTPConnection(root.removeprefix("http://").rstrip("/"))
        page = _answer(connection, "/")
        socket = connection.sock
        picture = _answer(connection, "/a.png")
        assert socket is connection.sock is not None
    assert page[0] == "gzip"
    assert gzip.decompress(page[1]).decode() == "页" * 999
    assert picture == (None, b"x")


def _answer(connection: HTTPConnection, path: str) -> tuple[str | None, bytes]:
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.headers["Content-Encoding"], answer.read()
