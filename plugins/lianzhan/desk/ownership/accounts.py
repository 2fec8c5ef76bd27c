"""Accounts on a host as people.toml names them: a user, a team, or an address of mail.

Only forms that a host could have are let through, so that none can add a line or a pattern.
"""

from __future__ import annotations

from lianzhan.runtime.late_pattern import late

_NAME = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}"
"""A name of up to 255 letters, digits and `_ . -`: GitLab's limit, and Gitea takes no other."""
_PLAIN_NAME = r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}"
"""A name on GitHub, which knows no dots there."""
_MAIL = late(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_FORMS = {
    "github": late(f"@?{_PLAIN_NAME}(?:/{_PLAIN_NAME})?"),
    "gitlab": late(f"@?{_NAME}(?:/{_NAME}){{0,20}}"),
    "gitea": late(f"@?{_NAME}(?:/{_NAME})?"),
}
"""Users and teams of each host; GitLab's groups nest, up to 20 deep."""
HOSTS = tuple(_FORMS)
_WITHOUT_MAIL = "gitea"


def is_mail(account: str) -> bool:
    """Whether an account is an address of mail."""
    return _MAIL.fullmatch(account) is not None


def is_known_to(host: str, account: str) -> bool:
    """Whether a host could have an account of this form, and asks it for reviews."""
    if is_mail(account):
        return host != _WITHOUT_MAIL
    return _FORMS[host].fullmatch(account) is not None


def is_account(account: str) -> bool:
    """Whether an account has a form that any host knows."""
    return any(is_known_to(host, account) for host in HOSTS)


def login(account: str) -> str:
    """Return what is the same for all spellings of a user's name: hosts know no case there."""
    return account.removeprefix("@").casefold()
