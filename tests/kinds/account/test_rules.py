"""Rules of accounts, each with what it lets pass and what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kinds.account.written import account
from kinds.placed import FEDERATION
from lianzhan.kinds.account.rules import LONGEST_PAYLOAD, RULES
from lianzhan.kinds.account.values import Account

if TYPE_CHECKING:
    from conftest import House

FILE = "hunan/accounts.toml"
LINES = (("title", 3), ("platform", 4), ("id", 5), ("address", 6), ("qr", 7), ("sends", 8))
START = "https://example.org/"


def codes(**values: str) -> list[tuple[str, int]]:
    """What the rules find in an account that is sound but for some values."""
    written: dict[str, Any] = {"title": "湖湘女性", "platform": "wechat", "id": "hnfl", **values}
    value = Account(f"{FILE}#wx", "hunan", None, "wx", keys=LINES, begins=2, **written)
    site = FEDERATION.by_slug["hunan"]
    return [(p.code, p.line) for rule in RULES for p in rule(value, site, FEDERATION)]


CASES = {
    "sound": ({}, []),
    "an address alone": ({"id": "", "address": START}, []),
    "a code alone": ({"id": "", "qr": "http://weixin.qq.com/r/x"}, []),
    "nothing but a name": ({"id": ""}, [("account-unreachable", 2)]),
    "http": ({"address": "http://example.org/"}, [("account-address", 6)]),
    "no scheme": ({"address": "example.org/x"}, [("account-address", 6)]),
    "a script": ({"address": "javascript:alert(1)"}, [("account-address", 6)]),
    "a hidden script": ({"qr": "java\tscript:alert(1)"}, [("account-address", 7)]),
    "a quoted script": ({"qr": "javascript%3aalert(1)"}, [("account-address", 7)]),
    "a telephone": ({"qr": "tel:12338"}, [("account-address", 7)]),
    "a network": ({"qr": "WIFI:S:x;P:y;;"}, [("account-address", 7)]),
    "words": ({"qr": "湖南省妇联"}, [("account-address", 7)]),
    "a user before the host": ({"address": "https://a@example.org/"}, [("account-address", 6)]),
    "full width": ({"address": "https：//example.org/"}, [("account-address", 6)]),
    "a blank in an id": ({"id": "hn fl"}, [("account-id", 5)]),
    "nothing to be seen in an id": ({"id": "hn\u200bfl"}, [("account-id", 5)]),
    "a Chinese id": ({"id": "湖南省妇联"}, []),
    "the longest code": ({"qr": START + "a" * (LONGEST_PAYLOAD - len(START))}, []),
    "one byte more": (
        {"qr": START + "a" * (LONGEST_PAYLOAD - len(START) + 1)},
        [("account-qr-long", 7)],
    ),
    "a long address": ({"address": START + "a" * 5_000}, [("account-qr-long", 6)]),
    "a long address beside a short code": ({"address": START + "a" * 500, "qr": START}, []),
    "Chinese counts nine bytes": ({"address": START + "妇" * 22}, [("account-qr-long", 6)]),
    "Chinese that just fits": ({"address": START + "妇" * 21}, []),
    "the longest texts": ({"title": "湖" * 30, "id": "湖" * 60, "sends": "湖" * 100}, []),
    "each letter of an id counts": ({"id": "a" * 61}, [("account-text-long", 5)]),
    "longer ones": (
        {"title": "湖" * 31, "id": "湖" * 61, "sends": "湖" * 101},
        [("account-text-long", 3), ("account-text-long", 5), ("account-text-long", 8)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_rule_finds(case: str) -> None:
    values, found = CASES[case]
    assert codes(**values) == found


WRITTEN = {
    "a number for a text": ("id = 5", ["config-value"]),
    "a list for a text": ('qr = ["x"]', ["config-value"]),
    "an unknown key": ('plattform = "抖音"', ["config-unknown-key"]),
    "no date": ('since = "2016"', ["bad-value"]),
    "a state that is none": ('state = "半停"', ["bad-value"]),
    "an escape": ('sends = "a\\u0007b"', ["config-value"]),
    "text that runs backwards": ('sends = "a\\u202Eb"', ["config-value"]),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_what_is_mistyped_in_the_file_is_named_at_its_line(house: House, case: str) -> None:
    """And withholds that account alone."""
    line, found = WRITTEN[case]
    bad = account("bad", id="").replace("platform", f"{line}\nplatform")
    house.write(
        FILE, account("good") + bad.replace("status", 'address = "https://a.example"\nstatus')
    )
    checked = house.check()
    assert [p.code for p in checked.problems] == found
    assert {p.line for p in checked.problems} == {house.line(FILE, line)}
    assert checked.decisions[f"{FILE}#good"].approved
    assert not checked.decisions[f"{FILE}#bad"].approved


def test_an_unknown_key_is_named_with_the_nearest(house: House) -> None:
    house.write(FILE, account().replace("platform", 'adress = "https://a.example"\nplatform'))
    (fault,) = house.check().problems
    assert dict(fault.details)["nearest"] == "address"


def test_what_is_missing_is_named(house: House) -> None:
    house.write(FILE, account(title="", platform=""))
    found = {dict(p.details)["key"] for p in house.check().problems}
    assert found == {"title", "platform"}
