"""[proofs] of federation.toml, and terms.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianzhan.model.federation import SiteTree
from lianzhan.model.proofs import DEFAULT_PROOFS, ProofPolicy, Term
from lianzhan.reading.federation import read_federation

if TYPE_CHECKING:
    from conftest import House

    from lianzhan.model.problem import Problem

GOOD = '[[terms]]\nwrong = "好象"\nright = "好像"\nsource = "甲"\nexcept = ["好象棋"]\n'
TERM = Term("好象", "好像", "甲", ("好象棋",))


def read(house: House, proofs: str, terms: str | bytes | None = None) -> object:
    file = house.content / "federation.toml"
    file.write_text(f"{file.read_text('utf-8')}\n[proofs]\n{proofs}\n", "utf-8")
    if terms is not None:
        house.write("terms.toml", terms)
    return read_federation(house.content)


def at(problems: tuple[Problem, ...]) -> list[tuple[str, int, str]]:
    return [(fault.path, fault.line, fault.code) for fault in problems]


def test_where_nothing_is_said_the_defaults_hold(house: House) -> None:
    assert house.federation.proofs == DEFAULT_PROOFS


def test_everything_that_may_be_said(house: House) -> None:
    said = (
        'bank-card = "off"\nunit-name = "error"\nhosts = ["T.cn"]\ntelephones = ["138-0013-8000"]'
    )
    tree = read(house, said, GOOD)
    assert isinstance(tree, SiteTree)
    assert tree.problems == ()
    policies = (("bank-card", "off"), ("unit-name", "error"))
    expected = ProofPolicy(policies, ("t.cn",), ("13800138000",), (TERM,))
    assert tree.federation.proofs == expected


@pytest.mark.parametrize(
    "said",
    [
        'bank-card = "of"',
        "bank-card = false",
        "bank-card = []",
        'bankcard = "off"',
        'hosts = "t.cn"',
        'hosts = ["https://t.cn/"]',
        "hosts = [1]",
        'telephones = ["12338"]',
        "telephones = [13800138000]",
    ],
)
def test_a_wrong_policy_leaves_nothing_to_build(house: House, said: str) -> None:
    """Like every fault of federation.toml: nobody knows what was to be withheld."""
    problems = read(house, said)
    assert isinstance(problems, tuple)
    line = house.line("federation.toml", said)
    assert {(path, at) for path, at, _ in at(problems)} == {("federation.toml", line)}


BAD = [
    ("x = 1\n", 1, "config-unknown-key"),
    ("terms = 1\n", 1, "config-value"),
    ("terms = [1]\n", 1, "config-value"),
    ("[[terms]\n", 1, "config-syntax"),
    (b"\xff", 1, "not-utf-8"),
    ('[[terms]]\nwrong = "甲"\nright = "乙"\n', 1, "config-missing-key"),
    ('[[terms]]\nright = "乙"\nsource = "丙"\n', 1, "config-missing-key"),
    ('[[terms]]\nwrong = ""\nright = "乙"\nsource = "丙"\n', 2, "config-value"),
    ('[[terms]]\nwrong = "甲"\nright = ["乙"]\nsource = "丙"\n', 3, "config-value"),
    ('[[terms]]\nwrong = "甲"\nright = "甲"\nsource = "丙"\n', 3, "config-value"),
    ('[[terms]]\nwrong = "甲"\nright = "乙"\nsource = "丙"\nexcept = ["丁"]\n', 5, "config-value"),
    ('[[terms]]\nwrong = "甲"\nright = "乙"\nsource = "丙"\nexcept = "甲丁"\n', 5, "config-value"),
    ('[[terms]]\nwrong = "甲"\nright = "乙"\nsource = "丙"\nwhy = 1\n', 5, "config-unknown-key"),
]


@pytest.mark.parametrize(("terms", "line", "code"), BAD)
def test_a_bad_list_is_named_at_its_line_and_the_rest_is_built(
    house: House, terms: str | bytes, line: int, code: str
) -> None:
    tree = read(house, "", terms)
    assert isinstance(tree, SiteTree)
    assert at(tree.problems) == [("terms.toml", line, code)]
    assert tree.federation.proofs.terms == ()
    assert len(tree.federation.sites) == 4


@pytest.mark.parametrize(("terms", "line", "code"), BAD)
def test_where_the_list_withholds_texts_a_bad_one_leaves_nothing_to_build(
    house: House, terms: str | bytes, line: int, code: str
) -> None:
    problems = read(house, 'wrong-term = "error"', terms)
    assert isinstance(problems, tuple)
    assert at(problems) == [("terms.toml", line, code)]


def test_a_bad_entry_costs_the_others_nothing(house: House) -> None:
    tree = read(house, "", f'{GOOD}\n[[terms]]\nwrong = "甲"\n\n{GOOD.replace("好象", "就象")}')
    assert isinstance(tree, SiteTree)
    assert [term.wrong for term in tree.federation.proofs.terms] == ["好象", "就象"]
    assert {fault.line for fault in tree.problems} == {7}


def test_a_word_that_stands_twice_in_the_list_is_named(house: House) -> None:
    tree = read(house, "", GOOD + GOOD.replace("好像", "像"))
    assert isinstance(tree, SiteTree)
    assert [fault.code for fault in tree.problems] == ["config-value"]


def test_a_list_behind_a_link_that_leads_out_is_not_read(house: House) -> None:
    outside = house.folder / "terms.toml"
    outside.write_text(GOOD, "utf-8")
    (house.content / "terms.toml").symlink_to(outside)
    tree = read_federation(house.content)
    assert isinstance(tree, SiteTree)
    assert [fault.code for fault in tree.problems] == ["outside-content"]
