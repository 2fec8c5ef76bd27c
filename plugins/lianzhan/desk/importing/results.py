"""Values: what became of each file of someone else's tree. `NOTES` holds the texts, Chinese first.

As with problems, the texts are message ids for gettext, and placeholders are filled from details.
"""

from __future__ import annotations

from lianzhan.model.codes import N_
from lianzhan.model.frozen import dataclass

ARTICLE = "index.md"
"""An article's text in its bundle."""
SIDECAR = "imported-head.yaml"
"""Keeps, beside an article, what of its old head has no place in ours. Nothing ever reads it."""

NOTES = {
    # Why an article could not be taken
    "exists": N_("栏目里已有同名稿件 {path}，没有改动它"),
    "too-large": N_("文件有 {size} 字节，超过上限 {limit} 字节"),
    "empty": N_("文件是空的"),
    "damaged-text": N_("文件既不是完好的 UTF-8（第 {offset} 字节处损坏），也不是 GB18030"),
    "list-page": N_("是 Hugo 的列表页，不是稿件"),
    "unreadable": N_("无法读取：{reason}"),
    "unwritable": N_("无法写入：{reason}"),
    # What an editor should know of an article that was taken
    "gb18030": N_("原文件是 GB18030 编码，已转为 UTF-8"),
    "control-characters": N_("去掉了不可见的控制字符：{characters}"),
    "renamed": N_("原名“{name}”不能用作网址，或已有同名稿件，改名为“{new}”"),
    "head-missing": N_("原文件没有稿头"),
    "head-unreadable": N_("稿头看不懂（原文件第 {line} 行），原样存入 {sidecar}"),
    "head-too-long": N_("稿头超过 {limit} 字，原样存入 {sidecar}"),
    "head-by-line": N_("稿头写法有误（原文件第 {line} 行），已逐行读取，请核对"),
    "hash-kept": N_("{key} 中“#”后面的文字一并保留：{value}"),
    "head-unclosed": N_("开头的 {fence} 没有结束标记，全文都当作正文"),
    "title-from-heading": N_("没有标题，取自正文的第一个标题"),
    "title-from-name": N_("没有标题，取自文件名"),
    "heading-is-title": N_("正文开头与标题相同的一行标题已去掉"),
    "date-unreadable": N_("日期“{value}”无法解读"),
    "date-from-name": N_("没有日期，取自文件名或文件夹名：{date}"),
    "date-missing": N_("没有日期，请补上"),
    "draft": N_("原文件标为草稿"),
    "status": N_("原状态“{value}”没有沿用，一律为 submitted"),
    "source-unusable": N_("{key} 的值“{value}”不是来源名称或网址"),
    "cover-missing": N_("题图“{src}”不在导入的文件夹里"),
    "cover-remote": N_("题图“{src}”在别的网站上"),
    "picture-missing": N_("图片“{src}”不在导入的文件夹里，原样保留"),
    "pictures-remote": N_("有 {count} 张图片在别的网站上，链接原样保留"),
    "pictures-beside": N_("其中 {count} 张与稿件旁边的文件同名，可以改用旁边的文件"),
    "template-tags": N_("含有模板代码，当作普通文字保留（冒号前是新稿件的行号）：{tags}"),
    "link-left": N_("链接的文件“{src}”有 {size} 字节，超过上限 {limit} 字节，没有带来"),
    "unknown-keys": N_("不认识的稿头项存入 {sidecar}：{keys}"),
    # Why a file that is no article was left behind
    "not-referenced": N_("没有稿件用到它"),
    "mentioned": N_("稿件 {path} 提到它，但没有随稿件带来"),
    "of-left-out": N_("用到它的稿件 {path} 没有导入"),
    "not-markdown": N_("看起来是文字稿，但不是 Markdown"),
    "hidden": N_("隐藏的文件或文件夹，没有查看"),
    "leads-outside": N_("是指向导入文件夹之外或指向文件夹的链接，没有查看"),
    "not-a-file": N_("不是普通文件，没有查看"),
}
"""Every note with its text."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell: `code` is a key of NOTES, `details` fill its text."""

    code: str
    details: tuple[tuple[str, str], ...] = ()


def note(code: str, **details: object) -> Note:
    """Return a Note whose details are text, in the order given."""
    return Note(code, tuple((key, str(value)) for key, value in details.items()))


@dataclass(frozen=True, slots=True)
class Imported:
    """One Markdown file: `source` below the folder imported, `target` below content/.

    An empty target says that it could not be taken; then the one note says why. `mapped` holds
    pairs of their key and ours, `pictures` and `attachments` pairs of a file below the folder and
    its name in the bundle. `mentioned` are files that the article names and that did not come.
    """

    source: str
    target: str = ""
    mapped: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    attachments: tuple[tuple[str, str], ...] = ()
    mentioned: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that is no article and that none uses, or what was not looked into, and why."""

    path: str
    note: Note


@dataclass(frozen=True, slots=True)
class Import:
    """All that was found in a folder, in the order of paths."""

    articles: tuple[Imported, ...]
    left: tuple[SkippedFile, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every article could be taken."""
        return all(article.target for article in self.articles)
