"""The portal: the page of all sites by level, that of a lost address, OPML of the feeds, sitemaps.

What hosts and services look for beside it (content/public/) joins it as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lianzhan.model.federation import ASSETS
from lianzhan.rendering.feeds.opml import opml
from lianzhan.rendering.html.addresses import canonical_address, href, portal_host, theme_file
from lianzhan.rendering.html.escaping import Escaping
from lianzhan.rendering.html.shared_parts import SharedParts, page_folder, page_kind
from lianzhan.rendering.html.structured import json_ld
from lianzhan.rendering.pelican.image_sizing import picture_filter
from lianzhan.rendering.pelican.settings import date_text
from lianzhan.rendering.pelican.sitemap import PORTAL_SITEMAP, portal_sitemap, robots, sitemap_index
from lianzhan.rendering.redirects import redirect_files
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.kinds.article.values import Article, Document
    from lianzhan.model.catalog import Picture
    from lianzhan.planning.plan import PortalPlan
    from lianzhan.planning.planned import Listing
    from lianzhan.planning.site_facts import FederationFacts, SiteLink


@dataclass(frozen=True, slots=True)
class PortalArticle:
    """An article as the theme's components see it."""

    title: str
    address: str
    summary: str
    date: datetime
    iso_date: str
    locale_date: str
    cover: Picture | None
    unit: str
    origin: SiteLink
    campaign: str = ""
    kind: str = "original"
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class PinnedColumn:
    """The pinned column as the portal names and links it."""

    slug: str
    title: str
    address: str


def portal_files(plan: PortalPlan, theme: Path, theme_version: str) -> dict[str, bytes]:
    """Return the portal's files by their path in the output folder."""
    pages = _Pages(plan, theme, theme_version)
    portal = plan.shared.portal
    own = {
        "index.html": pages.render("portal.html", "index.html"),
        "404.html": pages.render("portal_404.html", "404.html"),
        "matrix.opml": opml(plan),
        "robots.txt": robots(portal),
        "sitemap.xml": sitemap_index(portal, [place.url for place in places(plan)]),
        PORTAL_SITEMAP: portal_sitemap(portal),
        **redirect_files(plan),
    }
    texts = {path: text.encode() for path, text in own.items()}
    return {**{file.path: file.data for file in plan.host_files}, **texts}


def places(plan: PortalPlan) -> list[SiteLink]:
    """Return every site, level by level."""
    return [place for level in plan.levels for group in level.groups for place in group.sites]


class _Pages:
    """Renders the portal's pages by the theme's templates, or by plain ones that come with us."""

    def __init__(self, plan: PortalPlan, theme: Path, theme_version: str) -> None:
        shared = plan.shared
        self._environment = _environment(theme, shared)
        self._names = {
            "host": portal_host(shared),
            "SITEURL": ".",
            "THEME_STATIC_DIR": f"{ASSETS}/{theme_version}",
            "federation": shared,
            "levels": plan.levels,
            "profile": plan.profile,
            "pinned_column": PinnedColumn(shared.pinned, plan.pinned_title, plan.pinned_url),
            "pinned_articles": [_article(listing, shared) for listing in plan.top_slot],
            "opml": f"{shared.portal}matrix.opml",
        }

    def render(self, template: str, output_file: str) -> str:
        """Return a page that will stand in a file of the output folder."""
        found = self._environment.get_template(template)
        return found.render(self._names, output_file=output_file)


def _environment(theme: Path, shared: FederationFacts) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([theme / "templates", Path(__file__).parent / "templates"]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", Escaping, SharedParts],
    )
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        translations(shared.language), newstyle=True
    )
    environment.filters |= {
        "canonical_address": canonical_address,
        "href": href,
        "json_ld": json_ld,
        "page_folder": page_folder,
        "page_kind": page_kind,
        "picture": picture_filter,
        "theme_file": theme_file,
    }
    return environment


def _article(listing: Listing[Article], shared: FederationFacts) -> PortalArticle:
    planned = listing.planned
    article = planned.value
    return PortalArticle(
        title=article.title,
        address=planned.url,
        summary=article.summary or article.body.excerpt,
        date=article.date,
        iso_date=article.date.isoformat(),
        locale_date=date_text(article.date, shared.language),
        cover=planned.cover,
        unit=article.unit,
        document=article.document,
        origin=planned.home,
    )
