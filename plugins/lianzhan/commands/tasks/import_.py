"""The task `import`: someone else's Markdown becomes submitted articles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import Needed, shown
from lianzhan.commands.request import federation_in, request_of
from lianzhan.commands.task_options import CONTENT, SETTINGS, within
from lianzhan.model.codes import N_
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from invoke.context import Context

    from lianzhan.desk.importing import ImportRequest
    from lianzhan.desk.importing.results import Import, Imported, Note

_UNKNOWN = {
    "site": N_("没有代号为“{given}”的站点；最接近的是 {near}"),
    "column": N_("该站点没有栏目“{given}”；最接近的是 {near}"),
}


@task(
    name="import",
    positional=["folder"],
    help={
        "folder": N_("要导入的 Markdown 文件夹，连同其中的图片；只读不改"),
        "site": N_("导入到哪个站点（站点代号）"),
        "column": N_("导入到哪个栏目（栏目代号）"),
        "content": CONTENT,
        "settings": SETTINGS,
    },
)
@within(site=Needed("--site changsha"), column=Needed("--column news"))
def import_(
    _context: Context,
    folder: str,
    site: str = "",
    column: str = "",
    content: str = "",
    settings: str = "",
) -> None:
    """Take in someone else's Markdown (Hugo, Jekyll, Hexo, Pelican) as submitted articles."""
    from lianzhan.desk.importing import ImportRequest

    _check_there(folder)
    root = request_of(content, "", settings).content
    order = ImportRequest(Path(folder).absolute(), root, federation_in(root), site, column)
    done = _imported(order)
    _print_import(done)
    if not done.is_complete:
        raise Exit(code=1)


def _check_there(folder: str) -> None:
    """End where there is no such folder, with the nearest that there is."""
    if Path(folder).exists():
        return
    from lianzhan.commands.given_path import most_like

    near = most_like(Path(), Path(folder)) or "—"
    text = _("没有文件夹 {folder}；最接近的是 {near}")
    raise Exit(text.format(folder=shown(folder), near=printable(str(near))), NOTHING_DONE)


def _imported(order: ImportRequest) -> Import:
    from lianzhan.desk.importing import UnknownPlaceError, UnusableFolderError, import_tree

    try:
        return import_tree(order)
    except UnknownPlaceError as error:
        details = {"given": printable(str(error)), "near": error.near}
        raise Exit(_(_UNKNOWN[error.kind]).format(**details), NOTHING_DONE) from None
    except UnusableFolderError as error:
        text = _("{folder} 不能使用：不是文件夹，或与要写入的栏目重叠，或指向 content/ 之外")
        raise Exit(text.format(folder=printable(str(error))), NOTHING_DONE) from None


def _print_import(done: Import) -> None:
    for article in done.articles:
        _print_imported(article)
    for left in done.left:
        _print_left_out(left.path, left.note, sys.stdout)
    taken = sum(bool(article.target) for article in done.articles)
    print(
        _("{taken} 篇已导入，等待审签；{refused} 篇未导入；其他文件 {left} 个未用到").format(
            taken=taken, refused=len(done.articles) - taken, left=len(done.left)
        )
    )


def _print_imported(article: Imported) -> None:
    if not article.target:
        _print_left_out(article.source, article.notes[0], sys.stderr)
        return
    print(f"{printable(article.source)} → {printable(article.target)}")
    pairs = ", ".join(f"{theirs} → {ours}" for theirs, ours in article.mapped if theirs != ours)
    keys, pictures = _("对应"), _("图片")
    if pairs:
        print(f"  {keys}: {printable(pairs)}")
    for kind, files in ((pictures, article.pictures), (_("附件"), article.attachments)):
        for file, name in files:
            print(f"  {kind}: {printable(file)} → {name}")
    for note in article.notes:
        print(f"  {_told(note)}")


def _print_left_out(path: str, note: Note, stream: TextIO) -> None:
    text = _("{path}：未导入，{reason}")
    print(text.format(path=printable(path), reason=_told(note)), file=stream)


def _told(note: Note) -> str:
    from lianzhan.desk.importing.results import NOTES

    return _(NOTES[note.code]).format(**{key: printable(text) for key, text in note.details})
