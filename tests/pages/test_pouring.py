"""What moves while a page comes is found and named; what only grows, or waits out of sight, is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pages.browser import PHONE, chromium, show, window
from pages.browsing import FRAME, needs_chromium, written
from pages.pouring import moved, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

ROW = "<ul class=r><li>一二三</li><li>四五六</li><li>七八九</li></ul><p>末</p>"
SHARED = "<style>.r { display: flex; padding: 0 } .r li { display: block; flex: 1 }</style>"
WAITING = "<style>.r:not(:has(+ *)) { visibility: hidden }</style>"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser, window(browser, PHONE) as opened:
        yield opened


def test_pieces_are_the_whole_page() -> None:
    html = (
        "<html><head></head><body a='1'>\n<p>一<b>二</b></p><script>if (1 < 2) x()</script></body>"
    )
    head, pieces = pieces_of(html)
    assert head + "".join(pieces) == html
    assert pieces[:3] == ["<body a='1'>", "\n", "<p>"]
    assert "<script>if (1 < 2) x()</script>" in pieces


@needs_chromium
@pytest.mark.parametrize(
    ("head", "body", "moving"),
    [
        ("", "<h1>题</h1><p>一</p><p>二</p>" * 30, ""),
        (SHARED, ROW, "li."),
        (SHARED + WAITING, ROW, ""),
        ("<style>p { text-align: center }</style>", "<p>一二三四<b>五六七八</b></p>", "a text in p."),
        ("", "<p style='float:right'>一二三四<b>五六七八</b></p>", "p."),
        ("", "<div style='height:2000px'></div>" + SHARED + ROW, ""),
        ("", "<p>一</p><script>document.body.prepend(document.createElement('hr'))</script>", "body."),
    ],
)  # fmt: skip
def test_what_moves_is_found_and_named(
    page: Page, tmp_path: Path, head: str, body: str, moving: str
) -> None:
    show(page, written(tmp_path, body, head))
    found = moved(page, FRAME.format(head=head, body=body))
    assert bool(found) == bool(moving), found
    assert not found or f": {moving}" in found[0]


@needs_chromium
def test_style_sheets_come_first(page: Page, tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text(".r { display: flex } .r li { display: block; flex: 1 }")
    head = "<link rel=stylesheet href=own.css>"
    show(page, written(tmp_path, ROW, head))
    found = moved(page, FRAME.format(head=head, body=ROW))
    assert [line.rpartition(" after ")[2] for line in found][:1] == ["<li>"]
