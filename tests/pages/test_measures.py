"""Each measure finds what it is there to find, in pages that are wrong in one way each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from waiting import wait_until

from pages import axe
from pages.browser import PHONE, chromium, show, window
from pages.browsing import needs_chromium, written
from pages.first_screen import first_screen
from pages.keyboard import walk
from pages.measures import LARGE_TARGET, blank_blocks, heard, shifts, sideways, small_targets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium
STRICT = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-x'">"""
BIG = "style='display:inline-block;min-width:60px;line-height:60px'"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def one(browser: Browser) -> Iterator[Page]:
    with window(browser, PHONE) as page:
        yield page


@pytest.fixture
def page(one: Page) -> Page:
    one.set_viewport_size({"width": 360, "height": 640})
    return one


def test_a_page_that_flows_never_scrolls_sideways(page: Page, tmp_path: Path) -> None:
    show(page, written(tmp_path, "<p>词</p>" * 9 + "<div style='overflow:auto'><pre>" + "x" * 999))
    assert sideways(page) == []


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("<div style='width:300px'>宽</div>", ["256 "]),
        ("<div style='width:19rem;margin:-8px'>字</div>", ["256 ", "320 200 %", "390 200 %"]),
        ("<b style='font:20px/1 monospace;margin:-8px'>" + "x" * 26, ["256 ", "320 spaced"]),
    ],
)
def test_what_is_too_wide_is_found_and_named(
    page: Page, tmp_path: Path, body: str, where: list[str]
) -> None:
    show(page, written(tmp_path, body))
    found = sideways(page)
    assert [line[12:].partition(": ")[0] for line in found][: len(where)] == [
        w.strip() for w in where
    ]
    assert "“" in found[0]


def test_styles_are_tried_in_strict_pages_too(page: Page, tmp_path: Path) -> None:
    show(page, written(tmp_path, "<b>" + "x" * 40, STRICT))
    assert [line.partition(":")[0] for line in sideways(page, (390,))] == [
        "sideways at 390 200 %",
        "sideways at 390 spaced",
    ]


@pytest.mark.parametrize(
    ("body", "small"),
    [
        (f"<a href='#' {BIG}>大</a>", 0),
        ("<a href='#'>小</a>", 1),
        ("<p>在句子里的<a href='#'>链接</a>不算。</p>", 0),
        ("<p>2026 · <a href='#'>一</a> · <a href='#'>二</a></p>", 0),
        ("<p><a href='#'>一</a> · <a href='#'>二</a></p>", 2),
        ("<details><summary style='padding:20px'>菜单</summary><a href='#'>收着</a></details>", 0),
        ("<details open><summary>菜单</summary></details>", 1),
        ("<label style='display:block;height:50px'><input type=checkbox id=c> 大字</label>", 0),
        ("<input type=checkbox id=c><label for=c>小</label>", 1),
        ("<style>a::after{content:'';position:absolute;inset:0}</style><div style='position:relative;height:60px'><a href='#'>整行</a></div>", 0),
        ("<a href='#' style='position:absolute;top:-99px'>跳到正文</a>", 0),
        ("<button style='width:20px;height:60px'>窄</button>", 1),
    ],
)  # fmt: skip
def test_small_targets(page: Page, tmp_path: Path, body: str, small: int) -> None:
    show(page, written(tmp_path, body))
    assert len(small_targets(page)) == small


def test_large_type_wants_larger_targets(page: Page, tmp_path: Path) -> None:
    body = "<button style='width:90px;height:50px'>按</button>"
    show(page, written(tmp_path, body))
    assert small_targets(page) == []
    assert small_targets(page, LARGE_TARGET) == ["target under 60: button. “按” 90×50"]


def test_blank_blocks(page: Page, tmp_path: Path) -> None:
    full = "<section><h2>题</h2><p><img alt=''></p></section><ul hidden><li></li></ul>"
    show(page, written(tmp_path, f"<main>{full}</main>"))
    assert blank_blocks(page) == []
    show(page, written(tmp_path, f"<main>{full}<section id=e><ul class=c></ul> </section></main>"))
    assert blank_blocks(page) == ["blank: section.#e", "blank: ul.c#"]


def test_shifts_and_requests(page: Page, tmp_path: Path) -> None:
    asked = heard(page, {"own.example"})
    own = "<img src='https://own.example/a.png' width=9 height=9>"
    show(page, written(tmp_path, f"<p>稳</p>{own}"))
    assert (shifts(page), asked) == ([], [])
    late = "<script>setTimeout(() => document.body.prepend(Object.assign(document.createElement('div'), {style: 'height:300px'})), 200)</script>"
    show(page, written(tmp_path, f"<p>动</p><img src='https://third.example/a.png'>{own}{late}"))
    wait_until(lambda: asked and shifts(page))
    assert shifts(page)[0].startswith("layout shift 0.")
    assert asked == ["third party: https://third.example/a.png"]


LATE = "setTimeout(() => document.body.prepend(Object.assign(document.createElement('div'), {style: 'height:300px'})), 100)"
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='90' height='300'/%3E"
LARGER = "<style>.large { font-size: 40px }</style>"
REMEMBER = "document.documentElement.className = localStorage.large || ''"


@pytest.mark.parametrize("mode", ["light", "dark", "large"])
@pytest.mark.parametrize(
    ("body", "moves"),
    [
        ("<p>稳</p>", False),
        (f"<p>块来晚了</p><script>{LATE}</script>", True),
        (f'<img width=90 height=300 alt=""><p>图有大小</p><script>setTimeout(() => document.images[0].src = "{PICTURE}", 100)</script>', False),
        (f'<img alt=""><p>图没有大小</p><script>setTimeout(() => document.images[0].src = "{PICTURE}", 100)</script>', True),
    ],
)  # fmt: skip
def test_what_comes_late_moves_a_page_in_every_mode(
    browser: Browser, tmp_path: Path, body: str, mode: str, *, moves: bool
) -> None:
    """In large type, too, where the letters are large from the first paint on: that moves nothing."""
    with window(browser, PHONE, mode) as page:
        show(page, written(tmp_path, body, LARGER + f"<script>{REMEMBER}</script>"), mode)
        page.wait_for_timeout(300)
        assert bool(shifts(page)) == moves


def test_large_type_that_comes_after_the_first_paint_is_found(
    browser: Browser, tmp_path: Path
) -> None:
    late = f"<script>setTimeout(() => {{ {REMEMBER} }}, 200)</script>"
    with window(browser, PHONE, "large") as page:
        page.goto(written(tmp_path, "<p>一</p><p>二</p>", LARGER + late))
        page.wait_for_timeout(400)
        assert shifts(page)


@pytest.mark.parametrize("address", ["http://own.example/a.png", "https://own.example.cn/a.png"])
def test_what_is_not_the_own_host_over_https_is_a_third_party(
    page: Page, tmp_path: Path, address: str
) -> None:
    asked = heard(page, {"own.example"})
    show(page, written(tmp_path, f"<img src='{address}'>"))
    assert asked == [f"third party: {address}"]


HOME = """<header><h1>安化县妇联</h1></header><main>
<section data-slot=pinned><h2><a href='theory/index.html'>理论</a></h2><a href='theory/one.html'>一</a></section>
<a href='tel:12338'>12338</a><a href='services/index.html'>服务</a><a href='news/tea.html'>茶</a></main>"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("<main>", "<main><p>先</p>", ["the pinned slot is not first in main"]),
        ("theory/one.html", "theory/index.html", ["no theory lead"]),
        ("tel:12338", "tel:110", ["no 12338"]),
        ("news/tea", "events/tea", ["no headline of the place or its neighbour"]),
        ("<a href='news", "<p style='height:640px'>图</p><a href='news", ["headline"]),
        ("<h1>", "<h1 hidden>", ["no name"]),
    ],
)
def test_the_first_screen_of_a_home(
    page: Page, tmp_path: Path, old: str, new: str, found: list[str]
) -> None:
    show(page, written(tmp_path, HOME.replace(old, new) if old else HOME))
    said = first_screen(page)
    assert len(said) == len(found)
    assert all(map(str.startswith, said, found))


def walked(page: Page, tmp_path: Path, article: str, home: str = HOME) -> list[str]:
    (tmp_path / "theory").mkdir(exist_ok=True)
    written(tmp_path / "theory", article).replace("page.html", "one.html")
    (tmp_path / "theory/page.html").rename(tmp_path / "theory/one.html")
    show(page, written(tmp_path, home))
    return walk(page)


ARTICLE = "<a href='#'>一</a><p>文</p><button>二</button><a href='#x'>三</a>"


def test_a_walk_by_keyboard(page: Page, tmp_path: Path) -> None:
    assert walked(page, tmp_path, ARTICLE) == []
    assert page.evaluate("location.pathname").endswith("/theory/one.html")


@pytest.mark.parametrize(
    "style",
    [
        "button:focus::after { content: ''; position: absolute; inset: 0; outline: 3px solid }",
        "body:focus-within { outline: 3px solid }",
        "button:focus { box-shadow: 0 0 0 3px }",
    ],
)
def test_a_focus_may_be_shown_otherwise(page: Page, tmp_path: Path, style: str) -> None:
    hidden = f"<style>button {{ outline: 0 }} {style}</style>"
    assert walked(page, tmp_path, hidden + ARTICLE) == []


@pytest.mark.parametrize(
    ("article", "fault"),
    [
        (f"<style>button {{ outline: 0 }}</style>{ARTICLE}", "Tab: the focus is not seen on button"),
        (f"<style>a + p + button {{ position:absolute; left:-999px }}</style>{ARTICLE}", "Tab: the focus"),
        (f"{ARTICLE}<a href='#' onfocus=\"document.querySelector('a').focus()\">困</a>", "not the same"),
        (f"{ARTICLE}<a href='#' onfocus='this.blur()'>失</a><a href='#'>末</a>", "Tab: the focus is lost before a “末”"),
        ("<p>文</p>", "Tab finds nothing"),
    ],
)  # fmt: skip
def test_a_focus_that_is_lost_is_found(
    page: Page, tmp_path: Path, article: str, fault: str
) -> None:
    said = walked(page, tmp_path, article)
    assert any(line.startswith(fault) for line in said), said


def test_a_home_without_a_way_to_an_article(page: Page, tmp_path: Path) -> None:
    home = HOME.replace("one.html", "index.html").replace("tea.html", "index.html")
    assert walked(page, tmp_path, ARTICLE, home) == ["Tab comes to no article"]


@pytest.mark.skipif(bool(axe.lacking()), reason=axe.lacking())
@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("<main><h1>题</h1><p>文</p></main>", []),
        ("<main><h1>题</h1><p style='color:#666'>AA 够，AAA 不够</p></main>", ["color-contrast-enhanced"]),
        ("<main><h1>题</h1><img src='x.png'></main>", ["image-alt"]),
        ("<main><h1>题</h1></main><p>在外面</p>", ["region"]),
    ],
)  # fmt: skip
def test_axe_core(page: Page, tmp_path: Path, body: str, rules: list[str]) -> None:
    show(
        page,
        written(
            tmp_path, body, STRICT.replace("style-src 'sha256-x'", "style-src-attr 'unsafe-inline'")
        ),
    )
    assert [line.split()[1] for line in axe.barriers(page)] == rules
