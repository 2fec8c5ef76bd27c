"""Photographs of pages: first screens and whole pages in every size and mode, and prints.

Names are those of the design's pictures: `county-few-phone-light.png` is what is seen first,
`county-few-phone-light-full.png` the whole page, `article-long-print-1.png` the first sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.browser import DEVICES, MODES, show, window
from pages.kinds import PRINTED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from pages.browser import Device
    from pages.output import Output

_MARGIN = dict.fromkeys(("top", "right", "bottom", "left"), "12mm")
"""Unless the page says otherwise (`@page`): about what browsers leave."""
_SHEET_SCALE = 1.5
"""Pixels of a print's picture for a point (1/72 inch)."""
_TALLEST = 16_000
"""Pixels of the screen that a picture may be high; Chromium repeats what lies beyond 16,384."""


def photograph(
    browser: Browser,
    output: Output,
    pages: dict[str, str],
    folder: Path,
    *,
    modes: Collection[str] = MODES,
    devices: Collection[Device] = DEVICES,
    script: bool = True,
) -> Iterator[str]:
    """Photograph pages into a folder; yield a line for each page, and what is wanting in it.

    Without script, names end in `-noscript`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    suffix = "" if script else "-noscript"
    lacking: set[str] = set()
    for device in devices:
        for mode in modes:
            with window(browser, device, mode, script=script) as page:
                for name, path in pages.items():
                    if not show(page, output.address(path), mode, script=script):
                        lacking.add(name)
                    stem = folder / f"{name}-{device.name}-{mode}{suffix}"
                    page.screenshot(path=f"{stem}.png")
                    height = page.evaluate("document.documentElement.scrollHeight")
                    clip = {"x": 0, "y": 0, "width": device.width}
                    tallest = min(height, _TALLEST // device.scale)
                    page.screenshot(
                        path=f"{stem}-full.png", full_page=True, clip={**clip, "height": tallest}
                    )
    for name, path in pages.items():
        wanting = "; no switch for large type" if name in lacking else ""
        yield f"{name:20} {path}{wanting}"


def print_out(
    browser: Browser, output: Output, pages: dict[str, str], folder: Path
) -> Iterator[str]:
    """Print the two articles onto A4; yield how many sheets each takes."""
    from pypdfium2 import PdfDocument

    folder.mkdir(parents=True, exist_ok=True)
    with window(browser, DEVICES[-1]) as page:
        for name in (name for name in PRINTED if name in pages):
            show(page, output.address(pages[name]))
            sheets = PdfDocument(page.pdf(format="A4", prefer_css_page_size=True, margin=_MARGIN))
            for number, sheet in enumerate(sheets, 1):
                picture = sheet.render(scale=_SHEET_SCALE).to_pil()
                picture.save(folder / f"{name}-print-{number}.png")
            yield f"{name:20} {len(sheets)} printed sheets"
            sheets.close()
