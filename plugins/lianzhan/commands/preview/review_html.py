"""What reviewers see: the queue as a page, and the banner above a withheld text. Pure."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from lianzhan.commands.preview.policy import style_source
from lianzhan.commands.preview.reloading import RESERVED
from lianzhan.commands.printing import reason_text
from lianzhan.commands.review_printing import remarks_of
from lianzhan.desk.comparing import Fate, shortened
from lianzhan.model.report import AWAITED
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import user_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lianzhan.desk.comparing import Piece
    from lianzhan.desk.waiting import Waiting
    from lianzhan.kinds.value import Remark
    from lianzhan.model.report import Decision

Told = tuple[int, str, str, str]
"""A problem: its line, code, message and help."""
_TAGS = {Fate.SAME: "{}", Fate.GONE: "<del>{}</del>", Fate.NEW: "<ins>{}</ins>"}
_STYLE = """\
.lz-review{all:initial;display:block;font:16px/1.6 system-ui,sans-serif;color:#1b1b1b;
 background:#fff7df;border-bottom:3px solid #b26a00;padding:.75rem 1rem}
.lz-review *{font:inherit;color:inherit}
.lz-review b{font-weight:700}
.lz-review a{color:#0b57d0;text-decoration:underline}
.lz-review ul{margin:.25rem 0;padding-left:1.25rem;list-style:disc}
.lz-review del{background:#ffd7d5;text-decoration:line-through}
.lz-review ins{background:#c9f2cf;text-decoration:underline}
.lz-review code{font-family:ui-monospace,monospace;font-size:.9em}
"""
_PAGE_STYLE = """\
:root{color-scheme:light dark}
body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #8885}
th{white-space:nowrap}
small{opacity:.8}
pre{white-space:pre-wrap}
.late{white-space:nowrap;font-variant-numeric:tabular-nums}
@media(max-width:40rem){table,tbody,tr,td{display:block}thead{display:none}td{border:0;padding:0}
 tr{border-bottom:1px solid #8885;padding:.75rem 0}}
"""


def page_of(title: str, body: str) -> bytes:
    """Return a whole page; `body` is HTML."""
    language = user_language()
    return (
        f'<!DOCTYPE html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_PAGE_STYLE}{_STYLE}</style></head>"
        f"<body>{body}</body></html>"
    ).encode()


def queue_html(
    waiting: Iterable[Waiting], others: Iterable[Decision], addresses: Mapping[str, str]
) -> bytes:
    """Return the page of all that waits, the oldest first, and of what is withheld otherwise."""
    heads = (_("自"), _("等待"), _("站点"), _("稿件"), _("已签"))
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    rows = "".join(_row(text, addresses.get(text.path, "")) for text in waiting)
    queue = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    nothing = f"<p>{escape(_('没有等待审签的稿件'))}</p>"
    left = "".join(_other(decision, addresses.get(decision.path, "")) for decision in others)
    also = f"<h2>{escape(_('其他没有发布的'))}</h2><ul>{left}</ul>" if left else ""
    title = _("待审稿件")
    return page_of(title, f"<h1>{escape(title)}</h1>{queue if rows else nothing}{also}")


def _row(text: Waiting, address: str) -> str:
    signed = "<br>".join(escape(f"{s.by} {s.step} {s.at}") for s in text.signed) or "—"
    notes = [_("签后改过")] if text.was_changed else []
    notes += remarks_of(text.remarks)
    notes += [_("有错误：{codes}").format(codes=", ".join(text.faults))] if text.faults else []
    more = f"<br><b>{escape('；'.join(notes))}</b>" if notes else ""
    link = f'<a href="{escape(address)}">{escape(text.title)}</a>'
    cells = (
        f'<span class="late">{text.since}</span>',
        escape(_(AWAITED[text.step])),
        f"{escape(text.site_name)}<br><small>{escape(text.site)}</small>",
        f"{link}<br><small>{escape(text.path)}</small>{more}",
        signed,
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _other(decision: Decision, address: str) -> str:
    link = f'<a href="{escape(address)}">{escape(decision.path)}</a>'
    return f"<li>{link} {escape(reason_text(decision))}</li>"


def banner(
    path: str,
    reason: str,
    problems: Iterable[Told],
    changes: list[list[Piece]] | None,
    remarks: Iterable[Remark] = (),
) -> str:
    """Return the banner above a withheld text: why, its problems, what changed since a step.

    And what is noted for its reviewers alone.
    """
    queue = f'<a href="{RESERVED}review">{escape(_("待审稿件"))}</a>'
    head = f"<p><b>{escape(_('没有发布：'))}{escape(reason)}</b> · {queue}</p>"
    place = f"<p><code>{escape(path)}</code></p>"
    found = "".join(
        f"<li>{line}: {escape(message)}（{escape(remedy)}）<code> {escape(code)}</code></li>"
        for line, code, message, remedy in problems
    )
    listed = f"<p>{escape(_('问题：'))}</p><ul>{found}</ul>" if found else ""
    noted = "".join(f"<p>{escape(remark)}</p>" for remark in remarks_of(remarks))
    style = f"<style>{_STYLE}</style>"
    return (
        f'{style}<aside class="lz-review">{head}{place}{noted}{listed}{_changes(changes)}</aside>'
    )


BANNER_STYLE = style_source(_STYLE)
"""The directive that lets the banner have its style on a page that is strict."""


def _changes(changes: list[list[Piece]] | None) -> str:
    if changes is None:
        return f"<p>{escape(_('当时的稿子在 git 里找不到，说不出改了哪里'))}</p>"
    lines = "".join(
        f"<li>{''.join(_TAGS[p.fate].format(escape(p.text)) for p in shortened(line))}</li>"
        for line in changes
    )
    return f"<p>{escape(_('签后改了：'))}</p><ul>{lines}</ul>" if lines else ""
