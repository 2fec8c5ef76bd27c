"""What passes a page on: Jinja filters of the block 告诉别人."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import pass_context
from markupsafe import Markup

from lianzhan.kinds.qr_codes import qr_svg
from lianzhan.rendering.html.rendered_page import rendered_page
from lianzhan.rendering.pictures.files import files_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2.runtime import Context

    from lianzhan.model.catalog import Picture

_FILE, _ELEMENT = (
    '<svg xmlns="http://www.w3.org/2000/svg"',
    '<svg class="qr-code" aria-hidden="true"',
)


def qr_code(address: str) -> Markup:
    """Jinja filter: the QR code of an address as an element of the page; "" where none holds it.

    In the page, not a file: paper shows it, too, where a browser fetches no picture that it has not
    shown, and a site of a hundred articles has not a hundred files more. Screen readers pass it by:
    the address itself stands beside it.
    """
    try:
        svg = qr_svg(address)
    except ValueError:
        return Markup("")
    return Markup(svg.replace(_FILE, _ELEMENT, 1).rstrip())  # noqa: S704 - of digits and our own tags


class QrCodes:
    """The QR codes of a site's articles, by their addresses: all are made when the first is wanted.

    One after another each takes half the time that it takes between two pages, which leave nothing
    of the encoder in the processor's caches.
    """

    def __init__(self, addresses: Iterable[str]) -> None:
        self._addresses: Iterable[str] | None = addresses
        self._made: dict[str, Markup] = {}

    def of(self, address: str) -> Markup:
        """Jinja filter: as `qr_code`."""
        if self._addresses is not None:
            self._made = {other: qr_code(other) for other in self._addresses}
            self._addresses = None
        made = self._made.pop(address, None)
        return qr_code(address) if made is None else made


@pass_context
def square_picture(context: Context, picture: Picture | None) -> str:
    """Jinja filter: the address of the square that stands for a page; "" where there is none."""
    square = files_of(picture).square if picture else None
    return f"{rendered_page(context).host.assets}{square.name}" if square else ""
