"""A page's QR code says its address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import Environment
from kinds.qr_reader import read

from lianzhan.kinds.qr_codes import qr_svg
from lianzhan.model.catalog import Picture
from lianzhan.rendering.html import sharing
from lianzhan.rendering.html.addresses import Host
from lianzhan.rendering.html.rendered_page import PageFilters
from lianzhan.rendering.html.sharing import QrCodes, qr_code, square_picture

if TYPE_CHECKING:
    import pytest

ADDRESS = "https://hunan.example.org/anhua/news/%E8%8C%B6.html"


def test_the_code_in_a_page_is_read_as_the_address() -> None:
    element = qr_code(ADDRESS)
    assert element.startswith('<svg class="qr-code" aria-hidden="true" viewBox=')
    file = re.sub("<svg [^>]*?(?= viewBox)", '<svg xmlns="http://www.w3.org/2000/svg"', element)
    assert f"{file}\n" == qr_svg(ADDRESS)
    assert read(f"{file}\n") == ADDRESS


def test_codes_of_a_site_are_made_together_and_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """None before a page wants one; one that is wanted again, or is of no article, is made then."""
    asked: list[str] = []
    monkeypatch.setattr(sharing, "qr_svg", lambda text: asked.append(text) or qr_svg(text))
    addresses = [f"https://example.org/hunan/news/{name}.html" for name in "abc"]
    codes = QrCodes(iter(addresses))
    assert asked == []
    assert codes.of(addresses[1]) == qr_code(addresses[1])
    assert asked == [*addresses, addresses[1]]
    assert codes.of(addresses[0]) == qr_code(addresses[0])
    assert codes.of(addresses[1]) == qr_code(addresses[1])
    assert codes.of("https://example.org/elsewhere") == qr_code("https://example.org/elsewhere")
    assert QrCodes(()).of(ADDRESS) == qr_code(ADDRESS)


def test_an_address_that_no_code_holds_has_none() -> None:
    assert qr_code("https://example.org/" + "a" * 3_000) == ""


def test_nothing_of_an_address_is_written_into_the_page() -> None:
    assert "alert" not in qr_code('https://example.org/"><script>alert(1)</script>')


def test_the_square_is_named_by_its_whole_address_and_missing_where_a_picture_is_too_small() -> (
    None
):
    environment = Environment(extensions=[PageFilters], autoescape=True)
    host = Host("https://a.org/b/", "https://a.org/", "https://a.org/assets/")
    page = {"host": host, "output_file": "news/x.html", "THEME_STATIC_DIR": "assets/theme"}
    context = environment.from_string("").new_context(page)
    large, small = (Picture("x", "d", "png", 1, side, 400) for side in (400, 299))
    address = square_picture(context, large)
    assert re.fullmatch(r"https://a\.org/assets/pictures/[0-9a-f]{14}-square\.jpg", address)
    assert square_picture(context, small) == square_picture(context, None) == ""
