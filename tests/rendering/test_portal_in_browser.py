"""The portal's own script in a real browser: it finds sites, and opens the row of an address."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SITES, House

from lianzhan.rendering.portal import portal_files
from lianzhan.rendering.theme.sheets import served
from rendering.test_portal import THEME, portal_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ASSETS = ("css/portal.css", "js/portal.js", "js/site.js")
VISIBLE = "[...document.querySelectorAll('[data-find]')].filter(x => x.offsetParent).length"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portal")
    shutil.copytree(SITES / "valid", folder / "content")
    files = portal_files(portal_of(House(folder)), THEME, "v")
    for name, data in {**files, **{f"assets/v/{n}": served(THEME, n) for n in ASSETS}}.items():
        file = folder / "out" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder / "out/index.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="the portal's script needs: pip install playwright"
    )
    if not CHROMIUM:
        pytest.skip("the portal's script needs a browser: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Any, page_file: Path) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(page_file.as_uri())
    yield page
    assert faults == []
    context.close()


@pytest.mark.parametrize("typed", ["芙蓉", "furong", "fr", "FR", "fu rong", "fu'rong"])
def test_what_is_typed_finds_one_site_in_its_row(page: Any, typed: str) -> None:
    page.fill("#find_box", typed)
    assert page.text_content(".found") == "找到 1 个站"
    assert page.evaluate(VISIBLE) == 1
    assert page.is_visible("text=芙蓉区妇联")
    assert page.get_attribute("#changsha", "open") is not None
    assert not page.is_visible(".tile-map")
    assert not page.is_visible(".newest")
    assert page.is_visible("[data-slot=pinned]")


def test_what_finds_nothing_leaves_all_there(page: Any) -> None:
    page.fill("#find_box", "zzz")
    assert "没有找到" in page.text_content(".found")
    assert page.is_visible(".tile-map")
    assert page.is_visible("#hengyang")


def test_the_box_is_there_before_the_script_that_uses_it_and_moves_nothing(
    browser: Any, page_file: Path
) -> None:
    """Shown by the script in the head; without any, a box that does nothing is not shown."""
    without = browser.new_page(java_script_enabled=False)
    without.goto(page_file.as_uri())
    assert not without.is_visible("#find_box")
    assert not without.is_visible("label[for=find_box]")
    without.close()
    late = browser.new_page(viewport={"width": 390, "height": 844})
    late.route("**/portal.js", lambda route: route.abort())
    late.goto(page_file.as_uri())
    assert late.is_visible("#find_box")
    assert late.is_visible("label[for=find_box]")
    late.close()


def test_an_empty_box_shows_all_again(page: Any) -> None:
    page.fill("#find_box", "fr")
    page.fill("#find_box", "")
    assert page.text_content(".found") == ""
    assert page.is_visible(".tile-map")
    assert page.get_attribute("#changsha", "open") is None
    assert not page.is_visible("text=芙蓉区妇联")


def test_the_letters_of_one_word_find_no_other_within_a_word(page: Any) -> None:
    page.fill("#find_box", "urong")
    assert "没有找到" in page.text_content(".found")


def test_a_block_of_the_map_opens_its_row(page: Any) -> None:
    page.click(".tile-map a[href='#changsha']")
    page.wait_for_selector("#changsha[open]")
    assert page.is_visible("text=芙蓉区妇联")


def test_an_address_opens_its_row(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(f"{page_file.as_uri()}#changsha")
    page.wait_for_selector("#changsha[open]")
    page.close()


def test_without_script_there_is_no_box_and_rows_unfold(browser: Any, page_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert not page.is_visible("#find_box")
    page.click("#changsha summary")
    assert page.is_visible("text=芙蓉区妇联")
    context.close()


@pytest.mark.parametrize("large", [False, True])
def test_no_width_scrolls_sideways_and_what_is_touched_is_large(page: Any, large: bool) -> None:
    if large:
        page.check("#large", force=True)
    page.evaluate("document.querySelectorAll('details').forEach(x => x.open = true)")
    least = 60 if large else 44
    for width in (256, 320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.evaluate(
            """least => [...document.querySelectorAll("main a, summary, input, .tabs a")]
            .filter(x => x.offsetParent && !x.closest(".row, .theory h3"))
            .map(x => [x.textContent, x.offsetHeight]).filter(x => x[1] < least)""",
            least,
        )
        assert small == [], width
