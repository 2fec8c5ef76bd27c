"""The portal: the page of all sites by level, the OPML of their feeds, and the sitemaps' index."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lianzhan.language import translations
from lianzhan.model.federation import ASSETS
from lianzhan.rendering.addresses import Host, canonical_address, href, portal_host, theme_file
from lianzhan.rendering.escaping import Escaping
from lianzhan.rendering.feeds import FILES
from lianzhan.rendering.image_sizing import picture_filter
from lianzhan.rendering.shared_parts import SharedParts, page_folder, page_kind
from lianzhan.rendering.sitemap import robots, sitemap_index
from lianzhan.settings import date_text

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.frame import Place, Shared
    from lianzhan.model.catalog import Picture
    from lianzhan.plan import Listing, PortalPlan


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
    origin: Place
    campaign: str = ""
    kind: str = "original"


@dataclass(frozen=True, slots=True)
class PinnedColumn:
    """The pinned column as the portal names and links it."""

    slug: str
    title: str
    address: str


def portal_files(plan: PortalPlan, theme: Path, theme_version: str) -> dict[str, bytes]:
    """Return the portal's files by their path in the output folder."""
    host = portal_host(plan.shared)
    urls = [place.url for place in places(plan)]
    return {
        "index.html": _page(plan, theme, theme_version, host).encode(),
        "matrix.opml": opml(plan).encode(),
        "robots.txt": robots(plan.shared.portal).encode(),
        "sitemap.xml": sitemap_index(urls).encode(),
    }


def places(plan: PortalPlan) -> list[Place]:
    """Return every site, level by level."""
    return [place for level in plan.levels for group in level.groups for place in group.sites]


def _page(plan: PortalPlan, theme: Path, theme_version: str, host: Host) -> str:
    shared = plan.shared
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
        "page_folder": page_folder,
        "page_kind": page_kind,
        "picture": picture_filter,
        "theme_file": theme_file,
    }
    template = environment.get_template("portal.html")
    return template.render(
        host=host,
        output_file="index.html",
        SITEURL=".",
        THEME_STATIC_DIR=f"{ASSETS}/{theme_version}",
        federation=shared,
        levels=plan.levels,
        pinned_column=PinnedColumn(shared.pinned, plan.pinned_title, plan.pinned_url),
        pinned_articles=[_article(listing, shared) for listing in plan.top_slot],
        opml=f"{shared.portal}matrix.opml",
    )


def _article(listing: Listing, shared: Shared) -> PortalArticle:
    planned = listing.planned
    article = planned.article
    return PortalArticle(
        title=article.title,
        address=planned.url,
        summary=article.summary or article.body.excerpt,
        date=article.date,
        iso_date=article.date.isoformat(),
        locale_date=date_text(article.date, shared.language),
        cover=planned.cover,
        unit=article.unit,
        origin=planned.home,
    )


def opml(plan: PortalPlan) -> str:
    """Return the feeds of all sites as OPML 2.0, grouped by level; without the feed, no outline."""
    kind = next(iter(kind for kind in ("rss", "atom") if kind in plan.shared.feeds), None)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<opml version="2.0">', "<head>"]
    lines += [f"<title>{_text(plan.shared.name)}</title>", "</head>", "<body>"]
    for level in plan.levels if kind else ():
        lines.append(f"<outline text={quoteattr(level.title)}>")
        for group in level.groups:
            lines += (_outline(place, FILES[kind or "rss"]) for place in group.sites)
        lines.append("</outline>")
    return "\n".join((*lines, "</body>", "</opml>\n"))


def _outline(place: Place, file: str) -> str:
    name = quoteattr(place.name)
    addresses = f"xmlUrl={quoteattr(place.url + file)} htmlUrl={quoteattr(place.url)}"
    return f'<outline type="rss" text={name} title={name} {addresses}/>'


def _text(text: str) -> str:
    return quoteattr(text)[1:-1]
