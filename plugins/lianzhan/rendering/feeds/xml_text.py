"""Texts as XML holds them."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

has_markup = re.compile(r"[&<>\"\r\t\n]").search
"""Whether plain text holds anything that must be written otherwise."""
_TEXT = {"\r": "&#13;"}
_VALUE = _TEXT | {'"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
"""What XML would read as something else in text, and in an attribute's value."""


def text(plain: str) -> str:
    """Return plain text as the text of an element."""
    return escape(plain, _TEXT) if has_markup(plain) else plain


def value(plain: str) -> str:
    """Return plain text as an attribute's value, without its quotes."""
    return escape(plain, _VALUE) if has_markup(plain) else plain


def cdata(html: str) -> str:
    """Return text that keeps its markup; what would end it is taken in two."""
    return f"<![CDATA[{html.replace(']]>', ']]]]><![CDATA[>')}]]>"
