"""The files that show whose a site is, or that it is the portal, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.identity import PORTAL_LOOK
from lianzhan.model.portal_files import MARK, WEAVE
from lianzhan.planning.identity.weaves import weave_of
from lianzhan.rendering.identity.mark_svg import INK, PLATES, mark_svg
from lianzhan.rendering.identity.weave_svg import weave_svg

if TYPE_CHECKING:
    from lianzhan.planning.site_facts import SiteFacts


def site_identity_files(site: SiteFacts) -> dict[str, str]:
    """Return a site's band and its mark."""
    look = site.place.look
    return {WEAVE: weave_svg(site.weave), MARK: mark_svg(look, PLATES[look.accent])}


def portal_identity_files(federation: str) -> dict[str, str]:
    """Return the portal's band, that of the federation's id, and its mark on ink."""
    return {WEAVE: weave_svg(weave_of(federation)), MARK: mark_svg(PORTAL_LOOK, INK)}
