"""Mutants: what is done to which seed, decided by seed number and mutant number alone."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from fuzz.addresses import ADDRESSES
from fuzz.bodies import BODIES
from fuzz.draft import begun, finished
from fuzz.files import FILES
from fuzz.heads import HEADS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fuzz.draft import Mutant
    from fuzz.seeds import Seed

KINDS = (ADDRESSES, ADDRESSES, HEADS, BODIES, BODIES, FILES)
"""Damages by their kind; each kind as often as it stands here."""
SCARS = (1, 1, 1, 2, 2, 3)
"""How many damages a mutant has: alone, most show what they do; together, some do more."""


def mutant(seed: int, number: int, seeds: Sequence[Seed]) -> Mutant:
    """Return a mutant: the same one whenever these three are the same."""
    chance = Random(f"{seed}/{number}")
    source = chance.choice(seeds)
    draft = begun(number, source, chance)
    done = []
    for _ in range(chance.choice(SCARS)):
        damage = chance.choice(chance.choice(KINDS))
        if not draft.pictures and damage.__name__ in _NEED_PICTURES:
            continue
        draft.log.clear()
        damage(draft, chance)
        done.append(f"{damage.__name__} {ascii(' '.join(draft.log))[1:-1][:200]}".strip())
    return finished(draft, number, source.name, tuple(done))


_NEED_PICTURES = frozenset({"odd_picture", "picture_link", "odd_picture_address", "odd_cover"})
