"""What a short text that names somebody must not tell: numbers, exact ages, days of birth."""

from __future__ import annotations

import pytest

from lianzhan.kinds.article.personal_facts import AGE, BIRTHDAY, IDENTITY, NUMBER, personal_fact


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("示例甲 430102201603080013", IDENTITY),
        ("示例甲 43010220160308001x", IDENTITY),
        ("示例甲４３０１０２２０１６０３０８００１３", IDENTITY),
        ("示例甲 430102-20160308-0013", IDENTITY),
        ("示例甲 430102160308001", IDENTITY),
        ("示例甲 13800138000", NUMBER),
        ("示例甲（138 0013 8000）", NUMBER),
        ("示例甲 0731-8222233", NUMBER),
        ("示例甲，一三八〇〇一三八〇〇〇", NUMBER),
        ("QQ 1234567", NUMBER),
        ("示例甲 2016-03-08", BIRTHDAY),
        ("示例甲 2016年3月", BIRTHDAY),
        ("示例甲，2016.3.8", BIRTHDAY),
        ("示例甲，二〇一六年三月", BIRTHDAY),
        ("示例甲，2016年生", BIRTHDAY),
        ("示例甲，生于春天", BIRTHDAY),
        ("示例甲，8岁", AGE),
        ("示例甲，８ 周岁", AGE),
        ("示例甲，八岁", AGE),
        ("示例甲，十二岁半", AGE),
    ],
)
def test_what_tells_more_than_a_name_is_found(text: str, what: str) -> None:
    assert personal_fact(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "", "示例小作者甲", "小 8", "示例镇中心小学三（2）班", "示例中学2023级3班", "示例第12中学",
        "一二年级合唱团", "三八红旗手协会", "示例村第12生产队", "1949剧社", "示例路 120 号的邻居",
    ],
)  # fmt: skip
def test_names_of_people_groups_and_schools_pass(text: str) -> None:
    assert personal_fact(text) == ""
