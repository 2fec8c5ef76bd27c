"""A service's name is an id of its page, and no other element has it."""

from __future__ import annotations

import pytest

from kinds.placed import FEDERATION
from kinds.service.made import made
from lianzhan.kinds.service.rules.names import free_name

SITE = FEDERATION.sites[0]


@pytest.mark.parametrize("name", ["top", "content", "kind"])
def test_a_name_of_the_frame_is_refused_with_another(name: str) -> None:
    (found,) = free_name(made(name, begins=3), SITE, FEDERATION)
    assert (found.line, found.code) == (3, "bad-name")
    assert dict(found.details)["example"] == f"service-{name}"


@pytest.mark.parametrize("name", ["a", "维权", "help", "Top"])
def test_other_names_are_free(name: str) -> None:
    assert [*free_name(made(name), SITE, FEDERATION)] == []
