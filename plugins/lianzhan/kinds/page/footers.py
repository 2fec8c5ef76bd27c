"""Which pages the footers of sites name: a site's own, or the nearest above of that name.

In: the names in site.toml and federation.toml. Out: the paths of published pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.names import composed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from lianzhan.model.catalog import Catalog
    from lianzhan.model.federation import Federation, Site


def footer_of(federation: Federation, site: Site) -> tuple[str, ...]:
    """Return the names in a site's footer: its own, the nearest above's, or the federation's."""
    above = reversed(federation.ancestors(site))
    said = (each.profile.footer for each in (site, *above))
    return next(filter(None, said), federation.profile.footer)


def published_pages(catalog: Catalog, published: Collection[str]) -> dict[tuple[str, str], str]:
    """Return the paths of published pages by their sites and names."""
    pages = catalog.of_kind("page", published)
    return {(e.site, composed(e.name)): e.path for e in pages}


def page_for(
    name: str, site: Site, federation: Federation, pages: Mapping[tuple[str, str], str]
) -> str | None:
    """Return the page of a name at a site, or else at the nearest site above that has one."""
    above = reversed(federation.ancestors(site))
    places = ((each.slug, composed(name)) for each in (site, *above))
    return next((pages[place] for place in places if place in pages), None)


def named_in_footers(
    federation: Federation, catalog: Catalog, published: Collection[str]
) -> Iterator[tuple[Site, str]]:
    """Yield every site with each page that its footer names."""
    pages = published_pages(catalog, published)
    for site in federation.sites if pages else ():
        for name in footer_of(federation, site):
            if path := page_for(name, site, federation, pages):
                yield site, path
