"""Body to HTML: Markdown, sanitised; with the facts that rules need (links, pictures, length).

A text is first mended (`as_meant`), then parsed (`markdown`), sanitised, and finished (`headings`,
`finishing`). What went in is held against what came out (`lost_words`, `leftovers`).

Links and picture sources stay as written here. `plan` decides where they lead, `rendering` writes
that in, so one parsed body serves pages and feeds of every site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.body import Body
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.body.as_meant import as_meant
from lianzhan.reading.body.comments import OPEN_COMMENT, closed_comments
from lianzhan.reading.body.costs import TOO_COSTLY, too_costly, too_many
from lianzhan.reading.body.finishing import finished
from lianzhan.reading.body.headings import with_ids
from lianzhan.reading.body.leftovers import (
    INDENTED_CODE,
    MARKUP_LEFT,
    indented_code,
    leftovers,
)
from lianzhan.reading.body.literal import with_literal_signs
from lianzhan.reading.body.lost_words import LOST_WORDS, MAX_NAMED, lost_words
from lianzhan.reading.body.markdown import to_html
from lianzhan.reading.body.media import MEDIA_DROPPED, dropped_media
from lianzhan.reading.body.pieces import cut
from lianzhan.reading.body.references import (
    ATTRIBUTE,
    LINK_OR_PICTURE,
    Places,
    attributes,
    references,
    refused_targets,
)
from lianzhan.reading.body.sanitiser import cleaned, untouched
from lianzhan.reading.body.signs import narrow
from lianzhan.reading.body.words import (
    count_characters,
    count_folded,
    excerpt_of,
    plain_text,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "ATTRIBUTE",
    "LINK_OR_PICTURE",
    "attributes",
    "count_characters",
    "parse_body",
    "plain_text",
    "too_costly",
]


def parse_body(text: str, path: str, first_line: int) -> tuple[Body, tuple[Problem, ...]]:
    """Return the body of a Markdown text that starts at `first_line` of its file, and its problems.

    A text that would cost too much has an empty body and a problem (see `bounds`). What of a text
    does not come out as it was written has a problem at its line.
    """
    signs = narrow(text)
    reason = too_costly(text, signs)
    if reason is None:
        places = Places(text, first_line)
        body, faults = _parsed(text, signs, path, places)
        reason = too_many(body)
        if reason is None:
            return body, faults
    return Body(), (problem(path, first_line, TOO_COSTLY, reason=reason),)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A text as written, with comments closed, as meant; and what it came to, with its words."""

    text: str
    signs: str
    closed: str
    meant: str
    clean: str
    words: str


def _parsed(text: str, signs: str, path: str, places: Places) -> tuple[Body, tuple[Problem, ...]]:
    closed, unclosed = closed_comments(text) if "<!--" in signs else (text, ())
    meant = as_meant(closed, signs)
    meant_signs = signs if meant == text else narrow(meant)
    raw = with_literal_signs(meant, meant_signs, to_html)
    plain = untouched(raw, meant_signs)
    html = plain or cut(cleaned(raw))
    clean = with_ids(html)
    words = words_of(cut(clean) if "{#" in signs or "&" in signs else html)
    faults = [problem(path, places.at(at), OPEN_COMMENT) for at in unclosed[:MAX_NAMED]]
    faults += _faults(_Outcome(text, signs, closed, meant, clean, words), path, places)
    refused = [] if plain else [*refused_targets(raw)]
    made = finished(clean, html.tags, words, meant_signs)
    has_some = made != clean or "<a " in html.tags or "<img " in html.tags
    links, images = references(made if has_some else "", refused, places)
    words = words if made == clean else plain_text(made)
    return Body(made, links, images, count_folded(words), excerpt_of(words)), tuple(faults)


def _faults(outcome: _Outcome, path: str, places: Places) -> Iterator[Problem]:
    """Yield what of a text did not come out, or came out as it should not."""
    text, signs = outcome.text, outcome.signs
    for at, tag in dropped_media(text) if "<" in signs else ():
        yield problem(path, places.at(at), MEDIA_DROPPED, tag=tag)
    for at, words in indented_code(text, signs):
        yield problem(path, places.at(at), INDENTED_CODE, words=words)
    for at, markup in leftovers(text, outcome.words, signs):
        yield problem(path, places.at(at), MARKUP_LEFT, markup=markup)
    for line, words in lost_words(outcome.closed, outcome.meant, outcome.clean, outcome.words):
        yield problem(path, places.first_line + line, LOST_WORDS, words=words)
