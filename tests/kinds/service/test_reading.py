"""What other sites know of a service, and when that changes."""

from __future__ import annotations

from kinds.service.made import DAY, made
from lianzhan.kinds.room import Timely
from lianzhan.kinds.service.reading import READING
from lianzhan.kinds.service.values import GOOD_FOR, STALE
from lianzhan.model.contact import Telephone

TELEPHONES = (Telephone("12338", "tel:12338"), Telephone("110", "tel:110"))


def test_sites_above_know_title_kind_and_first_telephone() -> None:
    facts = [("title", "题a"), ("kind", "rights")]
    assert READING.entry(made(), DAY).facts == tuple(facts)
    called = (*facts, ("telephone", "12338"), ("uri", "tel:12338"))
    assert READING.entry(made(telephones=TELEPHONES), DAY).facts == called


def test_its_phase_changes_once_its_check_is_too_old() -> None:
    service = made()
    until = DAY + GOOD_FOR
    assert READING.entry(service, DAY).phase == ""
    assert READING.entry(service, until).phase == STALE
    assert set(READING.moments(service, DAY)) == {DAY, until}


def test_its_faults_are_judged_at_a_moment() -> None:
    assert isinstance(READING, Timely)
    assert [*READING.problems_at(made(), DAY)] == []
    (found,) = READING.problems_at(made(), DAY + GOOD_FOR)
    assert found.code == "service-unchecked"
