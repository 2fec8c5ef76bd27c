"""What editors write in heads, what they are told of it, and what becomes of the article.

One table: the lines that are written in place of sound ones, the line that is named, what is wrong
and what to type. All stand in one federation that is checked once.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import SITES, House

from lianzhan.reading.meant_words import is_key
from lianzhan.texts.language import help_of, message_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lianzhan.model.problem import Problem
    from lianzhan.model.report import Decision

TITLE, DATE = "title: 巧手市集开张", "date: 2026-03-08"
STATUS = "status: approved"
CHAIN = (
    "review:",
    "  - {step: first, by: 张甲, at: 2026-03-01}",
    "  - {step: second, by: 李乙, at: 2026-03-02}",
    "  - {step: final, by: 王丙, at: 2026-03-03}",
)
SOUND = ("---", TITLE, DATE, "unit: 信息处", STATUS, *CHAIN, "---", "", "市集设二十个摊位。", "")
UNIT = "unit: 信息处"
MORE = "front-matter-syntax"


class Row(NamedTuple):
    """Lines that stand in the place of a sound one, and what is said of them."""

    name: str
    instead_of: str
    written: str
    line: int
    code: str
    message: str
    help: str


ROWS = [
    Row("wide-colon", TITLE, "标题：市集", 2, MORE, "“标题”后面是全角冒号", "title: 市集"),
    Row("wide-colon-2", TITLE, "title：市集", 2, MORE, "“title”后面是全角冒号", "title: 市集"),
    Row("wide-colon-3", UNIT, "单位 ： 信息处", 4, MORE, "“单位”后面是全角冒号", "unit: 信息处"),
    Row("wide-colons", TITLE, "标题：通知: 放假", 2, MORE, "“标题”后面是全角冒号", "title: 通知"),
    Row("chinese-key", TITLE, "标题: 市集", 2, "unknown-key", "标题", "title"),
    Row("chinese-key-2", UNIT, "作者: 张三", 4, "unknown-key", "作者", "author"),
    Row("chinese-key-3", UNIT, "摘要: 好", 4, "unknown-key", "摘要", "summary"),
    Row("chinese-key-4", DATE, "日期: 2026-03-08", 3, "unknown-key", "日期", "date"),
    Row("chinese-key-5", UNIT, "标签: 甲", 4, "unknown-key", "标签", "tags"),
    Row("chinese-key-6", UNIT, "来源: 新华社", 4, "unknown-key", "来源", "source"),
    Row("chinese-key-7", UNIT, "单位: 信息处", 4, "unknown-key", "单位", "unit"),
    Row("chinese-key-8", UNIT, "有效期至: 2027-01-01", 4, "unknown-key", "有效期至", "expires"),
    Row("column-key", UNIT, "栏目: news", 4, "unknown-key", "不写栏目", "哪个栏目的文件夹"),
    Row("wide-key", TITLE, "ｔｉｔｌｅ: 市集", 2, "unknown-key", "ｔｉｔｌｅ", "title"),
    Row("wide-date", DATE, "ｄａｔｅ: 2026-03-08", 3, "unknown-key", "ｄａｔｅ", "date"),
    Row("chinese-quotes", TITLE, "title: “市集”", 2, "chinese-quotes", "中文引号", "title: '“市集”'"),
    Row("corner-quotes", UNIT, "unit: 「信息处」", 4, "chinese-quotes", "中文引号", "unit: 信息处"),
    Row("quoted-date", DATE, "date: “2026-03-08”", 3, "bad-value", "2026-03-08", "应为2026-03-08"),
    Row("quoted-status", STATUS, "status: “approved”", 5, "bad-value", "approved", "应为approved"),
    Row("mixed-quotes", TITLE, 'title: "市集”', 2, MORE, "引号没有成对", "英文引号"),
    Row("open-quote", TITLE, "title: '市集", 2, MORE, "引号没有成对", "英文引号"),
    Row("quoted-part", TITLE, 'title: "三八"市集', 2, MORE, "后面还有字", "'\"三八\"市集'"),
    Row("bracketed-part", TITLE, "title: [通知] 放假", 2, MORE, "后面还有字", "'[通知] 放假'"),
    Row("two-fields", TITLE, f"title: 市集 {DATE}", 2, MORE, "也是一项", "date 另起一行"),
    Row("no-space", TITLE, "title:市集", 2, MORE, "没有空格", "title: 市集"),
    Row("wide-space", TITLE, "title:\u3000市集", 2, MORE, "没有空格", "title: 市集"),
    Row("equals", TITLE, "title = 市集", 2, MORE, "“title”后面是等号", "title: 市集"),
    Row("equals-2", TITLE, "标题＝市集", 2, MORE, "“标题”后面是等号", "title: 市集"),
    Row("tab", DATE, f"\t{DATE}", 3, MORE, "制表符", "普通空格"),
    Row("indented", DATE, f" {DATE}", 3, MORE, "“date”前面多了空白", DATE),
    Row("item", UNIT, "tags:\n  -反诈", 5, MORE, "-反诈", "- 反诈"),
    Row("item-2", UNIT, "tags:\n  － 反诈", 5, MORE, "－ 反诈", "- 反诈"),
    Row("item-3", UNIT, "tags:\n  1. 反诈", 5, MORE, "1. 反诈", "- 反诈"),
    Row("item-4", UNIT, "tags:\n-反诈", 5, MORE, "-反诈", "- 反诈"),
    Row("item-5", UNIT, "tags:\n  （1）反诈", 5, MORE, "（1）反诈", "- 反诈"),
    Row("item-6", UNIT, "tags:\n  • 反诈", 5, MORE, "• 反诈", "- 反诈"),
    Row("step-item", CHAIN[1], CHAIN[1].replace("- ", "-"), 7, MORE, "-{step", "- {step: first"),
    Row("step-item-2", CHAIN[1], CHAIN[1].replace("- ", "－"), 7, MORE, "－{step", "- {step"),
    Row("step-colon", CHAIN[1], CHAIN[1].replace(": ", "："), 7, MORE, "写法不对", "{step: first, by"),
    Row("step-commas", CHAIN[2], CHAIN[2].replace(", ", "，"), 8, MORE, "全角标点", "{step: second, by"),
    Row("step-keys", CHAIN[1], "  - {步骤: first, 签署人: 张甲, 日期: 2026-03-01}", 7, MORE, "写法不对",
        "{step: first, by: 张甲, at: 2026-03-01}"),
    Row("step-word", CHAIN[3], "  - {步骤: 终审, 签署人: 王丙, 日期: 2026年3月3日}", 9, MORE, "写法不对",
        "{step: final, by: 王丙, at: 2026年3月3日}"),
    Row("unit-braces", UNIT, "unit: {信息处}", 4, "bad-value", "“{…}”不对", "整个值加上英文引号"),
    Row("unit-list", UNIT, "unit: [信息处]", 4, "bad-value", "“[…]”不对", "整个值加上英文引号"),
    Row("doubled-comma", UNIT, "tags: [反诈,,社区]", 4, MORE, "多余的逗号", "一个英文逗号"),
    Row("doubled-comma-2", CHAIN[1], CHAIN[1].replace(",", ",,", 1), 7, MORE, "多余的逗号", "一个"),
    Row("open-bracket", UNIT, "tags: [反诈, 社区", 4, MORE, "括号没有成对", "补上 ]"),
    Row("no-field", UNIT, "巧手市集", 4, MORE, "这一行不是", "单独写一行 ---"),
    Row("status", STATUS, "status: 已通过", 5, "bad-value", "“已通过”不对", "应为approved"),
    Row("status-2", STATUS, "status: 批准", 5, "bad-value", "“批准”不对", "应为approved"),
    Row("status-3", STATUS, "status: 草稿", 5, "bad-value", "“草稿”不对", "应为submitted"),
    Row("status-4", STATUS, "status: 待审", 5, "bad-value", "“待审”不对", "应为submitted"),
    Row("status-5", STATUS, "status: Ａpproved", 5, "bad-value", "不对", "应为approved"),
    Row("status-key", STATUS, "状态: 已通过", 5, "unknown-key", "状态", "status"),
    Row("offer", UNIT, "offer: 省", 4, "bad-value", "“省”不对", "应为province"),
    Row("offer-2", UNIT, "offer: 市级", 4, "bad-value", "“市级”不对", "应为city"),
    Row("offer-3", UNIT, "offer: 上级", 4, "bad-value", "“上级”不对", "province | city"),
    Row("kind", UNIT, "kind: 原创", 4, "bad-value", "“原创”不对", "应为original"),
    Row("step", CHAIN[1], CHAIN[1].replace("first", "初审"), 7, "review-unknown-step", "初审", "first"),
    Row("step-2", CHAIN[2], CHAIN[2].replace("second", "二审"), 8, "review-unknown-step", "二审", "second"),
    Row("step-3", CHAIN[3], CHAIN[3].replace("final", "终审"), 9, "review-unknown-step", "终审", "final"),
    Row("no-year", DATE, "date: 3月8日", 3, "bad-value", "3月8日", "没有写哪一年"),
    Row("no-year-2", UNIT, "expires: 12/31", 4, "bad-value", "12/31", "没有写哪一年"),
    Row("no-day", DATE, "date: 2026年3月", 3, "bad-value", "2026年3月", "没有写哪一日"),
    Row("no-such-day", DATE, "date: 2026年2月30日", 3, "bad-value", "2026年2月30日", "日历上有的日期"),
    Row("short-year", DATE, "date: 26年3月8日", 3, "bad-value", "26年3月8日", "四位数的年份"),
    Row("weekday", DATE, "date: 2026年3月8日（星期一）", 3, "bad-value", "星期一", "与星期相符"),
    Row("step-day", CHAIN[1], CHAIN[1].replace("2026-", ""), 7, "bad-value", "review.at", "没有写哪一年"),
    Row("remark", UNIT, 'unit: "信息处" #二科', 4, "head-remark", "#二科", "行首写 #"),
    Row("remark-2", UNIT, "tags: [反诈] #社区", 4, "head-remark", "#社区", "行首写 #"),
    Row("remark-3", UNIT, "summary: 第一句\n  #话题# 第二句", 5, "head-remark", "#话题#", "行首写 #"),
]  # fmt: skip
FENCES = [
    ("\n".join(SOUND[1:]), 1, "上面缺少一行 ---", "上面，单独写一行 ---"),
    ("\n".join((*SOUND[:9], *SOUND[10:])), 10, "下面缺少一行 ---", "在这里单独写一行 ---"),
    ("\n".join((*SOUND[:9], *SOUND[11:])), 10, "下面缺少一行 ---", "单独写一行 ---"),
    ("\n".join((*SOUND[:9], *SOUND[10:], "---", "", "又一段。")), 10, "下面缺少一行 ---", "---"),
    *(
        ("\n".join((*SOUND[:9], fence, *SOUND[10:])), 10, f"“{fence}”不是顶格", "改成 ---")
        for fence in ("———", "--", "－－－", "===", "----", "– – –", " ---", "－－")
    ),
    *(
        ("\n".join((fence, *SOUND[1:])), 1, f"“{fence}”不是", "改成 ---")
        for fence in ("———", "--", "－－－", "===", "+++")
    ),
    ("Title：市集\nDate: 2026-03-08\n\n正文", 1, "“Title”后面是全角冒号", "title: 市集"),
    ("Title: 市集\nDate：2026-03-08\n\n正文", 2, "“Date”后面是全角冒号", "date: 2026-03-08"),
    ("标题: 市集\ndate: 2026-03-08\n\n正文", 1, "没有“标题”这一项", "title: 市集"),
    ("Title: 市集\nDate: 2026-03-08\n正文", 3, "这一行不是", "在它上面空一行"),
]
WITHDRAWN = [
    "status: 撤稿", "status: 已撤稿（有误）", "status: “withdrawn”", "status: Withdrawn", "状态: 撤回",
    "状态：撤稿", "ｓｔａｔｕｓ: withdrawn", "status：withdrawn", "status: withdrawn # 5月", "status = withdrawn",
    "status:撤稿", "状态: 已下架\ntitle：x", "status: 'withdrawn", "状态：已撤稿\nstatus: approved",
]  # fmt: skip
AS_MEANT = {
    "colon": ("title: 通知: 明天放假", "title", "通知: 明天放假"),
    "hash": ("title: 三八节 #巾帼风采# 启动", "title", "三八节 #巾帼风采# 启动"),
    "hash-first": ("title: #巾帼风采# 启动", "title", "#巾帼风采# 启动"),
    "mark-first": ("title: !重要 通知", "title", "!重要 通知"),
    "tab-after": ("title:\t市集", "title", "市集"),
}


class Checked(NamedTuple):
    problems: Mapping[str, list[Problem]]
    decisions: Mapping[str, Decision]


def path_of(name: str) -> str:
    return f"hunan/articles/news/{name}.md"


def with_line(instead_of: str, written: str) -> str:
    return "\n".join(written if line == instead_of else line for line in SOUND)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    folder = tmp_path_factory.mktemp("heads")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    texts = {row.name: with_line(row.instead_of, row.written) for row in ROWS}
    texts |= {f"fence-{number}": row[0] for number, row in enumerate(FENCES)}
    texts |= {f"gone-{n}": with_line(STATUS, line) for n, line in enumerate(WITHDRAWN)}
    texts |= {f"meant-{name}": with_line(TITLE, row[0]) for name, row in AS_MEANT.items()}
    texts["sound"] = "\n".join(SOUND)
    for name, text in texts.items():
        house.write(path_of(name), text)
    state = house.check()
    problems: dict[str, list[Problem]] = {}
    for fault in state.problems:
        problems.setdefault(fault.path, []).append(fault)
    return Checked(problems, state.decisions)


def assert_is_chinese(text: str, *written: str) -> None:
    """No English stands in it, but for keys, words of keys, codes, and what was written."""
    for part in written:
        text = text.replace(part, "")
    words = re.findall(r"[A-Za-z]+(?: [A-Za-z]+)*", text)
    allowed = "approved submitted withdrawn first second final province city county national "
    allowed += "original repost step by at Key value T Z approve aliases notice"
    strange = [w for w in words if not all(p in allowed.split() or is_key(p) for p in w.split())]
    assert strange == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_mistake_is_named_at_its_line_with_what_to_type(row: Row, checked: Checked) -> None:
    (fault,) = checked.problems[path_of(row.name)]
    message, mend = message_of(fault, "zh-CN"), help_of(fault, "zh-CN")
    assert (fault.line, fault.code) == (row.line, row.code)
    assert row.message in message
    assert row.help in mend
    assert_is_chinese(message + mend, *row.written.split())
    assert checked.decisions[path_of(row.name)].approved is not fault.is_error


@pytest.mark.parametrize("number", range(len(FENCES)))
def test_a_head_without_its_lines_of_dashes_says_where_they_belong(
    number: int, checked: Checked
) -> None:
    text, line, said, mend = FENCES[number]
    (fault,) = checked.problems[path_of(f"fence-{number}")]
    assert fault.line == line, text
    assert said in message_of(fault, "zh-CN")
    assert mend in help_of(fault, "zh-CN")
    assert_is_chinese(message_of(fault, "zh-CN") + help_of(fault, "zh-CN"), *text.split())


@pytest.mark.parametrize("number", range(len(WITHDRAWN)), ids=WITHDRAWN)
def test_a_withdrawal_counts_in_every_spelling(number: int, checked: Checked) -> None:
    decision = checked.decisions[path_of(f"gone-{number}")]
    assert decision.gone, WITHDRAWN[number]
    assert not decision.approved


@pytest.mark.parametrize("name", ["sound", *(f"meant-{name}" for name in AS_MEANT)])
def test_what_has_one_meaning_is_taken_as_meant(name: str, checked: Checked) -> None:
    """A half-width colon in a title is a slip of its words, and none of the head."""
    codes = {fault.code for fault in checked.problems.get(path_of(name), [])}
    assert codes <= {"half-width-marks"}
    assert checked.decisions[path_of(name)].approved


def test_every_slip_speaks_english_throughout(checked: Checked) -> None:
    told = [fault for faults in checked.problems.values() for fault in faults]
    for fault in told:
        written = "".join(value for _, value in fault.details)
        for text in (message_of(fault, "en"), help_of(fault, "en")):
            chinese = re.findall("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", text)
            assert set(chinese) <= set(written), text
