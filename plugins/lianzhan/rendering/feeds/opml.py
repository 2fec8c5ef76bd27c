"""OPML 2.0: the feeds of all sites in one file, to be imported into a feed reader."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from lianzhan.model.feeds import FEED_FORMATS

if TYPE_CHECKING:
    from lianzhan.model.feeds import FeedFormat
    from lianzhan.planning.plan import PortalPlan
    from lianzhan.planning.site_facts import SiteLink


def opml(plan: PortalPlan) -> str:
    """Return the feeds of all sites as OPML 2.0, grouped by level; without the feed, no outline."""
    wanted = (kind for kind in FEED_FORMATS if kind.in_opml and kind.name in plan.shared.feeds)
    kind = next(wanted, None)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<opml version="2.0">', "<head>"]
    lines += [f"<title>{_text(plan.shared.name)}</title>", "</head>", "<body>"]
    for level in plan.levels if kind else ():
        lines.append(f"<outline text={quoteattr(level.title)}>")
        for group in level.groups:
            lines += (_outline(site, kind) for site in group.sites if kind)
        lines.append("</outline>")
    return "\n".join((*lines, "</body>", "</opml>\n"))


def _outline(site: SiteLink, kind: FeedFormat) -> str:
    name = quoteattr(site.name)
    addresses = f"xmlUrl={quoteattr(site.url + kind.file)} htmlUrl={quoteattr(site.url)}"
    return f'<outline type="rss" text={name} title={name} {addresses}/>'


def _text(text: str) -> str:
    return quoteattr(text)[1:-1]
