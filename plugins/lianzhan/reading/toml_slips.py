"""What is wrong with a TOML file, in the words of those who write it by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from lianzhan.model.codes import Code

CONFIG_SYNTAX = error(
    "config-syntax", N_("TOML 写法有误，从这里起看不懂"), N_("检查引号、括号与等号")
)
_slip = partial(error, CONFIG_SYNTAX.name)
TOO_LONG = (_slip(N_("这一行有 {length} 字，超过 {limit} 字"), N_("分成几行写")),)
"""In a tuple, as all that have a code's name but are not the code itself."""
_WRITTEN = {
    "wide": _slip(
        N_("引号之外有全角标点或中文引号“{written}”"), N_("改用英文键盘输入等号、引号、括号和逗号")
    ),
    "key": _slip(N_("等号左边的“{written}”不是配置项的名字"), N_("等号左边写英文的项名")),
    "colon": _slip(N_("“{written}”后面是冒号"), N_("改成等号：{typed}")),
    "quotes": _slip(N_("“{written}”的值没有放在英文引号里"), N_("文字要加英文引号，例如 {typed}")),
}
"""What a line itself shows."""
_SAID = {
    "Expected '='": _slip(N_("这一行缺少等号"), N_("写成 项名 = 值")),
    "Invalid value": _slip(
        N_("等号后面的值看不懂"), N_("文字加英文引号；数字直接写；是或否写 true 或 false")
    ),
    "Unclosed": _slip(N_("方括号或花括号没有成对"), N_("补上 ] 或 }}；两项之间用英文逗号")),
    "Unterminated": _slip(N_("引号没有成对"), N_("在文字末尾补上英文引号")),
    "Illegal character": _slip(
        N_("引号没有成对，或文字里有看不见的字符"), N_("文字写在一行里，末尾补上英文引号")
    ),
    "scape": _slip(N_("双引号里的反斜杠看不懂"), N_("改用一对英文单引号；或写两个反斜杠")),
    "overwrite": _slip(N_("同一项写了两次"), N_("只保留一处；[表] 和 [[表]] 不能同名")),
    "Duplicate": _slip(N_("同一项写了两次"), N_("只保留一处")),
    "Cannot": _slip(N_("同一个 [表] 写了两次"), N_("只保留一处；要写几个，用双层方括号 [[表]]")),
    "Expected ']": _slip(N_("表名的方括号没有成对"), N_("补上 ]")),
    "Expected newline": _slip(
        N_("值的后面还有别的字"), N_("一行只写一项；文字整个放在一对英文引号里")
    ),
    "Invalid date": _slip(N_("日历上没有这一天"), N_("写成日历上有的日期，如 2026-03-08")),
    "statement": _slip(N_("这一行不是“项名 = 值”"), N_("写成 项名 = 值；备注以 # 开头")),
    "key part": _slip(N_("等号左边缺少项名"), N_("写成 项名 = 值")),
    "Expected": _slip(N_("引号没有成对"), N_("在文字末尾补上英文引号")),
}
"""What tomllib says of a text, by a part of it."""
_PARTS = late(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*")
_WIDE_MARKS = late(r"[“”‘’＝：，［］｛｝＂＇]")
_SHOWN = 60
_KEY = late(r"\s*([^\s=:]{1,40})\s*([=:])\s*(.*?)\s*$")
_ASCII_NAME = late(r"[A-Za-z0-9_.\"'-]+$")


def slip_of(said: str, line: str) -> tuple[Code, dict[str, str]]:
    """Return the code of what tomllib says of a line, and what fills its texts.

    The line comes first: it shows what was meant.
    """
    if mark := _WIDE_MARKS.search(_PARTS.sub("", line)):
        return _WRITTEN["wide"], {"written": mark[0]}
    key = _KEY.match(line)
    if key and not _ASCII_NAME.match(key[1]) and "[" not in key[1]:
        return _WRITTEN["key"], {"written": key[1]}
    if key and key[2] == ":":
        typed = f"{key[1]} = {key[3][:_SHOWN]}"
        return _WRITTEN["colon"], {"written": key[1], "typed": typed}
    if key and key[3] and not key[3][0].isascii():
        typed = f'{key[1]} = "{key[3][:_SHOWN]}"'
        return _WRITTEN["quotes"], {"written": key[1], "typed": typed}
    return next((code for part, code in _SAID.items() if part in said), CONFIG_SYNTAX), {}
