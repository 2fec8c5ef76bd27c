"""A federation of any size to measure with: the same numbers and seed give the same bytes.

Shape: of 3,208 sites, 31 are provinces, 333 cities and 2,844 counties (GB/T 2260, 民政部
县级以上行政区划代码: mainland units at the end of 2020); other numbers keep the proportion, so that
137 sites are 1 province, 14 cities and 122 counties, as in Hunan (and one unit less than its 138).
Eight columns as in content/federation.toml; articles are spread evenly over sites and columns. The
pinned, pushed column holds 6 articles at a province and 2 at every other site, so that every
county lists 10 there: 2 pages of 5.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks.article_writer import ArticleWriter
from benchmarks.words import TWO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROVINCES, CITIES, COUNTIES = 31, 333, 2_844
COUNTRY = PROVINCES + CITIES + COUNTIES
COLUMNS = (
    ("theory", "理论学习"),
    ("news", "工作动态"),
    ("models", "巾帼典型"),
    ("rights", "维权服务"),
    ("family", "家庭家教"),
    ("work", "创业就业"),
    ("activity", "网上行活动"),
    ("notices", "通知公告"),
)
THEORY = COLUMNS[0][0]
PAGE_SIZE = 5
PROVINCE_THEORY, OTHER_THEORY = 6, 2
NAME = "联站基准联合会"
ADDRESS = "https://bench.example.org/"
_FIRST = datetime(2024, 1, 1, 8)
_MINUTES = 2 * 365 * 24 * 60
LEVELS = ("province", "city", "county")
_LINK = re.compile(r"\{link:(\d+)\}")
UNITS = {"province": "省", "city": "市", "county": "县"}


@dataclass(frozen=True, slots=True)
class Site:
    """A site: `path` is its folder below content/, `parents` the slugs above, highest first."""

    slug: str
    name: str
    level: str
    path: str
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article; `body` is Markdown in which `{link:N}` stands for the address of article N."""

    number: int
    site: Site
    column: str
    title: str
    date: datetime
    summary: str
    tags: tuple[str, ...]
    author: str
    body: str

    @property
    def name(self) -> str:
        """Its file's name and the last part of its address, without the ending."""
        return f"a{self.number:06d}"

    @property
    def path(self) -> str:
        """Its file below content/."""
        return f"{self.site.path}/articles/{self.column}/{self.name}.md"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Where every article stands. Texts are made when asked for: many would not fit in memory."""

    sites: tuple[Site, ...]
    places: tuple[tuple[Site, str], ...]
    seed: int

    def article(self, number: int) -> Article:
        """Return the article of a number from 0."""
        site, column = self.places[number]
        writer = ArticleWriter(random.Random(f"{self.seed}/{number}"))  # noqa: S311 - no secret
        return Article(
            number=number,
            site=site,
            column=column,
            title=writer.words(5, 9),
            date=self._date(number),
            summary=writer.sentence(),
            tags=tuple(dict.fromkeys(writer.random.choices(TWO, k=3))),
            author=f"{site.name}编辑",
            body=writer.body(self._linked(number, writer.random)),
        )

    def articles(self) -> Iterator[Article]:
        """Yield all articles."""
        return (self.article(number) for number in range(len(self.places)))

    def listed(self, site: Site, column: str) -> list[int]:
        """Return the numbers of the articles a site lists in a column: its own and pushed ones."""
        shown = {site.slug, *site.parents} if column == THEORY else {site.slug}
        places = enumerate(self.places)
        return [n for n, (home, own) in places if own == column and home.slug in shown]

    def _date(self, number: int) -> datetime:
        """No two articles of one moment, and neighbours in number far apart in time."""
        count = len(self.places)
        prime = next(p for p in (7_919, 7_907, 7_901, 7_883) if count % p)
        step = max(1, _MINUTES // count)
        return _FIRST + timedelta(minutes=(number * prime % count) * step)

    def _linked(self, number: int, chance: random.Random) -> int | None:
        """One article in four links another of its site."""
        site = self.places[number][0]
        others = [n for n in (number - 1, number + 1) if 0 <= n < len(self.places)]
        near = [n for n in others if self.places[n][0] == site]
        return chance.choice(near) if near and chance.random() < 0.25 else None


def make_corpus(sites: int, articles: int, seed: int = 1) -> Corpus:
    """Return a federation of so many sites and articles."""
    tree = tuple(_sites(sites))
    places: list[tuple[Site, str]] = []
    for index, site in enumerate(tree):
        own = articles // sites + (index < articles % sites)
        places += ((site, column) for column in _columns(site, own))
    return Corpus(tree, tuple(places), seed)


def _columns(site: Site, count: int) -> Iterator[str]:
    """The columns of a site's articles: theory first, the others in turn."""
    theory = min(count, PROVINCE_THEORY if site.level == "province" else OTHER_THEORY)
    others = [slug for slug, _ in COLUMNS if slug != THEORY]
    yield from [THEORY] * theory
    yield from sorted((others[i % len(others)] for i in range(count - theory)), key=others.index)


def _sites(count: int) -> Iterator[Site]:
    """Yield the tree, every site before those below it."""
    provinces = max(1, round(count * PROVINCES / COUNTRY))
    cities = min(count - provinces, round(count * CITIES / COUNTRY))
    counties = count - provinces - cities
    for province in range(provinces):
        top = _site("province", province, ())
        yield top
        for city in range(province, cities, provinces):
            middle = _site("city", city, (top,))
            yield middle
            for county in range(city, counties, cities):
                yield _site("county", county, (top, middle))
        if not cities:
            for county in range(province, counties, provinces):
                yield _site("county", county, (top,))


def _site(level: str, number: int, above: tuple[Site, ...]) -> Site:
    slug = f"{level}-{number + 1}"
    path = "/".join((*(site.slug for site in above), slug))
    name = f"第{number + 1}{UNITS[level]}妇联"
    return Site(slug, name, level, path, tuple(site.slug for site in above))


def path_of(corpus: Corpus, number: int) -> str:
    """Return an article's file below content/ without making its text."""
    site, column = corpus.places[number]
    return f"{site.path}/articles/{column}/a{number:06d}.md"


def with_links(body: str, target: Callable[[int], str]) -> str:
    """Return a body with the target of each link written in."""
    return _LINK.sub(lambda match: target(int(match[1])), body)
