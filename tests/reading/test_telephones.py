"""Numbers as people write them in a field; what can't be called is none."""

from __future__ import annotations

import pytest

from lianzhan.reading.telephones import HOTLINES, parse_telephone, parse_telephones

LANDLINE = ("0731-84555555", "tel:+8673184555555")
NUMBERS = {
    "0731-84555555": LANDLINE,
    "０７３１－８４５５５５５５": LANDLINE,
    "（0731）84555555": LANDLINE,
    "(0731) 8455 5555": LANDLINE,
    "073184555555": LANDLINE,
    "0731—8455—5555": LANDLINE,
    "0731 84555555 ": LANDLINE,
    "+86 731 84555555": LANDLINE,
    "+86-0731-84555555": LANDLINE,
    "0086 731 84555555": LANDLINE,
    "86-731-84555555": LANDLINE,
    "\u202d0731-84555555\u202c": LANDLINE,
    "0731-84555555-801": ("0731-84555555 转 801", "tel:+8673184555555"),
    "0731-84555555转801": ("0731-84555555 转 801", "tel:+8673184555555"),
    "0731-84555555 ext. 801": ("0731-84555555 转 801", "tel:+8673184555555"),
    "0737-4225555": ("0737-4225555", "tel:+867374225555"),
    "0737-4225555-8": ("0737-4225555 转 8", "tel:+867374225555"),
    "010-65103114": ("010-65103114", "tel:+861065103114"),
    "139 0731 0000": ("13907310000", "tel:+8613907310000"),
    "+86 139-0731-0000": ("13907310000", "tel:+8613907310000"),
    "１３９０７３１００００": ("13907310000", "tel:+8613907310000"),
    "400-800-1234": ("400-800-1234", "tel:4008001234"),
    "4008001234": ("400-800-1234", "tel:4008001234"),
    "400-8001-234": ("400-8001-234", "tel:4008001234"),
    "8008101234": ("800-810-1234", "tel:8008101234"),
    "0731-12338": ("0731-12338", "tel:073112338"),
    "110": ("110", "tel:110"),
    "１２３３８": ("12338", "tel:12338"),
    "12110": ("12110", "tel:12110"),
    "95598": ("95598", "tel:95598"),
}
NONE = [
    "", "-", "电话", "84555555", "0731-1234", "0731-845555555", "0731-04555555", "0731-14555555", "010-4225555",
    "0000-84555555", "139073100001", "1390731000", "23907310000", "123", "1234", "13333", "11", "86", "+86", "8612",
    "+86 12338", "400-800-123", "0731-84555555转", "0731-84555555-8011111", "(0731-84555555", "0731)84555555",
    "0731-84555555 张三", "tel:12338", "12338.", "０７３１", "٠٧٣١-٨٤٥٥٥٥٥٥", "12338\x00", "12338<b>", "²³⁴", "1 1 0",
    "1" * 100_000, "0731-" * 40, "-" * 200, "(" * 200,
]  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_taken_as_people_write_it(text: str) -> None:
    assert parse_telephone(text) == NUMBERS[text]


@pytest.mark.parametrize("text", NONE, ids=lambda text: ascii(text)[:24])
def test_what_nobody_can_call_is_no_number(text: str) -> None:
    assert parse_telephone(text) is None
    assert parse_telephones(text) == ()


@pytest.mark.parametrize("number", HOTLINES)
def test_every_public_hotline_is_a_number(number: str) -> None:
    assert parse_telephone(number) == (number, f"tel:{number}")


@pytest.mark.parametrize("sign", "、，；/")
def test_a_field_may_hold_several_numbers(sign: str) -> None:
    found = parse_telephones(f"0731-84555555{sign} 84555556{sign}12338")
    assert [number.shown for number in found] == ["0731-84555555", "0731-84555556", "12338"]


def test_one_number_that_is_none_spoils_the_field() -> None:
    assert parse_telephones("12338、84555555") == ()
    assert parse_telephones("0731-84555555、不详") == ()


def test_the_same_number_twice_is_one() -> None:
    assert len(parse_telephones("12338/１２３３８")) == 1


def test_what_a_number_shows_is_the_same_number() -> None:
    for number in map(parse_telephone, NUMBERS):
        assert number
        assert parse_telephone(number.shown) == number
