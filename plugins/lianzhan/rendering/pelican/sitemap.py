"""Pelican plugin: sitemap.xml of a site's own pages, and robots.txt that names it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from pelican import signals

from lianzhan.rendering.html.sources import canonical_elsewhere
from lianzhan.rendering.pelican.frame_pages import FRAME_PAGES
from lianzhan.rendering.pelican.settings import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.kinds.pages import Page
    from lianzhan.planning.plan import SitePlan

PORTAL_SITEMAP = "sitemap-portal.xml"
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


class SitemapGenerator:
    """A Pelican generator that writes sitemap.xml and robots.txt of the run's plan."""

    def __init__(
        self, settings: dict[str, Any], output_path: str, context: dict[str, Any], **_others: object
    ) -> None:
        self.plan: SitePlan = settings[PLAN]
        self.context = context
        self.output_path = Path(output_path)

    def generate_output(self, _writer: object) -> None:
        """Write both files."""
        text = sitemap(self.plan, self.context.get(FRAME_PAGES, ()))
        self.output_path.mkdir(parents=True, exist_ok=True)
        (self.output_path / "sitemap.xml").write_text(text, "utf-8")
        (self.output_path / "robots.txt").write_text(robots(self.plan.url), "utf-8")


def sitemap(plan: SitePlan, of_no_kind: Iterable[Page] = ()) -> str:
    """Return the site's own pages (sitemaps.org 0.9); an article's date is its last change.

    A page that names another one as canonical is not among them: a sitemap holds those that are to
    be found (decision 0057).
    """
    return _document("urlset", "url", _entries(plan, (*plan.of_kinds.pages, *of_no_kind)))


def sitemap_index(portal: str, urls: Iterable[str]) -> str:
    """Return an index of the sitemaps of the portal and the sites, by their addresses.

    An index holds no page: the portal's own stands in a sitemap of its own.
    """
    sitemaps = (f"{portal}{PORTAL_SITEMAP}", *(f"{url}sitemap.xml" for url in urls))
    return _document("sitemapindex", "sitemap", ((sitemap, "") for sitemap in sitemaps))


def portal_sitemap(portal: str) -> str:
    """Return the sitemap that names the portal's page."""
    return _document("urlset", "url", [(portal, "")])


def robots(url: str) -> str:
    """Return robots.txt (RFC 9309): everything may be read; where the sitemap is."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {url}sitemap.xml\n"


def _document(root: str, name: str, entries: Iterable[tuple[str, str]]) -> str:
    lines = [f"<{name}><loc>{escape(url)}</loc>{_lastmod(day)}</{name}>" for url, day in entries]
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{_SCHEMA}">'
    return "\n".join((head, *lines, f"</{root}>\n"))


def _lastmod(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""


def _entries(plan: SitePlan, pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    yield plan.url, ""
    for column in filter(lambda column: plan.in_column(column.slug), plan.columns):
        yield plan.column_url(column.slug), ""
    for page in pages:
        if page.in_sitemap:
            yield plan.url + quote(page.file.removesuffix("index.html")), ""
    listed = plan.shared.sources
    for planned in (*plan.own, *plan.pages):
        if not (listed and canonical_elsewhere(planned.value, listed)):
            yield planned.url, planned.value.date.isoformat()


def _generator(pelican: Any) -> type[SitemapGenerator] | None:
    return SitemapGenerator if PLAN in pelican.settings else None


def register() -> None:
    """Add the generator to the run."""
    signals.get_generators.connect(_generator)
