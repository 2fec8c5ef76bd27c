"""The reviewer's pages of `serve --review`: what waits, and each withheld text as it would look.

They are made for the request alone and never written to the output. Only this machine is answered
(see `answers`).
"""

from __future__ import annotations

import html
import re
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlsplit

from lianzhan.building.build_cache import open_cache
from lianzhan.building.review_page import NoPageError, file_of_page, marked, review_page
from lianzhan.commands.checking import check_content
from lianzhan.commands.preview.answers import Answer
from lianzhan.commands.preview.files import TYPES, content_type
from lianzhan.commands.preview.policy import allowing
from lianzhan.commands.preview.reloading import RESERVED
from lianzhan.commands.preview.review_html import BANNER_STYLE, banner, page_of, queue_html
from lianzhan.commands.printing import reason_text
from lianzhan.commands.review_printing import changes_of
from lianzhan.commands.review_values import waiting_in
from lianzhan.desk.approval import Desk, read_texts
from lianzhan.desk.history import readable
from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import file_of
from lianzhan.texts.language import help_of, message_of, user_language
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from lianzhan.building.build import Request
    from lianzhan.building.content_state import ContentState
    from lianzhan.model.problem import Problem

QUEUE = f"{RESERVED}review"
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)


@dataclass
class Review:
    """What reviewers are shown of a content folder, as it is at the moment."""

    request: Request

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def answer(self, target: str) -> Answer | None:
        """Answer a request for the queue, a withheld text, or a picture of one; None for others."""
        parts = urlsplit(target)
        wanted = parse_qs(parts.query).get("review", [""])[0]
        if parts.path.rstrip("/") == QUEUE:
            return self._page(self._queue)
        if wanted:
            return self._page(lambda: self._text(wanted))
        return self._asset(parts.path)

    def _page(self, make: Callable[[], bytes]) -> Answer:
        with self._lock:  # a page is made by processes of its own: one at a time
            return Answer(HTTPStatus.OK, TYPES[".html"], make())

    def _state(self) -> tuple[Request, ContentState]:
        request = replace(self.request, now=datetime.now(UTC))
        return request, check_content(request)[0]

    def _queue(self) -> bytes:
        request, state = self._state()
        entries = state.catalog.entries
        waiting = waiting_in(state, request)
        listed = {text.path for text in waiting}
        others = [d for d in state.decisions.values() if not d.approved and d.path not in listed]
        addresses = {path: address_of(state, path) for path in entries}
        return marked(queue_html(waiting, sorted(others), addresses))

    def _text(self, path: str) -> bytes:
        """Return a withheld text's page below its banner."""
        request, state = self._state()
        decision = state.decisions.get(path)
        if decision is None or state.tree is None:
            return marked(page_of("404", f"<p>{html.escape(path)}</p>"))
        desk = Desk(request.content, state.tree.federation, request.now)
        text = read_texts(desk, [path]).texts.get(path)
        problems = [told(fault) for fault in text.problems] if text else []
        changes = changes_of(request.content, text) if text else []
        remarks = text.value.remarks if text else ()
        above = banner(path, reason_text(decision), problems, changes, remarks)
        try:
            page = review_page(request, state, path)
        except (NoPageError, OSError, ValueError, KeyError):
            words = readable((request.content / file_of(path)).read_bytes(), path) or ""
            shown = (
                f"<h1>{_('这一页还不能显示，下面是稿件的文字')}</h1><pre>{html.escape(words)}</pre>"
            )
            return marked(page_of(path, above + shown))
        page = allowing(page, BANNER_STYLE)
        body = _BODY.search(page)
        place = body.end() if body else 0
        return page[:place] + above.encode() + page[place:]

    def _asset(self, path: str) -> Answer | None:
        """A picture of a withheld text stands in the cache alone."""
        _, found, name = unquote(path).partition(f"/{ASSETS}/")
        if not found or ".." in name:
            return None
        with suppress(OSError):
            data = open_cache(self.request.cache)[0].get(name)
            if data is not None:
                kind = content_type(self.request.output / name)
                return Answer(HTTPStatus.OK, kind, data)
        return None


def address_of(state: ContentState, path: str) -> str:
    """Return where a reviewer sees the value with this path."""
    file = file_of_page(state.catalog.entries[path])
    return f"/{quote(file)}?review={quote(path, safe='')}"


def told(fault: Problem) -> tuple[int, str, str, str]:
    """Return a problem in the reviewer's language: its line, code, message and help."""
    language = user_language()
    return fault.line, fault.code, message_of(fault, language), help_of(fault, language)
