"""How accounts are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.kinds.account.keys import KEYS
from lianzhan.kinds.account.platforms import PLATFORM, SAME
from lianzhan.kinds.account.rules import RULES
from lianzhan.kinds.account.values import Account
from lianzhan.kinds.reading import entry_of, made
from lianzhan.model.catalog import ALWAYS
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lianzhan.kinds.room import Rule
    from lianzhan.model.catalog import Entry
    from lianzhan.model.problem import Problem
    from lianzhan.reading.keys import Key
    from lianzhan.reading.written import Written


@dataclass(frozen=True)
class AccountReading:
    """How an account is read: it shows from the day on which it was opened."""

    keys: tuple[Key, ...] = KEYS
    rules: tuple[Rule, ...] = RULES

    def make(self, written: Written) -> tuple[Account, tuple[Problem, ...]]:
        """Return an account, and a problem for each key that could not be read."""
        account, problems = made(Account, KEYS, written)
        return replace(account, date=account.since or ALWAYS), problems

    def entry(self, value: Account, _now: datetime) -> Entry:
        """Return all that other sites must know of an account: nothing that a page would print.

        So a new title below touches no site above.
        """
        same = ((SAME, each) for each in value.sameness)
        return entry_of(value, "account")._replace(facts=((PLATFORM, value.platform), *same))

    def moments(self, _value: Account, _now: datetime) -> Iterable[datetime]:
        """An account stays as it is while it is shown."""
        return ()


READING = AccountReading()
