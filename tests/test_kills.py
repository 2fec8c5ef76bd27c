"""Builds whose processes are killed at any moment: workers, their server, the build itself.

`LIANZHAN_KILLS` says how many moments are tried, and has them tried on the example.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from cli import LIANZHAN, unmeasured
from conftest import NOW, ROOT, SITES, House, everything_in
from processes import SLOWNESS, descendants, kill, seconds_until_gone

from lianzhan.output.claim import STAGING, claim, is_held

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
KILLS = int(os.environ.get("LIANZHAN_KILLS", "6"))
ON_EXAMPLE = "LIANZHAN_KILLS" in os.environ
THEORY = "hunan/articles/theory/equality.md"
WITHDRAWN = "hunan/articles/theory/gone.md"
WORD = "要撤下的稿件"
GOLDEN = 0.618034
"""Its multiples, less their whole parts, are spread evenly however many there are."""


@dataclass
class World:
    """A federation that was built, and from which an article was withdrawn since."""

    house: House
    saved: Path
    expected: dict[str, bytes]
    seconds: float

    def restore(self) -> None:
        """Bring back output and cache as they were before the withdrawal."""
        for name in ("output", "cache"):
            shutil.rmtree(self.house.folder / name, ignore_errors=True)
            shutil.copytree(self.saved / name, self.house.folder / name, symlinks=True)

    def start(self, **environment: str) -> subprocess.Popen[str]:
        """Begin a build as the command line does."""
        return start(self.house, **environment)


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


def ended(build: subprocess.Popen[str], status: int = 0) -> str:
    said, _ = build.communicate()
    assert build.returncode == status, said
    return said


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("kills")
    shutil.copytree(ROOT / "content" if ON_EXAMPLE else SITES / "valid", folder / "content")
    house = House(folder)
    if not ON_EXAMPLE:
        for number in range(8):
            house.write(f"hunan/extra{number}/site.toml", 'name = "示例"\nlevel = "city"\n')
    house.article(WITHDRAWN, title=WORD)
    ended(start(house))
    assert any(WORD in file.read_text("utf-8") for file in house.output.glob("*/index.html"))
    saved = folder / "saved"
    for name in ("output", "cache"):
        shutil.copytree(folder / name, saved / name, symlinks=True)
    house.article(WITHDRAWN, title=WORD, head="status: withdrawn\n")
    started = time.monotonic()
    ended(start(house))
    seconds = time.monotonic() - started
    return World(house, saved, everything_in(house.output), seconds)


@pytest.mark.timeout(60 * (KILLS + 5))
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_that_is_killed_at_any_moment_costs_nothing(
    world: World, how: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same sites are live, with the same bytes, and nothing withdrawn."""
    assert not any(WORD.encode() in data for data in world.expected.values())
    count = (KILLS + 1) // 2
    killed = hits = 0
    for number in range(count):
        world.restore()
        build = world.start()
        time.sleep(world.seconds * (0.1 + 0.8 * (number * GOLDEN % 1)))
        if victims := sorted(descendants(build.pid)):
            kill(victims[number % len(victims)], how)
            killed += 1
        hits += "try 1 of" in ended(build)
        assert everything_in(world.house.output) == world.expected
    sites = len([name for name in world.expected if name.count("/") == 1 and "index.html" in name])
    with capsys.disabled():
        sys.stdout.write(
            f"\n{how.name}: {killed} of {count} builds lost a process, {hits} of them at a task; "
            f"{sites} sites live each time, none showing what was withdrawn\n"
        )


def is_staging(house: House) -> bool:
    return any((house.output / STAGING).glob("*/*"))


@pytest.mark.parametrize("what", ["all workers", "the server"])
def test_all_may_be_killed_at_once_in_the_midst_of_their_tasks(world: World, what: str) -> None:
    """The server's children are the workers; without it they are started one by one."""
    world.restore()
    build = world.start()
    until = time.monotonic() + 60
    while not is_staging(world.house):
        assert time.monotonic() < until
        time.sleep(0.005)
    (server,) = (p for p in descendants(build.pid) if descendants(p))
    victims = {server} if what == "the server" else descendants(server)
    for process in victims:
        kill(process, signal.SIGKILL)
    said = ended(build)
    assert ("try 1 of 3: the process died" in said) == (what == "all workers"), said
    assert everything_in(world.house.output) == world.expected


@pytest.mark.parametrize("moment", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_no_process_outlives_a_build_that_is_killed(world: World, moment: float) -> None:
    """Within a second: the system ends them, whatever they are at."""
    world.restore()
    build = world.start()
    time.sleep(moment * world.seconds)
    processes = descendants(build.pid)
    build.kill()
    assert seconds_until_gone(processes, 60) < 1.0 * SLOWNESS
    build.communicate()
    assert ended(world.start())
    assert everything_in(world.house.output) == world.expected


def at_once(_house: House) -> bool:
    return True


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("when", [is_staging, at_once])
def test_a_build_that_is_told_to_end_clears_up(
    world: World, how: signal.Signals, when: Callable[[House], bool]
) -> None:
    """`timeout` sends its signal twice, to a process and to its group."""
    world.restore()
    build = world.start(LIANZHAN_DEBUG="")
    until = time.monotonic() + 60
    while not descendants(build.pid) or not when(world.house):
        assert time.monotonic() < until
        time.sleep(0.005)
    processes = descendants(build.pid)
    for _ in range(2):
        build.send_signal(how)
    said = ended(build, 128 + how)
    assert said.count("\n") == 1
    assert "已中断" in said
    assert not is_held(world.house.output)
    assert seconds_until_gone(processes, 60) < 1.0 * SLOWNESS
    with claim(world.house.output, 0):
        pass


def test_pelicans_own_door_clears_up_as_well(house: House) -> None:
    command = [sys.executable, "-m", "pelican", str(house.content), "-s", "pelicanconf.py"]
    build = subprocess.Popen(
        [*command, "-o", str(house.output), "-e", f'CACHE_PATH="{house.folder}/cache"'],
        cwd=ROOT,
        env=unmeasured(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    until = time.monotonic() + 60
    while not is_staging(house):
        assert time.monotonic() < until
        time.sleep(0.005)
    build.terminate()
    said = ended(build, 128 + signal.SIGTERM)
    assert "已中断" in said
    assert "Traceback" not in said
    assert not is_held(house.output)
