"""What a service says of itself was right not long ago."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kinds.service.made import DAY, made
from lianzhan.kinds.service.rules.checked import recently_checked
from lianzhan.kinds.service.values import GOOD_FOR
from lianzhan.model.catalog import NEVER

SERVICE = made(keys=(("checked", 5),))


def test_two_years_after_its_check_a_service_is_named_with_the_day() -> None:
    assert [*recently_checked(SERVICE, DAY + GOOD_FOR - timedelta(1))] == []
    (found,) = recently_checked(SERVICE, DAY + GOOD_FOR)
    assert (found.line, found.code, found.is_error) == (5, "service-unchecked", False)
    assert dict(found.details)["date"] == "2026-06-01"


@pytest.mark.parametrize("years", [10, 60])
def test_ten_years_are_as_bad(years: int) -> None:
    assert [*recently_checked(SERVICE, DAY.replace(year=DAY.year + years))]


def test_a_check_that_is_yet_to_come_is_none() -> None:
    (found,) = recently_checked(SERVICE, DAY - timedelta(1))
    assert found.code == "service-unchecked"
    assert "还没有到" in found.definition.message


def test_one_that_could_not_be_read_is_told_elsewhere() -> None:
    assert [*recently_checked(made(checked=NEVER), DAY)] == []
