"""Markdown to HTML by comrak, with what the sanitiser or a Chinese page would not take changed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import comrak

from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    import re

_TASK = late(r'<input type="checkbox" (checked="" )?disabled="" /> ?(\n<p>)?')
"""The box of a task, before its words or before their first paragraph."""
_ALERT = late(
    r'<div class="markdown-alert markdown-alert-(note|tip|important|warning|caution)">\n'
    r'<p class="markdown-alert-title">([^\n]*)</p>'
)
_TITLES = {
    "note": ("Note", "说明"),
    "tip": ("Tip", "提示"),
    "important": ("Important", "重要"),
    "warning": ("Warning", "注意"),
    "caution": ("Caution", "警告"),
}
"""What comrak calls an alert without a title of its own, and what we do."""
_FOOTNOTES = '<section class="footnotes" data-footnotes>\n<ol>'
_BACK = late(
    r' (<a href="#fnref-[^"]*" class="footnote-backref") data-footnote-backref'
    r' data-footnote-backref-idx="[^"]*" aria-label="[^"]*">'
    r'(↩(?:<sup class="footnote-ref">\d+</sup>)?)</a>'
)


_SIGNS = ("[^", "[ ]", "[x]", "[X]", "[!", "\n: ", "\n:\t", "> : ")
"""One of these stands in the ASCII signs of every text with footnotes, tasks, alerts, definitions.
"""


@cache
def _options(*, extended: bool) -> tuple[comrak.ExtensionOptions, comrak.RenderOptions]:
    """CommonMark with GitHub's tables and ~~strikes~~; extended by what few texts have.

    Those are tasks, alerts, footnotes and definitions; to look for them takes half the time again.
    Bold and italics stand also next to Chinese marks: by CommonMark alone, `**重要：**请看` has no
    bold. Raw HTML passes: the sanitiser comes next.
    """
    extensions, rendering = comrak.ExtensionOptions(), comrak.RenderOptions()
    extensions.table = extensions.strikethrough = extensions.cjk_friendly_emphasis = True
    extensions.footnotes = extensions.tasklist = extended
    extensions.alerts = extensions.description_lists = extended
    rendering.unsafe_ = True
    return extensions, rendering


def to_html(text: str, signs: str) -> str:
    """Return the HTML of a Markdown text with these signs, raw HTML in it as it is."""
    may_be = "[" in signs or ":" in signs
    extensions, rendering = _options(extended=may_be and any(map(signs.__contains__, _SIGNS)))
    made: str = comrak.render_markdown(text, extension_options=extensions, render_options=rendering)
    if extensions.tasklist:
        made = _as_we_write_them(made)
    return made


def _as_we_write_them(made: str) -> str:
    """Return HTML whose tasks, alerts and footnotes are as a Chinese page has them."""
    if '<input type="checkbox"' in made:
        made = _TASK.sub(_box, made)
    if '<div class="markdown-alert' in made:
        made = _ALERT.sub(_alert, made)
    if _FOOTNOTES in made:
        made = _BACK.sub(r" \1>\2</a>", made.replace(_FOOTNOTES, '<ol class="footnotes">'))
    return made


def _box(found: re.Match[str]) -> str:
    """A task is a box in its text: nothing to press, and the same in feeds."""
    return f"{found[2] or ''}{'☑' if found[1] else '☐'} "


def _alert(found: re.Match[str]) -> str:
    kind, written = found.groups()
    english, title = _TITLES[kind]
    shown = title if written == english else written
    return f'<div class="alert alert-{kind}">\n<p class="alert-title">{shown}</p>'
