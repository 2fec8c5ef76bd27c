"""What Chinese words in heads stand for; and that nothing but a withdrawal is taken for meant."""

from __future__ import annotations

import pytest

from lianzhan.reading.meant_words import (
    is_key,
    is_status_key,
    is_withdrawn,
    meant_key,
    meant_word,
    step_key,
)

STATUSES = ("submitted", "approved", "withdrawn")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("标题", "title"), ("“标题”", "title"), ("ＴＩＴＬＥ", "title"), ("Title", "title"), ("作 者", "author"),
        ("審核", "review"), ("colour", ""), ("说明书", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_name_of_a_key_is_known_by_its_usual_spellings(written: str, key: str) -> None:
    assert meant_key(written) == key
    assert is_key("Title")
    assert not is_key("标题")


def test_a_word_is_meant_only_where_it_is_allowed() -> None:
    assert meant_word("已通过。", STATUSES) == "approved"
    assert meant_word("初审", ("first", "final")) == "first"
    assert meant_word("初审", ("final",)) == ""
    assert meant_word("省", ("province", "city")) == "province"
    assert meant_word("省", ("area",)) == ""
    assert step_key("签署人") == "by"
    assert step_key("摘要") == ""


@pytest.mark.parametrize(
    "status",
    [
        "withdrawn", "Withdrawn", "“withdrawn”", "ｗｉｔｈｄｒａｗｎ", "withdrawn # 5月", "withdrawn（有误）", "撤稿", "已撤稿。",
        "撤回", "已下架", "撤稿，5月8日",
    ],
)  # fmt: skip
def test_a_withdrawal_is_one_in_every_spelling(status: str) -> None:
    assert is_withdrawn(status)


@pytest.mark.parametrize(
    "status", ["approved", "已通过", "不撤稿", "撤稿申请被驳回", "withdrawnX", "", "#"]
)
def test_no_other_status_is_a_withdrawal(status: str) -> None:
    assert not is_withdrawn(status)


def test_the_key_of_the_status_is_known_in_every_spelling() -> None:
    assert all(map(is_status_key, ("status", "Status", "状态", "ｓｔａｔｕｓ", "“状态”")))
    assert not any(map(is_status_key, ("title", "标题", "审核", "")))
