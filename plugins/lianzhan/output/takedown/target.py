"""Where a value of content shows: its page in the output, or its place on a page of many."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import KINDS, file_of, is_notice, name_in_file
from lianzhan.model.names import composed
from lianzhan.output.manifest import are_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lianzhan.model.kinds import Kind
    from lianzhan.model.live_sites import SiteIdentity


@dataclass(frozen=True, order=True)
class Target:
    """A page to be taken down: its article below content/, its place in the output, its address.

    `file` is the path in the site's folder, such as "news/two.html". Of a page that shows many
    values, what stands at the `anchor` alone is to go.
    """

    article: str
    slug: str
    file: str
    url: str
    anchor: str = ""


def page_of(article: str, sites: Mapping[str, SiteIdentity]) -> Target | None:
    """Return the page of an article below content/, if one of these sites (by slug) is its home."""
    return next(pages_of(article, sites), None)


def pages_of(article: str, sites: Mapping[str, SiteIdentity]) -> Iterator[Target]:
    """Yield an article's page, and each copy in a folder that says it is the same site."""
    homes = [slug for slug, site in sites.items() if article.startswith(f"{site.path}/")]
    longest = max((len(sites[slug].path) for slug in homes), default=0)
    for home in homes:
        site = sites[home]
        own = article.removeprefix(f"{site.path}/")
        for address in _addresses_of(own) if len(site.path) == longest else ():
            page, mark, anchor = address.partition("#")
            file = f"{page}index.html" if page.endswith("/") else page
            yield Target(
                article, home, file, f"{site.url}{quote(page)}{mark}{quote(anchor)}", anchor
            )


def _addresses_of(article: str) -> tuple[str, ...]:
    """Return where a value shows below its site, its page first, then its other files.

    `articles/news/two.md` is news/two.html. A notice shows in the place of what it stands for.
    """
    if is_notice(article):
        return _addresses_of(file_of(article))
    for kind in KINDS:
        if kind.file and kind.file == file_of(article):
            return _written(kind, "", name_in_file(article))
        if kind.folder and article.startswith(f"{kind.folder}/"):
            return _of_file(kind, article.removeprefix(f"{kind.folder}/"))
    return ()


def _written(kind: Kind, column: str, name: str) -> tuple[str, ...]:
    forms = (kind.address, *kind.files) if kind.address else ()
    return tuple(form.format(column=column, name=name) for form in forms)


def _of_file(kind: Kind, rest: str) -> tuple[str, ...]:
    stem, ending = posixpath.splitext(rest)
    parts = stem.split("/")
    wanted = 2 if kind.has_columns else 1
    if len(parts) == wanted + 1 and parts[-1].lower() == "index" and not kind.is_in_toml:
        parts.pop()
    if ending.lower() not in kind.endings or len(parts) != wanted or not are_plain(parts):
        return ()
    return _written(kind, parts[0], composed(parts[-1]))
