"""What is measured in a page: sideways scroll, targets, blank blocks, shifts, requests.

Each measure takes a page that is open and returns what is amiss, in words; nothing where all is well.
Styles are tried by way of the CSSOM, which no Content-Security-Policy of a page forbids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection

    from playwright.sync_api import Page

WIDTHS = (256, 320, 360, 390, 768, 1024, 1280)
"""CSS pixels: WCAG 1.4.10 asks for 320; a watch or a split screen has 256."""
DOUBLED = (320, 390, 1280)
"""Widths that are tried with letters twice as large (WCAG 1.4.4)."""
SPACED = (320, 390)
"""Widths that are tried with the spacing of WCAG 1.4.12."""
TARGET, LARGE_TARGET = 44, 60
"""Least CSS pixels of what is touched: WCAG 2.5.5; in large type, 60 by the design."""
_ROUNDING = 0.5
_HEIGHT = 800
_SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
_STYLE = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = css ? [sheet] : [];
}"""
_WIDER = """() => {
  const root = document.documentElement, width = root.clientWidth;
  if (root.scrollWidth <= width) return null;
  const scrolls = (e) => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
      if (getComputedStyle(p).overflowX !== 'visible') return true;
    return false;
  };
  const wide = [...document.body.querySelectorAll('*')].filter(
    (e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e));
  const innermost = wide.filter((e) => !wide.some((o) => o !== e && e.contains(o)));
  return `${root.scrollWidth} wide: ` + innermost.slice(0, 3).map((e) =>
    `${e.localName}.${e.getAttribute('class') || ''} “${e.textContent.trim().slice(0, 12)}”`).join(', ');
}"""
_SMALL = """(least) => {
  const shown = (e) => e.checkVisibility({checkVisibilityCSS: true, checkOpacity: false});
  const box = (e) => {
    const after = getComputedStyle(e, '::after');
    if (after.content !== 'none' && after.position === 'absolute' && e.localName === 'a') {
      let around = e;
      while (around !== document.body && getComputedStyle(around).position === 'static')
        around = around.parentElement;
      return around.getBoundingClientRect();
    }
    return e.getBoundingClientRect();
  };
  const blockOf = (e) => {
    let block = e.parentElement;
    while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
    return block;
  };
  const inSentence = (e) => {
    if (e.localName !== 'a' || getComputedStyle(e).display !== 'inline') return false;
    const copy = blockOf(e).cloneNode(true);
    copy.querySelectorAll('a, button, time').forEach((link) => link.remove());
    return copy.textContent.replace(/[\\s·›|、，/]/g, '').length > 1;
  };
  const found = [];
  const all = document.querySelectorAll(
    'a[href], button, summary, select, textarea, input:not([type=hidden])');
  for (const e of all) {
    if (!shown(e) || inSentence(e)) continue;
    const boxes = [box(e), ...[...(e.labels || [])].filter(shown).map(box)];
    if (boxes[0].bottom + scrollY <= 0 || boxes[0].right <= 0) continue;
    const size = (b) => Math.min(b.width, b.height);
    if (Math.max(...boxes.map((b) => Math.max(b.width, b.height))) <= 1) continue;
    if (Math.max(...boxes.map(size)) >= least) continue;
    const b = boxes.reduce((one, other) => (size(other) > size(one) ? other : one));
    const words = (e.textContent || e.getAttribute('aria-label') || e.id).trim().slice(0, 12);
    found.push(`${e.localName}.${e.getAttribute('class') || ''} “${words}” ${Math.round(b.width)}×${Math.round(b.height)}`);
  }
  return found;
}"""
_BLANK = """() => {
  const blocks = document.querySelectorAll(
    'main, main > *, section, article, aside, nav, ul, ol, li, dl, dt, dd, p, h1, h2, h3, h4, figure, figcaption, details, address');
  // What is told while a page is used begins empty.
  const full = 'img, svg, video, audio, canvas, iframe, input, textarea, select, button, hr, picture';
  return [...blocks].filter((e) => e.checkVisibility() && !e.innerText.trim()
      && !e.matches('[role=status]') && !e.matches(full) && !e.querySelector(full))
    .map((e) => `${e.localName}.${e.getAttribute('class') || ''}#${e.id}`);
}"""
_SHIFT = """() => new Promise((done) => {
  let sum = 0;
  const count = (list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; };
  new PerformanceObserver(count).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 50);
})"""


def sideways(page: Page, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """Return the widths at which a page scrolls sideways, plain, doubled and spaced; leaves it at the last."""
    found = []
    ways = (("", "", WIDTHS), ("200 %", "html { font-size: 200% !important }", DOUBLED))
    for name, css, all_widths in (*ways, ("spaced", _SPACING, SPACED)):
        page.evaluate(_STYLE, css)
        for width in (width for width in all_widths if width in widths):
            page.set_viewport_size({"width": width, "height": _HEIGHT})
            if wider := page.evaluate(_WIDER):
                found.append(f"sideways at {width} {name}: {wider}".replace(" :", ":"))
    page.evaluate(_STYLE, "")
    return found


def small_targets(page: Page, least: int = TARGET) -> list[str]:
    """Return what is touched and smaller; links in sentences and in closed menus are left out.

    A row whose link lies over all of it (`::after`) counts as a whole, a control with its label.
    """
    small = page.evaluate(_SMALL, least - _ROUNDING)
    return [f"target under {least}: {target}" for target in small]


def blank_blocks(page: Page) -> list[str]:
    """Return blocks that are shown and hold neither words nor pictures nor controls."""
    return [f"blank: {block}" for block in page.evaluate(_BLANK)]


def shifts(page: Page) -> list[str]:
    """Return how much the page moved by itself while it loaded (CLS), if it did."""
    shift = page.evaluate(_SHIFT)
    return [f"layout shift {shift:.4f}"] if shift else []


def heard(page: Page, own: Collection[str] = ()) -> list[str]:
    """Return a list that fills with what a page asks of others than its own files and hosts.

    `own` are those that its output is made for ("hunan.example.org"): 404.html, which a server shows
    at any depth, names its files there.
    """
    found: list[str] = []

    def note(address: str) -> None:
        parts = urlsplit(address)
        is_own = parts.scheme == "https" and parts.netloc in own
        if not is_own and parts.scheme not in {"file", "data", "about", "blob"}:
            found.append(f"third party: {address[:80]}")

    page.on("request", lambda request: note(request.url))
    return found
