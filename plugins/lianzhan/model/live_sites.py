"""Values: the sites that stand in the output, as their manifests say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class SiteIdentity(NamedTuple):
    """What a live site says of itself: its folder below content/, name, level, address, code.

    By it a site is known while its site.toml can't be read, or its folder, or when it has moved.
    """

    path: str
    name: str
    level: str
    url: str
    code: str = ""


class LiveSite(NamedTuple):
    """A site that stands in the output: who it is, and the paths of the articles it shows."""

    site: SiteIdentity
    articles: tuple[str, ...] = ()


def nothing_stands() -> Mapping[str, LiveSite]:
    """Return the live sites of an output that holds none, or that nobody asks about."""
    return {}
