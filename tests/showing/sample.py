"""What a component finds on a page: of all that a page has, what their examples may use."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from conftest import ROOT, SITES, House

from lianzhan.model.catalog import Picture
from lianzhan.planning.outline import Mention
from lianzhan.rendering import portal
from lianzhan.rendering.content_policy import read_policy
from lianzhan.rendering.html.addresses import host_of
from lianzhan.rendering.html.policy_names import policy_names
from lianzhan.rendering.theme.components import Component, read_component

if TYPE_CHECKING:
    from pathlib import Path

THEME = ROOT / "themes" / "lianzhan"


def sample_names(folder: Path) -> dict[str, Any]:
    """The names that examples may use; `folder` is an empty one to read a federation in.

    `site` is Changsha of tests/sites/valid, as its pages have it, `cover` a picture, `day` a moment
    and `mentions` a value of the site below.
    """
    shutil.copytree(SITES / "valid", folder / "content")
    site = House(folder).plans()["changsha"]
    url = f"{site.children[0].url}services/#a"
    return {
        "site": site,
        "cover": Picture("hunan/images/a.jpg", "0" * 64, "jpeg", 90_000, 1500, 890),
        "day": datetime(2026, 6, 1, tzinfo=UTC),
        "mentions": (Mention("x", "service", "a", url, site.children[0], (("title", "服务站"),)),),
        "host": host_of(site),
        **policy_names(read_policy(THEME)),
        "output_file": "theory/index.html",
        "THEME_STATIC_DIR": "../assets/theme",
    }


def rendered(component: Component | str, names: dict[str, Any]) -> list[str]:
    """The HTML of each example of a component, rendered alone."""
    if isinstance(component, str):
        component = read_component(THEME, component)
    environment = portal._environment(THEME, names["site"].shared)
    return [environment.from_string(each).render(names) for each in component.templates]
