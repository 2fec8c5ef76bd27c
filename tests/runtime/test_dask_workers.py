"""A real scheduler and workers of their own: the same bytes, whatever becomes of a machine."""

from __future__ import annotations

import importlib.util
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli import LIANZHAN, run, unmeasured
from conftest import NOW, ROOT, House, cache_in, everything_in
from test_workers import (
    alive,
    die_at_three,
    double,
    fail_at_three,
    posix,
    process_of,
    results,
    soon,
    unpicklable,
)
from waiting import PATIENCE, wait_until

from lianzhan.building import worker_pool
from lianzhan.building.build import build
from lianzhan.building.worker_pool import workers_for
from lianzhan.runtime.job import DIED, Failure, Kind, UnusableClusterError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.runtime.dask_workers import DaskWorkers

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None,
    reason="distributed is not installed: pip install 'lianzhan[dask]'",
)


class Cluster:
    """A scheduler on this machine, and workers that the tests start and kill."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port_file = folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", **once)
        self.scheduler = self._address()

    def _address(self) -> str:
        wait_until(self._is_known)
        return str(json.loads(self._port_file.read_text("utf-8"))["address"])

    def _is_known(self) -> bool:
        """Whether the scheduler has written its whole file."""
        try:
            return bool(json.loads(self._port_file.read_text("utf-8")))
        except (OSError, ValueError):
            return False

    def _start(self, kind: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments]
        command += ["--scheduler-file", str(self._port_file), "--dashboard-address", ":0"]
        log = (self._folder / f"{kind}-{len(self.processes)}.log").open("wb")
        path = os.pathsep.join(
            str(ROOT / part) for part in ("tests", "tests/runtime", "plugins", "")
        )
        process = subprocess.Popen(
            command,
            env={**unmeasured(PYTHONPATH=path), **environment},
            cwd=self._folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        self.processes.append(process)
        return process

    def worker(self, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker of one thread in a process without a guard that would replace it."""
        options = options or ("--no-nanny", "--nthreads", "1")
        return self._start("worker", *options, "--no-dashboard", **environment)

    def end(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def cluster_in(folder: Path) -> Iterator[Cluster]:
    started = Cluster(folder)
    try:
        yield started
    finally:
        started.end()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers that stay: one plain process, and one of two threads under a nanny, as is usual."""
    with cluster_in(tmp_path_factory.mktemp("cluster")) as started:
        started.worker()
        started.worker("--nthreads", "2")
        yield started


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a loaded machine a worker may take longer to start than a user would wait for it."""
    if importlib.util.find_spec("distributed"):
        from lianzhan.runtime import dask_workers

        monkeypatch.setattr(dask_workers, "PATIENCE", 300.0)


@contextmanager
def workers_of(cluster: Cluster, house: House) -> Iterator[DaskWorkers]:
    with workers_for(house.request(scheduler=cluster.scheduler)) as workers:
        yield workers  # type: ignore[misc]


def test_every_item_has_its_outcome(cluster: Cluster, house: House) -> None:
    with workers_of(cluster, house) as workers:
        assert results(workers.run(double, range(60))) == {n: 2 * n for n in range(60)}
        assert list(workers.run(double, [])) == []


def failing(workers: DaskWorkers, task: object, failure: Failure) -> None:
    found = results(workers.run(task, range(8)))  # type: ignore[arg-type]
    assert found.pop(3) == failure
    assert found == {n: n for n in range(8) if n != 3}


def test_a_task_that_fails_fails_alone(cluster: Cluster, house: House) -> None:
    with workers_of(cluster, house) as workers:
        failing(workers, fail_at_three, Failure("ValueError: 3 不行"))
        failing(workers, die_at_three, Failure(DIED, Kind.DIED))
        (outcome,) = workers.run(unpicklable, [0])
        assert isinstance(outcome.result, Failure)


def test_tasks_have_processes_of_this_build_alone(cluster: Cluster, house: House) -> None:
    def processes() -> set[int | Failure]:
        with workers_of(cluster, house) as workers:
            found = set(results(workers.run(process_of, range(40))).values())
            return found | set(results(workers.run(process_of, range(40))).values())

    first = processes()
    assert 1 <= len(first) <= 3
    assert not any(alive(p) for p in first if isinstance(p, int))
    assert not first & processes()


def test_outcomes_come_as_they_are_ready(cluster: Cluster, house: House) -> None:
    with workers_of(cluster, house) as workers:
        last = house.folder / "last"
        outcomes = workers.run(soon, [str(last), ""])
        assert next(outcomes).item == ""
        last.touch()
        assert [outcome.item for outcome in outcomes] == [str(last)]


def busy(file: str) -> None:
    Path(file).write_text(str(os.getpid()), "utf-8")
    time.sleep(10 * PATIENCE)


def process_in(file: Path) -> int:
    wait_until(lambda: file.exists() and file.read_text("utf-8"))
    return int(file.read_text("utf-8"))


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C raises KeyboardInterrupt here, also where the tests are a job in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@posix
@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_build_leaves_no_task_running(cluster: Cluster, house: House) -> None:
    file = house.folder / "process"
    main = threading.main_thread().ident
    assert main

    def interrupt() -> None:
        process_in(file)
        signal.pthread_kill(main, signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    with pytest.raises(KeyboardInterrupt), workers_of(cluster, house) as workers:
        list(workers.run(busy, [str(file)]))
    process = process_in(file)
    wait_until(lambda: not alive(process))  # it runs for ten times as long if it is let


def built_locally(house: House, folder: Path) -> dict[str, bytes]:
    """What a local build of the same content writes, manifests and all."""
    shutil.copytree(house.content, folder / "content", symlinks=True)
    other = House(folder)
    assert other.build().exit_status == 0
    return everything_in(other.output)


def test_the_same_bytes_come_out(cluster: Cluster, house: House, tmp_path: Path) -> None:
    report = build(house.request(scheduler=cluster.scheduler))
    assert report.exit_status == 0
    assert {site.status for site in report.sites} == {"built"}
    wanted = built_locally(house, tmp_path / "local")
    assert everything_in(house.output) == wanted
    shutil.rmtree(house.output)
    arguments = ("--executor", "dask", "--scheduler", cluster.scheduler, "--now", NOW.isoformat())
    again = build_by_command(house, *arguments)
    assert again.returncode == 0, again.stderr
    assert "4 个站点已生成，0 个未变，0 个保留旧版；3 篇已发布" in again.stdout
    assert everything_in(house.output) == wanted


def test_the_caches_key_goes_with_the_job_and_into_no_log(house: House, tmp_path: Path) -> None:
    """The workers know no key of their own, and a task fails, which Dask logs."""
    from distributed import Client

    from lianzhan.runtime.dask_lanes import Payload

    (tmp_path / "cluster").mkdir()
    with cluster_in(tmp_path / "cluster") as cluster:
        cluster.worker(LIANZHAN_CACHE_KEY="", XDG_STATE_HOME="/proc/nowhere")
        assert house.build(scheduler=cluster.scheduler).exit_status == 0
        cache = cache_in(house.folder / "cache")
        names = [f"sites/{file.name}" for file in (cache.folder / "sites").iterdir()]
        assert len(names) == 8
        assert all(cache.load(name) is not None for name in names)
        with Client(cluster.scheduler) as client:
            sent = client.submit(_raise, Payload(pickle.dumps(cache)), pure=False)
            assert sent.exception()
    assert cache.key
    logs = b"".join(log.read_bytes() for log in (tmp_path / "cluster").glob("*.log"))
    assert b"_raise" in logs
    assert repr(Payload(b"key")) == "Payload()"
    assert repr(cache.key)[2:12].encode() not in logs
    assert cache.key[:10] not in logs


def _raise(_sent: object) -> None:
    raise ValueError


def test_a_build_without_the_cache_lays_nothing_into_it(cluster: Cluster, house: House) -> None:
    assert build(house.request(scheduler=cluster.scheduler, uses_cache=False)).exit_status == 0
    assert not (house.folder / "cache").exists()


@posix
def test_a_lost_worker_is_no_loss(house: House, tmp_path: Path) -> None:
    for number in range(12):
        house.write(f"hunan/extra{number}/site.toml", 'name = "示例"\nlevel = "city"\n')
    (tmp_path / "cluster").mkdir()
    killed: list[str] = []
    with cluster_in(tmp_path / "cluster") as cluster:
        doomed = cluster.worker()
        cluster.worker()

        def kill(slug: str, _done: int, _of: int) -> None:
            if not killed:
                doomed.kill()
            killed.append(slug)

        report = build(house.request(scheduler=cluster.scheduler, progress=kill))
    assert report.exit_status == 0
    assert len(killed) == 16
    assert everything_in(house.output) == built_locally(house, tmp_path / "local")


def kill_worker(number: int) -> int:
    """As a machine that goes down: the lane with its worker."""
    if number == 3:
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    return number


@posix
def test_a_task_that_takes_one_worker_after_another_fails_alone(
    house: House, tmp_path: Path
) -> None:
    (tmp_path / "cluster").mkdir()
    with cluster_in(tmp_path / "cluster") as cluster:
        for _ in range(3):
            cluster.worker()
        with workers_of(cluster, house) as workers:
            found = results(workers.run(kill_worker, [3]))
            assert found == {3: Failure(DIED, Kind.DIED)}
            assert results(workers.run(double, [1])) == {1: 2}


@posix
def test_a_cluster_that_goes_away_ends_the_build(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lianzhan.runtime import dask_workers

    monkeypatch.setattr(dask_workers, "LONGEST_LULL", 1.0)
    monkeypatch.setattr(dask_workers, "PATIENCE", 30.0)  # so long a lost scheduler is called for
    (tmp_path / "cluster").mkdir()
    with cluster_in(tmp_path / "cluster") as cluster:
        worker = cluster.worker()
        file = tmp_path / "process"
        threading.Thread(target=lambda: (process_in(file), worker.kill()), daemon=True).start()
        with pytest.raises(UnusableClusterError) as lost, workers_of(cluster, house) as workers:
            list(workers.run(busy, [str(file)]))
        assert lost.value.reason == "lost"
        file.unlink()
        cluster.worker()
        threading.Thread(
            target=lambda: (process_in(file), cluster.processes[0].kill()), daemon=True
        ).start()
        with pytest.raises(UnusableClusterError) as lost, workers_of(cluster, house) as workers:
            list(workers.run(busy, [str(file)]))
        assert lost.value.reason == "lost"


def test_workers_that_do_not_see_the_folders_are_refused(
    cluster: Cluster, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lianzhan.runtime import dask_requirements

    elsewhere = house.folder / "elsewhere"
    monkeypatch.setattr(
        dask_requirements.Requirements,
        "__reduce__",
        lambda self: (_requirements, (self.shared, elsewhere)),
    )
    with pytest.raises(UnusableClusterError) as refused, workers_of(cluster, house):
        pass
    assert refused.value.reason == "folders"
    assert refused.value.detail.startswith("tcp://127.0.0.1:")
    assert not house.output.exists()


def _requirements(shared: object, path: Path) -> object:
    from lianzhan.runtime.dask_requirements import Requirements, SharedFolders

    assert isinstance(shared, SharedFolders)
    return Requirements(shared, (path,), "")


def test_workers_with_another_version_are_refused(
    cluster: Cluster, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lianzhan.runtime import dask_workers

    monkeypatch.setattr(dask_workers, "digest_of_place", lambda _shared: "another")
    with pytest.raises(UnusableClusterError) as refused, workers_of(cluster, house):
        pass
    assert refused.value.reason == "version"


def test_workers_without_this_program_are_refused(house: House, tmp_path: Path) -> None:
    """As where another environment runs them: what is sent to them can't be loaded."""
    (tmp_path / "cluster" / "lianzhan").mkdir(parents=True)
    (tmp_path / "cluster" / "lianzhan" / "__init__.py").touch()
    with cluster_in(tmp_path / "cluster") as cluster:
        cluster.worker(PYTHONPATH=str(tmp_path / "cluster"))
        with pytest.raises(UnusableClusterError) as refused, workers_of(cluster, house):
            pass
    assert refused.value.reason == "version"
    assert "lianzhan" in refused.value.detail


def test_an_output_folder_that_is_not_ours_stays_untouched(cluster: Cluster, house: House) -> None:
    house.output.mkdir()
    (house.output / "diary.txt").write_text("mine", "utf-8")
    with workers_of(cluster, house) as workers:
        assert results(workers.run(double, [2])) == {2: 4}
        assert [entry.name for entry in house.output.iterdir()] == ["diary.txt"]


def build_by_command(house: House, *arguments: str) -> subprocess.CompletedProcess[str]:
    options = ("--content", "content", "--output", "output", *arguments)
    return run([*LIANZHAN, "build", *options], house.folder)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--executor", "dask"), "--scheduler"),
        (("--scheduler", "tcp://127.0.0.1:1"), "--executor"),
        (("--executor", "slurm"), "--executor"),
        (
            ("--executor", "dask", "--scheduler", "tcp://127.0.0.1:1"),
            "连接不上调度器 tcp://127.0.0.1:1",
        ),
        (("--executor", "dask", "--scheduler", "nonsense://x"), "连接不上调度器 nonsense://x"),
    ],
)
def test_a_cluster_that_is_not_there_ends_with_2_in_one_line(
    house: House, arguments: tuple[str, ...], said: str
) -> None:
    done = build_by_command(house, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not house.output.exists()


def test_a_scheduler_without_workers_is_refused(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lianzhan.runtime import dask_workers

    monkeypatch.setattr(dask_workers, "PATIENCE", 2.0)
    (tmp_path / "cluster").mkdir()
    with cluster_in(tmp_path / "cluster") as cluster, ExitStack() as stack:
        with pytest.raises(UnusableClusterError) as refused:
            stack.enter_context(workers_of(cluster, house))
        assert refused.value.reason == "no-workers"


def test_without_the_package_the_extra_is_named(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "lianzhan.runtime.dask_workers", None)
    with pytest.raises(UnusableClusterError) as missing:
        worker_pool.workers_for(house.request(scheduler="tcp://127.0.0.1:1"))
    assert missing.value.reason == "not-installed"
