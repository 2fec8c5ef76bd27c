"""Figures to text and JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.measure import medians
from benchmarks.rows import ALL_ROWS, COLD, ROWS, TEN_TIMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.measure import Figures

Entry = dict[str, float | None]


class Growth(NamedTuple):
    """How many times the wall and CPU seconds of the plain content a larger one takes.

    The CPU says what the work is; the wall says also how well it is shared among processors.
    """

    wall: float
    cpu: float


@dataclass(slots=True)
class Results:
    """All runs that were made: ours by row, the peers' cold ones.

    `hugo_ten` are Hugo's on ten times the content; where there are none, ten times Hugo's wall on
    the plain content stands for it, and always so for the stock loop. `beside` are ours on the
    plain content, made before and after those on ten times the content.
    """

    ours: dict[str, list[Figures]] = field(default_factory=dict)
    hugo: list[Figures] = field(default_factory=list)
    hugo_ten: list[Figures] = field(default_factory=list)
    beside: list[Figures] = field(default_factory=list)
    stock: list[Figures] = field(default_factory=list)

    @property
    def growth(self) -> Growth | None:
        """What ten times the content takes; None where it was not measured."""
        large = self.ours.get(TEN_TIMES)
        if not large or not self.beside:
            return None
        ten, one = medians(large), medians(self.beside)
        return Growth(ten.wall / one.wall, ten.cpu / one.cpu)

    def document(self) -> dict[str, Entry]:
        """Return the medians and ratios by row: our wall divided by the peer's cold wall."""
        return {row: self._entry(row, runs) for row, runs in self.ours.items() if runs}

    def _entry(self, row: str, runs: Sequence[Figures]) -> Entry:
        middle = medians(runs)
        times = 10 if row == TEN_TIMES else 1
        if row == TEN_TIMES and self.hugo_ten:
            against_hugo = _ratio(middle, self.hugo_ten, 1)
        else:
            against_hugo = _ratio(middle, self.hugo, times)
        return {
            "wall": round(middle.wall, 3),
            "cpu": round(middle.cpu, 3),
            "peak_mb": round(middle.peak, 1),
            "vs_hugo": against_hugo,
            "vs_pelican": _ratio(middle, self.stock, times),
            **self._growth_of(row),
        }

    def _growth_of(self, row: str) -> Entry:
        if row != TEN_TIMES or (growth := self.growth) is None:
            return {}
        return {"growth_wall": round(growth.wall, 3), "growth_cpu": round(growth.cpu, 3)}


def _ratio(ours: Figures, theirs: Sequence[Figures], times: int) -> float | None:
    return round(ours.wall / (times * medians(theirs).wall), 3) if theirs else None


def grown(results: Results) -> str:
    """Return in words what ten times the content takes, against the builds made beside it."""
    growth = results.growth
    if growth is None:
        return "not measured"
    return (
        f"ten times the content takes {growth.wall:.1f} × the wall and {growth.cpu:.1f} × the CPU "
        f"seconds of {len(results.beside)} cold builds made before and after"
    )


def text(results: Results, about: Mapping[str, str]) -> str:
    """Return the table with what must be known to read it."""
    columns = ("runs", "wall s", "min–max", "CPU s", "peak MB", "× Hugo", "× loop")
    lines = [_row("", "", columns)]
    document = results.document()
    for row, (meaning, _) in ALL_ROWS.items():
        if row in document:
            ratios = (document[row]["vs_hugo"], document[row]["vs_pelican"])
            lines.append(_line(row, meaning, results.ours[row], ratios))
    peers = (
        ("Hugo", ROWS[COLD][0], results.hugo),
        ("Hugo", ROWS[TEN_TIMES][0], results.hugo_ten),
        ("Pelican loop", ROWS[COLD][0], results.stock),
    )
    lines += [_line(name, meaning, runs, (None, None)) for name, meaning, runs in peers if runs]
    lines.append("")
    for name, value in about.items():
        head = f"{name}: "
        lines += wrap(head + value, width=100, subsequent_indent="  ")
    return "\n".join(lines)


def _line(
    name: str, meaning: str, runs: Sequence[Figures], ratios: tuple[float | None, float | None]
) -> str:
    middle = medians(runs)
    spread = f"{min(r.wall for r in runs):.2f}–{max(r.wall for r in runs):.2f}"
    shown = (f"{ratio:.2f}" if ratio is not None else "" for ratio in ratios)
    figures = (f"{middle.wall:.2f}", spread, f"{middle.cpu:.2f}", f"{middle.peak:.0f}")
    return _row(name, meaning, (str(len(runs)), *figures, *shown))


def _row(name: str, meaning: str, cells: Sequence[str]) -> str:
    widths = (5, 8, 15, 8, 8, 8, 8)
    shown = "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return f"{name:14}{meaning:40}{shown}".rstrip()
