"""What can be wrong with an attachment, and what may be hidden in it: codes, and findings of them.

An error is what could harm readers: programs, macros, and files that are not what they say or that
nobody can look into. What an author may not have meant to tell is a warning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.attachments import Finding
from lianzhan.model.codes import N_, Code, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterable

ATTACHMENT_PROGRAM = error(
    "attachment-program",
    N_("附件“{target}”是程序、脚本或网页，或者带着它们：{found}"),
    N_("不要发布程序、脚本和网页；文件另存为 PDF 或 Office 文档，去掉里面嵌入的对象"),
)
ATTACHMENT_MACRO = error(
    "attachment-macro",
    N_("附件“{target}”里有宏或脚本：{found}"),
    N_("在 Office 或 WPS 里另存为不带宏的 .docx、.xlsx、.pptx，或导出为不带脚本的 PDF"),
)
ATTACHMENT_MISMATCH = error(
    "attachment-mismatch",
    N_("附件“{target}”的内容与扩展名不符：内容是 {found}"),
    N_("用原来的软件打开，另存为扩展名所说的格式；不要靠改名换格式"),
)
ATTACHMENT_DAMAGED = error(
    "attachment-damaged",
    N_("附件“{target}”已损坏，或者做得让人打不开：{what}{detail}"),
    N_("在自己的电脑上打开它看看，用原来的软件重新保存一份，再放到稿件旁边"),
)
ATTACHMENT_ENCRYPTED = error(
    "attachment-encrypted",
    N_("附件“{target}”加了密码，读者打不开，也无法检查里面有什么"),
    N_("在 Office 或 WPS 里去掉打开密码后重新保存"),
)
ATTACHMENT_UNEXAMINED = warning(
    "attachment-unexamined",
    N_("附件“{target}”照常发布，但没有查完里面是否藏着信息：{what}"),
    N_("自己打开看一遍；能去掉保护或压缩的，去掉后重新保存"),
)
HIDDEN_AUTHOR = warning(
    "hidden-author",
    N_("附件“{target}”的属性里写着作者或单位：{names}（保存次数：{revision}）"),
    N_("不想公开就在“文件→信息→检查文档”里删除属性和个人信息，再重新保存"),
)
HIDDEN_CHANGES = warning(
    "hidden-changes",
    N_("附件“{target}”里留着 {count} 处修订，读者能看到改之前的文字；修订人：{names}"),
    N_("在“审阅”里接受或拒绝所有修订，关掉修订，再重新保存"),
)
HIDDEN_COMMENTS = warning(
    "hidden-comments",
    N_("附件“{target}”里留着 {count} 条批注；批注人：{names}"),
    N_("在“审阅”里删除所有批注，再重新保存"),
)
HIDDEN_PARTS = warning(
    "hidden-parts",
    N_("附件“{target}”里有 {count} 处不直接显示的内容：{what}{names}"),
    N_("打开文件，取消隐藏看一遍；不该公开的删除，再重新保存"),
)
HIDDEN_LOCATION = warning(
    "hidden-location",
    N_("附件“{target}”里有照片或影像的拍摄地点：{places}"),
    N_("去掉照片的位置信息后重新放入：在手机相册里关闭位置，或用画图软件另存一份"),
)

SHEETS, SLIDES, NOTES = N_("隐藏的工作表"), N_("隐藏的幻灯片"), N_("幻灯片的备注")
VANISHED, EMBEDDED = N_("隐藏的文字"), N_("嵌入的文件")
"""What is there and does not show."""
LOCKED, LARGE, PACKED = N_("文件受密码保护"), N_("文字太多"), N_("压缩方式少见，或里面还有压缩包")
"""Why a file could not be looked through."""
BROKEN, BOMB, MANY = N_("打不开"), N_("解压后过大"), N_("里面的文件太多")
BAD_MEMBER, ENTITIES, EMPTY = N_("里面有不合规的文件名"), N_("含有文档类型声明"), N_("是空文件")
"""Why a file is as good as damaged."""

_NAMES, _CHARACTERS = 5, 24
"""Names that a message shows, and characters of each."""
UNKNOWN = "—"
"""Stands for what a file does not say."""


class RefusedError(Exception):
    """A file can't be published; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.definition.name)
        self.finding = finding


def found(code: Code, **details: object) -> Finding:
    """Return a finding whose details are text."""
    return Finding(code, tuple((key, str(value)) for key, value in details.items()))


def damaged(what: str, detail: object = "") -> RefusedError:
    """Return the error of a file that can't be opened, or should not be."""
    return RefusedError(found(ATTACHMENT_DAMAGED, what=what, detail=_bracketed(str(detail))))


def parts(what: str, count: int, names: Iterable[str] = ()) -> Finding:
    """Return the finding of parts that do not show, with their names if they have any."""
    known = [*names]
    shown_names = f"（{listed(known)}）" if known else ""
    return found(HIDDEN_PARTS, count=count, what=what, names=shown_names)


def _bracketed(detail: str) -> str:
    return f"（{shown(detail)}）" if detail else ""


def listed(names: Iterable[str]) -> str:
    """Return names for a message: each once, shortened, the first few of them."""
    every = [*dict.fromkeys(filter(None, map(shown, names)))]
    return "、".join((*every[:_NAMES], *(["…"] if len(every) > _NAMES else []))) or UNKNOWN


def shown(name: str) -> str:
    """Return a name from a file for a message: one line, nothing that can't be seen, not long."""
    plain = "".join(char if char.isprintable() else " " for char in name[:1_000])
    folded = " ".join(plain.split())
    return f"{folded[:_CHARACTERS]}…" if len(folded) > _CHARACTERS else folded
