"""The tasks: `python3 tasks.py TASK …`, or `invoke TASK …` inside the environment.

Thin: each task gathers its arguments, calls the project, and prints. All printing happens here.
"""

import sys

if __name__ == "__main__":
    try:
        from pathlib import Path

        sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))
        from lianzhan.bootstrap import enter

        sys.exit(enter(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

import json
import os
import shlex
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TextIO

from invoke import Context, Exit, task

from lianzhan.ending import DEBUG, said_of
from lianzhan.language import help_of, message_of, printable, translations, user_language
from lianzhan.printing import (
    print_outlook,
    print_problems,
    print_summary,
    print_waiting,
    reason_text,
    shown,
)
from lianzhan.signals import status_of_interrupt

if TYPE_CHECKING:
    from lianzhan.build import Request
    from lianzhan.importing.results import Import, Imported, Note
    from lianzhan.model.federation import Federation
    from lianzhan.model.report import Report
    from lianzhan.reading.site_tree import Live

ROOT = Path(__file__).resolve().parent
USAGE = 2
ON_CTRL_C = 130
_ = translations(user_language()).gettext


@task(
    help={
        "content": "folder of federation.toml (default: content/ of the project)",
        "output": "folder to build into (default: output/)",
        "site": "build this site alone",
        "now": "the moment to build for, ISO 8601 (default: now)",
        "jobs": "worker processes (default: one a processor)",
        "report": "write what happened to this file, as JSON",
        "strict": "leave the output untouched where there is any problem",
        "no-cache": "neither read nor write the cache",
        "no-fsync": "don't wait until the disk has what goes live",
        "settings": "pelicanconf.py or publishconf.py",
        "allow-removal": "let more than a quarter of the sites go if content has them no more",
        "wait": "seconds to wait for another build into the same output",
        "executor": "local (processes of this machine) or dask (a cluster of machines)",
        "scheduler": "with dask: its scheduler's address, such as tcp://10.0.0.1:8786",
        "waiting": "name each article that awaits its review, and the step that is due",
    }
)
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
    settings: str = "pelicanconf.py",
    allow_removal: bool = False,
    wait: int = 600,
    executor: str = "local",
    scheduler: str = "",
    waiting: bool = False,
) -> None:
    """Check, gate, build, audit and swap in all sites."""
    from dataclasses import replace

    if executor not in ("local", "dask") or (executor == "dask") != bool(scheduler):
        text = _("--executor 是 local 或 dask；dask 要用 --scheduler 写明调度器的地址")
        raise Exit(text, USAGE)
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


def _request(content: str, output: str, settings: str, now: str = "") -> "Request":
    """Return what to build: folders that are not given are those of the settings file."""
    from lianzhan.build import Request
    from lianzhan.settings import read_configuration

    moment = _moment(now)
    file = ROOT / settings
    try:
        configured = read_configuration(file)
    except Exception as error:
        text = _("{file} 不能使用：{error}")
        raise Exit(text.format(file=file, error=printable(str(error))), USAGE) from None
    return Request(
        settings_file=file,
        content=Path(content or configured["PATH"]).absolute(),
        output=Path(output or configured["OUTPUT_PATH"]).absolute(),
        theme=Path(configured["THEME"]).absolute(),
        cache=Path(configured["CACHE_PATH"]).absolute(),
        now=moment,
    )


def _moment(now: str) -> datetime:
    """Return the moment that the user named, or this one."""
    if not now:
        return datetime.now(UTC)
    from lianzhan.reading.article import parse_iso

    moment = parse_iso(now)
    if moment is None:
        raise Exit(_("--now “{value}”不是 ISO 8601 时间").format(value=printable(now)), USAGE)
    return moment


def _built(request: "Request") -> "Report":
    """Build, and turn what the environment does to us into one line and status 2."""
    from dataclasses import replace

    from lianzhan.build import build as build_all
    from lianzhan.progress import progress_on

    try:
        with progress_on(sys.stderr) as progress:
            return build_all(replace(request, progress=progress))
    except KeyboardInterrupt:
        raise Exit(_("已中断；每个站点都是完整的"), status_of_interrupt()) from None
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        from lianzhan.refusal import refusal

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
                {"path": shown(d.path, content), "reason": d.reason, **dict(d.details)}
                for d in done.withheld
            ],
        },
        "problems": [
            {
                "path": shown(p.path, content),
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
        "path": "files or folders to speak of (default: all)",
        "content": "folder of federation.toml",
    },
    iterable=["path"],
)
def check(_context: Context, path: list[str], content: str = "", now: str = "") -> None:
    """Name all problems; build nothing."""
    from lianzhan.cache import open_cache
    from lianzhan.check import check as check_all
    from lianzhan.workers import Workers

    request = _request(content, "", "pelicanconf.py", now)
    cache, unkeyed = open_cache(request.cache)
    with Workers() as workers:
        live = _live_in(request.output)
        checked = check_all(request.content, request.now, workers, cache, live)
    wanted = [_below(given, request.content) for given in path]
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
    from lianzhan.dirty import look

    return lambda: look(output).live


def _below(given: str, content: Path) -> str:
    """Return a path that the user gave, below content/, or end with what is wrong."""
    for base in (Path(), content):
        try:
            file = Path(os.path.realpath(base / given))
        except (OSError, RuntimeError):  # the folder that we stand in is gone; a loop of links
            continue
        if file.exists() and file.is_relative_to(content.resolve()):
            return file.relative_to(content.resolve()).as_posix()
    raise Exit(
        _("{path} 不在 {content} 之内").format(path=printable(given), content=content), USAGE
    )


def _among(path: str, wanted: list[str]) -> bool:
    return any(w in (".", path) or path.startswith(f"{w}/") for w in wanted)


def _is_above(path: str, article: str) -> bool:
    """Whether a path is a folder that an article stands in, or the settings of one."""
    file = PurePosixPath(path)
    folder = file.parent if file.name in ("federation.toml", "site.toml") else file
    return folder in PurePosixPath(article).parents


@task(help={"path": "an article or page", "content": "folder of federation.toml"})
def explain(_context: Context, path: str, content: str = "", now: str = "") -> None:
    """Say of one article: its problems, whether it is published and why, where it shows and why."""
    from lianzhan.cache import open_cache
    from lianzhan.check import check as check_all
    from lianzhan.workers import Workers

    request = _request(content, "", "pelicanconf.py", now)
    with Workers() as workers:
        cache, live = open_cache(request.cache)[0], _live_in(request.output)
        checked = check_all(request.content, request.now, workers, cache, live)
    wanted = _below(path, request.content)
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
        "content": "folder of federation.toml (default: content/ of the project)",
        "output": "folder to build into (default: output/)",
        "port": "port on 127.0.0.1; 0 takes any that is free",
        "settings": "pelicanconf.py or publishconf.py",
    }
)
def serve(
    _context: Context,
    port: int = 8000,
    content: str = "",
    output: str = "",
    settings: str = "pelicanconf.py",
) -> None:
    """Build, serve on this machine, rebuild and reload open pages on every change."""
    from threading import Event

    from lianzhan.serving import Builds, listening, rebuild_on_change

    request = _request(content, output, settings)

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
        raise Exit(said_of(error), USAGE) from None
    except KeyboardInterrupt:
        print()
        if status_of_interrupt() != ON_CTRL_C:
            raise Exit(code=status_of_interrupt()) from None


@task(
    name="import",
    positional=["folder"],
    help={
        "folder": "folder of Markdown files with their pictures; it is only read",
        "site": "slug of the site to import into",
        "column": "slug of the column to import into",
        "content": "folder of federation.toml (default: content/ of the project)",
    },
)
def import_(
    _context: Context, folder: str, site: str = "", column: str = "", content: str = ""
) -> None:
    """Take in someone else's Markdown (Hugo, Jekyll, Hexo, Pelican) as submitted articles."""
    from lianzhan.importing import Order, UnknownPlaceError, UnusableFolderError, import_tree

    root = _request(content, "", "pelicanconf.py").content
    order = Order(Path(folder).absolute(), root, _federation(root), site, column)
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
    from lianzhan.importing.results import NOTES

    return _(NOTES[note.code]).format(**{key: printable(text) for key, text in note.details})


@task(
    help={
        "path": "articles, or folders of articles",
        "by": "who signs",
        "step": "first, second or final",
        "on": "the day, such as 2026-03-07, not after today (default: today)",
        "content": "folder of federation.toml (default: content/ of the project)",
    },
    iterable=["path"],
)
def approve(
    _context: Context,
    path: list[str],
    by: str = "",
    step: str = "",
    on: str = "",
    content: str = "",
) -> None:
    """Sign one step of the review (三审) in each article's file."""
    from lianzhan.approval import OUTCOMES, Signature, articles_below, today
    from lianzhan.approval import approve as sign
    from lianzhan.reading.article import parse_day

    root = _request(content, "", "pelicanconf.py").content
    federation = _federation(root)
    now = datetime.now(UTC)
    day = parse_day(on) if on else today(federation, now)
    if day is None:
        raise Exit(_("--on “{value}”不是日期").format(value=printable(on)), USAGE)
    if not (path and by.strip() and step in federation.review.steps):
        steps = "|".join(federation.review.steps)
        raise Exit(_("用法：approve 稿件… --by 姓名 --step {steps}").format(steps=steps), USAGE)
    found = [article for given in path for article in articles_below(root, _below(given, root))]
    signature = Signature(step, by, day)
    refused = False
    for article in dict.fromkeys(found):
        signing = sign(root, federation, article, signature, now)
        refused = refused or signing.is_refused
        details = {key: printable(text) for key, text in signing.details}
        text = _(OUTCOMES[signing.outcome]).format(**details)
        name = printable(shown(article, root))
        print(f"{name}: {text}", file=sys.stderr if signing.is_refused else sys.stdout)
    if refused or not found:
        raise Exit(code=1)


@task(
    name="take-down",
    help={
        "path": "an article, its page in the output, or its address",
        "output": "folder that was built into (default: output/)",
        "wait": "seconds to wait for a build into the same output",
    },
)
def take_down(_context: Context, path: str, output: str = "", wait: int = 600) -> None:
    """Take one page down from a live output now, without a build; needs no packages."""
    from lianzhan.emergency import main

    options = ["--output", output] if output else []
    status = main([path, *options, "--wait", str(wait)], str(ROOT))
    if status:
        raise Exit(code=status)


@task(
    help={
        "output": "folder that was built into (default: output/)",
        "branch": "branch to put it on",
        "remote": "remote whose branch it follows",
        "push": "push the branch to the remote",
    }
)
def deploy(
    _context: Context,
    output: str = "",
    branch: str = "gh-pages",
    remote: str = "origin",
    push: bool = False,
) -> None:
    """Put the output onto a branch of this repository, for hosts that publish such a branch."""
    from lianzhan.output.claim import BusyFolderError
    from lianzhan.output.deploy import Deployment, ForeignBranchError, GitError, NotBuiltError
    from lianzhan.output.deploy import deploy as put
    from lianzhan.output.public_files import StrangeFilesError

    folder = Path(output or ROOT / "output").absolute()
    try:
        done = put(Deployment(folder, ROOT, branch, remote, push))
    except NotBuiltError as error:
        message = _("{folder} 里没有生成好的内容，请先运行 build").format(folder=error)
    except StrangeFilesError as error:
        message = _(
            "{folder} 里有不是生成出来的东西，什么也没有部署：{paths}。请移走它们，再运行 build"
        ).format(folder=folder, paths=_some(error.paths))
    except ForeignBranchError as error:
        message = _("分支 {branch} 正在使用，或放着别的内容，不会覆盖").format(branch=error)
    except BusyFolderError as error:
        message = _("输出文件夹正由另一次生成使用：{holder}").format(holder=error)
    except GitError as error:
        message = _("git 报错：{error}").format(error=printable(str(error)))
    except OSError as error:
        message = said_of(error)
    else:
        text = _("{files} 个文件已提交到分支 {branch}（{commit}）")
        print(text.format(files=done.files, branch=branch, commit=done.commit[:12]))
        if done.unused:
            text = _("没有站点用到，未部署：{paths}")
            print(text.format(paths=_some(done.unused)), file=sys.stderr)
        return
    raise Exit(message, USAGE)


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


@task(help={"args": "more arguments for pytest"})
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
    locale = "plugins/lianzhan/locale"
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
        "sites": "how many sites",
        "articles": "how many articles, of about 1,100 characters",
        "runs": "rounds of our rows and of Hugo",
        "peer-runs": "runs of the slow loop of stock Pelican",
        "rows": "rows wanted, with commas between (default: all)",
        "ten-times-peers": "build ten times the content with Hugo, too",
        "profile": "print where the time of a cold build goes",
        "json": "write medians and ratios to this file",
        "folder": "work there (default: in /dev/shm)",
        "keep": "leave corpus and outputs in the folder",
    }
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
    numbers = {"sites": sites, "articles": articles, "runs": runs, "peer-runs": peer_runs}
    paths = {name: Path(p).absolute() for name, p in (("json", json), ("folder", folder)) if p}
    named = {**numbers, **paths, **({"rows": rows} if rows else {})}
    flags = {"ten-times-peers": ten_times_peers, "profile": profile, "keep": keep}
    options = [f"--{name}={value}" for name, value in named.items()]
    options += [f"--{name}" for name, wanted in flags.items() if wanted]
    with context.cd(str(ROOT)):
        context.run(shlex.join([sys.executable, "-m", "benchmarks", *options]))


@task(
    help={
        "mutants": "how many damaged articles",
        "seed": "what decides how they are damaged; the same seed damages them the same",
        "per-build": "how many of them go into one build",
        "batch": "run this build of the run alone, counted from 0",
        "causes": "for how many causes to look for the smallest input",
    }
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
    numbers = {"mutants": mutants, "seed": seed, "per-build": per_build, "batch": batch}
    options = [f"--{name}={value}" for name, value in {**numbers, "causes": causes}.items()]
    with context.cd(str(ROOT)):
        command = shlex.join([sys.executable, "-m", "fuzz", *options])
        context.run(command, env={"PYTHONPATH": str(ROOT / "tests")})


@task(
    help={
        "sequences": "sequences of changes, each build held against one from nothing",
        "kills": "moments at which a worker is killed",
        "mutants": "damaged articles of the fuzz",
        "seed": "seed of the fuzz",
    }
)
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
