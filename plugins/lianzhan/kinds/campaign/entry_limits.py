"""How long an entry's text may be, and what its pictures must be: by its campaign or its column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianzhan.kinds.article.rules.columns import TEXT_TOO_LONG
from lianzhan.kinds.article.rules.pictures import (
    CODES,
    IMAGE_BYTES,
    IMAGE_FORMAT,
    IMAGE_RATIO,
    misfits,
)
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.submission import Submission
    from lianzhan.kinds.campaign.terms import Terms
    from lianzhan.model.catalog import Entry
    from lianzhan.model.codes import Code
    from lianzhan.model.federation import Federation, ImageProfile

_OF_CAMPAIGN = {
    TEXT_TOO_LONG.name: error(
        TEXT_TOO_LONG.name,
        N_("正文有 {length} 字，活动“{campaign}”的上限是 {limit} 字"),
        N_("删减正文；不参加活动的，删去 campaign"),
    ),
    IMAGE_FORMAT.name: error(
        IMAGE_FORMAT.name,
        N_("图片“{src}”是 {format} 格式，活动“{campaign}”只收 {formats}"),
        IMAGE_FORMAT.help,
    ),
    IMAGE_BYTES.name: error(
        IMAGE_BYTES.name,
        N_("图片“{src}”有 {size} 字节，活动“{campaign}”的上限是 {limit} 字节"),
        IMAGE_BYTES.help,
    ),
    IMAGE_RATIO.name: error(
        IMAGE_RATIO.name,
        N_("图片“{src}”是 {width}×{height}，活动“{campaign}”要求 {wanted} 或相同比例"),
        IMAGE_RATIO.help,
    ),
}
"""What is said where a campaign limits entries, by the names of the columns' codes."""
_OF_COLUMN = {TEXT_TOO_LONG.name: TEXT_TOO_LONG, **CODES}
_SHOWN = 60
"""Characters of a title that a message shows."""


class _Limit(NamedTuple):
    """What an entry may be, and who says so: `said` names the column or the campaign."""

    most: int | None
    profile: ImageProfile | None
    codes: dict[str, Code]
    said: dict[str, str]


def limit_faults(
    entry: Entry, submission: Submission, federation: Federation, terms: Terms | None
) -> Iterator[Problem]:
    """Yield where an entry is over a limit of its campaign; without one, of its column.

    Text and pictures each for itself: a campaign may limit one of them alone.
    """
    text, pictures = _limits(entry, federation, terms)
    if text.most is not None and submission.characters > text.most:
        length = {"length": submission.characters, "limit": text.most}
        yield problem(entry.path, 1, text.codes[TEXT_TOO_LONG.name], **text.said, **length)
    if pictures.profile is None:
        return
    files = dict(entry.pictures)
    for line, source in submission.images:
        for code, details in misfits(files[source], pictures.profile):
            said = {"src": source, **pictures.said, **details}
            yield problem(entry.path, line, pictures.codes[code], **said)


def _limits(entry: Entry, federation: Federation, terms: Terms | None) -> tuple[_Limit, _Limit]:
    """Return what holds for the text, and what for the pictures."""
    column = federation.by_slug[entry.site].column(entry.column or "")
    own = _Limit(None, None, _OF_COLUMN, {})
    if column:
        own = own._replace(
            most=column.text_limit, profile=column.image_profile, said={"column": column.title}
        )
    if terms is None:
        return own, own
    most, profile = terms.limits.text, terms.limits.images(federation.image_profiles)
    its = _Limit(most, profile, _OF_CAMPAIGN, {"campaign": terms.title[:_SHOWN]})
    return (own if most is None else its), (own if profile is None else its)
