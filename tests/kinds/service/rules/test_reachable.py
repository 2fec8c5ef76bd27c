"""There is a way to a service."""

from __future__ import annotations

import pytest

from kinds.placed import FEDERATION
from kinds.service.made import made
from lianzhan.kinds.service.rules.reachable import reachable

SITE = FEDERATION.sites[0]


@pytest.mark.parametrize("key", ["telephones", "address", "booking"])
def test_each_way_is_enough_though_what_is_written_there_may_be_wrong(key: str) -> None:
    assert [*reachable(made(keys=(("title", 2), (key, 3))), SITE, FEDERATION)] == []


def test_without_any_nobody_gets_there() -> None:
    (found,) = reachable(made(keys=(("title", 2), ("hours", 3)), begins=7), SITE, FEDERATION)
    assert (found.line, found.code, dict(found.details)["title"]) == (
        7,
        "service-unreachable",
        "题a",
    )
