"""What is wrong with a line of TOML, in Chinese and with what to type."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from lianzhan.reading.toml_file import read_toml
from lianzhan.texts.language import help_of, message_of

if TYPE_CHECKING:
    from pathlib import Path

TABLE = [
    ("name = 株洲", "没有放在英文引号里", 'name = "株洲"'),
    ("name = “株洲”", "中文引号““”", "英文键盘"),
    ("name：1", "全角标点", "英文键盘"),
    ("name＝1", "全角标点", "英文键盘"),
    ("name: 1", "后面是冒号", "name = 1"),
    ('名称 = "株洲"', "“名称”不是配置项的名字", "英文的项名"),
    ("name", "缺少等号", "项名 = 值"),
    ("name = ", "看不懂", "英文引号"),
    ("name = yes", "看不懂", "true 或 false"),
    ('name = "株洲', "引号没有成对", "英文引号"),
    ("name = '株洲", "引号没有成对", "英文引号"),
    ("name = [1", "没有成对", "补上 ]"),
    ("name = {a = 1", "没有成对", "补上 ]"),
    ('name = "\\q"', "反斜杠", "两个反斜杠"),
    ("name = 1\nname = 2", "写了两次", "只保留一处"),
    ("[a]\n[a]", "写了两次", "只保留一处"),
    ("[a", "没有成对", "补上 ]"),
    ('name = "a" b', "还有别的字", "一行只写一项"),
    ("day = 2026-02-30", "没有这一天", "日历上有的"),
    ("= 1", "不是“项名 = 值”", "以 # 开头"),
    ("a" * 1_001, "超过 1000 字", "分成几行"),
    ("a = " + "[" * 900, "", ""),
]


@pytest.mark.parametrize(("text", "said", "mend"), TABLE, ids=[row[0][:20] for row in TABLE])
def test_a_slip_is_named_in_chinese(text: str, said: str, mend: str, tmp_path: Path) -> None:
    with pytest.raises((tomllib.TOMLDecodeError, RecursionError)):
        tomllib.loads(text)
    file = tmp_path / "site.toml"
    file.write_text(text, "utf-8")
    (fault,) = read_toml(file, "site.toml").problems
    message, help_text = message_of(fault, "zh-CN"), help_of(fault, "zh-CN")
    assert fault.code == "config-syntax"
    assert said in message
    assert mend in help_text
    rest = message + help_text
    for word in {"TOML", "true", "false", *text.split(), *re.findall(r"\w+", text)}:
        rest = rest.replace(word, "")
    assert not re.search("[A-Za-z]{2}", rest), rest
    for english in (message_of(fault, "en"), help_of(fault, "en")):
        assert set(re.findall("[\u4e00-\u9fff]", english)) <= set(text)
