"""The formats of CODEOWNERS: one small file for each host's way of writing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.desk.ownership import gitea, github, gitlab
from lianzhan.desk.ownership.accounts import HOSTS, is_account, is_known_to, is_mail
from lianzhan.desk.ownership.ground import SHARED
from lianzhan.desk.ownership.rules import rules_of
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from lianzhan.desk.ownership.ground import Ground
    from lianzhan.desk.ownership.rules import Rule
    from lianzhan.model.people import Person

FORMATS = HOSTS
"""The hosts whose ways there are."""
_GLOBS = {
    "github": (github.everything, github.below),
    "gitlab": (gitlab.everything, gitlab.below),
}
_NOTE = "# lianzhan owners --format {name}"


@dataclass(frozen=True)
class Written:
    """A file's text, and what it can't say.

    Persons without an account that this host could ask, accounts that no host knows the form of
    with whose they are, and folders that nobody is asked about ("" is what is shared).
    """

    text: str
    unasked: tuple[Person, ...]
    strange: tuple[tuple[Person, str], ...]
    ownerless: tuple[str, ...]


def written(ground: Ground, name: str, content: str) -> Written:
    """Return CODEOWNERS in one of FORMATS.

    `content` is the content folder as seen from the repository's root, "/" at its end; "" is the
    root itself.
    """
    rules = rules_of(ground, lambda person: accounts_of(person, name))
    lines = [_line(rule, name, content) for rule in rules if rule.accounts]
    return Written(
        "\n".join((_NOTE.format(name=name), *lines, "")),
        tuple(person for person in ground.persons if not accounts_of(person, name)),
        tuple((p, account) for p in ground.persons for account in p.accounts if _strange(account)),
        tuple(rule.folder for rule in rules if not rule.accounts),
    )


def accounts_of(person: Person, name: str) -> tuple[str, ...]:
    """Return a person's accounts as a host's file names them: those of a form that it knows."""
    known = (account for account in person.accounts if is_known_to(name, account))
    return tuple(a if is_mail(a) else f"@{a.removeprefix('@')}" for a in known)


def _strange(account: str) -> bool:
    return not is_account(account)


def _line(rule: Rule, name: str, content: str) -> str:
    return " ".join((_pattern(rule, name, content), *rule.accounts))


def _pattern(rule: Rule, name: str, content: str) -> str:
    if name == "gitea":
        shared = rule.folder == SHARED
        return gitea.outside(content, rule.inner) if shared else _in_gitea(rule, content)
    everything, below = _GLOBS[name]
    return everything() if rule.folder == SHARED else below(content + rule.folder)


def _in_gitea(rule: Rule, content: str) -> str:
    return gitea.of_site(content, rule.folder, rule.inner)
