"""The tasks: `python3 tasks.py TASK …`, or `invoke TASK …` inside the environment.

Thin: each task gathers its arguments, calls the project, and prints. All printing happens here.
"""

import sys

if __name__ == "__main__":
    try:
        from pathlib import Path

        sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))
        from lianzhan.commands.environment.bootstrap import enter

        sys.exit(enter(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

import errno
import json
import os
import shlex
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from inspect import signature
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TextIO

from invoke import Context, Exit, task

from lianzhan.commands.arguments import nearest
from lianzhan.commands.limits import Between, Limit, Needed, OneOf, shown
from lianzhan.commands.printing import (
    path_from_here,
    print_outlook,
    print_problems,
    print_summary,
    print_waiting,
    reason_text,
)
from lianzhan.commands.take_down_command import HELP as TAKE_DOWN
from lianzhan.commands.take_down_command import WAIT
from lianzhan.model.codes import N_
from lianzhan.runtime.job import DEBUG
from lianzhan.runtime.signals import status_of_interrupt
from lianzhan.texts.errors import said_of
from lianzhan.texts.language import help_of, message_of, printable, translations, user_language

if TYPE_CHECKING:
    from lianzhan.building.build import Request
    from lianzhan.desk.importing.results import Import, Imported, Note
    from lianzhan.model.federation import Federation
    from lianzhan.model.report import Report
    from lianzhan.output.deploy.gh_pages import Deployed, Deployment
    from lianzhan.reading.site_tree import Live

ROOT = Path(__file__).resolve().parent
USAGE = 2
ON_CTRL_C = 130
_ = translations(user_language()).gettext
JOBS = Between(0, 4_096)
"""Worker processes: more than the largest machines have processors is a slip of the keyboard."""
CONTENT = N_("federation.toml 所在的文件夹（不写：设置中的 PATH，一般是 content/）")
OUTPUT = N_("生成到哪个文件夹（不写：设置中的 OUTPUT_PATH，一般是 output/）")
SETTINGS = N_("设置文件：pelicanconf.py 或 publishconf.py")
NOW = N_("按这个时刻，例如 2026-03-08T09:00+08:00（不写：现在）")


def within(**limits: Limit) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Have a task refuse values beyond its limits; `invoke TASK`, too, comes by here."""

    def limited(body: Callable[..., None]) -> Callable[..., None]:
        @wraps(body)
        def checked(*given: Any, **named: Any) -> None:
            values = signature(body).bind(*given, **named)
            values.apply_defaults()
            for name, limit in limits.items():
                fault = limit.fault(name, values.arguments[name])
                if fault:
                    raise Exit(fault, USAGE)
            body(*given, **named)

        vars(checked)["limits"] = limits
        return checked

    return limited


@task(
    help={
        "content": CONTENT,
        "output": OUTPUT,
        "site": N_("只生成这一个站点，总入口页和其他站点不动（写站点代号）"),
        "now": NOW,
        "jobs": N_("工作进程数（不写，或写 0：每个处理器一个）"),
        "report": N_("把结果写入这个文件（JSON）"),
        "strict": N_("只要有错误，输出原样不动；但已撤稿、已删除、已过期的稿件照样撤下"),
        "no-cache": N_("不读也不写缓存"),
        "no-fsync": N_("不等磁盘写完就上线；若此时断电，已发布的文件可能是空的"),
        "settings": SETTINGS,
        "allow-removal": N_("允许四分之一以上的站点下线，因为 content/ 里已经没有它们"),
        "wait": TAKE_DOWN["wait"],
        "executor": N_("由谁生成：local 本机的进程，dask 集群的多台机器"),
        "scheduler": N_("用 dask 时，调度器的地址，例如 tcp://10.0.0.1:8786"),
        "waiting": N_("列出等待审签的稿件，和轮到的一审"),
    }
)
@within(jobs=JOBS, wait=WAIT, executor=OneOf(("local", "dask")))
def build(
    _context: Context,
    content: str = "",
    output: str = "",
    site: str = "",
    now: str = "",
    jobs: int = 0,
    report: str = "",
    strict: bool = False,
    no_cache: bool = False,
    no_fsync: bool = False,
    settings: str = "",
    allow_removal: bool = False,
    wait: int = 600,
    executor: str = "local",
    scheduler: str = "",
    waiting: bool = False,
) -> None:
    """Check, gate, build, audit and swap in all sites."""
    from dataclasses import replace

    if (executor == "dask") != bool(scheduler):
        text = _("--executor 是 local 或 dask；dask 要用 --scheduler 写明调度器的地址")
        raise Exit(text, USAGE)
    _check_file("--report", report)
    request = replace(
        _request(content, output, settings, now),
        site=site or None,
        jobs=jobs,
        strict=strict,
        allow_removal=allow_removal,
        uses_cache=not no_cache,
        syncs=not no_fsync,
        wait_seconds=wait,
        scheduler=scheduler or None,
    )
    done = _built(request)
    print_problems(done.problems, request.content)
    print_summary(done)
    if waiting:
        print_waiting(done.withheld, request.content)
    if report:
        document = json.dumps(report_of(done, request.content), ensure_ascii=False, indent=1)
        try:
            Path(report).write_text(document + "\n", "utf-8")
        except OSError as error:
            raise Exit(said_of(error), USAGE) from None
    if done.exit_status:
        raise Exit(code=done.exit_status)


def _check_file(option: str, file: str) -> None:
    """End where a file can't be written later: nobody wants to learn that after a long build."""
    if not file:
        return
    path = Path(file).absolute()
    if path.parent.is_dir() and not path.is_dir():
        return
    text = _("{option}：{file} 是文件夹") if path.is_dir() else _("{option}：没有文件夹 {folder}")
    details = {"file": printable(str(path)), "folder": printable(str(path.parent))}
    raise Exit(text.format(option=option, **details), USAGE)


def _request(content: str, output: str, settings: str, now: str = "") -> "Request":
    """Return what to build: folders that are not given are those of the settings file."""
    from lianzhan.building.build import Request
    from lianzhan.reading.settings_file import USUAL

    moment = _moment(now)
    file, configured = _configured(settings, USUAL)
    return Request(
        settings_file=file,
        content=Path(content or configured["PATH"]).absolute(),
        output=Path(output or configured["OUTPUT_PATH"]).absolute(),
        theme=Path(configured["THEME"]).absolute(),
        cache=Path(configured["CACHE_PATH"]).absolute(),
        now=moment,
    )


def _configured(settings: str, usual: str) -> tuple[Path, dict[str, Any]]:
    """Return the settings file that is meant, and what it says; or end with why it can't be used.

    `usual` names the one that is meant where none is given.
    """
    from lianzhan.reading.settings_file import find_settings, read_configuration

    file = find_settings(ROOT, settings, usual)
    if settings and not file.is_file():
        near = nearest(file.name, (f.name for f in file.parent.glob("*.py")))
        text = _("--settings：没有文件 {file}；最接近的是 {near}")
        raise Exit(text.format(file=shown(file), near=near or "pelicanconf.py"), USAGE)
    try:
        return file, read_configuration(file)
    except (Exception, SystemExit) as error:
        text = _("{file} 不能使用：{error}")
        reason = printable(str(error) or type(error).__name__)
        raise Exit(text.format(file=file, error=reason), USAGE) from None


def _moment(now: str) -> datetime:
    """Return the moment that the user named, or this one."""
    if not now:
        return datetime.now(UTC)
    from lianzhan.reading.dates import parse_iso

    moment = parse_iso(now)
    if moment is None:
        text = _("--now “{value}”不是 ISO 8601 时间，例如 2026-03-08T09:00+08:00")
        raise Exit(text.format(value=shown(now)), USAGE)
    return moment


def _built(request: "Request") -> "Report":
    """Build, and turn what the environment does to us into one line and status 2."""
    from dataclasses import replace

    from lianzhan.building.build import build as build_all
    from lianzhan.commands.progress import progress_on

    try:
        with progress_on(sys.stderr) as progress:
            return build_all(replace(request, progress=progress))
    except KeyboardInterrupt:
        raise Exit(_("已中断；每个站点都是完整的"), status_of_interrupt()) from None
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        from lianzhan.commands.refusal import refusal

        raise Exit(refusal(error), USAGE) from None


def report_of(done: "Report", content: Path) -> dict[str, object]:
    """Return a build's report as the JSON document of DESIGN's command line."""
    language = user_language()
    return {
        "sites": [
            {
                "slug": s.slug,
                "status": s.status,
                "reason": s.reason,
                "pages": s.pages,
                "seconds": round(s.seconds, 3),
            }
            for s in done.sites
        ],
        "articles": {
            "published": done.published,
            "withheld": [
                {"path": path_from_here(d.path, content), "reason": d.reason, **dict(d.details)}
                for d in done.withheld
            ],
        },
        "problems": [
            {
                "path": path_from_here(p.path, content),
                "line": p.line,
                "code": p.code,
                "severity": str(p.severity),
                "message": message_of(p, language),
                "help": help_of(p, language),
            }
            for p in done.problems
        ],
        "files": {
            "written": done.files.written,
            "unchanged": done.files.unchanged,
            "deleted": done.files.deleted,
        },
        "seconds": round(done.seconds, 3),
    }


@task(
    help={
        "path": N_("只看这些文件或文件夹（不写：全部）"),
        "content": CONTENT,
        "now": NOW,
        "settings": SETTINGS,
    },
    iterable=["path"],
)
def check(
    _context: Context, path: list[str], content: str = "", now: str = "", settings: str = ""
) -> None:
    """Name all problems; build nothing."""
    from lianzhan.building.check import check as check_all
    from lianzhan.runtime.cache import open_cache
    from lianzhan.runtime.workers import Workers

    request = _request(content, "", settings, now)
    cache, unkeyed = open_cache(request.cache)
    is_there = (request.content / "federation.toml").is_file()
    wanted = [_below(given, request.content) for given in path if is_there]
    with Workers() as workers:
        live = _live_in(request.output)
        checked = check_all(request.content, request.now, workers, cache, live)
    found = sorted({*checked.problems, *unkeyed})
    nothing_read = checked.tree is None
    problems = tuple(
        p for p in found if nothing_read or p.of_setup or not wanted or _among(p.path, wanted)
    )
    print_problems(problems, request.content)
    if nothing_read or any(p.of_setup for p in problems):
        raise Exit(code=USAGE)
    if any(p.is_error for p in problems):
        raise Exit(code=1)
    decisions = [d for d in checked.decisions.values() if not wanted or _among(d.path, wanted)]
    print_outlook(decisions, len(problems), request.content, one_by_one=bool(wanted))


def _live_in(output: Path) -> "Live":
    """Return what tells which sites stand in an output, as a build into it would ask."""
    from lianzhan.building.outdated import read_manifests

    return lambda: read_manifests(output).live


def _below(given: str, content: Path) -> str:
    """Return a path that the user gave, below content/, or end with what is wrong."""
    from lianzhan.commands.given_path import NotThereError, OutsideError, below

    try:
        return below(given, content)
    except NotThereError as error:
        text = _("没有文件 {path}；最接近的是 {near}") if error.near else _("没有文件 {path}")
        near = printable(path_from_here(str(error.near), content))
        raise Exit(text.format(path=shown(given), near=near), USAGE) from None
    except OutsideError:
        text = _("{path} 不在 {content} 之内；内容在别处时，用 --content 指明")
        raise Exit(text.format(path=shown(given), content=content), USAGE) from None


def _among(path: str, wanted: list[str]) -> bool:
    return any(w in (".", path) or path.startswith(f"{w}/") for w in wanted)


def _is_above(path: str, article: str) -> bool:
    """Whether a path is a folder that an article stands in, or the settings of one."""
    file = PurePosixPath(path)
    folder = file.parent if file.name in ("federation.toml", "site.toml") else file
    return folder in PurePosixPath(article).parents


@task(
    help={"path": N_("一篇稿件或单页"), "content": CONTENT, "now": NOW, "settings": SETTINGS},
)
def explain(
    _context: Context, path: str, content: str = "", now: str = "", settings: str = ""
) -> None:
    """Say of one article: its problems, whether it is published and why, where it shows and why."""
    from lianzhan.building.check import check as check_all
    from lianzhan.runtime.cache import open_cache
    from lianzhan.runtime.workers import Workers

    request = _request(content, "", settings, now)
    is_there = (request.content / "federation.toml").is_file()
    wanted = _below(path, request.content) if is_there else ""
    with Workers() as workers:
        cache, live = open_cache(request.cache)[0], _live_in(request.output)
        checked = check_all(request.content, request.now, workers, cache, live)
    problems = tuple(p for p in checked.problems if p.path == wanted or _is_above(p.path, wanted))
    print_problems(problems, request.content)
    decision = checked.decisions.get(wanted)
    if checked.tree is None or (decision is None and any(p.of_setup for p in problems)):
        raise Exit(code=USAGE)
    if decision is None:
        raise Exit(_("{path} 不是稿件，或无法读取").format(path=printable(path)), 1)
    print(reason_text(decision))
    texts = {"own": _("本站稿件"), "pushed": _("上级栏目下推"), "picked": _("本级选用")}
    for placement in checked.placements:
        if placement.article == wanted:
            print(f"  {placement.site}/{placement.column}/: {texts[placement.why]}")


@task(
    help={
        "content": CONTENT,
        "output": N_("生成到哪个文件夹（不写：CACHE_PATH 之下自己的文件夹）"),
        "port": N_("本机（127.0.0.1）的端口；0：任意一个空闲的"),
        "settings": SETTINGS,
    }
)
@within(port=Between(0, 65_535))
def serve(
    _context: Context,
    port: int = 8000,
    content: str = "",
    output: str = "",
    settings: str = "",
) -> None:
    """Build a preview, serve it on this machine, rebuild and reload open pages on every change."""
    from dataclasses import replace
    from threading import Event

    from lianzhan.commands.serving import Builds, listening, preview_folder, rebuild_on_change

    request = replace(_request(content, output, settings), is_preview=True)
    if not output:
        request = replace(request, output=preview_folder(request.cache, request.content))

    def heard(done: "Report | Exception") -> None:
        if isinstance(done, Exception):
            reason = printable(str(done) or type(done).__name__)
            print(_("生成失败，保留上次的内容：{reason}").format(reason=reason), file=sys.stderr)
            return
        print_problems(done.problems, request.content)
        print_summary(done)

    builds = Builds(datetime.now(UTC))
    try:
        with listening(request.output, builds, port) as address:
            print(_("预览地址 {address}，按 Ctrl-C 结束").format(address=address), flush=True)
            rebuild_on_change(request, builds, heard, Event())
    except OSError as error:
        raise Exit(_refused_port(error, port) or said_of(error), USAGE) from None
    except KeyboardInterrupt:
        print()
        if status_of_interrupt() != ON_CTRL_C:
            raise Exit(code=status_of_interrupt()) from None


def _refused_port(error: OSError, port: int) -> str:
    """Return why the system gives us no port; "" where it is about something else."""
    texts = {
        errno.EADDRINUSE: _("端口 {port} 已被占用：换一个，例如 --port {other}；0：任意空闲的"),
        errno.EACCES: _("端口 {port} 只有管理员能用：换一个 1024 以上的，例如 --port {other}"),
    }
    if error.filename is not None:
        return ""
    other = port + 1 if 1024 <= port < 65_535 else 8000
    return texts.get(error.errno or 0, "").format(port=port, other=other)


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
    from lianzhan.commands.given_path import most_like
    from lianzhan.desk.importing import (
        ImportRequest,
        UnknownPlaceError,
        UnusableFolderError,
        import_tree,
    )

    if not Path(folder).exists():
        near = most_like(Path(), Path(folder)) or "—"
        text = _("没有文件夹 {folder}；最接近的是 {near}")
        raise Exit(text.format(folder=shown(folder), near=printable(str(near))), USAGE)
    root = _request(content, "", settings).content
    order = ImportRequest(Path(folder).absolute(), root, _federation(root), site, column)
    kinds = {"site": _("没有代号为“{given}”的站点；最接近的是 {near}"),
             "column": _("该站点没有栏目“{given}”；最接近的是 {near}")}  # fmt: skip
    try:
        done = import_tree(order)
    except UnknownPlaceError as error:
        given = printable(str(error))
        raise Exit(kinds[error.kind].format(given=given, near=error.near), USAGE) from None
    except UnusableFolderError as error:
        text = _("{folder} 不能使用：不是文件夹，或与要写入的栏目重叠，或指向 content/ 之外")
        raise Exit(text.format(folder=printable(str(error))), USAGE) from None
    _print_import(done)
    if not done.is_complete:
        raise Exit(code=1)


def _federation(content: Path) -> "Federation":
    """Read the federation, or end with what is wrong with it."""
    from lianzhan.reading.federation import SiteTree, read_federation

    tree = read_federation(content)
    if isinstance(tree, SiteTree):
        return tree.federation
    print_problems(tree, content)
    raise Exit(code=USAGE)


def _print_import(done: "Import") -> None:
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


def _print_imported(article: "Imported") -> None:
    if not article.target:
        _print_left_out(article.source, article.notes[0], sys.stderr)
        return
    print(f"{printable(article.source)} → {printable(article.target)}")
    pairs = ", ".join(f"{theirs} → {ours}" for theirs, ours in article.mapped if theirs != ours)
    keys, shown = _("对应"), _("图片")
    if pairs:
        print(f"  {keys}: {printable(pairs)}")
    for picture, name in article.pictures:
        print(f"  {shown}: {printable(picture)} → {name}")
    for note in article.notes:
        print(f"  {_told(note)}")


def _print_left_out(path: str, note: "Note", stream: "TextIO") -> None:
    text = _("{path}：未导入，{reason}")
    print(text.format(path=printable(path), reason=_told(note)), file=stream)


def _told(note: "Note") -> str:
    from lianzhan.desk.importing.results import NOTES

    return _(NOTES[note.code]).format(**{key: printable(text) for key, text in note.details})


@task(
    help={
        "path": N_("稿件，或稿件所在的文件夹"),
        "by": N_("签署人姓名"),
        "step": N_("哪一审：first 初审，second 复审，final 终审"),
        "on": N_("签署日期，例如 2026-03-07，不晚于今天（不写：今天）"),
        "content": CONTENT,
        "settings": SETTINGS,
    },
    iterable=["path"],
)
@within(
    path=Needed(N_("content/…/稿件.md")), by=Needed(N_("--by 张甲")), step=Needed("--step first")
)
def approve(
    _context: Context,
    path: list[str],
    by: str = "",
    step: str = "",
    on: str = "",
    content: str = "",
    settings: str = "",
) -> None:
    """Sign one step of the review (三审) in each article's file."""
    from lianzhan.desk.approval import OUTCOMES, Signature, articles_below, today
    from lianzhan.desk.approval import approve as sign
    from lianzhan.reading.dates import parse_day

    root = _request(content, "", settings).content
    federation = _federation(root)
    now = datetime.now(UTC)
    day = parse_day(on) if on else today(federation, now)
    if day is None:
        text = _("--on “{value}”不是日期，例如 2026-03-07")
        raise Exit(text.format(value=shown(on)), USAGE)
    fault = OneOf(federation.review.steps).fault("step", step)
    if fault:
        raise Exit(fault, USAGE)
    found = [article for given in path for article in articles_below(root, _below(given, root))]
    signature = Signature(step, by, day)
    refused = False
    for article in dict.fromkeys(found):
        signing = sign(root, federation, article, signature, now)
        refused = refused or signing.is_refused
        details = {key: printable(text) for key, text in signing.details}
        text = _(OUTCOMES[signing.outcome]).format(**details)
        place = printable(path_from_here(article, root))
        print(f"{place}: {text}", file=sys.stderr if signing.is_refused else sys.stdout)
    if not found:
        raise Exit(_("{path} 里没有稿件").format(path=", ".join(map(shown, path))), 1)
    if refused:
        raise Exit(code=1)


@task(
    name="take-down",
    help={
        "path": TAKE_DOWN["path"],
        "output": TAKE_DOWN["output"],
        "wait": TAKE_DOWN["wait"],
        "settings": TAKE_DOWN["settings"],
    },
)
@within(wait=WAIT)
def take_down(
    _context: Context, path: str, output: str = "", wait: int = 600, settings: str = ""
) -> None:
    """Take one page down from a live output now, without a build; needs no packages."""
    from lianzhan.commands.take_down import main

    options = [f"--output={output}"] if output else []
    options += [f"--settings={settings}"] if settings else []
    status = main([*options, f"--wait={wait}", "--", path], str(ROOT))
    if status:
        raise Exit(code=status)


@task(
    help={
        "output": TAKE_DOWN["output"],
        "branch": N_("提交到哪个分支（不写：设置中的 DEPLOY_BRANCH，否则 gh-pages）"),
        "remote": N_("跟随哪个远程仓库的分支（不写：设置中的 DEPLOY_REMOTE，否则 origin）"),
        "push": N_("提交后推送到远程仓库"),
        "single-commit": N_("分支只留一个提交，不留历史；与 --push 同用时强制推送"),
        "settings": TAKE_DOWN["settings"],
    }
)
def deploy(
    _context: Context,
    output: str = "",
    branch: str = "",
    remote: str = "",
    push: bool = False,
    single_commit: bool = False,
    settings: str = "",
) -> None:
    """Put the output onto a branch of this repository, for hosts that publish such a branch."""
    from lianzhan.output.deploy.gh_pages import ForeignBranchError, NotBuiltError, PreviewError
    from lianzhan.output.deploy.gh_pages import deploy as put
    from lianzhan.output.deploy.git import GitError
    from lianzhan.output.output_lock import BusyFolderError
    from lianzhan.output.public_files import StrangeFilesError

    given = {"output": output, "branch": branch, "remote": remote, "single_commit": single_commit}
    wanted = _deployment(given, push, settings)
    folder = wanted.output
    try:
        done = put(wanted)
    except NotBuiltError as error:
        message = _("{folder} 里没有生成好的内容，请先运行 build").format(folder=error)
    except PreviewError as error:
        message = _("{folder} 是 serve 的预览，不能部署，请先运行 build").format(folder=error)
    except StrangeFilesError as error:
        message = _(
            "{folder} 里有不是生成出来的东西，什么也没有部署：{paths}。请移走它们，再运行 build"
        ).format(folder=folder, paths=_some(error.paths))
    except ForeignBranchError as error:
        message = _("分支 {branch} 正在使用，或放着别的内容，不会覆盖").format(branch=error)
    except BusyFolderError as error:
        message = _("输出文件夹正由另一次生成使用：{holder}").format(holder=error)
    except GitError as error:
        message = _("git 报错：{error}").format(error=_words_of_git(str(error)))
    except FileNotFoundError as error:
        is_git = error.filename == "git"
        message = _("找不到 git：deploy 需要它，请先安装") if is_git else said_of(error)
    except OSError as error:
        message = said_of(error)
    else:
        _print_deployed(done, wanted)
        return
    raise Exit(message, USAGE)


def _deployment(given: dict[str, Any], push: bool, settings: str) -> "Deployment":
    """Return what to deploy, and where to: what is not given stands in the settings file.

    The repository is that which the settings file stands in: the federation's own, or the project.
    Where folder and branch are given, one that can't be used holds no withdrawal up.
    """
    from lianzhan.output.deploy.gh_pages import Deployment
    from lianzhan.reading.settings_file import PRODUCTION

    file, configured = ROOT / PRODUCTION, dict[str, Any]()
    try:
        file, configured = _configured(settings, PRODUCTION)
    except Exit as unusable:
        if not (given["output"] and given["branch"]):
            raise
        print(unusable.message, file=sys.stderr)
    return Deployment(
        output=Path(given["output"] or configured["OUTPUT_PATH"]).absolute(),
        repository=file.parent,
        branch=given["branch"] or str(configured.get("DEPLOY_BRANCH") or "gh-pages"),
        remote=given["remote"] or str(configured.get("DEPLOY_REMOTE") or "origin"),
        push=push,
        single_commit=given["single_commit"] or bool(configured.get("DEPLOY_SINGLE_COMMIT")),
    )


def _print_deployed(done: "Deployed", wanted: "Deployment") -> None:
    text = _("{folder} 里的 {files} 个文件已提交到分支 {branch}（{commit}）")
    counts = {"files": done.files, "branch": wanted.branch, "commit": done.commit[:12]}
    print(text.format(folder=wanted.output, **counts))
    if done.kept:
        print(_("分支上原有的主机文件已保留：{paths}").format(paths=_some(done.kept)))
    if done.unused:
        paths = _some(done.unused)
        print(_("没有站点用到，未部署：{paths}").format(paths=paths), file=sys.stderr)


def _words_of_git(said: str) -> str:
    """Return in one line why git could not: its errors, else the last thing that it said."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith("hint:")]
    errors = [line for line in told if line.startswith(("fatal:", "error:", "remote: error"))]
    return printable("; ".join(dict.fromkeys(errors)) or next(reversed(told or lines), "?"))


def _some(paths: tuple[str, ...], most: int = 5) -> str:
    """Return the first of some paths, and how many there are if that is not all."""
    shown = ", ".join(printable(path) for path in paths[:most])
    return shown if len(paths) <= most else f"{shown}, … ({len(paths)})"


@task
def lint(context: Context) -> None:
    """Run ruff, mypy and the import contracts."""
    with context.cd(str(ROOT)):
        for command in ("ruff check .", "ruff format --check .", "mypy", "lint-imports"):
            context.run(
                f"{sys.executable} -m {command}" if command != "lint-imports" else _script(command)
            )


@task(help={"args": N_("交给 pytest 的参数")})
def test(context: Context, args: str = "") -> None:
    """Run all tests with branch coverage, after ruff, mypy and the import contracts."""
    lint(context)
    with context.cd(str(ROOT)):
        context.run(f"{sys.executable} -m pytest -n auto --cov --cov-report=term-missing {args}")


def _script(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


@task
def messages(context: Context) -> None:
    """Gather the texts of code and theme, bring the English catalog up to date, compile it.

    What is new stands in the catalog with an empty msgstr: write the English, run it again.
    """
    locale = "plugins/lianzhan/texts/locale"
    catalog = f"{locale}/en/LC_MESSAGES/lianzhan"
    extract = (
        f"extract -F {locale}/babel.cfg -k N_ --add-location=file --sort-by-file --no-wrap"
        ' --project=Lianzhan --header-comment="# Texts of Lianzhan, taken from the sources."'
        f" -o {locale}/lianzhan.pot plugins/lianzhan themes/lianzhan tasks.py"
    )
    update = (
        f"update -i {locale}/lianzhan.pot -o {catalog}.po -l en --no-wrap"
        " --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date"
    )
    compiling = f"compile -i {catalog}.po -o {catalog}.mo -l en"
    with context.cd(str(ROOT)):
        for command in (extract, update, compiling):
            context.run(f"{sys.executable} -m babel.messages.frontend -q {command}")


@task(
    help={
        "sites": N_("多少个站点"),
        "articles": N_("多少篇稿件，每篇约 1,100 字；每个站点至少 3 篇"),
        "runs": N_("本项目各行和 Hugo 测几轮"),
        "peer-runs": N_("很慢的逐站运行 Pelican 测几次；0：不测"),
        "rows": N_("只测这些行，用逗号隔开（不写：全部）"),
        "ten-times-peers": N_("十倍内容时也测 Hugo"),
        "profile": N_("打印从头生成时各阶段的用时"),
        "json": N_("把中位数和比值写入这个文件"),
        "folder": N_("在这个文件夹里做（不写：在 /dev/shm）"),
        "keep": N_("做完后留下内容和输出"),
    }
)
@within(
    sites=Between(2, 100_000),
    articles=Between(1, 10_000_000),
    runs=Between(1, 1_000),
    peer_runs=Between(0, 1_000),
)
def bench(
    context: Context,
    sites: int = 137,
    articles: int = 6_850,
    runs: int = 5,
    peer_runs: int = 1,
    rows: str = "",
    ten_times_peers: bool = False,
    profile: bool = False,
    json: str = "",
    folder: str = "",
    keep: bool = False,
) -> None:
    """Measure builds against Hugo and a loop of stock Pelican runs; print the table."""
    _check_bench(sites, articles, rows)
    _check_file("--json", json)
    numbers = {"sites": sites, "articles": articles, "runs": runs, "peer-runs": peer_runs}
    paths = {name: Path(p).absolute() for name, p in (("json", json), ("folder", folder)) if p}
    named = {**numbers, **paths, **({"rows": rows} if rows else {})}
    flags = {"ten-times-peers": ten_times_peers, "profile": profile, "keep": keep}
    options = [f"--{name}={value}" for name, value in named.items()]
    options += [f"--{name}" for name, wanted in flags.items() if wanted]
    with context.cd(str(ROOT)):
        context.run(shlex.join([sys.executable, "-m", "benchmarks", *options]))


def _check_bench(sites: int, articles: int, rows: str) -> None:
    """End with what is wrong with the corpus or the rows that a bench is asked for."""
    from benchmarks.rows import ROWS

    least = max(13, 3 * sites)  # so that the rows find something to edit and to withdraw
    if articles < least:
        text = _("--articles 的值 {articles} 不对：{sites} 个站点至少要 {least} 篇")
        raise Exit(text.format(articles=articles, sites=sites, least=least), USAGE)
    for row in rows.split(",") if rows else ():
        if row not in ROWS:
            text = _("--rows：没有“{given}”这一行；最接近的是 {near}，全部有 {known}")
            details = {"near": nearest(row, ROWS) or "—", "known": ", ".join(ROWS)}
            raise Exit(text.format(given=shown(row), **details), USAGE)


@task(
    help={
        "mutants": N_("多少篇损坏的稿件"),
        "seed": N_("决定怎样损坏的数；数相同，损坏也相同"),
        "per-build": N_("每次生成放进多少篇"),
        "batch": N_("只做其中这一次生成，从 0 数起（不写，或写 -1：全部）"),
        "causes": N_("为多少种原因寻找最小的输入"),
    }
)
@within(
    mutants=Between(1), seed=Between(0), per_build=Between(1), batch=Between(-1), causes=Between(0)
)
def fuzz(
    context: Context,
    mutants: int = 30_000,
    seed: int = 1,
    per_build: int = 150,
    batch: int = -1,
    causes: int = 20,
) -> None:
    """Damage real articles in thousands of ways, build them, and count what gets through."""
    batches = -(-mutants // per_build)
    if batch >= batches:
        text = _("--batch 的值 {batch} 不对：一共 {batches} 次生成，从 0 数到 {last}")
        raise Exit(text.format(batch=batch, batches=batches, last=batches - 1), USAGE)
    numbers = {"mutants": mutants, "seed": seed, "per-build": per_build, "batch": batch}
    options = [f"--{name}={value}" for name, value in {**numbers, "causes": causes}.items()]
    with context.cd(str(ROOT)):
        command = shlex.join([sys.executable, "-m", "fuzz", *options])
        context.run(command, env={"PYTHONPATH": str(ROOT / "tests")})


@task(
    help={
        "sequences": N_("多少组改动，每次生成都与从头生成的比较"),
        "kills": N_("在多少个时刻中断工作进程"),
        "mutants": N_("fuzz 的损坏稿件数"),
        "seed": N_("fuzz 的种子数"),
    }
)
@within(sequences=Between(1), kills=Between(1), mutants=Between(1), seed=Between(0))
def acceptance(
    context: Context, sequences: int = 300, kills: int = 40, mutants: int = 30_000, seed: int = 1
) -> None:
    """Run the tests and then the long proofs, all of them whatever fails; print a summary."""
    long = {"SEQUENCES": sequences, "KILLS": kills, "EXCHANGES": 100, "STANDING": "example"}
    counts = {f"LIANZHAN_{name}": str(value) for name, value in long.items()}
    python = shlex.quote(sys.executable)
    fuzzing = f"{python} -m fuzz --mutants={mutants} --seed={seed}"
    proofs = {
        "tests": f"{python} -m pytest -n auto",
        f"{mutants} mutants, seed {seed}": fuzzing,
    }
    results = {}
    with context.cd(str(ROOT)):
        for name, command in proofs.items():
            path = {"PYTHONPATH": str(ROOT / "tests")} if command == fuzzing else {}
            results[name] = context.run(command, env={**counts, **path}, warn=True).ok
    print(*(f"{name}={value}" for name, value in counts.items()))
    for name, is_well in results.items():
        print(f"{'ok' if is_well else 'FAILED':8}{name}")
    if not all(results.values()):
        raise Exit(code=1)
