"""Who is behind a value, as programs read it: schema.org's organisations, one form for all kinds.

A site is an office of government (GovernmentOrganization), known by the address of its home page.
Whoever else is named is an Organization, of which no more than its name is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.kinds.views import SiteName


def office(home: SiteName) -> dict[str, str]:
    """Return the unit of a site: the same wherever it is said, so that programs know it again."""
    return {
        "@type": "GovernmentOrganization",
        "@id": home.url,
        "name": home.name,
        "url": home.url,
    }


def organisation(name: str, home: SiteName) -> dict[str, str]:
    """Return who is called so at a site: the site's own unit, or another."""
    return office(home) if name == home.name else {"@type": "Organization", "name": name}
