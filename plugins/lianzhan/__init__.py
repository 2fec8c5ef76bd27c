"""Lianzhan: one content tree, one build, every column site of a federation."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.commands.pelican_class import FederationPelican as FederationPelican
    from lianzhan.runtime.shipped import shipped_theme as shipped_theme


def __getattr__(name: str) -> object:
    """Import what users' settings name only once they ask for it: it takes Pelican."""
    if name == "shipped_theme":
        from lianzhan.runtime.shipped import shipped_theme

        return shipped_theme
    if name == "FederationPelican":
        from lianzhan.commands.pelican_class import FederationPelican

        return FederationPelican
    raise AttributeError(name)
