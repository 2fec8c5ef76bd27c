"""What `--help`, `--list` and `--version` print, in the user's language.

The standard library alone, as `arguments`: `take-down --help` needs no package either.
"""

from __future__ import annotations

import re
import shutil
import tomllib
import unicodedata
from typing import TYPE_CHECKING

from lianzhan.commands.project import program
from lianzhan.model.codes import N_
from lianzhan.runtime.shipped import shipped_pages
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lianzhan.commands.arguments import Command, Option

DAILY = {
    "build": N_("检查、把关、生成、核对并上线全部站点"),
    "check": N_("列出全部问题，不生成"),
    "explain": N_("说明一篇稿件：有什么问题，发布了没有、为什么，出现在哪里、为什么"),
    "keys": N_("列出稿头等处可以写的每一项：写法、是否必填、含义；或写成 JSON Schema"),
    "serve": N_("生成并在本机预览；内容一改就重新生成，打开的网页自动刷新"),
    "import": N_("导入别处的 Markdown（Hugo、Jekyll、Hexo、Pelican 或普通文件），状态一律为已报送"),
    "approve": N_("在稿件文件里签一审（三审之一）"),
    "proof": N_("三校：列出稿件里的错别字、标点、号码、日期等；--fix 改好有把握的"),
    "queue": N_("列出等待审签的稿件：等哪一审、哪个站点、从什么时候起、谁签过"),
    "audit-log": N_("列出谁在哪天签了哪篇稿件的哪一审、用哪把密钥"),
    "figures": N_("内部数字：哪些站点还没有微信公众号；主题活动的名额和稿件（--campaign）；不公开"),
    "export": N_("把已发布的稿件按上级系统的要求导出：每篇一个文件夹，另有一张清单"),
    "owners": N_("照 people.toml 写 CODEOWNERS：哪个文件夹的改动请谁审阅"),
    "move": N_("给稿件或单页改名、换栏目：图片和附件一起走，旧网址转到新网址，别处的链接随之改好"),
    "take-down": N_("紧急情况：不经生成，立即从已发布的内容中撤下一篇稿件"),
    "deploy": N_("把输出提交到本仓库的一个分支，供发布该分支的主机使用"),
}
"""The tasks of those who run a federation, in the order of their use, and what each does."""
DEVELOPERS = {
    "test": N_("代码检查，然后运行全部测试"),
    "lint": N_("运行 ruff、mypy 和导入约定检查"),
    "messages": N_("收集程序和主题里的文字，更新并编译英文译文，更新说明书里的稿头项表格"),
    "components": N_("把主题的每个组件连同例子写成网页，浅色、深色、大字和八种颜色各一份"),
    "bench": N_("与 Hugo 和逐站运行的 Pelican 比较生成用时，打印表格"),
    "fuzz": N_("用上万种方式损坏真实稿件再生成，统计丢失或漏过了什么"),
    "photograph": N_("用浏览器给各类页面拍照：各种屏幕、浅色深色和大字，以及打印"),
    "acceptance": N_("运行测试和全部长时间的验证，打印小结"),
}
EXAMPLES = {
    "build": "build --settings publishconf.py",
    "check": "check content/hunan/changsha",
    "explain": "explain content/hunan/changsha/articles/news/market.md",
    "keys": "keys --schema .vscode/lianzhan",
    "serve": "serve --port 8001",
    "import": "import ../old-blog --site changsha --column news",
    "approve": N_("approve content/hunan/changsha/articles/news/market.md --by 张甲 --step first"),
    "proof": "proof content/hunan/changsha --fix",
    "queue": N_("queue --person 张甲"),
    "audit-log": "audit-log --since 2026-03-01 --csv",
    "figures": "figures --site changsha",
    "export": "export --column news --picked-by hunan --to ../national.zip",
    "owners": "owners --format gitlab --file .gitlab/CODEOWNERS",
    "move": (
        "move content/hunan/changsha/articles/news/market.md "
        "content/hunan/changsha/articles/news/spring-market.md"
    ),
    "take-down": "take-down content/hunan/changsha/articles/news/market.md",
    "deploy": "deploy --push",
    "test": 'test --args "tests/test_build.py -k withdrawn"',
    "lint": "lint",
    "messages": "messages",
    "components": "components --to ../components",
    "bench": "bench --sites 20 --articles 400 --runs 1 --peer-runs 0",
    "fuzz": "fuzz --mutants 1500 --seed 2",
    "photograph": "photograph --to /tmp/pictures --kinds portal,county-few",
    "acceptance": "acceptance --sequences 20 --kills 6 --mutants 1500",
}
_NEVER_FIRST = "，。；：、？！）》”’…"
_WIDEST = 100


def overview(known: Iterable[str]) -> str:
    """Return what `--help` prints: the tasks there are, and how to learn more of one."""
    names = set(known)
    others = {
        "--help": _("本说明"),
        "--list": _("只列出任务"),
        "--version": _("程序、Python 和 Pelican 的版本"),
    }
    parts = [
        _("用法：{program} 任务 [选项 …]").format(program=program()),
        _("一个任务的全部选项：{program} 任务 --help").format(program=program()),
        "",
        task_list(names),
        "",
        _("不带任务的选项："),
        *columns(others.items()),
        "",
        *_statuses(),
        *_wrapped(_manual(), _width(), ""),
    ]
    return "\n".join(parts)


def _manual() -> str:
    if pages := shipped_pages():
        return _("说明书：{folder}").format(folder=f"{pages}docs/")
    return _("说明书：README.zh-CN.md，docs/handbook.zh-CN.md")


def task_list(known: Iterable[str]) -> str:
    """Return what `--list` prints; tasks that nobody has described come last."""
    names = set(known)
    texts = {**DAILY, **DEVELOPERS}
    strays = dict.fromkeys(sorted(names.difference(texts)), "")
    parts = []
    for title, tasks in ((_("任务："), DAILY), (_("开发用的任务："), {**DEVELOPERS, **strays})):
        rows = [(name, _(text) if text else "") for name, text in tasks.items() if name in names]
        if rows:
            parts.append("\n".join((title, *columns(rows, min(12, _width() // 3)))))
    return "\n\n".join(parts)


def task_help(command: Command) -> str:
    """Return what `TASK --help` prints: form, what it does, its options, an example."""
    text = {**DAILY, **DEVELOPERS}.get(command.name, "")
    parts = [_("用法：{synopsis}").format(synopsis=command.synopsis), ""]
    if text:
        parts += [*_wrapped(_(text), _width() - 2, "  "), ""]
    if command.options:
        parts += [_("选项："), *columns([_row(o, command) for o in command.options]), ""]
    if example := EXAMPLES.get(command.name):
        parts += [_("例如："), f"  {program()} {_(example)}", ""]
    return "\n".join((*parts, *_statuses()))


def _statuses() -> Iterator[str]:
    text = _("退出状态：0 做完；1 内容有问题，其余已做完；2 什么也没做成")
    return _wrapped(text, _width(), "")


def _row(option: Option, command: Command) -> tuple[str, str]:
    name = f"-{option.short}, {option.form}" if option.short else option.form
    text = _(option.help) if option.help else ""
    if option.default and option.kind in (int, str):
        text += _("（默认 {default}）").format(default=option.default)
    return option.placeholder if option.name == command.place else name, text


def version(project: Path) -> str:
    """Return the versions of the program, of Python and of Pelican."""
    import platform
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as version_of

    try:
        ours = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    except (OSError, ValueError, KeyError):
        ours = version_of("lianzhan")
    try:
        pelican = version_of("pelican")
    except PackageNotFoundError:
        pelican = "—"
    return f"lianzhan {ours}, Python {platform.python_version()}, Pelican {pelican}"


def _width() -> int:
    return max(40, min(_WIDEST, shutil.get_terminal_size().columns))


def columns(rows: Iterable[tuple[str, str]], narrowest: int = 0) -> Iterator[str]:
    """Yield lines of two columns; a name that is too long has its text below it."""
    pairs = list(rows)
    widest = max((width(name) for name, _text in pairs), default=0)
    left = max(narrowest, min(widest, _width() // 3)) + 4
    for name, text in pairs:
        lines = list(_wrapped(text, _width() - left, " " * left))
        if width(name) + 4 > left:
            yield f"  {name}"
            yield from lines
        else:
            first = lines[0].lstrip() if lines else ""
            yield f"  {name}{' ' * (left - 2 - width(name))}{first}".rstrip()
            yield from lines[1:]


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: Chinese characters are two wide."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide


def _wrapped(text: str, columns: int, indent: str) -> Iterator[str]:
    """Yield a text's lines: broken at spaces and between Chinese characters, not before marks."""
    line = ""
    for word in re.findall(rf" |[!-~]+[{_NEVER_FIRST}]*|.[{_NEVER_FIRST}]*", text):
        if line and width(line) + width(word) > columns:
            yield f"{indent}{line.rstrip()}"
            line = ""
        line += word if line or word != " " else ""
    if line.strip():
        yield f"{indent}{line.rstrip()}"
