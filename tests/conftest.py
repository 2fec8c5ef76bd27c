"""A small federation in a temporary folder, and the real build run on it."""

from __future__ import annotations

import os
import shutil
import signal
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from guard import Guard
from hypothesis import HealthCheck, settings
from lane_server import end_lanes, forked_lanes, note_environment
from partial_run import hold_whole_runs_to_their_coverage
from real_workers import end_worker, one_worker
from shipped_example import find_example
from unverified import verified

from lianzhan.building.build import Request, build
from lianzhan.building.build_cache import open_cache
from lianzhan.building.check import ContentState, check
from lianzhan.desk.approval import Desk, read_texts, renew, texts_below
from lianzhan.gate.records import values_at
from lianzhan.model.federation import Federation, Level, ReviewPolicy, SiteTree
from lianzhan.planning.plan import site_plan
from lianzhan.reading.federation import read_federation
from lianzhan.runtime.cache_key import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.report import Report
    from lianzhan.planning.plan import SitePlan
    from lianzhan.runtime.cache import Cache
    from lianzhan.runtime.job import TaskRunner


ROOT = Path(__file__).parents[1]
TESTS = Path(__file__).parent
SITES = TESTS / "sites"
WHOLE = "LIANZHAN_WHOLE" in os.environ
"""Whether all of what takes long is to be tried, as the task `acceptance` does, or a part of it."""
NOW = datetime(2026, 11, 1, tzinfo=UTC)
APPROVED = """\
status: approved
review:
  - {step: first, by: 甲, at: 2026-03-01}
  - {step: second, by: 乙, at: 2026-03-02}
  - {step: final, by: 丙, at: 2026-03-03}
"""


FEDERATION = Federation(
    id="test",
    name="测试矩阵",
    language="zh-CN",
    timezone="Asia/Shanghai",
    address="https://example.org/{slug}/",
    portal="https://example.org/",
    feeds=(),
    hub=None,
    levels=(Level("province", "省级"), Level("city", "市州"), Level("county", "县市区")),
    review=ReviewPolicy(("first", "second", "final")),
    columns=(),
)
"""What tests of values alone put their own levels, columns and sites into."""


def pytest_configure(config: pytest.Config) -> None:
    """Watch the project's folder while tests run; no property depends on the machine's speed."""
    slow = [HealthCheck.too_slow]
    settings.register_profile("any machine", deadline=None, suppress_health_check=slow)
    settings.load_profile("any machine")
    config.pluginmanager.register(Guard(ROOT), "guard")
    hold_whole_runs_to_their_coverage(config)


@dataclass
class House:
    """A copy of tests/sites/valid that a test may change, check and build."""

    folder: Path
    now: datetime = NOW

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def federation(self) -> Federation:
        """The federation as its files say."""
        tree = read_federation(self.content)
        assert isinstance(tree, SiteTree)
        return tree.federation

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file below content/."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def article(
        self, path: str, body: str = "正文。", head: str = APPROVED, title: str = "标题"
    ) -> str:
        """Write an article, approved unless `head` says otherwise; return its path."""
        text = f"---\ntitle: {title}\ndate: 2026-03-08 09:00\n{head}---\n\n{body}\n"
        self.write(path, text)
        return path

    def line(self, path: str, text: str) -> int:
        """The number of the first line of a file below content/ that holds a text."""
        lines = (self.content / path).read_text("utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)

    def request(self, **changes: object) -> Request:
        request = Request(
            settings_file=ROOT / "pelicanconf.py",
            content=self.content,
            output=self.output,
            theme=ROOT / "themes" / "lianzhan",
            cache=self.folder / "cache",
            now=self.now,
            jobs=1,
        )
        return replace(request, **changes)  # type: ignore[arg-type]

    def build(self, **changes: object) -> Report:
        with forked_lanes():
            done = build(self.request(**changes))
        return replace(done, problems=verified(done.problems))

    def check(self, cache: Cache | None = None, workers: TaskRunner | None = None) -> ContentState:
        state = check(self.content, self.now, workers or one_worker(), cache)
        return replace(state, problems=verified(state.problems))

    def renew(self) -> None:
        """Have each step of all texts say that it is for the text as it is now."""
        desk = Desk(self.content, self.federation, self.now)
        for text in read_texts(desk, texts_below(self.content, ".")).texts.values():
            renew(desk, text)

    def plans(self) -> dict[str, SitePlan]:
        """The plans of all sites that can be built, by slug."""
        checked = self.check()
        return {slug: plan_of(checked, slug) for slug in checked.sites}

    def codes(self) -> list[str]:
        """The codes of all problems, in their order."""
        return [fault.code for fault in self.check().problems]

    def page(self, path: str) -> str:
        return (self.output / path).read_text("utf-8")


def cache_in(folder: Path) -> Cache:
    """The cache that builds and tests share: all have the same key."""
    return open_cache(folder)[0]


def plan_of(checked: ContentState, slug: str) -> SitePlan:
    """A site's plan, as a worker fills it in."""
    outline = checked.planner.outline(slug)
    return site_plan(outline, values_at(checked.homes(outline), slug))


@pytest.fixture(scope="session", autouse=True)
def _what_processes_of_tests_have() -> Iterator[None]:
    """The package of this tree, whichever is installed, and a key: none is written for the user."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "the tests' own, for no other use")
        patch.setenv("PYTHONPATH", str(ROOT / "plugins"), prepend=os.pathsep)
        note_environment()
        yield


@pytest.fixture(scope="session", autouse=True)
def _processes_of_tests_can_be_interrupted() -> Iterator[None]:
    """Also where these tests can't, as jobs in the background and under nohup.

    A signal that is ignored is ignored by all that is started; one with a handler is not.
    """
    names = [name for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]
    ignored = [n for n in names if signal.getsignal(getattr(signal, n)) is signal.SIG_IGN]
    for name in ignored:
        signal.signal(getattr(signal, name), lambda *_: None)
    yield
    for name in ignored:
        signal.signal(getattr(signal, name), signal.SIG_IGN)


@pytest.fixture(scope="session", autouse=True)
def _the_workers_of_tests_end() -> Iterator[None]:
    yield
    end_worker()
    end_lanes()


@pytest.fixture
def house(tmp_path: Path) -> House:
    """The valid small federation: one province, two cities, a county; a theory article above."""
    shutil.copytree(SITES / "valid", tmp_path / "content", symlinks=True)
    return House(tmp_path)


@pytest.fixture(scope="session")
def example_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's content/, to be read or copied; skips where only an own federation is here."""
    found = find_example(ROOT, tmp_path_factory.mktemp("shipped-example"))
    if isinstance(found, str):
        pytest.skip(found)
    return found


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
