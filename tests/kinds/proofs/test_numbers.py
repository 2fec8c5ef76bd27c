"""Numbers of persons: found however they are typed, and not seen where none is."""

from __future__ import annotations

import pytest

from kinds.proofs.mended import EMPTY, findings, found
from lianzhan.kinds.proofs.numbers import is_identity, is_luhn
from lianzhan.kinds.proofs.passage import Ground
from lianzhan.model.proofs import ProofPolicy

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(start: str = "11010119900307123") -> str:
    """An identity number that nobody has, its check digit right."""
    total = sum(int(digit) * weight for digit, weight in zip(start, WEIGHTS, strict=True))
    return start + "10X98765432"[total % 11]


def card(start: str = "622202123456789012") -> str:
    """A card number that nobody has, its check digit right."""
    return next(start + last for last in "0123456789" if is_luhn(start + last))


def identity_with_x() -> str:
    """An identity number whose check digit is X."""
    every = (identity(f"11010119900307{number:03}") for number in range(500))
    return next(number for number in every if number.endswith("X"))


def test_the_check_digits_are_those_of_the_standards() -> None:
    """GB 11643-1999 has 11010519491231002X as its example; ISO/IEC 7812-1 takes Luhn's."""
    assert is_identity("11010519491231002X")
    assert is_identity("440524188001010014") is False  # a year before 1900
    assert is_luhn("79927398713")
    assert not is_luhn("79927398710")


@pytest.mark.parametrize(
    "written",
    [
        "{}",
        "身份证号：{}。",
        "（{}）",
        "**{}**",
        "`{}`",
        "| 张三 | {} |",
        "身份证{}，电话",
    ],
)
def test_an_identity_number_is_found_wherever_readers_see_it(written: str) -> None:
    number = identity()
    assert found("identity-number", written.format(number)) == [number]


@pytest.mark.parametrize("gap", [" ", "-", "\u3000", "\u200b", "**"])
def test_an_identity_number_is_found_in_groups(gap: str) -> None:
    number = identity()
    grouped = gap.join((number[:6], number[6:14], number[14:]))
    assert found("identity-number", f"号码 {grouped} 的人") == [grouped]


def test_an_identity_number_is_found_in_full_width_and_with_either_x() -> None:
    number = identity_with_x()
    wide = number.translate({ord(str(d)): 0xFF10 + d for d in range(10)} | {ord("X"): "Ｘ"})
    for written in (number, number.lower(), wide):
        assert found("identity-number", f"证号{written}。") == [written]


def test_a_foreign_residents_number_begins_with_nine() -> None:
    number = identity("91115619900307123")
    assert found("identity-number", number) == [number]


@pytest.mark.parametrize(
    "text",
    [
        identity()[:-1] + ("0" if identity()[-1] != "0" else "1"),
        identity("11010119901307123"),  # no month 13
        identity("11010119900230123"),  # no 30 February
        identity("11010118990307123"),
        identity("00010119900307123"),  # no such region
        "11010119900307",
        "1101**********1234",
        "https://example.org/item/" + identity(),
        f"[名单](https://example.org/{identity()})",
        "0" + identity(),
        identity() + "0",
        "圆周率 3.14159265358979323846",
    ],
)
def test_what_is_no_identity_number(text: str) -> None:
    assert found("identity-number", text) == []


def test_no_message_repeats_a_number() -> None:
    for code, number in (("identity-number", identity()), ("bank-card", card())):
        (finding,) = findings(code, f"号码 {number}")
        assert number not in finding.words
        assert number[4:-2] not in finding.words
        assert finding.words == finding.mending
        assert finding.words.count("*") == len(number) - 6


@pytest.mark.parametrize("length", [16, 17, 18, 19])
def test_a_card_of_a_chinese_bank_is_found(length: int) -> None:
    number = card("622202123456789012"[: length - 1])
    grouped = " ".join(number[at : at + 4] for at in range(0, length, 4))
    for written in (number, grouped, grouped.replace(" ", "-"), f"**{number}**"):
        assert written.strip("*") in found("bank-card", f"汇至{written}。")


def test_an_old_debit_card_is_found() -> None:
    assert found("bank-card", card("955880123456789012")) == [card("955880123456789012")]


def test_a_foreign_card_is_found_where_words_say_that_it_is_one() -> None:
    visa, master = card("411111111111111"), card("510510510510510")
    assert found("bank-card", f"开户银行：某行，卡号 {visa}") == [visa]
    assert found("bank-card", f"信用卡{master}") == [master]
    assert found("bank-card", f"合同编号 {visa}") == []


@pytest.mark.parametrize(
    "text",
    [
        card()[:-1] + str((int(card()[-1]) + 1) % 10),
        "6222 **** **** 1234",
        card("31234567890123456"),
        f"https://example.org/{card()}",
        "6222021234567",
    ],
)
def test_what_is_no_card(text: str) -> None:
    assert found("bank-card", text) == []


def test_an_identity_number_is_no_card() -> None:
    """Of a region that begins as cards do (甘肃), and with a digit that Luhn's rule takes, too."""
    every = (identity(f"62010219900307{number:03}") for number in range(500))
    both = next(number for number in every if number.isdecimal() and is_luhn(number))
    assert found("identity-number", both) == [both]
    assert found("bank-card", both) == []


@pytest.mark.parametrize(
    "number",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "138-00138000",
        "1380013 8000",
        "19912345678",
    ],
)
def test_a_mobile_number_is_found_in_every_grouping(number: str) -> None:
    for text in (number, f"手机：{number}。", f"+86 {number}", f"张三{number}（微信同号）"):
        (finding,) = findings("mobile-number", text)
        assert text[finding.start : finding.end] == number
        digits = "".join(filter(str.isdigit, number))
        assert finding.words == f"{digits[:3]}****{digits[-4:]}"


def test_a_mobile_number_in_full_width_is_found() -> None:
    assert found("mobile-number", "手机１３８００１３８０００") == ["１３８００１３８０００"]


@pytest.mark.parametrize(
    "text",
    [
        "0731-12345678",
        "12338",
        "400-123-4567",
        "8001234567",
        "138****8000",
        "12800138000",
        "113800138000",
        "138001380001",
        "序号 13 800 138 000",
        "2025-03-08 15:00",
        "https://example.org/13800138000",
        "编号 A13800138000",
    ],
)
def test_what_is_no_mobile_number(text: str) -> None:
    assert found("mobile-number", text) == []


def test_a_listed_mobile_number_may_stand() -> None:
    ground = Ground(ProofPolicy(telephones=("13800138000",)))
    text = "办公室手机 138 0013 8000，或 13900139000"
    assert found("mobile-number", text, ground) == ["13900139000"]
    assert len(found("mobile-number", text, EMPTY)) == 2


def test_a_mobile_number_is_found_where_a_link_dials_it() -> None:
    assert found("mobile-number", "请[拨打](tel:13800138000)。") == ["13800138000"]
    assert found("mobile-number", "请[拨打](tel:+86-13800138000)。") == ["13800138000"]
    assert found("mobile-number", "请[拨打](tel:073112338)。") == []


SEEN_PLACES = (
    "注[^1]\n\n[^1]: 来源 {}",
    "注[^1]\n\n[^1]: No.{}",
    '![图](e.jpg "身份证 {}")',
    "![图](<e 1.jpg> '身份证 {}')",
    '<img src="e.jpg" alt="身份证 {}">',
    "用 `<!--` 开头。\n\n{}",
    "```\n<!--\n```\n\n{}",
    "没有结束 <!-- 注释\n{}",
    "[身份证 {}]: 李某",
    "[甲]: e.jpg '身份证 {}'",
    "1.{}",
    "No.{}",
    "ID{}",
    "| 甲 | {} |\n|---|---|",
    "`{}`",
    "**{}**",
)


@pytest.mark.parametrize("place", SEEN_PLACES)
def test_an_identity_number_is_found_in_every_place_that_readers_see(place: str) -> None:
    assert len(found("identity-number", place.format("11010519491231002X"))) == 1


@pytest.mark.parametrize(
    "gap", ["\u00ad", "\u2060", "\u200d", "\u2003", "\u2011", "\uff0d", "~", "/", "   ", "***"]
)
def test_no_sign_between_groups_hides_an_identity_number(gap: str) -> None:
    assert len(found("identity-number", gap.join(("110105", "19491231", "002X")))) == 1
    assert len(found("identity-number", "11010519491231002Ｘ")) == 1


def test_what_only_looks_like_a_tag_hides_nothing() -> None:
    text = "若 a<b 则不必。\n\n11010519491231002X\n\n> 引用"
    assert len(found("identity-number", text)) == 1
    assert len(found("identity-number", "若 a<b 则 11010519491231002X > 引用")) == 1


def test_dots_between_the_digits_hide_no_identity_number() -> None:
    assert len(found("identity-number", "110105.19491231.002X")) == 1
    assert len(found("identity-number", "110105·19491231·002X")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<!-- 11010519491231002X -->",
        "![图](11010519491231002X.jpg)",
        "[甲](https://e.cn/11010519491231002X)",
    ],
)
def test_what_readers_do_not_see_as_words_is_left_alone(text: str) -> None:
    assert found("identity-number", text) == []
