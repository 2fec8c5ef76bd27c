"""Who is asked about which folder: a rule for what is shared, then one a site. Pure.

Rules stand in the order of the tree, those of a site before those below it: where the last rule
that fits is the one that counts, a site's own replaces that of the site above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.desk.ownership.ground import SHARED
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from lianzhan.desk.ownership.ground import Ground
    from lianzhan.model.people import Person


@dataclass(frozen=True)
class Rule:
    """The accounts that are asked about a site's folder, but not about those of `inner` sites.

    `folder` is below content/, that of what is shared is "". `inner` are the sites right below.
    """

    folder: str
    accounts: tuple[str, ...]
    inner: tuple[str, ...] = ()


def rules_of(ground: Ground, accounts: Callable[[Person], tuple[str, ...]]) -> tuple[Rule, ...]:
    """Return all rules. `accounts` are those by which a host can ask a person.

    Where nobody of a site can be asked, those of the nearest site above are.
    """
    below: dict[str, list[str]] = {}
    for folder in ground.folders:
        below.setdefault(ground.above(folder), []).append(folder)
    order = sorted(ground.folders, key=lambda folder: folder.split("/"))
    return tuple(
        Rule(folder, _asked(ground, folder, accounts), tuple(sorted(below.get(folder, ()))))
        for folder in (SHARED, *order)
    )


def _asked(
    ground: Ground, folder: str, accounts: Callable[[Person], tuple[str, ...]]
) -> tuple[str, ...]:
    found = {account for person in ground.at(folder) for account in accounts(person)}
    if found or folder == SHARED:
        return tuple(sorted(found))
    return _asked(ground, ground.above(folder), accounts)
