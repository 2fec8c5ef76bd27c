"""Who may sign at a site, and when."""

from __future__ import annotations

from datetime import date

import pytest

from lianzhan.model.people import People, Person, PublicKey, is_between

MARCH = date(2026, 3, 1)


def person(name: str, *grounds: str, below: bool = False, formerly: tuple[str, ...] = ()) -> Person:
    return Person(name.lower(), name, grounds=grounds, below=below, formerly=formerly)


def test_people_may_sign_on_their_own_ground_or_on_all_below_it() -> None:
    own, above = person("A", "hunan/changsha"), person("B", "hunan", "hunan/x", below=True)
    people = People((own, above, person("C")))
    assert people.at("hunan/changsha").persons == (above, own)
    assert people.at("hunan/changsha/yuelu").persons == (above,)
    assert people.at("hunan").persons == (above,)
    assert people.at("hunan2").persons == people.at("").persons == ()


def test_everybody_is_called_by_id_name_and_former_names() -> None:
    one, two = person("A", formerly=("B", "A")), person("B", formerly=("A",))
    assert one.names == ("a", "A", "B")
    called = People((one, two)).called
    assert {name: len(found) for name, found in called.items()} == {"a": 1, "b": 1, "A": 2, "B": 2}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, True),
        (MARCH, MARCH, True),
        (date(2026, 3, 2), None, False),
        (None, date(2026, 2, 28), False),
    ],
)
def test_first_and_last_day_are_part_of_a_time(
    since: date | None, until: date | None, expected: bool
) -> None:
    assert is_between(MARCH, since, until) is expected
    assert Person("a", "A", since=since, until=until).is_active(MARCH) is expected
    assert PublicKey("k", since, until).signs_on(MARCH) is expected
