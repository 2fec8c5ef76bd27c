"""Structured data of a page: what it says to programs, as JSON-LD (W3C, JSON-LD 1.1) in a script.

In: values of JSON, made by pure functions. Out: text for `<script type="application/ld+json">`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.utils import htmlsafe_json_dumps

if TYPE_CHECKING:
    from markupsafe import Markup


def json_ld(value: Any) -> Markup:
    r"""Jinja filter: return a value as JSON in which no character ends a script or begins a tag.

    "<" is written "\u003c", so are ">", "&" and "'" by their numbers (HTML, 4.12.1.3); Chinese
    stands as it is. The order of members is that of the value.
    """
    return htmlsafe_json_dumps(value, ensure_ascii=False, separators=(",", ":"))
