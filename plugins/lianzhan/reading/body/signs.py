"""Which signs a text has: most texts have few, and need little of what is done for the others."""

from __future__ import annotations


def narrow(text: str) -> str:
    """Return the ASCII signs of a text, one after another: of a Chinese one, a tenth of it.

    Two that stand side by side in the text do so here as well.
    """
    return text.encode("ascii", "ignore").decode("ascii")
