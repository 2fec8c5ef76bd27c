"""Where each block of each kind of page stands, and how large it is: what pictures show, as JSON.

Pages of the example are held against `boxes.json`, which `python3 tasks.py photograph --boxes` writes
anew. Boxes depend on the fonts: the file says by a probe which ones it was made with.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pages.browser import DEVICES, Device, show, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from pages.output import Output

Box = list[int]
"""Left, top, width, height in CSS pixels, of the page, not of the screen."""
STORED = Path(__file__).with_name("boxes.json")
MODES = ("light", "large")
"""Dark moves nothing."""
PIXELS, SHARE = 2, 0.004
"""How far a number may be off: in pixels, or by this share of it, whichever is more. Versions of
Chromium round the heights of lines differently, and down a long page that adds up."""
_PROBE = """() => {
  const text = document.createElement('span');
  text.style.cssText = 'position:absolute;font:100px/normal "Noto Sans CJK SC",sans-serif;white-space:nowrap';
  text.textContent = '妇联12338，Women';
  document.body.append(text);
  const box = text.getBoundingClientRect();
  text.remove();
  return [Math.round(box.width), Math.round(box.height)];
}"""
_BOXES = """() => {
  const found = {};
  const add = (name, e) => {
    if (!e.checkVisibility()) return;
    const b = e.getBoundingClientRect();
    let key = name;
    for (let n = 2; key in found; n++) key = `${name} ${n}`;
    found[key] = [b.left + scrollX, b.top + scrollY, b.width, b.height].map(Math.round);
  };
  const named = (e) => {
    const heading = e.querySelector('h1, h2, h3');
    const slot = e.dataset.slot && `[${e.dataset.slot}]`;
    const mark = e.id ? `#${e.id}` : slot || (e.classList[0] ? `.${e.classList[0]}` : '');
    return `${e.localName}${mark}${heading ? ` “${heading.textContent.trim().slice(0, 12)}”` : ''}`;
  };
  for (const tag of ['header', 'nav', 'main', 'footer', 'h1'])
    for (const e of document.querySelectorAll(tag)) add(tag, e);
  for (const e of document.querySelectorAll('main > *, main section, main article, main aside')) add(named(e), e);
  for (const e of document.querySelectorAll('main a[href^="tel:"]')) add(`call ${e.getAttribute('href').slice(4)}`, e);
  const pinned = document.querySelector('[data-slot=pinned]');
  const first = [...document.querySelectorAll('main a[href$=".html"]')].find(
    (a) => !/index[.]html$/.test(a.href) && !(pinned && pinned.contains(a)) && a.checkVisibility());
  if (first) add('first link of the news', first);
  return found;
}"""


def probe(browser: Browser) -> Box:
    """Return how wide and high a few words are in this machine's fonts."""
    with window(browser, DEVICES[-1]) as page:
        page.set_content("<body></body>")
        size: Box = page.evaluate(_PROBE)
        return size


def boxes(browser: Browser, output: Output, pages: dict[str, str]) -> dict[str, dict[str, Box]]:
    """Return the boxes of pages by “kind-device-mode”; a page is opened once for all its sizes."""
    found = {}
    for mode in MODES:
        with window(browser, DEVICES[0]) as page:
            for name, path in pages.items():
                show(page, output.address(path), mode)
                for device in DEVICES:
                    page.set_viewport_size(_size(device))
                    found[f"{name}-{device.name}-{mode}"] = page.evaluate(_BOXES)
    return found


def _size(device: Device) -> dict[str, int]:
    return {"width": device.width, "height": device.height}


def write(file: Path, fonts: Box, found: dict[str, dict[str, Box]]) -> None:
    """Write boxes, a line each, so that a change of one is a change of one line."""
    lines = [f'{{"fonts": {json.dumps(fonts)}']
    for screen, blocks in sorted(found.items()):
        rows = (f"  {json.dumps(k, ensure_ascii=False)}: {box}" for k, box in blocks.items())
        lines.append(f"{json.dumps(screen)}: {{\n" + ",\n".join(rows) + "\n}")
    file.write_text(",\n".join(lines) + "\n}\n", "utf-8")


def read(file: Path) -> tuple[Box, dict[str, dict[str, Box]]]:
    """Return the probe of the fonts, and the boxes. Raises FileNotFoundError before they are written."""
    document = json.loads(file.read_text("utf-8"))
    return document.pop("fonts"), document


def differences(stored: dict[str, dict[str, Box]], found: dict[str, dict[str, Box]]) -> list[str]:
    """Return what stands elsewhere, is gone or is new; all screens of both."""
    said = []
    for screen in sorted({*stored, *found}):
        before, now = stored.get(screen, {}), found.get(screen, {})
        said += [f"{screen}: {name} is gone" for name in before if name not in now]
        said += [f"{screen}: {name} is new" for name in now if name not in before]
        said += [
            f"{screen}: {name} is {_words(now[name])}, was {_words(box)}"
            for name, box in before.items()
            if name in now and not _alike(box, now[name])
        ]
    return said


def _alike(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= max(PIXELS, SHARE * abs(a)) for a, b in zip(one, other, strict=True))


def _words(box: Box) -> str:
    return f"{box[2]}×{box[3]} at {box[0]}, {box[1]}"
