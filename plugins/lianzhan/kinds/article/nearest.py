"""What a site without own news shows: those of the nearest sites that have some.

In: where everything else shows. Out: further placements. Only columns with a role take part.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from lianzhan.model.catalog import NEAREST, OWN, Placement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.model.catalog import Catalog
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.profile import Role

MOST = 6
"""Borrowed articles in a column: as many as a column has on a home page."""
_Lists = dict[tuple[str, "Role"], list[str]]
"""The paths of articles, newest first, by a site and a role."""


def nearest(
    federation: Federation, catalog: Catalog, placed: Iterable[Placement]
) -> Iterator[Placement]:
    """Yield what sites below the top show in columns of a role where they have nothing else.

    First what the site above has of its own, then what its neighbours below the same site have,
    then what the sites further up have: of each newest first, until there are `MOST`. A site's
    first column of the role shows it; the pinned column never does.
    """
    every = ((site.slug, _roles(site)) for site in federation.sites)
    roles = {slug: found for slug, found in every if found}
    if not roles:
        return
    own, filled = _own_and_filled(catalog, placed, roles)
    around = _around(federation, catalog, own)
    for site in federation.sites:
        shown: dict[Role, str] = {}
        for column, role in roles.get(site.slug, {}).items():
            shown.setdefault(role, column)
        for role, column in shown.items():
            if site.parent is not None and (site.slug, role) not in filled:
                found = dict.fromkeys(_tiers(federation, site, role, own, around))
                for path in islice(found, MOST):
                    yield Placement(site.slug, column, path, NEAREST)


def _roles(site: Site) -> dict[str, Role]:
    """Return the columns of a site that have a role."""
    columns = [(column.slug, column.role) for column in site.columns if not column.pinned]
    return {slug: role for slug, role in columns if role}


def _own_and_filled(
    catalog: Catalog, placed: Iterable[Placement], roles: dict[str, dict[str, Role]]
) -> tuple[_Lists, set[tuple[str, Role]]]:
    """Return the newest own articles of each site and role, and which show anything at all."""
    own: _Lists = {}
    filled: set[tuple[str, Role]] = set()
    for place in placed:
        role = roles.get(place.site, {}).get(place.column)
        if role and catalog.entries[place.path].kind == "article":
            filled.add((place.site, role))
            if place.why == OWN:
                own.setdefault((place.site, role), []).append(place.path)
    return {key: _newest(paths, catalog) for key, paths in own.items()}, filled


def _around(federation: Federation, catalog: Catalog, own: _Lists) -> _Lists:
    """Return the newest articles of all sites right below a site, together."""
    together: _Lists = {}
    for (slug, role), paths in own.items():
        if parent := federation.by_slug[slug].parent:
            together.setdefault((parent, role), []).extend(paths)
    return {key: _newest(paths, catalog) for key, paths in together.items()}


def _newest(paths: list[str], catalog: Catalog) -> list[str]:
    by_date = sorted(sorted(paths), key=lambda path: catalog.entries[path].date, reverse=True)
    return by_date[:MOST]


def _tiers(
    federation: Federation, site: Site, role: Role, own: _Lists, around: _Lists
) -> Iterator[str]:
    above = [each.slug for each in reversed(federation.ancestors(site))]
    yield from own.get((above[0], role), ())
    yield from around.get((above[0], role), ())
    for slug in above[1:]:
        yield from own.get((slug, role), ())
