"""Where a cold build's time goes: `… stages SETTINGS`.

The whole build runs in this one process, workers' tasks included; what goes to and from workers is
pickled as it would be. A timer of the system looks at the stack after every millisecond of CPU
time: unlike cProfile, that slows nothing down and so favours no kind of code.
"""

from __future__ import annotations

import pickle
import signal
import sys
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lianzhan.building.build
import lianzhan.runtime.workers
from lianzhan.reading.settings_file import read_configuration
from lianzhan.runtime.job import Failure, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType

INTERVAL = 0.001
"""CPU seconds between two looks; a system with coarser ticks looks less often."""
TOP = 15
"""Functions shown of each stage."""
STAGES = (
    ("between processes", "benchmarks/stages.py:sent"),
    ("feeds", "lianzhan/rendering/feeds/"),
    ("pictures", "lianzhan/rendering/pictures/making.py:make_"),
    ("audit", "lianzhan/output/audit.py"),
    ("rules and plan", "lianzhan/kinds/article/rules/"),
    ("rules and plan", "lianzhan/gate/review.py"),
    ("rules and plan", "lianzhan/planning/placement.py"),
    ("rules and plan", "lianzhan/planning/outline.py"),
    ("rules and plan", "lianzhan/planning/planner.py"),
    ("rules and plan", "lianzhan/planning/plan.py"),
    ("rules and plan", "lianzhan/planning/planned.py"),
    ("cache", "lianzhan/runtime/cache.py"),
    ("Markdown", "lianzhan/reading/body/__init__.py"),
    ("reading", "lianzhan/reading/"),
    ("rendering", "lianzhan/rendering/"),
    ("manifest, swap", "lianzhan/output/"),
    ("manifest, swap", "lianzhan/building/publish.py"),
    ("manifest, swap", "lianzhan/building/shared_files.py"),
    ("the rest of the build", "lianzhan/"),
    ("the rest", ""),
)
"""A stage, and what the name of a function on the stack holds; the first that fits counts."""


class Samples:
    """What was on the stack, by stage: innermost functions, and all functions."""

    def __init__(self) -> None:
        self.own: dict[str, Counter[str]] = {stage: Counter() for stage, _ in STAGES}
        self.cumulative: dict[str, Counter[str]] = {stage: Counter() for stage, _ in STAGES}

    def look(self, _signal: int, frame: FrameType | None) -> None:
        """Count the stack of this moment."""
        names = []
        while frame is not None:
            names.append(f"{frame.f_code.co_filename}:{frame.f_code.co_name}")
            frame = frame.f_back
        stage = next(stage for stage, mark in STAGES if any(mark in name for name in names))
        self.own[stage][names[0]] += 1
        self.cumulative[stage].update(set(names))

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Look while the block runs."""
        signal.signal(signal.SIGPROF, self.look)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def text(self, seconds: float) -> str:
        """Return the shares of so many seconds as tables: of stages, of functions in each."""
        looks = {stage: own.total() for stage, own in self.own.items()}
        scale = seconds / (sum(looks.values()) or 1)
        lines = [
            f"{count * scale:8.2f} s {count * scale / seconds:6.1%}  {stage}"
            for stage, count in looks.items()
        ]
        for stage in sorted(looks, key=lambda stage: -looks[stage]):
            lines.append(f"\n{stage}: {looks[stage] * scale:.2f} s")
            inside = {n: c for n, c in self.cumulative[stage].items() if c < 0.97 * looks[stage]}
            pairs = (("itself", self.own[stage]), ("with what it calls", Counter(inside)))
            for title, counted in pairs:
                for name, count in counted.most_common(TOP):
                    lines.append(f"{count * scale:8.2f} s  {title:19} {_short(name)}")
        return "\n".join(lines)


def _short(name: str) -> str:
    path, _, function = name.rpartition(":")
    return f"{'/'.join(Path(path).parts[-3:])}:{function}"


def sent(value: Any) -> Any:
    """Return a value as it arrives in another process."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own


class InlineWorkers:
    """Stands in for lianzhan's Workers: every task runs here, one after another."""

    def __init__(self, *_arguments: object, **_named: object) -> None:
        pass

    def prepare(self, module: str, tasks: int) -> None:
        """Nothing needs to be made ready."""

    def __enter__(self) -> InlineWorkers:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def run(
        self, function: Callable[[Any], Any], items: Iterable[Any]
    ) -> Iterator[Outcome[Any, Any]]:
        """Apply a function to items."""
        for item in items:
            try:
                result = sent(function(sent(item)))
            except Exception as error:
                result = Failure(repr(error))
            yield Outcome(item, result)


def main() -> None:
    """Build once and print the shares."""
    settings = Path(sys.argv[1])
    folders = read_configuration(settings)
    lianzhan.runtime.workers.Workers = InlineWorkers
    request = lianzhan.building.build.Request(
        settings_file=settings,
        content=Path(folders["PATH"]),
        output=Path(folders["OUTPUT_PATH"]),
        theme=Path(folders["THEME"]),
        cache=Path(folders["CACHE_PATH"]),
        now=datetime.now(UTC),
        jobs=1,
    )
    samples = Samples()
    started = time.process_time()
    with samples.taken():
        report = lianzhan.building.build.build(request)
    used = time.process_time() - started
    print(
        f"one process: {used:.1f} CPU seconds, {len(report.sites)} sites, exit {report.exit_status}"
    )
    print(samples.text(used))


if __name__ == "__main__":
    main()
