"""Builds whose processes are killed at any moment: workers, their server, the build itself.

The moments are files: a worker that comes to one of them waits (`breakpoints.py`) until all is done that
strikes the build there, so that none is missed on any machine. `LIANZHAN_KILLS` says how many
moments are tried, and has them tried on the example.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from breakpoints import Breakpoint
from cli import LIANZHAN, unmeasured
from conftest import NOW, ROOT, SITES, House, everything_in
from processes import descendants, kill, wait_until_gone
from waiting import wait_until

from lianzhan.output.output_lock import claim, is_held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
KILLS = int(os.environ.get("LIANZHAN_KILLS", "6"))
ON_EXAMPLE = "LIANZHAN_KILLS" in os.environ
WITHDRAWN = "hunan/articles/theory/gone.md"
WORD = "要撤下的稿件"
GOLDEN = 0.618034
"""Its multiples, less their whole parts, are spread evenly however many there are."""


@dataclass
class Withdrawal:
    """A federation that was built, and from which an article was withdrawn since."""

    house: House
    saved: Path
    expected: dict[str, bytes]

    def restore(self) -> None:
        """Bring back output and cache as they were before the withdrawal."""
        for name in ("output", "cache"):
            shutil.rmtree(self.house.folder / name, ignore_errors=True)
            shutil.copytree(self.saved / name, self.house.folder / name, symlinks=True)

    @property
    def moments(self) -> list[str]:
        """Ends of paths that a worker comes to: what is read anew, and the pages of all sites."""
        pages = [path for path in self.expected if path.endswith(".html") and path.count("/")]
        return [READING, *(f"/{path}" for path in pages)]

    def moment(self, part: float) -> str:
        """Return a moment by its part of all of them, from 0 to less than 1."""
        return self.moments[int(len(self.moments) * part)]


READING, RENDERING = "gone.md", "/furong/index.html"


def start(house: House, **environment: str) -> subprocess.Popen[str]:
    command = [*LIANZHAN, "build", "--jobs", "2", "--now", NOW.isoformat()]
    command += ["--content", str(house.content), "--output", str(house.output)]
    command += ["--settings", str(settings_of(house))]
    return subprocess.Popen(
        command,
        cwd=house.folder,
        env={**unmeasured(LIANZHAN_DEBUG="1"), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def settings_of(house: House) -> Path:
    """Settings whose cache is the house's own."""
    file = house.folder / "pelicanconf.py"
    text = (ROOT / "pelicanconf.py").read_text("utf-8")
    text = text.replace('".cache/lianzhan"', repr(str(house.folder / "cache")))
    file.write_text(text.replace('"themes/', f'"{ROOT}/themes/'), "utf-8")
    return file


def end_of(build: subprocess.Popen[str], status: int = 0) -> str:
    said, _ = build.communicate()
    assert build.returncode == status, said
    return said


@pytest.fixture(scope="module")
def withdrawal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Withdrawal:
    folder = tmp_path_factory.mktemp("kills")
    source = request.getfixturevalue("example_content") if ON_EXAMPLE else SITES / "valid"
    shutil.copytree(source, folder / "content")
    house = House(folder)
    if not ON_EXAMPLE:
        for number in range(8):
            house.write(f"hunan/extra{number}/site.toml", 'name = "示例"\nlevel = "city"\n')
    house.article(WITHDRAWN, title=WORD)
    end_of(start(house))
    assert any(WORD in file.read_text("utf-8") for file in house.output.glob("*/index.html"))
    saved = folder / "saved"
    for name in ("output", "cache"):
        shutil.copytree(folder / name, saved / name, symlinks=True)
    house.article(WITHDRAWN, title=WORD, head="status: withdrawn\n")
    end_of(start(house))
    expected = everything_in(house.output)
    assert not any(WORD.encode() in data for data in expected.values())
    return Withdrawal(house, saved, expected)


@dataclass
class Build:
    """A build that has come to a breakpoint, or is on its way there."""

    process: subprocess.Popen[str]
    stop: Breakpoint


@pytest.fixture
def begin(withdrawal: Withdrawal, tmp_path: Path) -> Iterator[Callable[..., Build]]:
    """Begins a build of the federation as it stood before the withdrawal, with a breakpoint before a file."""
    begun: list[Build] = []

    def begin(end: str, **environment: str) -> Build:
        withdrawal.restore()
        folder = tmp_path / str(len(begun))
        folder.mkdir()
        stop = Breakpoint(folder, end)
        process = start(withdrawal.house, **stop.environment(), **environment)
        begun.append(Build(process, stop))
        return begun[-1]

    yield begin
    for build in begun:
        if build.process.poll() is None:  # the test has failed
            build.process.kill()
            build.process.communicate()


@pytest.mark.timeout(60 * (KILLS + 5))
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_that_is_killed_at_any_moment_costs_nothing(
    withdrawal: Withdrawal,
    begin: Callable[..., Build],
    how: signal.Signals,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same sites are live, with the same bytes, and nothing withdrawn."""
    count = (KILLS + 1) // 2
    hits = 0
    for number in range(count):
        build = begin(withdrawal.moment(number * GOLDEN % 1))
        kill(build.stop.reached(), how)
        hits += "try 1 of" in end_of(build.process)
        assert everything_in(withdrawal.house.output) == withdrawal.expected
    assert hits == count
    homes = [p for p in withdrawal.expected if p.count("/") == 1 and p.endswith("/index.html")]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{how.name}: {hits} of {count} builds lost a process at a task; "
            f"{len(homes)} sites live each time, none showing what was withdrawn\n"
        )


@pytest.mark.parametrize("what", ["all workers", "the other workers", "the server"])
def test_all_may_be_killed_at_once_in_the_midst_of_their_tasks(
    withdrawal: Withdrawal, begin: Callable[..., Build], what: str
) -> None:
    """The server's children are the workers; without it they are started one by one."""
    build = begin(RENDERING)
    stopped = build.stop.reached()
    (server,) = (p for p in descendants(build.process.pid) if descendants(p))
    workers = descendants(server)
    assert stopped in workers
    victims = {
        "all workers": workers, "the other workers": workers - {stopped}, "the server": {server},
    }[what]  # fmt: skip
    assert victims
    for process in victims:
        kill(process, signal.SIGKILL)
    if what != "all workers":
        build.stop.resume()
    said = end_of(build.process)
    assert what != "all workers" or "try 1 of 3: the process died" in said, said
    assert everything_in(withdrawal.house.output) == withdrawal.expected


@pytest.mark.parametrize("part", [0.0, 0.2, 0.4, 0.6, 0.8])
def test_no_process_outlives_a_build_that_is_killed(
    withdrawal: Withdrawal, begin: Callable[..., Build], part: float
) -> None:
    """The system ends them, whatever they are at: the one that waits would do so for ever."""
    build = begin(withdrawal.moment(part))
    stopped = build.stop.reached()
    processes = descendants(build.process.pid)
    assert stopped in processes
    build.process.kill()
    wait_until_gone(processes)
    build.process.communicate()
    assert end_of(start(withdrawal.house))
    assert everything_in(withdrawal.house.output) == withdrawal.expected


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("when", ["at once", "reading", "rendering"])
def test_a_build_that_is_told_to_end_clears_up(
    withdrawal: Withdrawal, begin: Callable[..., Build], how: signal.Signals, when: str
) -> None:
    """`timeout` sends its signal twice, to a process and to its group."""
    build = begin(RENDERING if when == "rendering" else READING, LIANZHAN_DEBUG="")
    process = build.process
    if when == "at once":  # the breakpoint keeps the build from being over before that is seen
        wait_until(lambda: descendants(process.pid))
    else:
        build.stop.reached()
    processes = descendants(process.pid)
    assert processes
    for _ in range(2):
        process.send_signal(how)
    said = end_of(process, 128 + how)
    assert said.count("\n") == 1
    assert "已中断" in said
    output = withdrawal.house.output
    assert not is_held(output)
    wait_until_gone(processes)
    with claim(output, 0):
        pass


def test_pelicans_own_door_clears_up_as_well(house: House, tmp_path: Path) -> None:
    stop = Breakpoint(tmp_path, RENDERING)
    command = [sys.executable, "-m", "pelican", str(house.content), "-s", "pelicanconf.py"]
    build = subprocess.Popen(
        [*command, "-o", str(house.output), "-e", f'CACHE_PATH="{house.folder}/cache"'],
        cwd=ROOT,
        env=unmeasured(**stop.environment()),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    stop.reached()
    build.terminate()
    said = end_of(build, 128 + signal.SIGTERM)
    assert "已中断" in said
    assert "Traceback" not in said
    assert not is_held(house.output)
