"""Every site as others name and link it, and the families of the tree: the sites below one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.identity import SiteLook
from lianzhan.planning.identity.accents import accents
from lianzhan.planning.identity.marks import mark_of
from lianzhan.planning.site_facts import SiteLink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lianzhan.model.federation import Federation


def site_links(federation: Federation) -> dict[str, SiteLink]:
    """Return every site as others name and link it, by its slug."""
    colours = accents(federation)
    return {
        site.slug: SiteLink(
            site.slug,
            site.name,
            federation.address_of(site.slug),
            SiteLook(colours[site.slug], site.profile.mark or mark_of(site.name)),
        )
        for site in federation.sites
    }


def families(
    federation: Federation, places: Mapping[str, SiteLink]
) -> dict[str | None, tuple[SiteLink, ...]]:
    """Return the sites right below each, in official order; None holds the topmost."""
    return {
        parent: tuple(places[site.slug] for site in sites)
        for parent, sites in federation.children.items()
    }
