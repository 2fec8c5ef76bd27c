"""The portal: the page of all sites, that of a lost address, OPML of the feeds, sitemaps.

What hosts and services look for beside it (content/public/) joins it as it is.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lianzhan.model.codes import N_
from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass
from lianzhan.model.identity import PORTAL_LOOK
from lianzhan.model.portal_files import OPML
from lianzhan.planning.portal_outline import EVENTS, SERVICES
from lianzhan.rendering.content_policy import read_policy
from lianzhan.rendering.feeds.opml import opml
from lianzhan.rendering.html.addresses import portal_host
from lianzhan.rendering.html.escaping import Escaping
from lianzhan.rendering.html.policy_names import policy_names
from lianzhan.rendering.html.rendered_page import PageFilters
from lianzhan.rendering.html.shared_parts import SharedParts, page_folder, page_kind
from lianzhan.rendering.html.sharing import qr_code, square_picture
from lianzhan.rendering.html.spoken import spoken
from lianzhan.rendering.html.structured import json_ld
from lianzhan.rendering.html.translated_texts import speak
from lianzhan.rendering.html.typography import typography
from lianzhan.rendering.identity.files import portal_identity_files
from lianzhan.rendering.pelican.image_sizing import FILTERS
from lianzhan.rendering.pelican.settings import date_text
from lianzhan.rendering.pelican.sitemap import PORTAL_SITEMAP, portal_sitemap, robots, sitemap_index
from lianzhan.rendering.redirects import redirect_files
from lianzhan.rendering.server_headers import header_files
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from datetime import datetime

    from jinja2.bccache import BytecodeCache

    from lianzhan.kinds.article.values import Article, Document
    from lianzhan.model.catalog import Picture
    from lianzhan.planning.plan import PortalPlan
    from lianzhan.planning.planned import Listing
    from lianzhan.planning.portal_directory import PortalDirectory
    from lianzhan.planning.site_facts import FederationFacts, SiteLink
    from lianzhan.rendering.content_policy import ContentPolicy


_TITLES = {SERVICES: N_("热线"), EVENTS: N_("活动")}
"""What ways are called that don't lead to a home page."""


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


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a page of the topmost site, and what it is called."""

    kind: str
    title: str
    url: str


def portal_files(
    plan: PortalPlan, theme: Path, theme_version: str, compiled: BytecodeCache | None = None
) -> dict[str, bytes]:
    """Return the portal's files by their path in the output folder.

    `compiled` keeps templates that earlier builds compiled for portals of the language.
    """
    policy = read_policy(theme)
    pages = _Pages(plan, _environment(theme, plan.shared, compiled), theme_version, policy)
    portal = plan.shared.portal
    own = {
        "index.html": pages.render("portal.html", "index.html"),
        "404.html": pages.render("portal_404.html", "404.html"),
        OPML: opml(plan),
        "robots.txt": robots(portal),
        "sitemap.xml": sitemap_index(portal, [place.url for place in places(plan)]),
        PORTAL_SITEMAP: portal_sitemap(portal),
        **redirect_files(plan),
        **portal_identity_files(plan.shared.id),
        **header_files(policy),
    }
    texts = {path: text.encode() for path, text in own.items()}
    return {**{file.path: file.data for file in plan.host_files}, **texts}


def places(plan: PortalPlan) -> list[SiteLink]:
    """Return every site, level by level."""
    return [place for level in plan.levels for group in level.groups for place in group.sites]


class _Pages:
    """Renders the portal's pages by the theme's templates, or by plain ones that come with us."""

    def __init__(
        self,
        plan: PortalPlan,
        environment: Environment,
        theme_version: str,
        policy: ContentPolicy,
    ) -> None:
        shared = plan.shared
        self._environment = environment
        self._names = {
            **policy_names(policy),
            "host": portal_host(shared),
            "SITEURL": ".",
            "THEME_STATIC_DIR": f"{ASSETS}/{theme_version}",
            "federation": shared,
            "look": PORTAL_LOOK,
            "levels": plan.levels,
            "directory": plan.directory,
            "find_example": _example(plan.directory),
            "ways": _ways(plan),
            "newest_articles": [_news(listing, shared) for listing in plan.newest],
            "profile": plan.profile,
            "pinned_column": PinnedColumn(shared.pinned, plan.pinned_title, plan.pinned_url),
            "pinned_articles": [_article(listing, shared) for listing in plan.top_slot],
            "opml": f"{shared.portal}{OPML}",
        }

    def render(self, template: str, output_file: str) -> str:
        """Return a page that will stand in a file of the output folder."""
        found = self._environment.get_template(template)
        return found.render(self._names, output_file=output_file)


def _environment(
    theme: Path, shared: FederationFacts, compiled: BytecodeCache | None = None
) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([theme / "templates", Path(__file__).parent / "templates"]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        bytecode_cache=compiled,
        cache_size=-1,
        extensions=["jinja2.ext.i18n", Escaping, PageFilters, SharedParts],
    )
    speak(environment, shared.language)
    environment.filters |= {
        "json_ld": json_ld,
        "page_folder": page_folder,
        "page_kind": page_kind,
        "spoken": spoken,
        **FILTERS,
        "qr_code": qr_code,
        "square_picture": square_picture,
        **typography(shared.language),
    }
    return environment


def _ways(plan: PortalPlan) -> list[Way]:
    said = translations(plan.shared.language).gettext
    return [
        Way(w.kind, said(_TITLES[w.kind]) if w.kind in _TITLES else w.name, w.url)
        for w in plan.ways
    ]


def _example(directory: PortalDirectory) -> str:
    """Return what may be typed to find a site: its short name, or the initials of its pinyin."""
    below = [place for row in directory.rows for place in row.leaves]
    place = next(iter((*below, *directory.alone)), None)
    if place is None:
        return ""
    initials = spoken(place.name).rpartition(" ")[2]
    return f"{place.look.mark} / {initials}" if initials else place.look.mark


def _news(listing: Listing[Article], shared: FederationFacts) -> PortalArticle:
    """Return an article as a mere title: its pictures are not the portal's."""
    return replace(_article(listing, shared), summary="", cover=None)


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
