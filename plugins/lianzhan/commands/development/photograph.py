"""The task `photograph`: pictures of every kind of page, as readers see them."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.model.codes import N_
from lianzhan.runtime.shipped import CLONE
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from invoke.context import Context


@task(
    help={
        "to": N_("图片放进这个文件夹"),
        "output": N_("拍这个已生成的输出（不写：先生成 content/）"),
        "kinds": N_("只拍这几类页面，用逗号隔开（不写：全部）"),
        "modes": N_("只拍这几种样式，用逗号隔开：light、dark、large（不写：全部）"),
        "without-script": N_("不运行网页里的脚本"),
        "measure": N_("测量：横向滚动、点按目标、空白、首屏、大小、键盘、无障碍，列出不合要求的"),
        "boxes": N_("把各块的位置和大小重新写入 tests/pages/boxes.json"),
    }
)
def photograph(
    context: Context,
    to: str = "",
    output: str = "",
    kinds: str = "",
    modes: str = "",
    without_script: bool = False,
    measure: bool = False,
    boxes: bool = False,
) -> None:
    """Photograph every kind of page in every size and mode, and the print of two articles."""
    if not (to or measure or boxes):
        raise Exit(_("要写 --to、--measure 或 --boxes：拍照、测量，还是重写位置"), NOTHING_DONE)
    folders = {"to": to, "output": output}
    named = {name: str(Path(path).absolute()) for name, path in folders.items() if path}
    lists = {name: value for name, value in (("kinds", kinds), ("modes", modes)) if value}
    options = [f"--{name}={value}" for name, value in {**named, **lists}.items()]
    flags = {"without-script": without_script, "measure": measure, "boxes": boxes}
    options += [f"--{name}" for name, wanted in flags.items() if wanted]
    with context.cd(str(CLONE)):
        command = shlex.join([sys.executable, "-m", "pages", *options])
        context.run(command, env={"PYTHONPATH": str(CLONE / "tests")})
