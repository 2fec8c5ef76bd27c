"""The example's pages in a browser: a part at each run, all of them with the task `acceptance`."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from conftest import WHOLE, House

from pages import axe
from pages.boxes import STORED, boxes, differences, probe, read
from pages.browser import DESK, PHONE, chromium
from pages.browsing import needs_chromium
from pages.inspection import findings, on_screen
from pages.kinds import found
from pages.output import Output

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

FEW = ("portal", "county-few", "list", "article-long", "services")
"""The kinds that are measured at each run: the most different ones, one page each."""
SCREENS = ((PHONE, "light"), (PHONE, "large"), (DESK, "dark"))
NOT_YET = {"list-pages", "list-second", "subscribe", "search", "portal-search", "campaign"}
"""Kinds of the design that the example has no page of."""
finished = pytest.mark.skipif(
    not STORED.exists(),
    reason="the pages are still being made: python3 tasks.py photograph --boxes says that they are done",
)
pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, example_content: Path) -> Output:
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(example_content, folder / "content")
    house = House(folder, datetime(2026, 11, 1, tzinfo=UTC))
    house.build(jobs=2)
    return Output(house.output)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_the_example_has_a_page_of_every_kind(output: Output) -> None:
    pages, missing = found(output)
    assert set(missing) <= NOT_YET
    assert len(pages) == len(set(pages)) >= 20
    assert len(output.homes) == 138


@needs_chromium
@finished
@pytest.mark.skipif(bool(axe.lacking()), reason=axe.lacking())
def test_few_pages_hold_what_all_promise(output: Output, browser: Browser) -> None:
    """Scroll, targets, blank blocks, shifts, requests, weights, axe-core: on three screens."""
    pages = {kind: path for kind, path in found(output, FEW)[0].items() if kind in FEW}
    assert set(pages) == set(FEW)
    amiss = [
        str(finding)
        for device, mode in SCREENS
        for finding in on_screen(browser, output, pages, device, mode)
    ]
    assert amiss == []


@needs_chromium
@finished
@pytest.mark.skipif(not WHOLE, reason="tried by the task acceptance")
def test_all_pages_hold_what_is_promised(output: Output, browser: Browser) -> None:
    """Every kind on every screen, the first screens of all homes, the walk by keyboard."""
    assert axe.lacking() == ""
    amiss = [str(finding) for finding in findings(browser, output, found(output)[0])]
    assert amiss == []


@needs_chromium
@finished
def test_every_block_stands_where_it_stood(output: Output, browser: Browser) -> None:
    """What was meant to move: `python3 tasks.py photograph --boxes`, and look at the difference."""
    fonts, stored = read(STORED)
    if (here := probe(browser)) != fonts:
        pytest.skip(
            f"the boxes were stored with other fonts ({fonts}, here {here}): fonts-noto-cjk"
        )
    assert differences(stored, boxes(browser, output, found(output)[0])) == []
