"""Rules of honours, each with what it lets pass and what it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from kinds.honour.written import KNOWN, add_awards, family, honour
from kinds.placed import FEDERATION as PLACED
from kinds.written import ZONE
from lianzhan.kinds.honour.rules import RULES, dated_before
from lianzhan.kinds.honour.values import Consent, Honour, Term
from lianzhan.model.catalog import NEVER

if TYPE_CHECKING:
    from conftest import House

FEDERATION = replace(PLACED, awards=KNOWN)
FILE = "hunan/honours.toml"
LINES = (("award", 3), ("level", 4), ("year", 5), ("unit", 6))
OF_PERSON = (*LINES[:3], ("person", 6))
NOW = datetime(2026, 11, 1, tzinfo=ZONE)
AGREED = Consent("本人", datetime(2026, 3, 1, tzinfo=ZONE))


def made(**values: Any) -> Honour:
    since = datetime(2024, 1, 1, tzinfo=ZONE)
    written = {"award": "post", "level": "全国", "year": 2024, "since": since, "unit": "甲"}
    keys = values.pop("keys", LINES)
    return Honour(f"{FILE}#a", "hunan", None, "a", keys=keys, begins=2, **{**written, **values})


def codes(value: Honour) -> list[tuple[str, int]]:
    site = FEDERATION.by_slug["hunan"]
    return [(p.code, p.line) for rule in RULES for p in rule(value, site, FEDERATION)]


CASES: dict[str, tuple[dict[str, Any], list[tuple[str, int]]]] = {
    "sound": ({}, []),
    "a person who agreed": (
        {"unit": "", "person": "某", "keys": (*OF_PERSON, ("consent", 7)), "consent": AGREED},
        [],
    ),
    "consent that can't be read is told as that alone": (
        {"unit": "", "person": "某", "keys": (*OF_PERSON, ("consent", 7))},
        [],
    ),
    "a person who was not asked": (
        {"unit": "", "person": "某", "keys": OF_PERSON},
        [("honour-consent", 6)],
    ),
    "an unknown award": ({"award": "pst"}, [("unknown-award", 3)]),
    "a missing award is told by the keys": ({"award": ""}, []),
    "a level at which it is not given": ({"level": "县级"}, [("unknown-award-level", 4)]),
    "of an unknown award any level": (
        {"award": "pst", "level": "县级"},
        [("unknown-award", 3)],
    ),
    "nobody": ({"unit": "", "keys": LINES[:3]}, [("honour-holder", 2)]),
    "an empty unit": ({"unit": ""}, [("honour-holder", 2)]),
    "a unit and a person": (
        {"person": "某", "keys": (*LINES, ("person", 7), ("consent", 8)), "consent": AGREED},
        [("honour-holder", 2)],
    ),
    "an empty person beside a unit": (
        {"keys": (*LINES, ("person", 7))},
        [("honour-holder", 2)],
    ),
    "a term of the same year": ({"term": Term(date(2024, 1, 1), NEVER)}, []),
    "a term before the year": (
        {"term": Term(date(2023, 12, 31), NEVER), "keys": (*LINES, ("term", 7))},
        [("honour-term", 7)],
    ),
    "the longest name": ({"unit": "甲" * 60}, []),
    "a longer one": ({"unit": "甲" * 61}, [("honour-name-long", 6)]),
    "a longer one of a person": (
        {"unit": "", "person": "某" * 61, "keys": (*OF_PERSON, ("consent", 7))},
        [("honour-name-long", 6)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_rule_finds(case: str) -> None:
    values, found = CASES[case]
    assert codes(made(**values)) == found


@pytest.mark.parametrize(
    ("award", "near"),
    [("pst", "post"), ("最美家庭", "family"), ("x" * 500, "—")],
    ids=["a slip", "its title", "nothing near"],
)
def test_an_unknown_award_is_named_with_the_nearest(award: str, near: str) -> None:
    site = FEDERATION.by_slug["hunan"]
    (found,) = (p for rule in RULES for p in rule(made(award=award), site, FEDERATION))
    details = dict(found.details)
    assert (details["nearest"], details["known"]) == (near, "post, family")
    assert len(str(details["award"])) <= 40


def test_both_is_said_in_other_words_than_neither() -> None:
    site = FEDERATION.by_slug["hunan"]
    both = made(person="某", keys=(*LINES, ("person", 7), ("consent", 8)))
    for value, word in ((both, "又写了"), (made(unit="", keys=LINES[:3]), "没有写")):
        (found,) = (p for rule in RULES for p in rule(value, site, FEDERATION))
        assert word in found.definition.message


@pytest.mark.parametrize(
    ("year", "is_known", "found"),
    [
        (1949, True, []),
        (2026, True, []),
        (1948, False, ["honour-year"]),
        (2027, True, ["honour-year"]),
        (0, False, []),
    ],
)
def test_a_year_is_one_from_1949_to_nows(year: int, is_known: bool, found: list[str]) -> None:
    since = datetime(year, 1, 1, tzinfo=ZONE) if is_known else NEVER
    value = made(year=year, since=since)
    assert [p.code for p in dated_before(value, NOW)] == found


def test_consent_of_a_day_to_come_is_none_yet() -> None:
    value = made(consent=AGREED, keys=(*OF_PERSON, ("consent", 7)))
    (found,) = dated_before(value, datetime(2026, 2, 28, 23, 59, tzinfo=ZONE))
    assert (found.code, found.line) == ("honour-consent", 7)
    assert "还没有到" in found.definition.message
    assert [*dated_before(value, AGREED.at)] == []


WRITTEN = {
    "an unknown key": ('unitt = "乙"', "config-unknown-key"),
    "a list for a level": ("text = 3", "config-value"),
    "an escape": ('submitter = "a\\u0007b"', "config-value"),
    "text that runs backwards": ('submitter = "a\\u202Eb"', "config-value"),
    "a term that is none": ('term = "长期"', "bad-value"),
    "a year of the term alone": ("term = true", "bad-value"),
    "no day of taking back": ('revoked = "2026"', "bad-value"),
    "consent in words": ('consent = "同意"', "bad-value"),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_what_is_mistyped_in_the_file_is_named_at_its_line(house: House, case: str) -> None:
    """And withholds that honour alone."""
    line, found = WRITTEN[case]
    add_awards(house)
    house.write(FILE, honour("good") + honour("bad").replace("status", f"{line}\nstatus", 1))
    checked = house.check()
    assert [p.code for p in checked.problems] == [found]
    assert {p.line for p in checked.problems} == {house.line(FILE, line)}
    assert checked.decisions[f"{FILE}#good"].approved
    assert not checked.decisions[f"{FILE}#bad"].approved


def test_a_person_who_was_not_asked_is_withheld_and_the_others_stand(house: House) -> None:
    add_awards(house)
    house.write(FILE, family("f", consent="") + honour("a"))
    checked = house.check()
    assert [p.code for p in checked.problems] == ["honour-consent"]
    assert not checked.decisions[f"{FILE}#f"].approved
    assert checked.decisions[f"{FILE}#a"].approved


def test_two_of_one_name_are_both_withheld(house: House) -> None:
    add_awards(house)
    house.write(FILE, honour("a") + honour("a", unit='"乙"') + honour("b"))
    checked = house.check()
    assert {p.code for p in checked.problems} == {"config-value"}
    assert [path for path, made in checked.decisions.items() if "#" in path and made.approved] == [
        f"{FILE}#b"
    ]
