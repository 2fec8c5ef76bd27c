"""Accounts show at home and at all sites below; the sites above know their platforms."""

from __future__ import annotations

from kinds.placed import FEDERATION, catalog
from lianzhan.kinds.account.placing import PLACING
from lianzhan.model.catalog import ALWAYS, BELOW, NEAREST, OWN, Entry


def account(where: str, name: str = "wx", *same: str) -> Entry:
    path = f"{where}/accounts.toml#{name}"
    facts = (("platform", "wechat"), *(("same", mark) for mark in same))
    return Entry(path, where, None, name, "", ALWAYS, "", "approved", kind="account", facts=facts)


def places(*accounts: Entry) -> list[tuple[str, str]]:
    known = catalog(*accounts)
    return [(p.site, p.why) for p in PLACING.places(FEDERATION, known, [*known.entries])]


def problems(*accounts: Entry, published: list[str] | None = None) -> list[tuple[str, str, str]]:
    known = catalog(*accounts)
    found = PLACING.problems(FEDERATION, known, published or [*known.entries])
    return [(p.path, dict(p.details)["other"], dict(p.details)["same"]) for p in found]


def test_an_account_of_a_city_is_its_own_counted_above_and_borrowed_below() -> None:
    assert places(account("changsha")) == [
        ("changsha", OWN), ("hunan", BELOW), ("furong", NEAREST)
    ]  # fmt: skip


def test_an_account_of_a_province_is_borrowed_by_all_below_and_by_no_other_province() -> None:
    shown = {site for site, why in places(account("hunan")) if why == NEAREST}
    assert shown == {"changsha", "furong", "hengyang"}


def test_of_two_sites_with_one_account_the_lower_is_named() -> None:
    lower, upper = account("furong", "a", "x", "y"), account("hunan", "b", "y")
    assert problems(lower, upper) == [("furong/accounts.toml", "hunan/accounts.toml#b", "y")]


def test_one_of_two_has_nothing_in_common_with_what_is_not_published() -> None:
    lower, upper = account("furong", "a", "x"), account("hunan", "b", "x")
    assert problems(lower, upper, published=[lower.path]) == []


def test_accounts_of_one_file_are_not_compared_here() -> None:
    assert problems(account("hunan", "a", "x"), account("hunan", "b", "x")) == []
