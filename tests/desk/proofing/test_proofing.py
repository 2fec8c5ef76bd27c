"""What the proofs find in some texts, and what mending them voids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.desk.approval import Desk, read_texts
from lianzhan.desk.proofing import mendings, proof_problems, with_every_rule, write
from lianzhan.model.proofs import DEFAULTS, ProofPolicy

if TYPE_CHECKING:
    from conftest import House

    from lianzhan.desk.proofing import Mending

ONE, TWO = "hunan/articles/news/x.md", "hunan/changsha/articles/news/y.md"


def desk(house: House) -> Desk:
    return Desk(house.content, house.federation, house.now)


def mending(house: House, path: str) -> Mending:
    (found,) = mendings(desk(house), read_texts(desk(house), [path]).texts.values())
    return found


def test_problems_are_those_of_the_proofs_alone_with_names_of_units(house: House) -> None:
    house.article(ONE, "长莎市妇联,大家好 [x](none.md)", head="status: submitted\nkind: odd\n")
    texts = read_texts(desk(house), [ONE]).texts.values()
    found = proof_problems(texts)
    assert [fault.code for fault in found] == ["half-width-marks", "unit-name"]


def test_signatures_that_count_are_those_that_are_voided(house: House) -> None:
    house.article(ONE, "姐妹们,大家好")
    assert mending(house, ONE).signatures == 0, "steps without a digest are for any text"
    house.renew()
    found = mending(house, ONE)
    assert (found.signatures, found.mended.count, found.is_needed) == (3, 1, True)
    assert write(house.content, found) is None
    assert house.check().decisions[ONE].reason == "changed-since-review"
    assert mending(house, ONE).is_needed is False
    house.article(TWO, "好。")
    house.renew()
    assert mending(house, TWO).signatures == 0


def test_steps_that_do_not_count_any_more_are_not_counted(house: House) -> None:
    file = house.content / house.article(ONE, "姐妹们,大家好")
    house.renew()
    file.write_text(file.read_text("utf-8").replace("大家好", "你们好"), "utf-8")
    assert mending(house, ONE).signatures == 0


def test_a_withdrawn_text_is_left_alone(house: House) -> None:
    house.article(ONE, "姐妹们,大家好", head="status: withdrawn\n")
    assert list(mendings(desk(house), read_texts(desk(house), [ONE]).texts.values())) == []


def test_a_file_that_is_saved_meanwhile_is_left_alone(house: House) -> None:
    house.article(ONE, "姐妹们,大家好")
    found = mending(house, ONE)
    house.article(ONE, "别的")
    before = (house.content / ONE).read_bytes()
    assert write(house.content, found) == ("changing", "")
    assert (house.content / ONE).read_bytes() == before


def test_a_file_that_changed_after_it_was_read_is_not_mended(house: House) -> None:
    house.article(ONE, "姐妹们,大家好")
    texts = read_texts(desk(house), [ONE]).texts
    house.article(ONE, "弟兄们,大家好")
    (found,) = mendings(desk(house), texts.values())
    assert not found.is_needed


def test_a_file_that_can_not_be_written_is_named(house: House) -> None:
    house.article(ONE, "姐妹们,大家好")
    found = mending(house, ONE)
    (house.content / ONE).unlink()
    refusal = write(house.content, found)
    assert refusal is not None
    assert refusal[0] == "unwritable"


def test_every_rule_can_be_asked_for(house: House) -> None:
    policy = ProofPolicy((("mobile-number", "off"), ("unit-name", "error")), hosts=("t.cn",))
    every = with_every_rule(policy)
    assert set(every.severities) == set(DEFAULTS)
    assert every.severities["mobile-number"] == "warning"
    assert every.severities["unit-name"] == "error"
    assert every.hosts == ("t.cn",)
    assert house.federation.proofs == ProofPolicy()
