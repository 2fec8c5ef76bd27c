"""The switches for large type and colours: remembered, though their script comes after the page."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import SITES, House
from waiting import wait_until

from pages.browser import PHONE, chromium, window
from pages.browsing import needs_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium
REMEMBERS = """async () => {
  while (!window.onpageshow) await new Promise(requestAnimationFrame);
}"""
STATE = """() => [
  document.documentElement.className.split(' ').filter((c) => ['large', 'dark', 'light'].includes(c)),
  document.getElementById('large').checked, document.querySelector('[name=scheme]:checked').id,
]"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("switches")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    house.build()
    return (house.output / "hunan/index.html").as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with window(browser, PHONE) as opened:
        yield opened


def touch(page: Page, box: str) -> None:
    page.evaluate(f"document.getElementById('{box}').click()")


def held_back(page: Page) -> None:
    """Let no timer of the page's run out before `come` says so."""
    page.add_init_script("window.held = []; window.setTimeout = (f) => window.held.push(f);")


def go_on(page: Page, address: str) -> None:
    """Go on to a page, with all that this one remembers: processes of a browser tell one another late."""
    kept = page.evaluate("JSON.stringify(localStorage)")

    def is_told() -> bool:
        page.goto(address)
        return bool(page.evaluate("JSON.stringify(localStorage)") == kept)

    wait_until(is_told)


def come(page: Page) -> None:
    """Let the script come."""
    page.evaluate("window.held.forEach((f) => f())")
    page.evaluate(REMEMBERS)


def test_the_script_comes_once_the_page_is_loaded(page: Page, home: str) -> None:
    """No picture waits for it: it is asked for after the last of them is there."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    held_back(page)
    page.goto(home)
    assert page.evaluate("document.getElementById('late').content.children.length") == 1
    assert "site.js" not in asked
    come(page)
    assert asked[-1] == "site.js"


@pytest.mark.parametrize(
    ("box", "state"),
    [
        ("large", [["large"], True, "scheme-auto"]),
        ("scheme-dark", [["dark"], False, "scheme-dark"]),
        ("scheme-light", [["light"], False, "scheme-light"]),
    ],
)
def test_what_is_chosen_before_it_comes_is_kept(
    page: Page, home: str, box: str, state: list[object]
) -> None:
    held_back(page)
    page.goto(home)
    touch(page, box)
    come(page)
    assert page.evaluate(STATE) == state
    go_on(page, home.replace("hunan/index", "hunan/404"))
    assert page.evaluate(STATE)[0] == state[0], "before anything is painted"
    come(page)
    assert page.evaluate(STATE) == state


def test_large_type_that_is_remembered_goes_at_a_touch_before_it_comes(
    page: Page, home: str
) -> None:
    """She sees large letters and touches the switch: they are to be small again."""
    held_back(page)
    page.goto(home)
    come(page)
    touch(page, "large")
    go_on(page, home)
    touch(page, "large")
    come(page)
    assert page.evaluate(STATE) == [[], False, "scheme-auto"]


def test_what_was_switched_off_elsewhere_stays_off_where_the_browser_puts_it_back(
    page: Page, home: str
) -> None:
    """A browser may check a box again that was checked when its page was left: that is no choice."""
    page.add_init_script("Object.defineProperty(performance, 'navigation', {value: {type: 2}});")
    held_back(page)
    page.goto(home)
    touch(page, "large")
    come(page)
    assert page.evaluate(STATE) == [[], False, "scheme-auto"]


def test_a_choice_is_changed_and_taken_back(page: Page, home: str) -> None:
    page.goto(home)
    page.evaluate(REMEMBERS)
    for box, state in (
        ("large", [["large"], True, "scheme-auto"]),
        ("scheme-dark", [["large", "dark"], True, "scheme-dark"]),
        ("scheme-light", [["large", "light"], True, "scheme-light"]),
        ("scheme-auto", [["large"], True, "scheme-auto"]),
        ("large", [[], False, "scheme-auto"]),
    ):
        touch(page, box)
        found = page.evaluate(STATE)
        assert [sorted(found[0]), *found[1:]] == [sorted(state[0]), *state[1:]], box
        go_on(page, home)
        page.evaluate(REMEMBERS)
        assert page.evaluate(STATE)[1:] == state[1:], box


def test_a_page_that_names_the_script_twice_runs_it_once(page: Page, home: str) -> None:
    """404.html names it by its host and beside itself: both may be there."""
    page.goto(home)
    page.evaluate(REMEMBERS)
    touch(page, "large")
    page.evaluate("""() => new Promise((done) => {
      const again = document.createElement('script');
      again.src = document.querySelector('script[src*="js/site.js"]').src;
      again.onload = done;
      document.body.append(again);
    })""")
    assert page.evaluate(STATE) == [["large"], True, "scheme-auto"]
