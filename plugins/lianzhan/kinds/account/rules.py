"""Rules of accounts alone: what a reader needs to find one, and what a phone can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.problem import problem
from lianzhan.model.target import classify, legible
from lianzhan.reading.body import count_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.account.values import Account
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.problem import Problem

LONGEST_PAYLOAD = 212
"""Bytes of a QR code's text: what version 10 holds at level M (ISO/IEC 18004, table 7: 213 bytes),
less the byte and a half that name an encoding. Its 57 modules, printed 2.2 cm wide with their
margin, are a third of a millimetre each: four dots of a printer with 300 to the inch."""
LONGEST = {"title": 30, "id": 60, "sends": 100}
"""Characters of a text: names at 微信公众平台 have 30 at most, and a card has three lines."""
_SCHEMES = {"address": ("https://",), "qr": ("https://", "http://")}
"""How addresses may begin: codes that 微信 gives out still say http."""
_SHOWN = 80
"""Characters of an address that a message shows."""

UNREACHABLE = error(
    "account-unreachable",
    N_("“{title}”没有账号、网址或二维码，读者找不到它"),
    N_("至少写一项：id、address 或 qr"),
)
BAD_ADDRESS = error(
    "account-address",
    N_("{key} 的“{target}”不是可以用的网址"),
    N_("写全网址：address 以 https:// 开头，qr 以 https:// 或 http:// 开头"),
)
BAD_ID = error(
    "account-id", N_("账号“{id}”里有空格或看不见的字符"), N_("删去它们；账号只照平台上的写")
)
LONG_CODE = error(
    "account-qr-long",
    N_("二维码要装下 {length} 字节，超过 {limit} 字节，印出来手机扫不出"),
    N_("换成平台给的短网址；网址里的一个汉字算 9 字节"),
)
LONG_TEXT = error("account-text-long", N_("{key} 有 {length} 字，超过 {limit} 字"), N_("写短一些"))


def can_be_found(account: Account, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """An account has an id, an address or a code: by its name alone readers find others, too."""
    if not (account.id or account.address or account.qr):
        yield problem(account.file, account.begins, UNREACHABLE, title=account.title)


def sound_addresses(account: Account, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """The address is one of https; the code's text is an address, so that it only opens a page.

    A code may also dial, send a message or join a network: none of that follows an account.
    """
    for key, written in (("address", account.address), ("qr", account.qr)):
        if written and not classify(written).address.startswith(_SCHEMES[key]):
            details = {"key": key, "target": legible(written)[:_SHOWN]}
            yield problem(account.file, account.line(key), BAD_ADDRESS, **details)


def sound_id(account: Account, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """An id holds no blank and nothing invisible: pasted into a search it would find nothing."""
    if not account.id.isprintable() or " " in account.id:
        yield problem(account.file, account.line("id"), BAD_ID, id=account.id[:_SHOWN])


def short_payload(account: Account, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A code says at most 212 bytes: more takes modules that a phone can't tell apart on paper."""
    length = len(account.payload.encode())
    if length > LONGEST_PAYLOAD:
        details = {"length": length, "limit": LONGEST_PAYLOAD}
        line = account.line("qr" if account.qr else "address")
        yield problem(account.file, line, LONG_CODE, **details)


def short_texts(account: Account, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A name has at most 30 characters, an id 60, what it sends 100.

    In an id, which is one word, each letter counts.
    """
    for key, limit in LONGEST.items():
        written = getattr(account, key)
        length = len(written) if key == "id" else count_characters(written)
        if length > limit:
            details = {"key": key, "length": length, "limit": limit}
            yield problem(account.file, account.line(key), LONG_TEXT, **details)


RULES = (can_be_found, sound_addresses, sound_id, short_payload, short_texts)
