"""The files that come with an article to the list of them at the end of its text in feeds.

On pages the theme has a component of its own for it (attachments.html).
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.planning.attached import PlannedFile


def file_list(files: Iterable[PlannedFile], language: str) -> str:
    """Return a heading and a list: each file with its name, kind and size."""
    said = translations(language).gettext
    facts = said("%(kind)s，%(size)s")
    rows = (
        f'<li><a href="{escape(each.url)}">{escape(each.title)}</a> '
        f"{facts % {'kind': each.kind, 'size': each.size}}</li>"
        for each in files
    )
    return f"<h2>{said('附件')}</h2><ul>{''.join(rows)}</ul>"
