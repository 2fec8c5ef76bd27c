"""Lianzhan: one content tree, one build, every column site of a federation."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.commands.pelican_class import FederationPelican as FederationPelican


def __getattr__(name: str) -> object:
    """Import what users' settings name only once they ask for it: it takes Pelican."""
    if name == "FederationPelican":
        from lianzhan.commands.pelican_class import FederationPelican

        return FederationPelican
    raise AttributeError(name)
