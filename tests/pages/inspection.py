"""All measures of pages of an output: what is amiss, by page, screen and mode."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from pages import axe
from pages.browser import DESK, PHONE, SMALL, Device, show, window
from pages.first_screen import first_screen
from pages.keyboard import walk
from pages.measures import (
    LARGE_TARGET,
    TARGET,
    WIDTHS,
    blank_blocks,
    heard,
    shifts,
    sideways,
    small_targets,
)
from pages.pouring import moved
from pages.weights import pictures_heard, too_heavy, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, Page

    from pages.output import Output

NARROW = Device("narrow", 320, 640, 2)
SCREENS = (
    (PHONE, "light"), (PHONE, "dark"), (PHONE, "large"), (DESK, "light"), (DESK, "dark"), (DESK, "large"),
    (NARROW, "light"), (NARROW, "large"),
)  # fmt: skip
"""Screens on which every page is looked at."""
POURED = ((PHONE, "light"), (NARROW, "large"), (DESK, "light"))
"""Screens on which every page is looked at while it comes."""


@dataclass(frozen=True)
class Finding:
    """What is amiss on a page, on which screen."""

    page: str
    screen: str
    what: str

    def __str__(self) -> str:
        return f"{self.page:20} {self.screen:14} {self.what}"


def findings(browser: Browser, output: Output, pages: dict[str, str]) -> Iterator[Finding]:
    """Yield what is amiss on pages, in the first screens of all homes, and on a walk by keyboard."""
    for device, mode in SCREENS:
        yield from on_screen(browser, output, pages, device, mode)
    yield from first_screens(browser, output)
    yield from walked(browser, output, pages)


def on_screen(
    browser: Browser, output: Output, pages: dict[str, str], device: Device, mode: str
) -> Iterator[Finding]:
    """Yield what is amiss on pages on one screen; what no screen changes, on a phone alone."""
    screen = f"{device.name}-{mode}"
    for name, path in pages.items():
        with window(browser, device, mode) as page:
            asked, pictures = heard(page, output.hosts), pictures_heard(page)
            show(page, output.address(path), mode)
            found = [*asked, *on_page(page, mode), *shifts(page)]
            if (device, mode) == (PHONE, "light"):
                weight = weigh(output.folder / path)
                found += [*blank_blocks(page), *too_heavy(name, weight, sum(pictures.values()))]
            if device == PHONE and mode != "dark":
                found += sideways(page, WIDTHS)
            yield from (Finding(name, screen, what) for what in found)


def poured(browser: Browser, output: Output, pages: dict[str, str]) -> Iterator[Finding]:
    """Yield what moves on pages while they come, piece by piece."""
    for (device, mode), (name, path) in product(POURED, pages.items()):
        with window(browser, device, mode) as page:
            show(page, output.address(path), mode)
            for what in moved(page, output.page(path).html):
                yield Finding(name, f"{device.name}-{mode}", what)


def on_page(page: Page, mode: str) -> list[str]:
    """Return what targets and axe-core say of a page that is open."""
    least = LARGE_TARGET if mode == "large" else TARGET
    return [*small_targets(page, least), *([] if axe.lacking() else axe.barriers(page))]


def first_screens(
    browser: Browser, output: Output, homes: Iterable[str] | None = None
) -> Iterator[Finding]:
    """Yield what is missing on the first screens of homes, on the smallest phone; all, unless some are given."""
    with window(browser, SMALL) as page:
        for path in output.homes if homes is None else homes:
            show(page, output.address(path))
            for what in first_screen(page, SMALL.height):
                yield Finding(path.partition("/")[0], "small-light", what)


def walked(browser: Browser, output: Output, pages: dict[str, str]) -> Iterator[Finding]:
    """Yield what is amiss on a walk from a county's home to an article and back."""
    home = pages.get("county-few") or output.homes[-1]
    for device in (PHONE, DESK):
        with window(browser, device) as page:
            show(page, output.address(home))
            for what in walk(page):
                yield Finding("walk by keyboard", device.name, what)
