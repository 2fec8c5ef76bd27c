"""A page as it comes over a slow line or to a busy phone: piece by piece, painted after each.

Browsers paint what has come while they wait for the rest, or for the processor. What stands in the
middle of a row, at its right or in balance moves when its neighbours come, unless it is kept out of
sight until it is whole. Where a browser stops is chance; here it stops after each tag and each text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_PIECE = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)
_POUR = """async ([head, pieces]) => {
  const scrollHeight = () => document.documentElement.scrollHeight;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const name = (node) => {
    if (!node) return 'what is gone';
    if (node.nodeType !== 1) return `a text in ${name(node.parentNode)}`;
    return `${node.localName}.${node.getAttribute('class') || ''}`;
  };
  const found = [];
  let last = '';
  const take = (entries) => {
    for (const e of entries) found.push([e.value, e.sources.slice(0, 2).map((s) => name(s.node)).join(', '), last]);
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  document.open();
  document.write(head);
  const sheets = [...document.querySelectorAll('link[rel=stylesheet]')];
  await Promise.all(sheets.map((e) => e.sheet || new Promise((done) => { e.onload = e.onerror = done; })));
  observer.observe({type: 'layout-shift'});
  for (const piece of pieces) {
    document.write(piece);
    last = piece;
    const adds = piece.trim() && !piece.startsWith('</') && scrollHeight() < 3 * innerHeight;
    if (!adds) continue;
    await frame();
    take(observer.takeRecords());
  }
  document.close();
  await frame();
  await frame();
  take(observer.takeRecords());
  return found;
}"""


def pieces_of(html: str) -> tuple[str, list[str]]:
    """Return a page's head, and its body in pieces: tags, texts, scripts whole; together the page."""
    head, body, rest = html.partition("<body")
    return head, [match[0] for match in _PIECE.finditer(body + rest)]


def moved(page: Page, html: str) -> list[str]:
    """Return what moved in the window, and after which piece, while a page came; nothing if it stood.

    `page` is open at the address of the page, so that its files are found; it takes a frame (1/60 s)
    for each piece, but for ends of elements, and for all that comes once the page is three windows
    high. Counted is what Chromium counts for CLS: 3 pixels, what is in sight before and after.
    """
    found = page.evaluate(_POUR, list(pieces_of(html)))
    return [
        f"moves while it comes, {value:.4f}: {what} after {piece.strip()[:40]}"
        for value, what, piece in found
    ]
