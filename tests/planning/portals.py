"""The portal of a house, planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.gate.records import values_at
from lianzhan.planning.plan import PortalPlan, portal_plan
from lianzhan.planning.portal_outline import portal_outline

if TYPE_CHECKING:
    from conftest import House


def portal_of(house: House) -> PortalPlan:
    """Return the portal of all its sites that have a plan."""
    checked = house.check()
    outline = portal_outline(checked.planner, checked.sites)
    assert outline is not None
    return portal_plan(outline, values_at(checked.homes(outline)))
