"""A service is of a kind that the federation knows."""

from __future__ import annotations

from dataclasses import replace

import conftest
import pytest

from kinds.placed import FEDERATION as PLACED
from kinds.service.made import HELP, made
from lianzhan.kinds.service.rules.vocabulary import known_kind

FEDERATION = replace(conftest.FEDERATION, help=HELP)
SITE = PLACED.sites[0]


@pytest.mark.parametrize("kind", ["rights", "mind", ""])
def test_a_known_kind_is_right_and_a_missing_one_is_told_elsewhere(kind: str) -> None:
    assert [*known_kind(made(kind=kind), SITE, FEDERATION)] == []


@pytest.mark.parametrize(
    ("kind", "near"),
    [("right", "rights"), ("权益维护", "rights"), ("Mind", "mind"), ("x" * 500, "—")],
    ids=["a slip", "its title", "a capital", "nothing near"],
)
def test_an_unknown_kind_is_named_with_the_nearest(kind: str, near: str) -> None:
    service = made(kind=kind, keys=(("kind", 4),))
    (found,) = known_kind(service, SITE, FEDERATION)
    details = dict(found.details)
    assert (found.path, found.line, found.code) == (
        "hunan/services.toml",
        4,
        "unknown-service-kind",
    )
    assert (details["nearest"], details["known"]) == (near, "rights, mind")
    assert len(details["kind"]) <= 40


def test_where_there_are_no_kinds_every_one_is_unknown() -> None:
    (found,) = known_kind(made(), SITE, conftest.FEDERATION)
    assert dict(found.details)["known"] == "—"
