"""Pictures are of the size of the screen, in the mode that was asked for, and named as the design's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from pages.browser import DESK, chromium
from pages.browsing import OnePage, needs_chromium, written
from pages.photographs import photograph, print_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = needs_chromium
HEAD = """<style>body { margin: 0; height: 2000px; background: #00f; break-after: page }
@media (prefers-color-scheme: dark) { body { background: #111 } }
.large body, body:has(#large:checked) { background: #0f0 }</style>"""
SCRIPT = "<script>document.body.style.background = '#f00'</script>"
LIGHT, DARK, LARGE, SCRIPTED = (0, 0, 255), (17, 17, 17), (0, 255, 0), (255, 0, 0)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def corner(file: Path) -> tuple[int, ...]:
    with Image.open(file) as picture:
        return picture.convert("RGB").getpixel((picture.width - 2, picture.height - 2))


def taken(
    browser: Browser, folder: Path, body: str, mode: str, *, script: bool = True
) -> tuple[str, tuple[int, ...]]:
    """What is said of a page on a desk, and the colour of its corner."""
    output = OnePage(written(folder, body, HEAD))
    chosen = {"modes": (mode,), "devices": (DESK,), "script": script}
    (line,) = photograph(browser, output, {"list": "x"}, folder, **chosen)
    return line, corner(folder / f"list-desk-{mode}{'' if script else '-noscript'}.png")


def test_sizes_modes_and_names(browser: Browser, tmp_path: Path) -> None:
    output = OnePage(written(tmp_path, "<input type=checkbox id=large>", HEAD))
    pictures = tmp_path / "pictures"
    (line,) = photograph(browser, output, {"list": "x"}, pictures)
    assert "no switch" not in line
    sizes = {"phone": (780, 1688), "small": (720, 1280), "desk": (1280, 900)}
    for device, size in sizes.items():
        for mode, colour in (("light", LIGHT), ("dark", DARK), ("large", LARGE)):
            first = pictures / f"list-{device}-{mode}.png"
            assert Image.open(first).size == size
            assert corner(first) == colour
            full = Image.open(pictures / f"list-{device}-{mode}-full.png")
            assert full.size == (size[0], 2000 if device == "desk" else 4000)
    assert len(list(pictures.iterdir())) == 18


def test_large_type_works_by_the_class_where_there_is_no_switch(
    browser: Browser, tmp_path: Path
) -> None:
    line, colour = taken(browser, tmp_path, "词", "large")
    assert line.endswith("; no switch for large type")
    assert colour == LARGE


def test_script_can_be_left_out(browser: Browser, tmp_path: Path) -> None:
    assert taken(browser, tmp_path, SCRIPT, "light")[1] == SCRIPTED
    assert taken(browser, tmp_path, SCRIPT, "light", script=False)[1] == LIGHT


def test_a_print_is_a_picture_a_sheet(browser: Browser, tmp_path: Path) -> None:
    output = OnePage(written(tmp_path, "<p style='break-after: page'>一</p><p>二</p>"))
    pages = {"portal": "x", "article-short": "y"}
    assert list(print_out(browser, output, pages, tmp_path)) == [
        "article-short        2 printed sheets"
    ]
    sheets = sorted(file.name for file in tmp_path.glob("*.png"))
    assert sheets == ["article-short-print-1.png", "article-short-print-2.png"]
    assert Image.open(tmp_path / sheets[0]).size == (894, 1265)
