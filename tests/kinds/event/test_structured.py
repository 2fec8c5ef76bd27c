"""What search engines are told of an event (schema.org Event)."""

from __future__ import annotations

import pytest

from kinds.event.made import event, view
from lianzhan.kinds.event.structured import event_data

TIME = "start: 2026-03-08 09:00\nend: 11:30"


def test_an_event_says_when_where_and_whose_it_is() -> None:
    data = event_data(view(event(f"{TIME}\nplace: 社区活动室")))
    assert data["startDate"] == "2026-03-08T09:00:00+08:00"
    assert data["endDate"] == "2026-03-08T11:30:00+08:00"
    assert data["location"] == {"@type": "Place", "name": "社区活动室", "address": "社区活动室"}
    assert data["organizer"]["name"] == "湖南省妇联"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert "offers" not in data
    assert "description" not in data


def test_whole_days_are_days_and_the_last_is_one_of_them() -> None:
    data = event_data(view(event("start: 2026-03-08\nend: 2026-03-10")))
    assert (data["startDate"], data["endDate"]) == ("2026-03-08", "2026-03-10")
    assert "endDate" not in event_data(view(event("start: 2026-03-08")))


@pytest.mark.parametrize(
    ("head", "status", "before"),
    [
        ("moved: 2026-03-01 09:00", "EventRescheduled", "2026-03-01T09:00:00+08:00"),
        ("moved: [2026-03-01, 2026-03-02]", "EventRescheduled", ["2026-03-01", "2026-03-02"]),
        ("moved: 2026-03-01\nstate: cancelled", "EventCancelled", "2026-03-01"),
        ("state: cancelled", "EventCancelled", None),
    ],
)
def test_what_is_moved_or_called_off_says_so(head: str, status: str, before: object) -> None:
    data = event_data(view(event(f"{TIME}\n{head}")))
    assert data["eventStatus"] == f"https://schema.org/{status}"
    assert data.get("previousStartDate") == before


@pytest.mark.parametrize(
    ("fee", "price"),
    [
        ("免费", "0"),
        ("免费（自带水杯）", "0"),
        ("免费停车，门票 20 元", None),
        ("Free lunch, 5 yuan each", None),
        ("20元", "20"),
        ("12.50 元", "12.50"),
        ("20", "20"),
        ("每人 20 元", None),
        ("看情况", None),
        ("", None),
    ],
)
def test_a_fee_is_a_price_where_it_is_a_number_or_nothing(fee: str, price: str | None) -> None:
    data = event_data(view(event(f"{TIME}\nfee: '{fee}'\nsignup: https://example.org/a")))
    offer = data.get("offers")
    assert (offer["price"] if offer else None) == price
    if offer:
        assert data["isAccessibleForFree"] is (price == "0")
        assert offer["url"] == "https://example.org/a"


def test_what_is_full_is_sold_out() -> None:
    data = event_data(view(event(f"{TIME}\nfee: 免费\nstate: full")))
    assert data["offers"]["availability"] == "https://schema.org/SoldOut"
    assert data["offers"]["url"] == "https://example.org/hunan/events/x.html"
