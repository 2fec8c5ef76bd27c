"""Jinja tag `{% shared key %}…{% endshared %}`: what many pages of a site share is rendered once.

The first page with a key renders the part; the others of the same site reuse it. The key must tell
apart all that the part depends on besides the site: for a header, the folder of the page.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.ext import Extension
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.parser import Parser
    from jinja2.runtime import Context

PARTS = "shared_parts"
"""The name under which a site's context holds its parts, by key."""


class SharedParts(Extension):
    """The tag; without a site's parts in the context it renders every time."""

    tags = {"shared"}  # noqa: RUF012 - Jinja's own way to say it

    def parse(self, parser: Parser) -> nodes.Node:
        """Turn the tag into a call with the key, the context and the part."""
        line = next(parser.stream).lineno
        key = parser.parse_expression()
        body = parser.parse_statements(("name:endshared",), drop_needle=True)
        call = self.call_method("_part", [key, nodes.ContextReference()])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _part(self, key: str, context: Context, caller: Callable[[], str]) -> Markup:
        parts: dict[str, Markup] = context.get(PARTS, {})
        if key not in parts:
            parts[key] = Markup(caller())  # noqa: S704 - a template's own output, escaped there
        return parts[key]


def page_kind(output_file: str) -> str:
    """Jinja filter: what pages with the same links around them have in common.

    That is their folder, and whether they are its index; at the top each page is its own kind.
    """
    folder, name = posixpath.split(output_file)
    return f"{folder}/{name if not folder or name == 'index.html' else ''}"


def page_folder(output_file: str) -> str:
    """Jinja filter: what pages have in common whose links to the same places are the same.

    That is their folder; at the top each page is its own, since 404.html links absolutely.
    """
    folder, name = posixpath.split(output_file)
    return f"{folder}/" if folder else name
