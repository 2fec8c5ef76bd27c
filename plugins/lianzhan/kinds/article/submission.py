"""What an article's entry says of it as an entry of a campaign: facts, and back. Pure.

Which campaign it means is only known once all sites are read: till then it is what was written.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lianzhan.kinds.article.entrants import CAMPAIGN, THEME
from lianzhan.kinds.rules.pictures import first_of_each
from lianzhan.model.catalog import NEVER
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.catalog import Entry

_SUBMISSION = "submission"
_LINES = ("campaign", "theme", "unit", "offer", "offered")


@dataclass(frozen=True)
class Submission:
    """An article as it was sent in: what its campaign's terms are held against.

    `characters` count as columns do. `days` are those on which it may have been sent in: the day of
    its first review step (without one, of its publication), then that of its offer. `offered_by`
    and `offered_at` are "" and None where the head does not say. `lines` has those of keys, by
    name; `images` each picture where it is shown first: line and source.
    """

    campaign: str
    theme: str = ""
    unit: str = ""
    title: str = ""
    characters: int = 0
    days: tuple[date, ...] = ()
    offered_by: str = ""
    offered_at: date | None = None
    lines: tuple[tuple[str, int], ...] = ()
    images: tuple[tuple[int, str], ...] = ()

    def line(self, *keys: str) -> int:
        """Return the line of the first of some keys that is written, or that of the campaign."""
        lines = dict(self.lines)
        return next((lines[key] for key in (*keys, CAMPAIGN) if key in lines), 1)


def facts_of_submission(article: Article) -> tuple[tuple[str, str], ...]:
    """Return what an entry says of an article with a campaign."""
    pictures = {src: picture.digest for src, picture in article.pictures}
    written = dict(reversed(article.keys))
    offered = article.offered
    held = Submission(
        campaign=article.campaign,
        theme=article.theme,
        unit=article.unit,
        title=article.title,
        characters=article.body.characters,
        days=tuple(_days(article)),
        offered_by=offered.by if offered else "",
        offered_at=offered.at if offered else None,
        lines=tuple((key, written[key]) for key in _LINES if key in written),
        images=tuple((image.line, image.src) for image in first_of_each(pictures, article)),
    )
    text = json.dumps(asdict(held), ensure_ascii=False, separators=(",", ":"), default=str)
    return ((CAMPAIGN, article.campaign), (_SUBMISSION, text), (THEME, article.theme))


def _days(article: Article) -> Iterator[date]:
    signed = article.review[0].at if article.review else None
    if signed:
        yield signed
    elif article.date != NEVER:
        yield article.date.date()
    if article.offered and article.offered.at:
        yield article.offered.at


def submission_of(entry: Entry) -> Submission:
    """Return an article as it was sent in, from its entry."""
    return _parsed(entry.facts[1][1])


@lru_cache(maxsize=4_096)
def _parsed(text: str) -> Submission:
    held: dict[str, Any] = json.loads(text)
    offered = held["offered_at"]
    return Submission(
        **{
            **held,
            "days": tuple(map(date.fromisoformat, held["days"])),
            "offered_at": date.fromisoformat(offered) if offered else None,
            "lines": tuple((key, line) for key, line in held["lines"]),
            "images": tuple((line, source) for line, source in held["images"]),
        }
    )
