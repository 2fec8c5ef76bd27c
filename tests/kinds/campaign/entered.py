"""A campaign of a small federation, and entries of it, as a check knows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from kinds import placed
from lianzhan.kinds.article.reading import READING
from lianzhan.kinds.article.values import Article, Offered
from lianzhan.kinds.campaign.judging import JUDGING, Ground
from lianzhan.kinds.campaign.terms import Phase, Terms, Theme, facts_of
from lianzhan.model.awards import Award
from lianzhan.model.body import Body
from lianzhan.model.catalog import ALWAYS, Catalog, Entry
from lianzhan.model.federation import Column, ImageProfile
from lianzhan.model.report import Decision
from lianzhan.model.review import ReviewStep

if TYPE_CHECKING:
    from lianzhan.model.problem import Problem

NATIONAL = ImageProfile("national", ("jpeg",), 1_000, 750, 445, 0.01)
TIGHT = Column(
    "news", "工作动态", placed.LEVELS, text_limit=100, image_profile=replace(NATIONAL, max_bytes=10)
)
FEDERATION = replace(
    placed.FEDERATION,
    image_profiles=(NATIONAL,),
    awards=(Award("post", "巾帼文明岗", ("全国", "省级")),),
    sites=tuple(replace(site, columns=(TIGHT,)) for site in placed.FEDERATION.sites),
)
WHOLE = frozenset(FEDERATION.by_slug)
NOW = datetime(2026, 11, 1, tzinfo=UTC)
HOME = Theme("home", "家风")


def day(text: str) -> datetime:
    """The first moment of a day."""
    return datetime.fromisoformat(f"{text}T00:00+08:00")


TERMS = Terms("online", "网上行", day("2026-03-01"), day("2026-11-01"), (HOME,))
COLLECT = Phase("collect", "征集", day("2026-04-01"), day("2026-06-01"))


def campaign(terms: Terms = TERMS, where: str = "hunan", status: str = "approved") -> Entry:
    """A campaign as the catalog has it."""
    path = f"{where}/campaigns/{terms.name}.toml"
    known = ("", ALWAYS, "", status)
    return Entry(path, where, None, terms.name, *known, kind="campaign", facts=facts_of(terms))


def entry(where: str = "furong", name: str = "x", **changes: object) -> Entry:
    """An article sent in for the campaign, as the catalog has it."""
    values: dict[str, object] = {
        "path": f"{where}/articles/news/{name}.md",
        "site": where,
        "column": "news",
        "name": name,
        "date": day("2026-05-02"),
        "status": "approved",
        "review": (ReviewStep("first", "甲", date(2026, 5, 1), 9),),
        "unit": "某岗",
        "campaign": "网上行",
        "theme": "家风",
        "offer": "province",
        "offered": Offered("丁", date(2026, 5, 2)),
        "body": Body(characters=80),
        "keys": (("title", 2), ("campaign", 4), ("theme", 5), ("unit", 6)),
        **changes,
    }
    return READING.entry(Article(**values), NOW)  # type: ignore[arg-type]


def ground(*entries: Entry, faulty: str = "", whole: frozenset[str] = WHOLE) -> Ground:
    """What a check knows; all is published but a file that is `faulty`."""
    decisions = {each.path: Decision(each.path, True, "published") for each in entries}
    if faulty:
        codes = (("codes", "campaign-theme-twice"),)
        decisions[faulty] = Decision(faulty, False, "problems", codes)
    return Ground(FEDERATION, Catalog({each.path: each for each in entries}), decisions, whole)


def judged(*entries: Entry, terms: Terms = TERMS) -> list[Problem]:
    """The problems of an entry, which is the last of those given."""
    known = ground(campaign(terms), *entries)
    return JUDGING.faults(known, entries[-1:]).get(entries[-1].path, [])
