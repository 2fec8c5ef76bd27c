"""What may be wrong with a head: each slip of the pen with its message, and what to type instead.

All are the one code `front-matter-syntax`; what differs is what is said.
"""

from __future__ import annotations

from enum import Enum
from functools import partial

from lianzhan.model.codes import N_, error, warning

FRONT_MATTER_MISSING = error(
    "front-matter-missing",
    N_("没有稿头"),
    N_("在文件开头写上 --- 包起来的稿头，至少有 title 和 date"),
)
FRONT_MATTER_SYNTAX = error(
    "front-matter-syntax",
    N_("稿头写法有误，从这一行起看不懂"),
    N_("检查冒号后的空格、引号、括号与缩进；整个值加上英文引号，就原样读入"),
)
HEAD_REMARK = warning(
    "head-remark",
    N_("“{text}”以 # 开头，算作备注，不会出现"),
    N_("要它出现，就写进前面的引号或括号里，或给整个值加上英文引号；是备注，就另起一行，行首写 #"),
)
CHINESE_QUOTES = warning(
    "chinese-quotes",
    N_("{key} 的值整个放在中文引号里，引号会照样显示"),
    N_("不要引号，就写成 {plain}；要显示引号，就写成 {quoted}"),
)
_slip = partial(error, FRONT_MATTER_SYNTAX.name)


class Slip(Enum):
    """A slip of the pen in a head; `typed` is what the line should be."""

    UNCLEAR = FRONT_MATTER_SYNTAX
    COLON = _slip(N_("“{written}”后面是全角冒号“：”"), N_("改成英文冒号，后面空一格：{typed}"))
    EQUALS = _slip(N_("“{written}”后面是等号"), N_("改成英文冒号，后面空一格：{typed}"))
    SPACE = _slip(N_("“{written}”的冒号后面没有空格"), N_("空一格：{typed}"))
    KEY = _slip(N_("稿头里没有“{written}”这一项"), N_("写成 {typed}"))
    TWO = _slip(N_("一行里写了不止一项：“{written}”也是一项"), N_("让 {written} 另起一行"))
    INDENT = _slip(N_("“{written}”前面多了空白"), N_("删去行首的空白：{typed}"))
    BLANKS = _slip(N_("行首有制表符或全角空格"), N_("删去它们；要缩进的地方，用两个普通空格"))
    ITEM = _slip(
        N_("列表里的一项不是以英文减号和空格开头：{written}"), N_("写成 - {typed}，前面空两格")
    )
    COMMA = _slip(N_("有多余的逗号"), N_("两项之间只写一个英文逗号"))
    MARKS = _slip(N_("括号里用了全角标点“{written}”"), N_("改成英文标点：{typed}"))
    QUOTE = _slip(N_("引号没有成对"), N_("开头和末尾用同一种英文引号；文字里面的引号用“”"))
    AFTER = _slip(N_("引号或括号后面还有字"), N_("给整个值加上英文引号：{typed}"))
    START = _slip(N_("值不能以“{written}”开头"), N_("给整个值加上英文引号：{typed}"))
    COLONS = _slip(N_("值里有冒号和空格，分不清哪里是值"), N_("给整个值加上英文引号"))
    BRACKET = _slip(N_("括号没有成对"), N_("补上 ] 或 }}；两项之间用英文逗号"))
    LINE = _slip(
        N_("这一行不是“项: 值”"),
        N_("写成 项: 值，例如 title: 标题；若是正文，就在它上面单独写一行 ---"),
    )
    PLAIN_LINE = _slip(
        N_("这一行不是“Key: value”"), N_("写成 Key: value；若是正文，就在它上面空一行")
    )
    STEP = _slip(N_("审签的一步写法不对"), N_("写成 {typed}"))
    OPENING = _slip(N_("稿头上面缺少一行 ---"), N_("在这一行的上面，单独写一行 ---"))
    CLOSING = _slip(N_("稿头下面缺少一行 ---"), N_("在这里单独写一行 ---，下面再写正文"))
    FENCE = _slip(N_("“{written}”不是顶格写的三个英文减号"), N_("把这一行改成 ---"))
    EMPTY = _slip(N_("--- 之间没有任何一项"), N_("写上 title: 和 date:，各占一行"))
    ESCAPE = _slip(N_("双引号里的反斜杠看不懂"), N_("改用一对英文单引号；或写两个反斜杠"))
    HIDDEN = _slip(N_("含有不允许的字符 {written}"), N_("删去它，重新输入这一行"))
    LONG = _slip(N_("稿头超过 {limit} 字"), N_("缩短摘要等项；正文写在第二个 --- 之后"))
    DEEP = _slip(N_("括号或缩进超过 {limit} 层"), N_("去掉多余的括号和缩进"))


class HeadError(Exception):
    """What is wrong with a head, and on which of its lines (from 1)."""

    def __init__(self, slip: Slip, line: int, **details: object) -> None:
        super().__init__(slip.name)
        self.slip = slip
        self.line = line
        self.details = details
