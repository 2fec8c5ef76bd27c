"""Threads in the background: what is known of them, also where they never began."""

from __future__ import annotations

import _thread
import threading
from typing import TYPE_CHECKING

from lianzhan.runtime.threads import Background

if TYPE_CHECKING:
    import pytest


def test_a_thread_does_its_task_and_ends() -> None:
    gate, done = threading.Event(), threading.Event()
    thread = Background(lambda: gate.wait() and done.set())
    assert thread.is_alive
    gate.set()
    thread.join()
    assert done.is_set()
    assert not thread.is_alive


def test_a_task_that_raises_ends_its_thread(capsys: pytest.CaptureFixture[str]) -> None:
    thread = Background(lambda: 1 / 0)
    thread.join()
    assert not thread.is_alive
    assert isinstance(thread.error, ZeroDivisionError)
    assert capsys.readouterr() == ("", "")


def test_a_thread_that_never_began_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where there is no memory for its first call."""
    monkeypatch.setattr(_thread, "start_new_thread", lambda *_arguments: 1)
    thread = Background(lambda: None)
    assert not thread.is_alive
    thread.join()
