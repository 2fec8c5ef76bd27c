"""Which pages of an output stand for which kind: found by rules, so that no list of addresses goes stale.

A kind that an output has not is said (`missing`), and left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from pages.output import OWN_PAGES

if TYPE_CHECKING:
    from pages.output import Output, Page, Site

Find = Callable[["Output"], "Iterable[str]"]
THREE = 3
"""How many counties with articles of their own are photographed, and how many without."""
_PROVINCE, _CITY, _COUNTY = 1, 2, 3
_AUTONOMOUS = "自治县"


def _home(site: Site) -> str:
    return f"{site.slug}/index.html"


def _portal(output: Output) -> Iterator[str]:
    if (output.folder / "index.html").is_file():
        yield "index.html"


def _province(output: Output) -> Iterator[str]:
    return (_home(site) for site in output.sites if site.depth == _PROVINCE)


def _city(output: Output) -> Iterator[str]:
    """The city with the most articles of its own."""
    cities = [s for s in output.sites if s.depth == _CITY and s.place in output.parents]
    return map(_home, _most(cities))


def _most(sites: Iterable[Site], part: str = "articles/") -> list[Site]:
    return sorted(sites, key=lambda site: (-site.count(part), site.place))


def _counties(output: Output) -> list[Site]:
    return [site for site in output.sites if site.depth == _COUNTY]


def _with_articles(output: Output) -> Iterator[str]:
    """Those with the most that is their own, services and events counted, too; no two of a city."""
    own = [site for site in _counties(output) if site.count("articles/")]
    fullest = sorted(own, key=lambda site: (-len(site.own), site.place))
    return map(_home, _one_a_parent(fullest))


def _without_articles(output: Output) -> Iterator[str]:
    """No two of a city, and none whose name is out of the ordinary: those have kinds of their own."""
    bare = (s for s in _counties(output) if not s.count("articles/") and _AUTONOMOUS not in s.name)
    return map(_home, _one_a_parent(bare))


def _one_a_parent(sites: Iterable[Site]) -> Iterator[Site]:
    seen = set()
    for site in sites:
        if site.parent not in seen:
            seen.add(site.parent)
            yield site


def _longest_name(output: Output) -> Iterator[str]:
    return map(_home, sorted(output.sites, key=lambda site: (-len(site.name), site.place)))


def _autonomous(output: Output) -> Iterator[str]:
    """With the shortest of such names: the longest of all is a kind of its own."""
    named = [site for site in output.sites if _AUTONOMOUS in site.name]
    return map(_home, sorted(named, key=lambda site: (len(site.name), site.place)))


def _columns(output: Output) -> list[str]:
    paths = output.named(r"[^/]+/index\.html")
    return [path for path in paths if path.split("/")[1] not in OWN_PAGES]


def _list_of_pages(output: Output) -> Iterator[str]:
    """The first page of a column that goes on: `column/index2.html` or `column/page/2/` is there."""
    return ("/".join((*path.split("/")[:2], "index.html")) for path in _second_pages(output))


def _second_pages(output: Output) -> list[str]:
    paths = output.named(r"[^/]+/(?:index2|2|page2|page/2(?:/index)?|2/index)\.html")
    return [path for path in paths if path.split("/")[1] not in OWN_PAGES]


def _longest_list(output: Output) -> Iterator[str]:
    """The longest list that has one page alone."""
    going_on = set(_list_of_pages(output))
    lists = (output.page(path) for path in _columns(output) if path not in going_on)
    return (page.path for page in sorted(lists, key=lambda page: (-page.letters, page.path)))


def _borrowed_list(output: Output) -> Iterator[str]:
    """A column with nothing of the site's own, nor pushed there: it has a page, but no feed."""
    for path in _columns(output):
        if not (output.folder / path).with_name("feed.xml").is_file():
            yield path


def _by_length(pages: Iterable[Page], sign: int) -> Iterator[str]:
    return (page.path for page in sorted(pages, key=lambda page: (sign * page.letters, page.path)))


def _short_article(output: Output) -> Iterator[str]:
    """The shortest with no picture in its text."""
    return _by_length((page for page in output.articles if not page.is_notice), 1)


def _long_article(output: Output) -> Iterator[str]:
    return _by_length(output.articles, -1)


def _article_with_pictures(output: Output) -> Iterator[str]:
    shown = [page for page in output.articles if page.pictures]
    return (page.path for page in sorted(shown, key=lambda page: (-page.pictures, page.path)))


def _notice(output: Output) -> Iterator[str]:
    return (page.path for page in output.articles if page.is_notice)


def _named(pattern: str, part: str = "") -> Find:
    """Return a search by the form of a path; the sites with the most of `part` come first."""

    def find(output: Output) -> Iterator[str]:
        paths = output.named(pattern)
        order = {site.slug: number for number, site in enumerate(_most(output.sites, part))}
        return iter(sorted(paths, key=lambda path: order[path.split("/")[0]]))

    return find


def _holding(mark: str) -> Find:
    """Return a search for pages of columns and articles by what stands in their HTML."""

    def find(output: Output) -> Iterator[str]:
        for path in output.named(r"[^/]+/[^/]+\.html"):
            if mark in (output.folder / path).read_text("utf-8"):
                yield path

    return find


def _campaign(pattern: str) -> Find:
    """Return a search for pages of campaigns by what stands in their HTML."""

    def find(output: Output) -> Iterator[str]:
        for path in output.named(r"campaigns/[^/]+/index\.html"):
            if re.search(pattern, output.page(path).html, re.DOTALL):
                yield path

    return find


def _portal_404(output: Output) -> Iterator[str]:
    if (output.folder / "404.html").is_file():
        yield "404.html"


def _portal_search(output: Output) -> Iterator[str]:
    if (output.folder / "search/index.html").is_file():
        yield "search/index.html"


KINDS: dict[str, tuple[Find, int]] = {
    "portal": (_portal, 1),
    "province": (_province, 1),
    "city": (_city, 1),
    "county-few": (_with_articles, THREE),
    "county-none": (_without_articles, THREE),
    "county-longname": (_longest_name, 1),
    "county-autonomous": (_autonomous, 1),
    "list": (_longest_list, 1),
    "list-pages": (_list_of_pages, 1),
    "list-second": (lambda output: iter(_second_pages(output)), 1),
    "list-empty": (_borrowed_list, 1),
    "article-short": (_short_article, 1),
    "article-long": (_long_article, 1),
    "article-pictures": (_article_with_pictures, 1),
    "article-notice": (_notice, 1),
    "page": (_named(r"pages/[^/]+\.html"), 1),
    "services": (_named(r"services/index\.html", "services.toml"), 1),
    "services-borrowed": (lambda output: _borrowing(output, "services"), 1),
    "services-directory": (_named(r"services/all/index\.html", "services.toml"), 1),
    "events": (_named(r"events/index\.html", "events/"), 1),
    "events-past": (_named(r"events/past/index\.html", "events/"), 1),
    "event": (_named(r"events/(?!index)[^/]+\.html", "events/"), 1),
    "accounts": (_named(r"accounts/index\.html", "accounts.toml"), 1),
    "accounts-borrowed": (lambda output: _borrowing(output, "accounts"), 1),
    "honours": (_named(r"honours/index\.html", "honours.toml"), 1),
    "topics": (_named(r"topics/index\.html", "topics/"), 1),
    "topic": (_named(r"topics/[^/]+/index\.html", "topics/"), 2),
    "cards": (_holding('<ul class="cards">'), 1),
    "work": (_holding('"VisualArtwork"'), 1),
    "repost": (_holding("看原文</a>"), 1),
    "subscribe": (_named(r"subscribe/index\.html|subscribe\.html"), 1),
    "search": (_named(r"search/index\.html|search\.html"), 1),
    "portal-search": (_portal_search, 1),
    "campaigns": (_named(r"campaigns/index\.html", "campaigns/"), 1),
    "campaign-collecting": (_campaign(r"id=\"campaign-themes\".*id=\"campaign-how\""), 1),
    "campaign-displaying": (_campaign(r"phase-now.*id=\"theme:"), 1),
    "campaign-ended": (_campaign(r"id=\"campaign-results\""), 1),
    "campaign-here": (_campaign(r"id=\"campaign-how\".*id=\"campaign-phases\""), 1),
    "404": (_named(r"404\.html", "articles/"), 1),
    "portal-404": (_portal_404, 1),
}
"""How each kind is found, best first, and how many pages of it are wanted."""
PRINTED = ("article-short", "article-long")
"""Whose print is photographed, too."""


def _borrowing(output: Output, name: str) -> Iterator[str]:
    """A county's page of a kind of which it has nothing itself."""
    bare = {site.slug for site in _counties(output) if not site.count(f"{name}.toml")}
    paths = output.named(rf"{name}/index\.html")
    return (path for path in paths if path.split("/")[0] in bare)


def found(output: Output, wanted: Iterable[str] = ()) -> tuple[dict[str, str], list[str]]:
    """Return pages by name ("county-few", "county-few-2", …), and the kinds that are not there.

    Raises KeyError for a kind that there is not.
    """
    pages: dict[str, str] = {}
    missing = []
    for kind in tuple(wanted) or KINDS:
        find, most = KINDS[kind]
        paths = list(dict.fromkeys(find(output)))[:most]
        pages |= {
            kind if number == 1 else f"{kind}-{number}": path
            for number, path in enumerate(paths, 1)
        }
        if not paths:
            missing.append(kind)
    return pages, missing
