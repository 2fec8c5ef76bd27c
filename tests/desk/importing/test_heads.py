"""Foreign heads are read in every form, and what can't be read is not lost."""

from __future__ import annotations

import pytest

from lianzhan.desk.importing.aliases import KNOWN
from lianzhan.desk.importing.head_values import HEAD_LIMIT, merged
from lianzhan.desk.importing.heads import UNREADABLE, split_head
from lianzhan.desk.importing.results import SIDECAR, note


def fields(text: str) -> dict[str, object]:
    return dict(merged(split_head(text, KNOWN).fields))


def codes(text: str) -> list[str]:
    return [told.code for told in split_head(text, KNOWN).notes]


def test_yaml_toml_and_pelican_heads_say_the_same() -> None:
    yaml = "---\nTitle: 读书会\ndate: 2020-05-09\ndraft: true\n---\n正文\n"
    toml = '+++\ntitle = "读书会"\ndate = 2020-05-09\ndraft = true\n+++\n正文\n'
    pelican = "Title: 读书会\nDate: 2020-05-09\nDraft: true\n\n正文\n"
    expected = {"title": "读书会", "date": "2020-05-09", "draft": "true"}
    assert [fields(text) for text in (yaml, toml, pelican)] == [expected] * 3
    assert {split_head(text, KNOWN).body for text in (yaml, toml, pelican)} == {"正文\n"}


def test_toml_keeps_lists_tables_numbers_and_times_as_text() -> None:
    text = "+++\nweight = 3\ntags = ['a']\nat = 07:30:00\nnext = 2019-05-08T22:40:05+08:00\n"
    assert fields(f"{text}[params]\ntoc = false\n+++\n") == {
        "weight": "3",
        "tags": ["a"],
        "at": "07:30:00",
        "next": "2019-05-08T22:40:05+08:00",
        "params": {"toc": "false"},
    }


def test_a_repeated_key_keeps_both_values_also_inside() -> None:
    text = "---\ntitle: 甲\ntitle: 乙\nextra: {a: 1, a: 2}\nnested: [{b: c}]\n---\n"
    assert fields(text) == {
        "title": ["甲", "乙"],
        "extra": {"a": ["1", "2"]},
        "nested": [{"b": "c"}],
    }


def test_a_text_without_a_head_is_body() -> None:
    text = "# 通知\n\n各县妇联：\n"
    assert (split_head(text, KNOWN).body, codes(text)) == (text, ["head-missing"])


def test_a_text_that_starts_like_a_pelican_head_but_knows_none_of_its_keys_is_body() -> None:
    text = "Note: 请转发\nPS: 谢谢\n\n正文\n"
    assert (split_head(text, KNOWN).body, codes(text)) == (text, ["head-missing"])


def test_a_pelican_head_that_runs_into_the_text_is_body_and_so_not_lost() -> None:
    text = "Title: 甲\n没有空行的正文\n"
    assert split_head(text, KNOWN).body == text


def test_an_endless_pelican_head_is_body() -> None:
    text = f"Title: {'长' * 9000}\n\n正文\n"
    assert split_head(text, KNOWN).body == text


def test_an_empty_head_has_no_fields() -> None:
    for inside in ("", "\n"):
        text = f"---\n{inside}---\n正文\n"
        assert (split_head(text, KNOWN).fields, split_head(text, KNOWN).body) == ((), "正文\n")


def test_comments_of_a_head_are_kept_aside() -> None:
    assert fields("---\n# 待核\n\n  # 李\n---\n") == {"head-comments": "# 待核\n# 李"}
    assert fields("+++\n# 待核\ntitle = '#甲'\n+++\n") == {
        "title": "#甲",
        "head-comments": "# 待核",
    }


def test_a_head_that_is_never_closed_is_body_and_told() -> None:
    text = "+++\ntitle = 'x'\n\n正文\n"
    assert (split_head(text, KNOWN).body, codes(text)) == (text, ["head-unclosed"])


def test_prose_between_two_rules_is_no_head() -> None:
    text = "---\n一段话，没有键。\n---\n正文\n"
    assert (split_head(text, KNOWN).body, codes(text)) == (text, ["head-missing"])


def test_a_head_that_can_not_be_read_is_kept_as_it_stood() -> None:
    for fence, inside, line in (
        ("---", "title: 甲\nx:\n  y: [1", 4),
        (";;;", '"weight": 1,\n"title": 甲', 3),
        ("+++", "weight = 1\ntitle = ", 3),
        ("+++", "title = '甲'\ntags = [", 3),
        ("---", "title: &a x\nsummary: *a", 3),
        ("---", "title: 甲\nwhen: !!timestamp 2020-01-01", 3),
        ("+++", "a = " + "[" * 4000, 2),
    ):
        head = split_head(f"{fence}\n{inside}\n{fence}\n正文\n", KNOWN)
        assert head.fields == ((UNREADABLE, inside),)
        assert head.body == "正文\n"
        assert head.notes == (note("head-unreadable", line=line, sidecar=SIDECAR),)


def test_a_head_of_too_many_characters_is_kept_as_it_stood() -> None:
    inside = f"title: {'长' * 9000}"
    head = split_head(f"---\n{inside}\n---\n正文\n", KNOWN)
    assert head.fields == ((UNREADABLE, inside),)
    assert head.notes == (note("head-too-long", limit=HEAD_LIMIT, sidecar=SIDECAR),)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (
            "title: 通知: 明天放假\ntags: [甲，乙]",
            {"title": "通知: 明天放假", "tags": ["甲，乙"]},
        ),
        ("title: “春天”里的“活动”: 续", {"title": "“春天”里的“活动”: 续"}),
        ("title: @春天\ndate: 2020-03-08", {"title": "@春天", "date": "2020-03-08"}),
        ("title: *重要* 通知\nsummary: &amp;", {"title": "*重要* 通知", "summary": "&amp;"}),
        ("title: !重要\nunit: %甲", {"title": "!重要", "unit": "%甲"}),
    ],
)
def test_marks_of_yaml_that_people_write_as_text_are_text(
    inside: str, expected: dict[str, object]
) -> None:
    text = f"---\n{inside}\n---\n正文\n"
    assert (fields(text), codes(text)) == (expected, [])


HEXO = "title: 春天的活动\ndate: 2013/7/13 20:46:25\ntags:\n- 活动\n- 社区\n"
SPRING = {"title": "春天的活动", "date": "2013/7/13 20:46:25", "tags": ["活动", "社区"]}


@pytest.mark.parametrize(
    "text",
    [
        f"{HEXO}---\n正文\n",
        f"\n\n{HEXO}-----\n正文\n",
        f"{HEXO}\n---\n正文\n",
        f"---\n{HEXO}---\n正文\n",
        f"----\n{HEXO}----\n正文\n",
        '{"title": "春天的活动", "date": "2013/7/13 20:46:25",\n"tags": ["活动", "社区"]}\n\n正文\n',
        '"Title": "春天的活动",\n"date": "2013/7/13 20:46:25",\n"tags": ["活动", "社区"]\n;;;\n正文\n',
        ';;;\n"title": "春天的活动", "date": "2013/7/13 20:46:25", "tags": ["活动", "社区"]\n;;;\n正文\n',
    ],
)
def test_hexo_needs_no_opening_rule_and_takes_json(text: str) -> None:
    assert fields(text) == SPRING
    assert split_head(text, KNOWN).body == "正文\n"
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Note: 请转发\n---\n正文\n",
        "title\n---\n正文\n",
        "一段话。\n\ntitle: 甲\n---\n正文\n",
        "- a\n- b\n\n---\n正文\n",
        '{{< figure src="a.jpg" >}}\n',
        '{"a": 1}\n正文\n',
        "{" * 5000,
        '{"a":' * 3000,
        "---\n各县妇联：\n请转发。\n---\n",
        "单位：长沙\n人数：5\n\n正文\n",
    ],
)
def test_what_only_looks_like_a_head_is_body(text: str) -> None:
    head = split_head(text, KNOWN)
    assert (head.fields, head.body) == ((), text)


def test_a_pelican_head_above_a_rule_in_the_text_is_one_still() -> None:
    text = "Title: 甲\nDate: 2020-05-09\n\n一段话。\n\n---\n又一段。\n"
    assert fields(text) == {"title": "甲", "date": "2020-05-09"}
    assert split_head(text, KNOWN).body == "一段话。\n\n---\n又一段。\n"


def test_words_behind_a_hash_stay_and_are_told() -> None:
    text = (
        "---\ntitle: 活动 #一# 启动\nsummary: #三八# 节\ntags:\n  - 活动 #二\n  - 普法\n"
        "date: 2020-03-08 # 待核\nauthor: '甲 #1' # 笔名\nlink: http://x.example/#a\n---\n正文\n"
    )
    assert fields(text) == {
        "title": "活动 #一# 启动",
        "summary": "#三八# 节",
        "tags": ["活动 #二", "普法"],
        "date": "2020-03-08",
        "author": "甲 #1",
        "link": "http://x.example/#a",
        "head-comments": "# 待核\n# 笔名",
    }
    assert codes(text) == ["hash-kept"] * 3


def test_comments_behind_values_that_are_no_words_and_above_lists_are_kept_aside() -> None:
    text = (
        "---\ntitle: '甲'\npublishdate: 2020-03-08 # 待核\nlayout: post # 旧\n"
        "categories: # 分类\n- 乙\n---\n"
    )
    assert fields(text) == {
        "title": "甲", "publishdate": "2020-03-08", "layout": "post", "categories": ["乙"],
        "head-comments": "# 待核\n# 旧\n# 分类",
    }  # fmt: skip
    assert codes(text) == []


def test_a_hash_in_a_block_of_text_is_left_alone() -> None:
    text = "---\ntitle: 甲\nsummary: |\n  一 #二\n  # 五\n  - 三 #四\n---\n"
    assert fields(text) == {"title": "甲", "summary": "一 #二\n# 五\n- 三 #四"}
    assert codes(text) == []


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("title：春天\ndate：2020年3月8日", {"title": "春天", "date": "2020年3月8日"}),
        ("title:春天\ndate:2020-03-08", {"title": "春天", "date": "2020-03-08"}),
        ("标题：春天\n标签：【甲、乙】", {"标题": "春天", "标签": ["甲", "乙"]}),
        ("title：“春天”\ntags：\n- 甲\n- 乙", {"title": "春天", "tags": ["甲", "乙"]}),
        (
            "title: 春天\nsummary: 一：二: 三\n\u3000续",
            {"title": "春天", "summary": "一：二: 三 续"},
        ),
        ("title: 春天\n\tdate: x\ntags: %甲", {}),
    ],
)
def test_a_head_with_slips_is_read_by_its_lines(inside: str, expected: dict[str, object]) -> None:
    text = f"---\n{inside}\n---\n正文\n"
    assert fields(text) == (expected or {UNREADABLE: inside})
    assert codes(text) == ["head-by-line" if expected else "head-unreadable"]


def test_an_office_writes_its_keys_in_chinese_without_rules() -> None:
    text = "标题：关于春季活动的通知\n日期：2020年3月8日\n来源：人民网\n\n各县妇联：\n"
    assert fields(text) == {
        "标题": "关于春季活动的通知", "日期": "2020年3月8日", "来源": "人民网",
    }  # fmt: skip
    assert split_head(text, KNOWN).body == "各县妇联：\n"
    text = "题目：一\n发布日期：2020年3月8日\n稿源：人民网\n供稿单位：妇联\n通讯员：甲\n\n二\n"
    assert len(fields(text)) == 5


@pytest.mark.parametrize("text", ["时间：下午\n地点：长沙\n\n文\n", "题目：一\n地点：长沙\n\n文\n"])
def test_what_an_office_writes_above_a_notice_is_text(text: str) -> None:
    assert split_head(text, KNOWN).body == text


@pytest.mark.parametrize("piece", ["a: #", "- #\n", "a:", "“", "[", '"', "：", "a：b\n"])
def test_a_hostile_head_costs_no_more_than_its_length(piece: str) -> None:
    for fence in ("---\n", "", ";;;\n"):
        split_head(f"{fence}title: {piece * 3000}\n---\n", KNOWN)
