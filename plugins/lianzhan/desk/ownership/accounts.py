"""Accounts on a host as people.toml names them: a user, a team, or an address of mail.

Only forms that a host could have are let through, so that none can add a line or a pattern.
"""

from __future__ import annotations

from lianzhan.runtime.late_pattern import late

_USER = late(r"@?[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}")
"""A name of up to 255 letters, digits and `_ . -`: GitLab's limit, the widest of the three."""
_TEAM = late(r"@?[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}(?:/[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}){1,20}")
"""An organisation's team, or GitLab's group within groups, which nest 20 deep."""
_MAIL = late(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def is_mail(account: str) -> bool:
    """Whether an account is an address of mail, as GitHub and GitLab know users by."""
    return _MAIL.fullmatch(account) is not None


def is_account(account: str) -> bool:
    """Whether an account has a form that hosts know."""
    return any(form.fullmatch(account) for form in (_USER, _TEAM, _MAIL))


def login(account: str) -> str:
    """Return what is the same for all spellings of a user's name: hosts know no case there."""
    return account.removeprefix("@").casefold()
