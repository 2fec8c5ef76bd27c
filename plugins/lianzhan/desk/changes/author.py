"""Who made a change: a person of people.toml, by her id or by an account on the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.desk.ownership.accounts import login
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.people import FILE

if TYPE_CHECKING:
    from datetime import date

    from lianzhan.model.people import People, Person

CHANGE_UNKNOWN_AUTHOR = error(
    "change-unknown-author",
    N_("改动的作者“{by}”不在 people.toml 里，什么也不能改"),
    N_("请管理员在 people.toml 里登记此人的账号（accounts）；登记过的，核对写法"),
)
CHANGE_AMBIGUOUS_AUTHOR = error(
    "change-ambiguous-author",
    N_("改动的作者“{by}”在 people.toml 里不止一人：{known}"),
    N_("请管理员改 people.toml，一个账号只登记在一人名下"),
)
CHANGE_INACTIVE_AUTHOR = error(
    "change-inactive-author",
    N_("改动的作者“{by}”在 {on} 不在任期内，什么也不能改"),
    N_("请管理员核对 people.toml 里的 from 和 until；任期已满的，由现任的人来改"),
)


def find_author(given: str, people: People, today: date) -> Person | Problem:
    """Return who is meant, or why she may change nothing.

    "@name" is an account alone: on a host anybody may take a name that is somebody's id here. A
    name without "@" is an id or an account. Hosts know no case in accounts.
    """
    by = given[:60]
    found = [person for person in people.persons if _is_meant(given, person)]
    if not found:
        return problem(FILE, 0, CHANGE_UNKNOWN_AUTHOR, by=by)
    if len(found) > 1:
        known = ", ".join(person.id for person in found)
        return problem(FILE, found[0].line, CHANGE_AMBIGUOUS_AUTHOR, by=by, known=known)
    (person,) = found
    if not person.is_active(today):
        return problem(FILE, person.line, CHANGE_INACTIVE_AUTHOR, by=by, on=today)
    return person


def _is_meant(given: str, person: Person) -> bool:
    by_account = login(given) in {login(account) for account in person.accounts} - {""}
    return by_account or given == person.id
