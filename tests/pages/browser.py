"""Pages in a real Chromium, opened from files: in which sizes and modes, and how the modes are set.

The system's own Chromium is used (Debian: `chromium` and `fonts-noto-cjk`); nothing is downloaded.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
)  # fmt: skip
_LARGE = """() => {
  const box = document.getElementById('large');
  if (box && !box.checked) box.click();
  document.documentElement.classList.add('large');
  return Boolean(box);
}"""
"""Large type as the reader's switch sets it (the checkbox `large`), and as the script does (the class)."""
_SAVED = "try { localStorage.large = 'large'; } catch (e) {}"
"""A reader who chose large type on an earlier page: a switch after the first paint is the measure's doing,
and what moves in the half second after it counts for nothing."""
_LATE = """async () => {
  const late = document.getElementById('late');
  if (late && late.content) document.body.append(late.content);
  while (late && !window.onpageshow) await new Promise((done) => setTimeout(done, 5));
}"""
"""What head.js does a moment after the page is loaded, at once: nothing waits, and nothing comes later."""
_SETTLED = """() => new Promise((done) => {
  const lazy = [...document.querySelectorAll('img[loading=lazy]')];
  for (const picture of lazy) picture.loading = 'eager';
  const waiting = [...document.images].map((picture) => picture.decode().catch(() => 0));
  Promise.all([document.fonts.ready, ...waiting]).then(() => requestAnimationFrame(() => done(true)));
})"""


@dataclass(frozen=True)
class Device:
    """A size of the window in CSS pixels, and how many pixels of the screen one of them is."""

    name: str
    width: int
    height: int
    scale: int = 1


PHONE = Device("phone", 390, 844, 2)
SMALL = Device("small", 360, 640, 2)
DESK = Device("desk", 1280, 900)
DEVICES = (PHONE, SMALL, DESK)
MODES = ("light", "dark", "large")


def program() -> str:
    """Return the path of the system's Chromium, or LIANZHAN_CHROMIUM's; "" where there is none."""
    given = os.environ.get("LIANZHAN_CHROMIUM")
    return given or next(filter(None, map(shutil.which, _PROGRAMS)), "")


def lacking() -> str:
    """Return what keeps pages from being opened, and what to install; "" where nothing does."""
    if not find_spec("playwright"):
        return "pages are opened by playwright: pip install -e '.[dev]'"
    if not program():
        return "pages are opened in Chromium: .ci/run installs chromium and fonts-noto-cjk"
    return ""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium, and end it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(), args=list(_FLAGS), chromium_sandbox=False
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def window(
    browser: Browser, device: Device, mode: str = "light", *, script: bool = True
) -> Iterator[Page]:
    """Open a window that remembers nothing of others; in large type, it remembers that alone."""
    context = browser.new_context(
        viewport={"width": device.width, "height": device.height},
        device_scale_factor=device.scale,
        color_scheme="dark" if mode == "dark" else "light",
        reduced_motion="reduce",
        java_script_enabled=script,
        locale="zh-CN",
    )
    context.set_default_timeout(60_000)
    if mode == "large":
        context.add_init_script(_SAVED)
    try:
        yield context.new_page()
    finally:
        context.close()


def show(page: Page, address: str, mode: str = "light", *, script: bool = True) -> bool:
    """Open an address in a mode, its pictures decoded; return whether the page has the mode's switch.

    Without script nothing can be waited for in the page, and no picture is lazy.
    """
    page.goto(address, wait_until="load")
    if script:
        page.evaluate(_LATE)
    has_switch = bool(page.evaluate(_LARGE)) if mode == "large" else True
    if script:
        page.evaluate(_SETTLED)
    return has_switch
