"""A service as it was read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kinds.service.made import DAY, made
from lianzhan.kinds.service.values import GOOD_FOR
from lianzhan.model.catalog import ALWAYS, NEVER


@pytest.mark.parametrize(
    ("after", "is_stale"),
    [(timedelta(0), False), (GOOD_FOR - timedelta(seconds=1), False), (GOOD_FOR, True)],
    ids=["on the day", "just before", "two years later"],
)
def test_a_check_is_good_for_two_years(after: timedelta, is_stale: bool) -> None:
    assert made().is_stale(DAY + after) is is_stale


def test_a_check_that_could_not_be_read_never_grows_old() -> None:
    assert made(checked=NEVER).good_until == NEVER


def test_a_service_waits_for_no_date_and_writes_out_where_it_is_booked() -> None:
    assert made().date == ALWAYS
    assert made().addresses == ()
    assert made(booking="https://example.com/").addresses == ("https://example.com/",)
