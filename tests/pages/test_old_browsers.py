"""Which pictures are wanted of which browser, and that a browser that is not there is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.browsing import OnePage
from pages.old_browsers import __main__ as old_browsers

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_picture_says_its_page_screen_browser_and_whether_script_ran(tmp_path: Path) -> None:
    pages = {"list": "x"}
    output = OnePage("file:///list.html")
    pictures = old_browsers.wanted(output, pages, tmp_path, "webkit", script=True)
    assert pictures == [
        ("file:///list.html", f"{tmp_path}/list-phone-webkit.png", 390, 844),
        ("file:///list.html", f"{tmp_path}/list-desk-webkit.png", 1280, 900),
    ]
    (without, _) = old_browsers.wanted(output, pages, tmp_path, "firefox", script=False)
    assert without[1].endswith("/list-phone-firefox-noscript.png")


def test_a_browser_that_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(old_browsers, "CHROMIUM69", old_browsers.PROJECT / "nowhere/python")
    said = [photograph([], True) for photograph in old_browsers.BROWSERS.values()]
    assert said == [
        "skipped: no nowhere/python",
        "skipped: no xvfb-run (apt: xvfb)",
        "skipped: no firefox-esr (apt)",
    ]
