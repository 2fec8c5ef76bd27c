"""Real processes: what they return, what becomes of one that raises or dies, and of the rest."""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from processes import wait_until_gone
from waiting import wait_until

from lianzhan.runtime import prestarted
from lianzhan.runtime import workers as module
from lianzhan.runtime.job import DIED, TRIES, Failure, Kind, Outcome
from lianzhan.runtime.prestarted import prestart
from lianzhan.runtime.worker_process import EndedError, WorkerProcess, new_worker_process
from lianzhan.runtime.workers import Workers, usable_processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="a server forks on Linux alone")


def double(number: int) -> int:
    return 2 * number


def fail_at_three(number: int) -> int:
    if number == 3:
        raise ValueError(f"{number} 不行")
    return number


def die_at_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def leave_at_three(number: int) -> int:
    if number == 3:
        sys.exit("再见")
    return number


def interrupt_at_three(number: int) -> int:
    if number == 3:
        raise KeyboardInterrupt
    return number


def process_of(_number: int) -> int:
    return os.getpid()


def process_or_failure(number: int) -> int:
    if number == 1:
        raise RuntimeError("half-way")
    return os.getpid()


def unpicklable(_number: int) -> object:
    return threading.Lock()


def soon(file: str) -> str:
    """Return at once, or, if a file is named, as soon as it is there."""
    while file and not Path(file).exists():
        time.sleep(0.01)
    return file


class OddError(Exception):
    """Can't be made again from its arguments, as pickling would."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def raise_odd(number: int) -> int:
    if number == 3:
        raise OddError("奇", "怪")
    return number


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(2) as started:
        yield started


def results(outcomes: Iterator[Outcome[int, int]]) -> dict[int, int | Failure]:
    return {outcome.item: outcome.result for outcome in outcomes}


def test_every_item_has_its_outcome(workers: Workers) -> None:
    assert results(workers.run(double, range(200))) == {n: 2 * n for n in range(200)}


def test_nothing_to_do_starts_nothing(workers: Workers) -> None:
    assert list(workers.run(double, [])) == []


def test_one_process_takes_the_items_in_their_order() -> None:
    with Workers(1) as alone:
        assert [outcome.item for outcome in alone.run(double, [5, 3, 9, 1])] == [5, 3, 9, 1]


def test_less_than_one_process_is_one() -> None:
    with Workers(0) as none:
        assert results(none.run(double, [4])) == {4: 8}


def test_outcomes_come_as_they_are_ready(workers: Workers, tmp_path: Path) -> None:
    last = tmp_path / "last"
    outcomes = workers.run(soon, [str(last), ""])
    assert next(outcomes).item == ""
    last.touch()
    assert [outcome.item for outcome in outcomes] == [str(last)]


def test_a_process_lives_long(workers: Workers) -> None:
    first = set(results(workers.run(process_of, range(20))).values())
    second = set(results(workers.run(process_of, range(20))).values())
    assert len(first | second) <= 2
    assert os.getpid() not in first


def failing(workers: Workers, task: Callable[[int], int]) -> str:
    """Run a task that fails at 3 alone; return the reason."""
    found = results(workers.run(task, range(8)))
    failure = found.pop(3)
    assert isinstance(failure, Failure)
    assert found == {n: n for n in range(8) if n != 3}
    assert results(workers.run(double, range(4))) == {n: 2 * n for n in range(4)}
    return failure.reason


def test_a_task_that_raises_fails_alone(workers: Workers) -> None:
    assert failing(workers, fail_at_three) == "ValueError: 3 不行"


@posix
def test_a_task_whose_process_is_killed_each_time_fails_alone(workers: Workers) -> None:
    assert failing(workers, die_at_three) == "the process died"


def note_and_die(file: Path) -> int:
    """Die in the first two processes that take it, by the signals of systems and of people."""
    with file.open("a", encoding="utf-8") as out:
        out.write(f"{os.getpid()}\n")
    tries = len(set(file.read_text("utf-8").splitlines()))
    if tries < TRIES or file.name == "always":
        os.kill(os.getpid(), (signal.SIGKILL, signal.SIGTERM)[tries % 2])
        time.sleep(60)
    return tries


@posix
@pytest.mark.parametrize("forks", [pytest.param(True, marks=linux), False])
def test_a_task_whose_process_was_killed_is_tried_again_in_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forks: bool
) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: forks)
    prestart("wave")
    with Workers(1) as workers:
        found = {o.item.name: o.result for o in workers.run(note_and_die, [tmp_path / "twice"])}
        assert found == {"twice": TRIES}
        (outcome,) = workers.run(note_and_die, [tmp_path / "always"])
        assert outcome.result == Failure(DIED, Kind.DIED)
    assert len((tmp_path / "always").read_text("utf-8").splitlines()) == TRIES


def use_up_memory(file: Path) -> int:
    """Need more memory than there is, where another task has left too little of it."""
    with file.open("a", encoding="utf-8") as out:
        out.write("x")
    if file.stat().st_size == 1 or file.name == "always":
        raise MemoryError
    return 1


def test_a_task_that_runs_out_of_memory_is_tried_again_in_a_new_process(
    workers: Workers, tmp_path: Path
) -> None:
    files = [tmp_path / "once", tmp_path / "always"]
    found = {o.item.name: o.result for o in workers.run(use_up_memory, files)}
    assert found == {"once": 1, "always": Failure("MemoryError", Kind.MEMORY)}


@linux
def test_a_server_that_is_killed_at_work_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: True)
    prestart("wave")
    with Workers(2) as workers:
        outcomes = workers.run(kill_parent_or_die, range(8))
        assert results(outcomes) == {n: n for n in range(8)}


def kill_parent_or_die(number: int) -> int:
    """Take the server along that made this process, but not the owner of both."""
    if "wave" in sys.modules and number in (0, 5):
        os.kill(os.getppid(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_an_item_that_can_not_be_handed_over_is_a_failure(workers: Workers) -> None:
    outcomes = list(workers.run(str, [threading.Lock()]))
    assert [isinstance(outcome.result, Failure) for outcome in outcomes] == [True]


def test_where_no_thread_can_be_started_this_one_does_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_arguments: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(_thread, "start_new_thread", refuse)
    with Workers(2) as workers:
        workers.prepare("wave", tasks=2)
        assert results(workers.run(double, range(5))) == {n: 2 * n for n in range(5)}


def test_a_thread_that_is_lost_is_not_waited_for_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where it had no memory to begin with."""
    monkeypatch.setattr(_thread, "start_new_thread", lambda *_arguments: 1)
    with Workers(2) as workers, pytest.raises(MemoryError):
        list(workers.run(double, range(5)))


def test_what_a_thread_was_lost_of_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise LookupError("why")

    monkeypatch.setattr(Workers, "_result", fail)
    with Workers(2) as workers, pytest.raises(LookupError, match="why"):
        list(workers.run(double, range(5)))


def test_where_one_process_can_be_started_and_no_other_it_does_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    allowed = ["one"]

    def one_lane(*modules: str) -> WorkerProcess:
        if not allowed:
            raise BlockingIOError
        allowed.pop()
        return new_worker_process(*modules)

    monkeypatch.setattr(module, "new_worker_process", one_lane)
    with Workers(3) as workers:
        assert results(workers.run(double, range(20))) == {n: 2 * n for n in range(20)}


def test_a_task_that_leaves_the_program_leaves_only_its_process(workers: Workers) -> None:
    assert failing(workers, leave_at_three) == "SystemExit: 再见"
    assert failing(workers, interrupt_at_three).startswith("KeyboardInterrupt")


def test_an_error_that_can_not_be_handed_over_is_a_failure_all_the_same(workers: Workers) -> None:
    assert failing(workers, raise_odd)


def test_a_result_that_can_not_be_handed_over_is_a_failure(workers: Workers) -> None:
    (outcome,) = workers.run(unpicklable, [0])
    assert isinstance(outcome.result, Failure)
    assert "pickle" in outcome.result.reason


def test_a_process_that_failed_takes_no_other_task() -> None:
    with Workers(1) as alone:
        found = results(alone.run(process_or_failure, range(4)))
    assert isinstance(found[1], Failure)
    assert found[2] == found[3] != found[0]


@posix
def test_a_process_that_died_idle_is_replaced(workers: Workers) -> None:
    """As when the system ends the largest process because memory runs out."""
    idle = {p for p in results(workers.run(process_of, range(20))).values() if isinstance(p, int)}
    assert idle
    for process in idle:
        os.kill(process, signal.SIGKILL)
    if sys.platform == "linux":
        wait_until_gone(idle)
    assert results(workers.run(double, range(8))) == {n: 2 * n for n in range(8)}


def ignores_interrupts(_number: int) -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_process_leaves_interrupts_to_its_parent(workers: Workers) -> None:
    assert results(workers.run(ignores_interrupts, [0])) == {0: True}


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_no_process_outlives_its_workers() -> None:
    with Workers(2) as ended:
        processes = set(results(ended.run(process_of, range(20))).values())
    wait_until(lambda: not any(isinstance(p, int) and alive(p) for p in processes))


def test_there_is_a_processor_to_use() -> None:
    assert 1 <= usable_processors() <= (os.cpu_count() or 1)


def test_work_that_ends_while_a_process_is_started_leaves_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started = []

    def slow_lane() -> WorkerProcess:
        started.append(new_worker_process())
        workers.__exit__()
        return started[0]

    monkeypatch.setattr(module, "new_worker_process", slow_lane)
    workers = Workers(1)
    with pytest.raises(EndedError):
        workers._result(0, "", double, 1)
    assert not started[0].is_alive


def has_loaded(module: str) -> tuple[int, bool]:
    return os.getpid(), module in sys.modules


def only(workers: Workers, module: str) -> tuple[int, bool]:
    """What a worker says of a module, and who it is."""
    (outcome,) = workers.run(has_loaded, [module])
    assert isinstance(outcome.result, tuple)
    return outcome.result


def test_a_worker_that_was_prepared_has_the_module_when_its_task_comes() -> None:
    with Workers(1) as workers:
        process, loaded = only(workers, "wave")
        assert not loaded
        workers.prepare("wave", tasks=1)
        assert only(workers, "wave") == (process, True)


def test_a_module_that_is_not_there_fails_nobody_else() -> None:
    with Workers(1) as workers:
        workers.prepare("there_is_no_such_module", tasks=1)
        assert only(workers, "wave")[1] is False


@linux
def test_all_workers_come_from_one_server_and_so_do_those_in_place_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: True)
    prestart("wave")
    with Workers(2) as workers:
        servers = set(results(workers.run(parent_or_failure, range(8))).values())
        assert servers >= {Failure("ValueError: no")}
        assert len(servers) == 2
        servers.discard(os.getpid())
        assert len(servers) == 2


@dataclass(frozen=True)
class Look:
    """A task of some module: which process it is performed by, and what that has imported."""

    module: str

    def __call__(self, _item: int) -> tuple[int, bool, bool]:
        return os.getpid(), "sooner" in sys.modules, "later" in sys.modules


@linux
def test_tasks_of_the_first_module_have_a_worker_early_and_others_one_that_has_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("sooner", "later"):
        (tmp_path / f"{name}.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(prestarted, "can_fork", lambda: True)
    prestart("sooner", "later")
    with Workers(1) as workers:
        early, again, other, after = (
            outcome.result
            for name in ("sooner", "sooner", "later", "sooner")
            for outcome in workers.run(Look(name), [1])
        )
    assert isinstance(early, tuple)
    assert early[1:] == (True, False)
    assert again == early
    assert isinstance(other, tuple)
    assert other[1:] == (True, True)
    assert after == other
    assert not alive(early[0])


@linux
def test_the_only_worker_is_there_early_although_others_were_prepared_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("sooner", "later"):
        (tmp_path / f"{name}.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(prestarted, "can_fork", lambda: True)
    prestart("sooner", "later")
    with Workers(1) as workers:
        workers.prepare("later", tasks=1)
        (first,) = workers.run(Look("sooner"), [1])
    assert isinstance(first.result, tuple)
    assert first.result[1:] == (True, False)


@linux
def test_an_early_worker_that_died_before_its_first_task_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: True)
    prestart("wave")
    server = prestarted.waiting[0].server
    assert server
    server._making.join()
    server._early[0].end()
    with Workers(1) as workers:
        (first,) = workers.run(Look("wave"), [1])
    assert isinstance(first.result, tuple)


@linux
def test_work_that_ends_while_its_server_makes_a_process_starts_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: True)
    prestart()
    workers = Workers(1)
    assert workers._server
    monkeypatch.setattr(workers._server, "lane", lambda: workers.__exit__() or server_is_gone())
    with pytest.raises(EndedError):
        workers._result(0, "", double, 1)
    assert workers._lanes == {}


def server_is_gone() -> WorkerProcess:
    raise ConnectionResetError


def test_where_no_process_can_be_started_every_task_fails_and_nobody_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Workers(2) as workers:
        found = results(workers.run(double, range(3)))
    assert set(found) == {0, 1, 2}
    assert {f.kind for f in found.values() if isinstance(f, Failure)} == {Kind.NO_PROCESS}
    assert all("FileNotFoundError" in str(failure) for failure in found.values())


@linux
def test_without_its_server_a_worker_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prestarted, "can_fork", lambda: True)
    prestart("wave")
    server = prestarted.waiting[0].server
    assert server
    server.end()
    with Workers(1) as workers:
        assert only(workers, "wave")[1] is False


def parent_or_failure(number: int) -> int:
    if number == 3:
        raise ValueError("no")
    return os.getppid()


def test_the_first_items_are_at_work_before_the_last_is_made(tmp_path: Path) -> None:
    def items() -> Iterator[Path]:
        yield tmp_path / "first"
        wait_until((tmp_path / "first").exists)
        yield tmp_path / "second"

    with Workers(1) as workers:
        done = [outcome.item.name for outcome in workers.run(touch, items())]
    assert done == ["first", "second"]


def touch(file: Path) -> None:
    file.touch()


def test_an_item_that_can_not_be_made_is_the_callers_and_leaves_the_workers_usable() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise LookupError

    with Workers(2) as workers:
        with pytest.raises(LookupError):
            workers.run(double, items())
        assert [outcome.result for outcome in workers.run(double, [2])] == [4]
