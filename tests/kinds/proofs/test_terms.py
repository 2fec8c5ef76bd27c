"""Words of the federation's list, and longer words in which they are right."""

from __future__ import annotations

import pytest

from kinds.proofs.mended import findings, found, mended
from lianzhan.kinds.proofs.passage import Ground
from lianzhan.model.proofs import ProofPolicy, Term

TERMS = (
    Term("帐号", "账号", "甲"),
    Term("好象", "好像", "乙", ("好象棋", "爱好象征")),
    Term("好象是", "好像是", "乙"),
    Term("a.b", "a-b", "丙"),
)
GROUND = Ground(ProofPolicy(terms=TERMS))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("帐号和密码", "账号和密码"),
        ("帐号帐号", "账号账号"),
        ("好象下雨", "好像下雨"),
        ("好象是雨", "好像是雨"),
        ("他有好象棋，好象新的", "他有好象棋，好像新的"),
        ("爱好象征", "爱好象征"),
        ("爱好象牙", "爱好像牙"),
        ("a.b 和 axb", "a-b 和 axb"),
        ("[帐号](https://example.org/帐号)", "[账号](https://example.org/帐号)"),
        ("`帐号`", "`帐号`"),
        ("账号", "账号"),
    ],
)
def test_the_other_word_is_proposed(text: str, right: str) -> None:
    assert mended("wrong-term", text, GROUND) == right


def test_a_finding_names_its_source() -> None:
    (finding,) = findings("wrong-term", "我的帐号", GROUND)
    assert dict(finding.more) == {"source": "甲"}
    assert finding.is_safe


def test_without_a_list_nothing_is_wrong() -> None:
    assert found("wrong-term", "帐号") == []


def test_a_word_is_right_within_the_one_that_takes_its_place() -> None:
    ground = Ground(ProofPolicy(terms=(Term("妇女节", "国际劳动妇女节", "甲"),)))
    text = "今年妇女节，国际劳动妇女节。"
    assert found("wrong-term", text, ground) == ["妇女节"]
    assert mended("wrong-term", text, ground) == "今年国际劳动妇女节，国际劳动妇女节。"
