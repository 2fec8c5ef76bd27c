"""Where pages show: at home, and in the footers of the sites below that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.page.footers import named_in_footers, page_for, published_pages
from lianzhan.kinds.placing import AtHome
from lianzhan.model.catalog import FOOTER, Placement
from lianzhan.model.codes import N_, warning
from lianzhan.model.problem import problem
from lianzhan.reading.links import find
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.model.catalog import Catalog
    from lianzhan.model.federation import Federation
    from lianzhan.model.problem import Problem

FOOTER_PAGE = warning(
    "footer-page",
    N_("页脚里的“{name}”不是已经发布的单页"),
    N_("写 pages/ 里已经发布的单页的文件名；最接近的是 {nearest}"),
)
UNLINKED_PAGE = warning(
    "unlinked-page",
    N_("没有任何页面链接到单页“{name}”，读者找不到它"),
    N_("在 site.toml 的 footer 里写上“{name}”，或在别的稿件里链接它"),
)


class PagePlacing(AtHome):
    """Places pages at home, and mentions them in footers elsewhere."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield the home of each page, then the sites below whose footers name it."""
        yield from super().places(federation, catalog, published)
        for site, path in named_in_footers(federation, catalog, published):
            if catalog.entries[path].site != site.slug:
                yield Placement(site.slug, "", path, FOOTER)

    def problems(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Problem]:
        """A footer names pages that are published; a published page is named or linked."""
        yield from _unknown_names(federation, catalog, published)
        yield from _unlinked(federation, catalog, published)


def _unknown_names(
    federation: Federation, catalog: Catalog, published: Collection[str]
) -> Iterator[Problem]:
    pages = published_pages(catalog, published)
    known = sorted({name for _, name in pages})
    named = [(f"{s.path}/site.toml", s.profile, (s,)) for s in federation.sites]
    for path, profile, sites in (("federation.toml", federation.profile, federation.sites), *named):
        for name in profile.footer:
            if not any(page_for(name, site, federation, pages) for site in sites):
                details = {"name": name, "nearest": nearest(name, known)}
                yield problem(path, profile.line("footer"), FOOTER_PAGE, **details)


def _unlinked(
    federation: Federation, catalog: Catalog, published: Collection[str]
) -> Iterator[Problem]:
    pages = [*catalog.of_kind("page", published)]
    if not pages:
        return
    linked = {path for _, path in named_in_footers(federation, catalog, published)}
    for entry in (catalog.entries[path] for path in published):
        found = (find(link.path, catalog) for link in entry.references)
        linked |= {path for path in found if path and path != entry.path}
    for page in pages:
        if page.path not in linked:
            yield problem(page.path, 0, UNLINKED_PAGE, name=page.name)


PLACING = PagePlacing("page")
