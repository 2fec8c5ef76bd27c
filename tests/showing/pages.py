"""The pages on which one looks at components: a page each for scheme and accent, without a server.

In: what was rendered of the examples. Out: files by name; the sheets stand beside the pages.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.profile import Accent
from lianzhan.rendering.theme.components import IN_HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianzhan.rendering.theme.components import Component

SCHEMES = {"light": "浅色", "dark": "深色", "large": "大字"}
"""The classes of `html` that show each scheme, as the theme's script sets them."""


class Shown(NamedTuple):
    """A component with the HTML of its examples."""

    component: Component
    examples: tuple[str, ...]


def pages(shown: Sequence[Shown], sheets: Sequence[str]) -> dict[str, str]:
    """Return the pages by their names: each scheme with each accent, the first as index.html."""
    return {
        _file(scheme, accent): _page(shown, sheets, scheme, accent)
        for scheme in SCHEMES
        for accent in Accent
    }


def _file(scheme: str, accent: Accent) -> str:
    is_first = (scheme, accent) == ("light", Accent.CINNABAR)
    return "index.html" if is_first else f"{scheme}-{accent.name.lower()}.html"


def _page(shown: Sequence[Shown], sheets: Sequence[str], scheme: str, accent: Accent) -> str:
    links = "".join(f'<link rel="stylesheet" href="{escape(sheet)}">\n' for sheet in sheets)
    return (
        f'<!doctype html>\n<html lang="zh-CN" class="{scheme}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{SCHEMES[scheme]} {accent}</title>\n{links}</head>\n"
        f'<body class="accent-{accent.name.lower()}">\n{_choices()}\n'
        f"{''.join(_sections(shown))}</body>\n</html>\n"
    )


def _choices() -> str:
    """Links to all pages, and to each component on this one."""
    rows = (
        f"<p>{title}: "
        + " ".join(f'<a href="{_file(scheme, accent)}">{accent}</a>' for accent in Accent)
        + "</p>\n"
        for scheme, title in SCHEMES.items()
    )
    return f"<nav>\n{''.join(rows)}</nav>"


def _sections(shown: Sequence[Shown]) -> Iterator[str]:
    for component, examples in shown:
        yield f'<section id="component-{component.name}">\n<h2>{component.name}</h2>\n'
        yield f"<pre>{escape(component.about)}</pre>\n"
        for example in examples:
            is_seen = component.name not in IN_HEAD
            yield f"{example}\n" if is_seen else f"<pre>{escape(example)}</pre>\n"
        yield "</section>\n"
