"""Numbers of persons: identity numbers, bank cards, mobile telephones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lianzhan.kinds.proofs.passage import Finding, Ground, Passage, Proof
from lianzhan.model.codes import N_, error, warning
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

IDENTITY_NUMBER = error(
    "identity-number",
    N_("身份证号码 {words} 会公开"),
    N_("删去，或只留头尾：{mending}"),
)
BANK_CARD = error("bank-card", N_("银行卡号 {words} 会公开"), N_("删去，或只留头尾：{mending}"))
MOBILE_NUMBER = warning(
    "mobile-number",
    N_("个人手机号码 {words} 会公开"),
    N_(
        "改为单位的座机或热线，或写成 {mending}；"
        "确是单位公开的手机，写进 federation.toml 的 [proofs] telephones"
    ),
)

_BLANKS = r" \t\u3000\xa0\xad\u2002\u2003\u2009\u200b-\u200d\u202f\u2060"
_HYPHENS = r"·–—‐‑−－-"
_GAP = rf"[{_BLANKS}*_`~./{_HYPHENS}]{{0,3}}"
"""What stands between the digits of a number: blanks, hyphens, dots, marks of Markdown."""
_EDGE, _END = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z])"
_IDENTITY = late(rf"(?<![0-9])(?=([1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx])(?![0-9]))")
_CARD = late(rf"(?<![0-9A-Za-z])(?<![0-9]\.)(?=([4-69](?:{_GAP}[0-9]){{15,18}}){_END})")
"""Looked for from each digit on: one that stands before a number may seem to be its first."""
_MOBILE = late(
    rf"{_EDGE}(?:\+?86[ -]?)?(1[3-9][0-9](?:[0-9]{{8}}|[ -][0-9]{{4}}[ -][0-9]{{4}}|[ -][0-9]{{8}}"
    rf"|[0-9]{{4}}[ -][0-9]{{4}}|[ -][0-9]{{3}}[ -][0-9]{{5}})){_END}"
)
_LONG = late(r"[0-9](?:[^0-9A-Za-z\n]{0,3}[0-9]){15}")
"""Sixteen digits: the shortest number of a card."""
_SOME_MOBILE = late(r"1[3-9][0-9](?:[ -]?[0-9]){8}")

_PROVINCES = frozenset(
    (
        *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37"),
        *("41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64"),
        *("65", "71", "81", "82", "83"),
    )
)
"""GB/T 2260, and 81 to 83: residents from Hong Kong, Macao and Taiwan (国办发〔2018〕81号)."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
"""GB 11643-1999, after ISO 7064, MOD 11-2: 2 to the power of each digit's place, modulo 11."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_CARD_PREFIX = late(r"62[0-9]{14,17}|9(?:558|559)[0-9]{12,15}")
"""UnionPay's 62 (ISO/IEC 7812-1), and Chinese debit cards of before it: 16 to 19 digits."""
_FOREIGN_PREFIX = late(r"4[0-9]{15}|5[1-5][0-9]{14}")
"""Visa and Mastercard: 16 digits. Contracts and orders begin so too: near it stands what it is."""
_CARD_WORDS = late(r"银行|卡号|账号|帐号|账户|帐户|户名|开户|[Vv][Ii][Ss][Aa]|信用卡|汇款")
_NEAR = 40
"""Characters before a number in which words say that it is a card's."""


def may_hold_numbers(whole: Passage, _ground: Ground) -> bool:
    """Whether a text has sixteen digits with little between them."""
    return _LONG.search(whole.signs) is not None


def may_hold_mobiles(whole: Passage, _ground: Ground) -> bool:
    """Whether a text has digits that may be a mobile number."""
    return _SOME_MOBILE.search(whole.signs) is not None


def identity_numbers(passage: Passage, _ground: Ground) -> Iterator[Finding]:
    """A resident identity number: 18 digits with a region, a day of birth and a right check digit.

    GB 11643-1999; those of foreign permanent residents begin with 9.
    """
    for found in _IDENTITY.finditer(passage.shown):
        if is_identity(digits := _digits(found[1])):
            yield _hidden(found.start(1), found.end(1), digits)


def is_identity(number: str) -> bool:
    """Whether 18 digits, the last maybe X, are a resident identity number."""
    if number[:2] not in _PROVINCES and number[0] != "9":
        return False
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1]


def bank_cards(passage: Passage, _ground: Ground) -> Iterator[Finding]:
    """A bank card: 16 to 19 digits that begin as cards do, with a right last digit (Luhn)."""
    for found in _CARD.finditer(passage.shown):
        digits = _digits(found[1])
        if is_luhn(digits) and _begins_as_card(digits, found) and not _is_person(digits):
            yield _hidden(found.start(1), found.end(1), digits)


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check of all before it (ISO/IEC 7812-1, annex B)."""
    total = sum(map(int, digits[-1::-2]))
    return (total + sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])) % 10 == 0


def mobile_numbers(passage: Passage, ground: Ground) -> Iterator[Finding]:
    """A mobile number, in any of the ways to group its digits, that the federation does not list.

    11 digits from 13 to 19 (工业和信息化部, 电信网编号计划 2017).
    """
    listed = ground.policy.telephones
    for found in _MOBILE.finditer(passage.shown):
        if (digits := _digits(found[1])) not in listed:
            masked = f"{digits[:3]}****{digits[-4:]}"
            yield Finding(found.start(1), found.end(1), masked, words=masked)


def _begins_as_card(digits: str, found: re.Match[str]) -> bool:
    if _CARD_PREFIX.fullmatch(digits):
        return True
    before = found.string[max(0, found.start() - _NEAR) : found.start()]
    return bool(_FOREIGN_PREFIX.fullmatch(digits) and _CARD_WORDS.search(before))


def _is_person(digits: str) -> bool:
    return len(digits) == len(_WEIGHTS) + 1 and is_identity(digits)


def _digits(written: str) -> str:
    return "".join(sign for sign in written.upper() if sign in "0123456789X")


def _hidden(start: int, end: int, digits: str) -> Finding:
    """A number that no message may repeat: problems are printed where others read them."""
    masked = f"{digits[:4]}{'*' * (len(digits) - 6)}{digits[-2:]}"
    return Finding(start, end, masked, words=masked)


PROOFS = (
    Proof(IDENTITY_NUMBER, may_hold_numbers, identity_numbers),
    Proof(BANK_CARD, may_hold_numbers, bank_cards),
    Proof(MOBILE_NUMBER, may_hold_mobiles, mobile_numbers),
)
