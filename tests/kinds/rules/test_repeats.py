"""Two values of one file that are the same thing: the second is withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kinds.account.written import CHAIN, account

if TYPE_CHECKING:
    from conftest import House

FILE = "hunan/accounts.toml"
ADDRESS = "https://a.example/x"

SECOND = {
    "the id in capitals": account("b", id="ID-A"),
    "the address as a code": account("b", qr=ADDRESS),
    "all of it": account("b", id="id-a", address=ADDRESS),
}
OTHERS = {
    "another id": account("b"),
    "the id on another platform": account("b", id="id-a", platform="抖音"),
    "one that is withdrawn": account("b", id="id-a", chain='status = "withdrawn"\n'),
    "one that has stopped": account("b", id="id-a", chain=f'state = "停用"\n{CHAIN}'),
}


@pytest.mark.parametrize("case", SECOND)
def test_the_second_is_named_once_at_its_line_and_withheld(house: House, case: str) -> None:
    house.write(FILE, account("a", address=ADDRESS) + SECOND[case])
    checked = house.check()
    (fault,) = checked.problems
    line = house.line(FILE, 'name = "b"') - 1
    assert (fault.path, fault.line, fault.code) == (FILE, line, "same-again")
    assert checked.decisions[f"{FILE}#a"].approved
    assert dict(checked.decisions[f"{FILE}#b"].details) == {"codes": "same-again"}


@pytest.mark.parametrize("case", OTHERS)
def test_what_is_not_the_same_or_gone_is_no_rival(house: House, case: str) -> None:
    house.write(FILE, account("a", address=ADDRESS) + OTHERS[case])
    assert house.codes() == []


def test_where_the_first_has_stopped_the_second_has_it(house: House) -> None:
    first = account("a", chain=f'state = "停用"\n{CHAIN}')
    house.write(FILE, first + account("b", id="id-a"))
    assert house.check().decisions[f"{FILE}#b"].approved
