"""The tasks: `python3 tasks.py TASK …`, or `invoke TASK …` inside the environment.

Thin: each task gathers its arguments, calls the project, and prints. All printing happens here.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))
    from lianzhan.bootstrap import enter

    sys.exit(enter(sys.argv[1:]))

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from invoke import Context, Exit, task

from lianzhan.language import help_of, message_of, printable, translations, user_language

if TYPE_CHECKING:
    from lianzhan.build import Report, Request
    from lianzhan.model.problem import Problem

ROOT = Path(__file__).resolve().parent
USAGE = 2
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
        "settings": "pelicanconf.py or publishconf.py",
        "wait": "seconds to wait for another build into the same output",
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
    settings: str = "pelicanconf.py",
    wait: int = 600,
) -> None:
    """Check, gate, build, audit and swap in all sites."""
    from dataclasses import replace

    from lianzhan.build import usable_processors

    request = replace(
        _request(content, output, settings, now),
        site=site or None,
        jobs=jobs if jobs > 0 else usable_processors(),
        strict=strict,
        wait_seconds=wait,
    )
    done = _built(request)
    if report:
        document = json.dumps(report_of(done, request.content), ensure_ascii=False, indent=1)
        Path(report).write_text(document + "\n", "utf-8")
    _print_problems(done.problems, request.content)
    _print_summary(done)
    if done.exit_status:
        raise Exit(code=done.exit_status)


def _request(content: str, output: str, settings: str, now: str = "") -> "Request":
    from lianzhan.build import Request
    from lianzhan.reading.article import parse_iso

    moment = parse_iso(now) if now else datetime.now(UTC)
    if moment is None:
        raise Exit(_("--now “{value}”不是 ISO 8601 时间").format(value=printable(now)), USAGE)
    return Request(
        settings_file=ROOT / settings,
        content=Path(content or ROOT / "content").absolute(),
        output=Path(output or ROOT / "output").absolute(),
        theme=ROOT / "themes" / "lianzhan",
        cache=ROOT / ".cache" / "lianzhan",
        now=moment,
    )


def _built(request: "Request") -> "Report":
    """Build, and turn what the environment does to us into one line and status 2."""
    from lianzhan.build import UnknownSiteError
    from lianzhan.build import build as build_all
    from lianzhan.output.claim import BusyFolderError, ForeignFolderError

    try:
        return build_all(request)
    except UnknownSiteError as error:
        message = _("没有代号为“{site}”的站点").format(site=printable(str(error)))
    except ForeignFolderError as error:
        message = _("{folder} 不是空的，也不是由本程序生成的，不会写入").format(folder=error)
    except BusyFolderError as error:
        message = _("输出文件夹正由另一次生成使用：{holder}").format(holder=error)
    except OSError as error:
        message = _("环境有误：{error}").format(error=error)
    except KeyboardInterrupt:
        raise Exit(_("已中断；每个站点都是完整的"), 130) from None
    raise Exit(message, USAGE)


def report_of(done: "Report", content: Path) -> dict[str, object]:
    """Return a build's report as the JSON document of DESIGN's command line."""
    language = user_language()
    withheld = [d for d in done.decisions if not d.approved]
    return {
        "sites": [
            {"slug": s.slug, "status": s.status, "pages": s.pages, "seconds": round(s.seconds, 3)}
            for s in done.sites
        ],
        "articles": {
            "published": len(done.decisions) - len(withheld),
            "withheld": [
                {"path": _shown(d.path, content), "reason": d.reason, **dict(d.details)}
                for d in withheld
            ],
        },
        "problems": [
            {
                "path": _shown(p.path, content),
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


def _shown(path: str, content: Path) -> str:
    """A path below content/ as the user can open it from here."""
    file = content / path
    try:
        return file.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()


def _print_problems(problems: "tuple[Problem, ...]", content: Path) -> None:
    language = user_language()
    for p in problems:
        path = printable(_shown(p.path, content))
        print(f"{path}:{p.line}: {p.code}: {message_of(p, language)}", file=sys.stderr)
        print(f"  help: {help_of(p, language)}", file=sys.stderr)


def _print_summary(done: "Report") -> None:
    withheld = sum(not d.approved for d in done.decisions)
    counts = {
        status: sum(s.status == status for s in done.sites)
        for status in ("built", "unchanged", "kept")
    }
    print(
        _(
            "{built} 个站点已生成，{unchanged} 个未变，{kept} 个保留旧版；"
            "{published} 篇已发布，{withheld} 篇未发布；用时 {seconds:.1f} 秒"
        ).format(
            **counts,
            published=len(done.decisions) - withheld,
            withheld=withheld,
            seconds=done.seconds,
        )
    )


@task(
    help={
        "path": "files or folders to speak of (default: all)",
        "content": "folder of federation.toml",
    },
    iterable=["path"],
)
def check(_context: Context, path: list[str], content: str = "", now: str = "") -> None:
    """Name all problems; build nothing."""
    from lianzhan.check import check as check_all
    from lianzhan.workers import Workers

    request = _request(content, "", "pelicanconf.py", now)
    with Workers(request.jobs) as workers:
        checked = check_all(request.content, request.now, workers)
    wanted = [_below(given, request.content) for given in path]
    problems = tuple(p for p in checked.problems if not wanted or _among(p.path, wanted))
    _print_problems(problems, request.content)
    if checked.tree is None:
        raise Exit(code=USAGE)
    if any(p.is_error for p in problems):
        raise Exit(code=1)


def _below(given: str, content: Path) -> str:
    """Return a path that the user gave, below content/, or end with what is wrong."""
    for base in (Path.cwd(), content):
        file = (base / given).resolve()
        if file.exists() and file.is_relative_to(content.resolve()):
            return file.relative_to(content.resolve()).as_posix()
    raise Exit(
        _("{path} 不在 {content} 之内").format(path=printable(given), content=content), USAGE
    )


def _among(path: str, wanted: list[str]) -> bool:
    return any(w in (".", path) or path.startswith(f"{w}/") for w in wanted)


@task(help={"path": "an article or page", "content": "folder of federation.toml"})
def explain(_context: Context, path: str, content: str = "", now: str = "") -> None:
    """Say of one article: its problems, whether it is published and why, where it shows and why."""
    from lianzhan.check import check as check_all
    from lianzhan.review import REASONS
    from lianzhan.workers import Workers

    request = _request(content, "", "pelicanconf.py", now)
    with Workers(request.jobs) as workers:
        checked = check_all(request.content, request.now, workers)
    wanted = _below(path, request.content)
    _print_problems(tuple(p for p in checked.problems if p.path == wanted), request.content)
    decision = checked.decisions.get(wanted)
    if decision is None:
        raise Exit(_("{path} 不是稿件，或无法读取").format(path=printable(path)), 1)
    print(_(REASONS[decision.reason]).format(**dict(decision.details)))
    texts = {"own": _("本站稿件"), "pushed": _("上级栏目下推"), "picked": _("本级选用")}
    for placement in checked.placements:
        if placement.article == wanted:
            print(f"  {placement.site}/{placement.column}/: {texts[placement.why]}")


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
