"""A build that is killed at every step of going live: each site stays whole, the next one mends all.

What is killed is the real command; `interrupting.py` sends the signal at a step, so that no step is
missed and none depends on the speed of the machine. `LIANZHAN_WHOLE` has every step of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from cli import unmeasured
from conftest import APPROVED, NOW, ROOT, SITES, TESTS, WHOLE, House, everything_in
from fuzz.seeds import drawn

from lianzhan.output.manifest import read_manifest
from lianzhan.output.output_lock import STAGING
from lianzhan.runtime.digests import paths_below

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="signals of POSIX: run it on Linux or macOS"
)
SLUGS = ("hunan", "changsha", "furong", "hengyang")
ARTICLES = (
    "hunan/articles/theory/equality.md",
    "hunan/articles/news/one.md",
    "hunan/changsha/articles/news/two.md",
)
GONE = "hunan/articles/news/gone.md"


@dataclass(frozen=True)
class Change:
    """A federation whose content has changed since it was built: its output then, and as it will be."""

    house: House
    before: Path
    after: dict[str, bytes]

    def restore(self) -> None:
        """Let the output be what it was before the change."""
        shutil.rmtree(self.house.output, ignore_errors=True)
        shutil.copytree(self.before, self.house.output)

    def interrupted(self, step: int, how: str = "SIGKILL", exchange: str = "system") -> str:
        """Build, interrupted at a step; return what was said."""
        self.restore()
        options = ["--content", self.house.content, "--output", self.house.output, "--jobs", "1"]
        done = subprocess.run(
            [sys.executable, "-m", "interrupting", str(step), how, exchange, "build", *options, "--now", NOW.isoformat()],
            env=unmeasured(PYTHONPATH=f"{TESTS}{os.pathsep}{ROOT / 'plugins'}"), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0 if not step else done.returncode or how != "SIGKILL", (
            done.stderr
        )
        return done.stderr + done.stdout

    def steps(self, exchange: str = "system") -> list[str]:
        """Return the steps of a build that nobody interrupts."""
        return self.interrupted(0, exchange=exchange).partition("steps:\n")[2].splitlines()

    def damage(self) -> Iterator[str]:
        """Yield what is neither as it was nor as it will be: of each site, and of each other file."""
        old, now = everything_in(self.before), everything_in(self.house.output)
        for slug in SLUGS:
            if part(now, f"{slug}/") not in (part(old, f"{slug}/"), part(self.after, f"{slug}/")):
                yield slug
        for path in self.after:
            if (
                "/" not in path
                and path[0] != "."
                and now.get(path) not in (old.get(path), self.after[path])
            ):
                yield path
        for slug in SLUGS:
            manifest = read_manifest(self.house.output / slug)
            yield from (
                (name for name in manifest.assets if f"assets/{name}" not in now)
                if manifest
                else ()
            )

    def assert_mended(self) -> None:
        """The next build gives what a build from nothing gives, and leaves nothing behind."""
        assert self.house.build().exit_status == 0
        assert everything_in(self.house.output) == self.after
        assert not (self.house.output / STAGING).exists()


def part(files: dict[str, bytes], start: str) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.startswith(start)}


@pytest.fixture(scope="module")
def change(tmp_path_factory: pytest.TempPathFactory) -> Change:
    """All articles get another title, one goes, and a picture takes another's place."""
    folder = tmp_path_factory.mktemp("interrupted")
    shutil.copytree(SITES / "valid", folder / "content", symlinks=True)
    house = House(folder)
    house.article(GONE)
    for number, title in enumerate(("旧标题", "新标题")):
        house.write("hunan/articles/theory/p.jpg", drawn("JPEG", size=(48 + number, 32)))
        for path in ARTICLES:
            picture = "![图](p.jpg)" if path == ARTICLES[0] else ""
            house.article(path, f"{title}。{picture}", APPROVED, title)
        if title == "旧标题":
            house.build()
            shutil.copytree(house.output, folder / "before")
    (house.content / GONE).unlink()
    shutil.rmtree(house.output)
    house.build()
    return Change(house, folder / "before", everything_in(house.output))


def test_the_steps_are_those_of_going_live(change: Change) -> None:
    """All sites are exchanged, and steps are taken before, between and after."""
    steps = change.steps()
    assert {f"exchanged {slug}" for slug in SLUGS} <= set(steps)
    assert len(steps) > 2 * len(SLUGS) + 8
    assert list(change.damage()) == []
    assert everything_in(change.house.output) == change.after


SLICES = 8
"""Tests that share the steps: however many a build gains, none of them takes long."""
DEALT = [("SIGKILL", first, SLICES) for first in range(1, SLICES + 1, 1 if WHOLE else 4)]
ENDED = 6 if WHOLE else 13


@pytest.fixture(scope="module")
def count(change: Change) -> int:
    """How many steps a build takes."""
    return len(change.steps())


@pytest.mark.parametrize(
    ("how", "first", "every"), [*DEALT, ("SIGTERM", 6, ENDED), ("SIGINT", 12, ENDED)]
)
def test_an_interrupted_build_leaves_each_site_as_before_or_as_after(
    change: Change, count: int, how: str, first: int, every: int
) -> None:
    for step in range(first, count + 1, every):
        said = change.interrupted(step, how)
        assert list(change.damage()) == [], (step, said)
        change.assert_mended()


def test_where_folders_can_not_be_exchanged_the_next_build_puts_back_what_stepped_aside(
    change: Change,
) -> None:
    """As on Windows and some network disks: for a moment a site is aside, and never lost."""
    steps = change.steps("none")
    first = steps.index("exchange hunan") + 1
    for step in range(first, steps.index("exchange changsha") + 1):
        change.interrupted(step, exchange="none")
        assert set(change.damage()) <= {"hunan"}
        change.assert_mended()


def test_a_swap_that_deletes_first_would_be_found(change: Change) -> None:
    """With the fault that the tests above are there to find, they find it."""
    steps = change.steps("rmtree")
    swapping = range(steps.index("exchange hunan") + 2, steps.index("exchanged hunan") + 1)
    assert swapping
    damaged = 0
    for step in (swapping[len(swapping) // 2], swapping[-1]):
        change.interrupted(step, exchange="rmtree")
        damaged += "hunan" in set(change.damage())
    assert damaged == 2


def test_nothing_is_left_of_what_went(change: Change) -> None:
    """The change that is interrupted takes an article and a picture away."""
    before = paths_below(change.before)
    assert [path for path in before if "gone" in path]
    assert not [path for path in change.after if "gone" in path]
    assert len([path for path in before if path not in change.after]) > 1
