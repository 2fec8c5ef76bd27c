"""The example's pages in a browser: a part at each run, all of them with the task `acceptance`."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from conftest import WHOLE, House

from pages import axe
from pages.boxes import STORED, boxes, differences, probe, read
from pages.browser import DESK, PHONE, chromium, show, window
from pages.browsing import needs_chromium
from pages.inspection import findings, on_screen, poured
from pages.kinds import PRINTED, found
from pages.output import Output
from pages.photographs import print_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

FEW = ("portal", "county-few", "list", "article-long", "services")
"""The kinds that are measured at each run: the most different ones, one page each."""
COMING = ("list-empty", "article-notice")
"""The kinds that are looked at while they come, at each run: heads, rows, a number to call."""
SCREENS = ((PHONE, "light"), (PHONE, "large"), (DESK, "dark"))
NOT_YET = {"list-pages", "list-second", "subscribe", "search", "portal-search"}
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
def test_nothing_in_sight_moves_while_a_page_comes(output: Output, browser: Browser) -> None:
    """Pages are painted while they come: rows, heads and numbers wait out of sight for their rest.

    All kinds with the task `acceptance`.
    """
    pages = found(output, () if WHOLE else COMING)[0]
    assert [str(finding) for finding in poured(browser, output, pages)] == []


_SWITCH = """() => {
  const box = document.getElementById('large');
  const place = () => { const b = box.labels[0].getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; };
  const words = () => getComputedStyle(box.labels[0], '::before').content;
  const after = [box.checked, place(), words()];
  box.checked = false;
  return [after, [true, place(), words()]];
}"""


@needs_chromium
def test_remembered_large_type_is_painted_as_the_script_will_leave_it(
    output: Output, browser: Browser
) -> None:
    """The head's line sets the class before anything is painted; the switch is set later, and moves nothing."""
    with window(browser, PHONE, "large") as page:
        show(page, output.address(found(output, ("county-none",))[0]["county-none"]), "large")
        after, before = page.evaluate(_SWITCH)
        assert after == before


@needs_chromium
@finished
@pytest.mark.skipif(not WHOLE, reason="tried by the task acceptance")
def test_all_pages_hold_what_is_promised(output: Output, browser: Browser) -> None:
    """Every kind on every screen, the first screens of all homes, the walk by keyboard."""
    assert axe.lacking() == ""
    amiss = [str(finding) for finding in findings(browser, output, found(output)[0])]
    assert amiss == []


def test_a_summary_stands_above_a_long_text_alone(output: Output) -> None:
    pages = found(output, ("article-short", "article-long"))[0]
    above = {
        kind: (output.folder / path).read_text("utf-8").split('<div class="prose">')[0]
        for kind, path in pages.items()
    }
    assert 'class="note"' not in above["article-short"]
    assert 'class="note"' in above["article-long"]


_GAP = """() => {
  const box = (part) => document.querySelector(part).getBoundingClientRect();
  const parts = [...document.querySelectorAll('.home > *')];
  const left = parts.filter((e) => e.matches('.news, .block'));
  const right = parts.filter((e) => !left.includes(e)).map((e) => e.getBoundingClientRect());
  const apart = left.slice(1).map((e, n) =>
    e.getBoundingClientRect().top - left[n].getBoundingClientRect().bottom);
  return {
    top: box('.home .news').top - box('.home .help').top,
    apart: Math.max(0, ...apart),
    over: left.some((e) => right.some((r) => r.left < e.getBoundingClientRect().right
      && r.top < e.getBoundingClientRect().bottom && e.getBoundingClientRect().top < r.bottom)),
    ends: Math.max(...right.map((r) => r.bottom)) - Math.max(...left.map((e) => e.getBoundingClientRect().bottom)),
  };
}"""
"""What stands below the news on a desk: how far down, whether over the right side, and what is
left empty at the left of its end."""


@needs_chromium
@pytest.mark.parametrize("mode", ["light", "large"])
def test_on_desks_no_home_leaves_a_hole_beside_its_right_side(
    output: Output, browser: Browser, mode: str
) -> None:
    pages = found(output, ("city", "county-few", "county-none"))[0]
    with window(browser, DESK, mode) as page:
        for path in pages.values():
            show(page, output.address(path), mode)
            gap = page.evaluate(_GAP)
            assert gap["top"] == 0, path
            assert gap["apart"] == 0, path
            assert not gap["over"], path
            assert gap["ends"] < DESK.height / 4, path


@needs_chromium
def test_a_short_article_is_printed_on_one_sheet_a_long_one_on_two(
    output: Output, browser: Browser, tmp_path: Path
) -> None:
    said = list(print_out(browser, output, found(output, PRINTED)[0], tmp_path))
    assert [line.split()[:2] for line in said] == [["article-short", "1"], ["article-long", "2"]]


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
