"""Jinja tag `{% shared key %}…{% endshared %}`: what many pages of a site share is rendered once.

The first page with a key renders the part; the others of the same site reuse it. The key, one value
or several, must tell apart all that the part depends on besides the site: `"header", output_file |
page_folder`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes, pass_context
from jinja2.ext import Extension

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.parser import Parser
    from jinja2.runtime import Context
    from markupsafe import Markup

Key = object

PARTS = "shared_parts"
"""The name under which a site's context holds its parts, by key."""
_KEPT, _KEEP = "kept_part", "keep_part"


class SharedParts(Extension):
    """The tag; without a site's parts in the context it renders every time."""

    tags = {"shared"}  # noqa: RUF012 - Jinja's own way to say it

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters |= {_KEPT: _kept, _KEEP: _keep}

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """Turn the tag into: look the part up; render and keep it if it is not there; put it out.

        A page that finds it pays for the look-up alone: no block is made, nothing is called.
        """
        line = next(parser.stream).lineno
        written = parser.parse_tuple()
        body = parser.parse_statements(("name:endshared",), drop_needle=True)
        key, part = parser.free_identifier(line), parser.free_identifier(line)
        found = nodes.Filter(key, _KEPT, [], [], None, None)
        keep = nodes.Filter(None, _KEEP, [key], [], None, None)
        made = nodes.AssignBlock(part, keep, body)
        lines: list[nodes.Node] = [
            nodes.Assign(key, written),
            nodes.Assign(part, found),
            nodes.If(nodes.Not(part), [made], [], []),
            nodes.Output([part]),
        ]
        return [node.set_lineno(line) for node in lines]


@pass_context
def _kept(context: Context, key: Key) -> Markup | None:
    parts: dict[Key, Markup] = context.parent.get(PARTS, {})
    return parts.get(key)


@pass_context
def _keep(context: Context, part: Markup, key: Key) -> Markup:
    parts: dict[Key, Markup] = context.parent.get(PARTS, {})
    parts[key] = part
    return part


def page_kind(output_file: str) -> str:
    """Jinja filter: what pages with the same links around them have in common.

    That is their folder, and whether they are its index; at the top each page is its own kind.
    """
    folder, _, name = output_file.rpartition("/")
    return f"{folder}/{name if not folder or name == 'index.html' else ''}"


def page_folder(output_file: str) -> str:
    """Jinja filter: what pages have in common whose links to the same places are the same.

    That is their folder; at the top each page is its own, since 404.html links absolutely.
    """
    folder, _, name = output_file.rpartition("/")
    return f"{folder}/" if folder else name
