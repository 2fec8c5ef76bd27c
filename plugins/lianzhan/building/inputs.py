"""What a build is made from as it looks when the build begins, and whether any of it has changed.

In: a request. Out: the set-up, the scanned content, and what the last build noted of both. Nothing
is imported here that a build does not need which ends in the time of a look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.building.build_cache import open_cache
from lianzhan.building.last_build import read_last_build, signatures
from lianzhan.model.codes import N_, warning
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import problem
from lianzhan.output.output_lock import is_held, is_preview, last_held
from lianzhan.reading.scan import scan
from lianzhan.rendering.build_setup import read_build_setup
from lianzhan.rendering.pelican.plugin_names import named_now
from lianzhan.rendering.theme.faults import ThemeFaultsError
from lianzhan.runtime.digests import digest_of
from lianzhan.texts.errors import said_of
from lianzhan.texts.language import in_user_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.building.last_build import LastBuild
    from lianzhan.building.request import Request
    from lianzhan.model.problem import Problem
    from lianzhan.model.report import Report
    from lianzhan.reading.scan import Scan
    from lianzhan.rendering.build_setup import BuildSetup
    from lianzhan.runtime.cache import Cache

PLUGIN_RENAMED = warning(
    "plugin-renamed",
    N_("PLUGINS 里的 {name} 已改名为 {now}"),
    N_("请在这个设置文件里改成新名字；旧名字只到下一个版本为止还可以用"),
)
FAULTY_THEME = N_("主题的样式有错，见列出的问题")


@dataclass(frozen=True)
class Inputs:
    """What one build is made from; `made_from` is the digest of it all.

    Where settings or theme can't be used, `setup` is None and `trouble` says why. `last_held` is
    when a build last held the output folder (ns), `last` what that one noted.
    """

    cache: Cache
    problems: tuple[Problem, ...]
    seen: Scan
    setup: BuildSetup | None
    trouble: str
    made_from: str
    last: LastBuild | None
    last_held: int


def read_inputs(request: Request) -> Inputs:
    """Look at what a build is made from; `problems` are those of the cache and the settings."""
    held = last_held(request.output)  # first: what is read later can't be older than that
    cache, problems = open_cache(request.cache, request.uses_cache)
    setup, trouble, faults = _setup(request, cache)
    seen = scan(request.content)
    content = (str(request.content), seen.signature)
    return Inputs(
        cache=cache,
        problems=(*problems, *faults, *(_renamed_plugins(request, setup) if setup else ())),
        seen=seen,
        setup=setup,
        trouble=trouble,
        made_from=digest_of((*content, setup.digest)) if setup else "",
        last=read_last_build(cache, request.output) if setup else None,
        last_held=held,
    )


def unchanged_report(request: Request, inputs: Inputs) -> Report | None:
    """Return the report of a build that would change nothing, or None where it might."""
    last = inputs.last
    if last is None or last.made_from != inputs.made_from or request.site is not None:
        return None
    if not last.since <= request.now < last.until:
        return None
    if is_held(request.output) or is_preview(request.output) != request.is_preview:
        return None
    return last.report if signatures(request.output) == last.left else None


def trouble_of(error: Exception) -> str:
    """Return in the user's language what the set-up lacks; of a file, which one it is."""
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror or error}"
    if isinstance(error, ThemeFaultsError):
        return in_user_language(FAULTY_THEME)
    return said_of(error)


def _setup(request: Request, cache: Cache) -> tuple[BuildSetup | None, str, tuple[Problem, ...]]:
    """Return what all sites of a build share; or none, why, and the faults of the theme."""
    files = (request.settings_file, request.content, request.theme)
    try:
        return read_build_setup(*files, cache, request.overrides), "", ()
    except ThemeFaultsError as error:
        return None, trouble_of(error), error.problems
    except Exception as error:
        return None, trouble_of(error), ()


def _renamed_plugins(request: Request, setup: BuildSetup) -> Iterator[Problem]:
    """Warn of plugins that the settings file names as they were called before."""
    for name in setup.renamed_plugins:
        file, now = str(request.settings_file), named_now(name)
        yield problem(file, 0, PLUGIN_RENAMED, name=name, now=now)
