"""What readers see of help: a page of services and hotlines, a directory, calls on other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.maps import map_address
from lianzhan.kinds.pages import FIRST, Block, File, NavigationEntry, NoPages, Page
from lianzhan.kinds.service.groups import Group, below, groups, loans
from lianzhan.kinds.service.structured import structured
from lianzhan.kinds.service.vcard import card, cards
from lianzhan.kinds.service.words import here
from lianzhan.model.catalog import OWN
from lianzhan.model.codes import N_
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.pages import Values
    from lianzhan.kinds.views import Shown, SiteView
    from lianzhan.model.federation import Column

FILE, DIRECTORY = "services/index.html", "services/all/index.html"
CARDS = "services/hotlines/all.vcf"
"""In a folder, so that no service's card has its name."""
_TITLE = N_("服务")


class ServicePages(NoPages):
    """Pages of services; a site without services and hotlines has none."""

    def pages(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[Page]:
        """Yield the page of services and hotlines, and the directory of all services below."""
        found, everywhere = groups(site, shown), below(site)
        if _is_anything(site, shown):
            values: Values = {
                "groups": found,
                "here": here(site.name, site.language),
                "has_directory": bool(everywhere),
                "data": structured(site, found),
                "map_address": map_address,
            }
            yield Page(FILE, "services", values)
        if everywhere:
            yield Page(DIRECTORY, "services_below", {"below": everywhere})

    def files(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[File]:
        """Yield the card of each of a site's own services, and those of all hotlines."""
        if site.help.calls:
            yield File(CARDS, cards(site.help.calls))
        for service in shown:
            if service.why == OWN:
                yield File(f"services/{service.value.name}.vcf", card(service))

    def block(self, site: SiteView, shown: tuple[Shown, ...]) -> Block | None:
        """Return the calls and doors of the home page; a door leads to what is there."""
        found = groups(site, shown)
        if not site.help.at_home and not found:
            return None
        values = {"hotlines": site.help.at_home, "doors": found, "loans": loans(found)}
        return Block("help", values, FIRST)

    def navigation(self, site: SiteView, shown: tuple[Shown, ...]) -> NavigationEntry | None:
        """Return the entry that leads to the page of services."""
        title = translations(site.language).gettext(_TITLE)
        return NavigationEntry(title, FILE) if _is_anything(site, shown) else None

    def beside(self, site: SiteView, column: Column, shown: tuple[Shown, ...]) -> Block | None:
        """Return whom to turn to in the matters of a column: its own service and hotline.

        Without either it is the first hotline of home pages.
        """
        service = _of_column(groups(site, shown), column)
        hotline = site.help.hotline(column.hotline.shown) if column.hotline else None
        if service is None and hotline is None:
            hotline = next(iter(site.help.at_home), None)
        if service is None and hotline is None:
            return None
        return Block("ask", {"service": service, "hotline": hotline})


def _is_anything(site: SiteView, shown: tuple[Shown, ...]) -> bool:
    return bool(site.help.hotlines or groups(site, shown) or below(site))


def _of_column(found: tuple[Group, ...], column: Column) -> Shown | None:
    """Return the first service of the kind that goes with a column."""
    of_kind = (group.services[0] for group in found if group.kind.slug == column.service)
    return next(of_kind, None)


PAGES = ServicePages()
