"""What a terminal and a log hear of a build: by a clock that the tests turn, and a real terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING, TextIO

import pytest
from cli import build
from conftest import ROOT

from lianzhan.commands.progress import Bar, Lines, progress_on

if TYPE_CHECKING:
    from conftest import House

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are Unix's")


class Clock:
    """A clock that stands until it is turned."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


class Terminal:
    """A pseudo-terminal: what is written to `stream` is what its user sees."""

    def __init__(self) -> None:
        import pty

        self._ours, theirs = pty.openpty()
        self.stream: TextIO = os.fdopen(theirs, "w", encoding="utf-8")

    def seen(self) -> str:
        """Everything written; ends the terminal."""
        self.stream.close()
        seen = b""
        while True:
            try:
                part = os.read(self._ours, 65536)
            except OSError:
                part = b""
            if not part:
                os.close(self._ours)
                return seen.decode()
            seen += part


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


def work(stream: TextIO, clock: Clock, sites: int, seconds_each: float) -> None:
    """A build of so many sites, with the clock turned on for each of them."""
    with progress_on(stream, clock) as progress:
        for number in range(1, sites + 1):
            clock.now += seconds_each
            progress(f"site-{number}", number, sites)


def lines(sites: int, seconds_each: float) -> list[str]:
    log = io.StringIO()
    work(log, Clock(), sites, seconds_each)
    return log.getvalue().splitlines()


def test_a_short_build_says_nothing_in_a_log() -> None:
    assert lines(100, 0.009) == []
    assert lines(3, 1.0) == []


def test_a_fast_build_says_a_line_every_five_seconds() -> None:
    said = lines(100, 0.5)
    assert [line.split(" ")[0] for line in said] == [f"{n}/100" for n in range(11, 100, 10)]
    assert lines(30, 1.0)[:2] == ["6/30 个站点，每秒 1.0 个", "11/30 个站点，每秒 1.0 个"]


def test_a_slow_build_says_a_line_every_tenth() -> None:
    said = lines(50, 4.0)
    assert [line.split(" ")[0] for line in said] == [f"{n}/50" for n in range(5, 51, 5)]
    assert said[-1] == "50/50 个站点，每秒 0.2 个"


def test_lines_are_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    assert lines(10, 10.0)[-1] == "10/10 sites, 0.1 a second"


def test_what_goes_before_the_sites_is_not_their_time() -> None:
    clock, log = Clock(), io.StringIO()
    with progress_on(log, clock) as progress:
        for number in range(1, 4):
            clock.now += 60 if number == 1 else 3
            progress("site", number, 3)
    assert log.getvalue() == "3/3 个站点，每秒 0.3 个\n"


@on_unix
def test_a_short_build_shows_nothing_on_a_terminal(terminal: Terminal, clock: Clock) -> None:
    work(terminal.stream, clock, 9, 0.1)
    assert terminal.seen() == ""


@on_unix
def test_a_long_build_shows_a_bar_that_goes_at_its_end(terminal: Terminal, clock: Clock) -> None:
    work(terminal.stream, clock, 40, 0.5)
    seen = terminal.seen()
    assert "40/40 个站点，每秒 2.0 个" in seen
    assert "site-40" in seen
    assert "━" in seen
    assert "\x1b[3" in seen, "in colour"
    assert seen.endswith("\x1b[2K"), "the bar's line is cleared"


def break_off(terminal: Terminal, clock: Clock) -> None:
    with progress_on(terminal.stream, clock) as progress:
        clock.now += 2
        progress("site", 1, 9)
        raise KeyboardInterrupt


@on_unix
def test_a_bar_is_taken_away_when_the_build_breaks_off(terminal: Terminal, clock: Clock) -> None:
    with pytest.raises(KeyboardInterrupt):
        break_off(terminal, clock)
    assert terminal.seen().endswith("\x1b[2K")


@on_unix
def test_no_color_is_heeded(
    terminal: Terminal, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    work(terminal.stream, clock, 40, 0.5)
    seen = terminal.seen()
    assert "40/40" in seen
    assert "\x1b[3" not in seen


@on_unix
def test_a_terminal_that_can_not_draw_has_lines(
    terminal: Terminal, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with progress_on(terminal.stream, clock) as progress:
        assert isinstance(progress, Bar)
    monkeypatch.setenv("TERM", "dumb")
    with progress_on(terminal.stream, clock) as progress:
        assert isinstance(progress, Lines)
    work(terminal.stream, clock, 30, 1.0)
    assert terminal.seen().splitlines()[0] == "6/30 个站点，每秒 1.0 个"


def test_what_draws_the_bar_is_loaded_for_it_alone() -> None:
    code = "import sys, lianzhan.commands.progress; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_build_without_a_terminal_is_quiet_while_it_is_short(house: House) -> None:
    done = build(house)
    assert (done.returncode, done.stderr) == (0, "")
