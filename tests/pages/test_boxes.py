"""Boxes are measured as they stand; what moved, went or came is said, and what rounding does is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pages.boxes import boxes, differences, probe, read, write
from pages.browser import chromium
from pages.browsing import OnePage, needs_chromium, written

if TYPE_CHECKING:
    from pathlib import Path

STORED = {"list-phone-light": {"header": [0, 0, 390, 100], "main": [0, 100, 390, 2000]}}


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({"header": [0, 0, 390, 102], "main": [0, 102, 390, 2008]}, []),
        ({"header": [0, 0, 390, 103], "main": [0, 100, 390, 2000]}, ["header is 390×103 at 0, 0, was 390×100 at 0, 0"]),
        ({"header": [0, 0, 390, 100], "main": [0, 100, 390, 2009]}, ["main is 390×2009 at 0, 100, was 390×2000 at 0, 100"]),
        ({"header": [0, 0, 390, 100]}, ["main is gone"]),
        ({**STORED["list-phone-light"], "nav": [0, 0, 1, 1]}, ["nav is new"]),
    ],
)  # fmt: skip
def test_what_moved_is_said(now: dict[str, list[int]], said: list[str]) -> None:
    found = differences(STORED, {"list-phone-light": now})
    assert found == [f"list-phone-light: {line}" for line in said]


def test_a_screen_that_is_not_there_any_more_is_said_block_by_block() -> None:
    assert len(differences(STORED, {})) == 2
    assert len(differences({}, STORED)) == 2


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "boxes.json"
    found = {"a-phone-light": {"section “题”": [1, 2, 3, 4]}, "b-desk-large": {}}
    write(file, [900, 145], found)
    assert read(file) == ([900, 145], found)
    assert '  "section “题”": [1, 2, 3, 4]\n' in file.read_text("utf-8")


@needs_chromium
def test_boxes_are_measured_in_all_sizes_and_in_large_type(tmp_path: Path) -> None:
    head = """<style>body { margin: 0 } header { height: 50px } .large header { height: 90px }
    @media (min-width: 40rem) { section { width: 600px } }</style>"""
    body = """<header><h1 style='margin:0;height:30px'>名</h1></header><nav hidden>无</nav><main>
    <section data-slot=pinned><h2>理论学习</h2><a href='x/lead.html'>甲</a></section>
    <section id=news style='height:70px'><a href='news/index.html'>动态</a><a href='n.html'
    style='position:absolute;top:200px;left:9px;width:80px;height:44px'>乙</a></section>
    <a href='tel:12338'>12338</a></main>"""
    address = written(tmp_path, body, head)
    with chromium() as browser:
        found = boxes(browser, OnePage(address), {"list": "x"})
        wide, high = probe(browser)
    assert (wide > 600, high > 100) == (True, True)
    assert len(found) == 6
    phone, desk, large = (
        found[f"list-{at}"] for at in ("phone-light", "desk-light", "phone-large")
    )
    assert phone["header"] == [0, 0, 390, 50]
    assert large["header"] == [0, 0, 390, 90]
    assert found["list-small-light"]["header"] == [0, 0, 360, 50]
    assert (phone["section#news"][2], desk["section#news"][2]) == (390, 600)
    assert phone["first link of the news"] == [9, 200, 80, 44]
    assert "section[pinned] “理论学习”" in phone
    assert "call 12338" in phone
    assert "nav" not in phone
