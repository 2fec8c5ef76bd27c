"""Cards as other programs read them."""

from __future__ import annotations

from typing import Any

import vobject

from kinds.service.made import Shown, hotline, made
from lianzhan.kinds.service.vcard import card, cards
from lianzhan.model.contact import Hours, Telephone


def read(**values: Any) -> Any:
    shown: Any = Shown(made(**values))
    return vobject.readOne(card(shown).decode())


def test_a_card_has_what_a_telephone_keeps() -> None:
    number = Telephone("0731-84555555 转 8001", "tel:+8673184555555")
    hours = Hours("周一至周五 9:00—12:00")
    found = read(telephones=(number,), address="某路 1 号", hours=hours, summary="咨询")
    assert found.fn.value == "题a（湖南省妇联）"
    assert found.tel.value == "+8673184555555"
    assert found.adr.value.street == "某路 1 号"
    assert found.note.value == "咨询\n周一至周五 9:00—12:00\n0731-84555555 转 8001"
    assert found.uid.value == "urn:uuid:x"


def test_hotlines_are_cards_of_one_file() -> None:
    lines = (hotline("12338", summary="维权", hours=Hours("24小时")), hotline("110"))
    first, second = vobject.readComponents(cards(lines).decode())
    assert (first.fn.value, first.tel.value) == ("题12338", "12338")
    assert first.note.value == "维权\n24小时"
    assert second.tel.value == "110"
    assert "note" not in second.contents
    assert cards(()) == b""


def test_what_is_not_said_has_no_line() -> None:
    names = {line.name for line in read().lines()}
    assert names == {"VERSION", "UID", "FN", "N", "ORG", "URL"}


def test_no_text_makes_lines_or_parts_of_its_own() -> None:
    evil = "甲;乙,丙\\n\\\r\nTEL:110\nEND:VCARD"
    found = read(title=evil, address=evil, summary=evil)
    assert "tel" not in found.contents
    plain = evil.replace("\r", "")
    assert found.adr.value.street == plain
    assert found.note.value == plain
    assert found.fn.value == f"{plain}（湖南省妇联）"
