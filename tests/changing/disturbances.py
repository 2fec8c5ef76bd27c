"""What happens beside the content: to theme, cache, output, clock, and to a build itself."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from conftest import NOW
from lane_server import leave_lanes
from real_workers import one_worker

from changing.scene import Scene
from lianzhan.model.report import PROBLEMS, PUBLISHED

if TYPE_CHECKING:
    from conftest import House

STEPS = (
    timedelta(hours=2),
    timedelta(hours=7),
    timedelta(days=1),
    timedelta(days=2),
    timedelta(days=9),
    timedelta(days=366),
    timedelta(days=-1),
    timedelta(days=-3),
)
"""Over the start or the end of what lasts hours, days, weeks; and clocks that were wrong."""
EARLIEST = NOW - timedelta(days=5)
"""All that a sequence starts from is published by then."""


def incremental(house: House) -> set[str]:
    """Build on top of the last build; return what became of sites."""
    report = house.build(theme=house.folder / "theme", allow_removal=True)
    assert report.exit_status in (PUBLISHED, PROBLEMS), report.problems
    return {site.status for site in report.sites}


class Disturbances(Scene):
    """Changes of all but the content."""

    def change_theme(self) -> None:
        file = self.house.folder / "theme" / self.pick(("templates/base.html", "static/x.css"))
        self.add(file, self.pick(("<!-- x -->", " ")))

    def damage_cache(self) -> None:
        files = sorted(f for f in (self.house.folder / "cache").rglob("*") if f.is_file())
        if files:
            file = self.pick(files)
            data = file.read_bytes()
            file.write_bytes(self.pick((b"", data[:-9], b"x" + data[1:], data + b"x")))

    def forget_cache(self) -> None:
        shutil.rmtree(self.house.folder / "cache", ignore_errors=True)

    def damage_output(self) -> None:
        files = [
            file
            for file in sorted(self.house.output.rglob("*"))
            if file.is_file() and not file.name.startswith(".")
        ]
        if files:
            file = self.pick(files)
            if self.pick((True, False)):
                file.unlink()
            else:
                file.write_bytes(b"x" * file.stat().st_size)

    def time_passes(self) -> None:
        self.house.now = max(EARLIEST, self.house.now + self.pick(STEPS))

    def killed_build(self) -> None:
        """A build is killed at one of its own writes, renames or deletions: there are 20 to 50."""
        wanted = 1 + self.random.pop(0) % 50
        child = os.fork()
        if child == 0:
            seen = 0
            one_worker.cache_clear()  # that of its owner is not for two
            leave_lanes()

            def hook(event: str, arguments: tuple[object, ...]) -> None:
                nonlocal seen
                writes = event == "open" and str(arguments[1] or "r") not in ("r", "rb")
                seen += writes or event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir")
                if seen == wanted:
                    os._exit(9)

            sys.addaudithook(hook)
            try:
                incremental(self.house)
            finally:
                os._exit(0)
        os.waitpid(child, 0)
