"""What tests of pages have in common: whether there is a browser, and pages that they write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pages.browser import lacking

if TYPE_CHECKING:
    from pathlib import Path

needs_chromium = pytest.mark.skipif(bool(lacking()), reason=lacking())
FRAME = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>页</title>
<meta name="viewport" content="width=device-width">{head}</head><body>{body}</body></html>"""


def written(folder: Path, body: str, head: str = "") -> str:
    """Write a page; return its address."""
    file = folder / "page.html"
    file.write_text(FRAME.format(head=head, body=body), "utf-8")
    return file.as_uri()


class OnePage:
    """An output with one page."""

    def __init__(self, address: str) -> None:
        self._address = address

    def address(self, path: str) -> str:
        del path
        return self._address
