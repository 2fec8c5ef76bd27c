"""Whatever happens to the content, a build on top of the last one gives the bytes of a clean build.

`LIANZHAN_SEQUENCES` says how many sequences of changes are tried; tests/changing/ has the changes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from changing.contests import has_contest
from changing.disturbances import incremental
from changing.federation import OPS, ChangingFederation, first_content
from conftest import NOW, House, everything_in
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from real_workers import Noting

from lianzhan.model.report import BUILT, PROBLEMS, PUBLISHED, UNCHANGED

if TYPE_CHECKING:
    from collections.abc import Iterator

SEQUENCES = int(os.environ.get("LIANZHAN_SEQUENCES", "12"))
NUMBERS = st.integers(0, 99)
STEPS = st.lists(st.tuples(st.sampled_from(OPS), st.tuples(*[NUMBERS] * 5)), min_size=1, max_size=6)


class LentWorker(Noting):
    """A build has one for itself, and ends it; this one lives on, as hundreds would take long."""

    def __init__(self, count: int) -> None:
        super().__init__()
        assert count == 1

    def __enter__(self) -> LentWorker:
        return self

    def __exit__(self, *_error: object) -> None:
        """The next build wants it, too."""


def clean_output(house: House) -> dict[str, bytes]:
    """What a build from nothing gives."""
    with tempfile.TemporaryDirectory() as folder:
        changes = {"output": Path(folder) / "output", "cache": Path(folder) / "cache"}
        report = house.build(theme=house.folder / "theme", **changes)
        assert report.exit_status in (PUBLISHED, PROBLEMS), report.problems
        return everything_in(changes["output"])


@pytest.fixture(scope="module", autouse=True)
def _one_worker_for_all_builds() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr("lianzhan.runtime.workers.Workers", LentWorker)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built federation to start each sequence from."""
    house = first_content(tmp_path_factory.mktemp("incremental"))
    report = house.build(theme=house.folder / "theme")
    assert (report.problems, report.exit_status) == ((), PUBLISHED)
    return house.folder


@pytest.mark.timeout(120 + 15 * SEQUENCES)
@settings(
    max_examples=SEQUENCES,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(STEPS)
def test_a_build_after_any_changes_gives_the_bytes_of_a_clean_build(
    built: Path, steps: list[tuple[str, tuple[int, ...]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(built, folder, dirs_exist_ok=True)
        federation = ChangingFederation(House(Path(folder), NOW))
        for name, numbers in steps:
            federation.random = list(numbers)
            before = federation.written()
            if federation.articles:
                getattr(federation, name)()
            if has_contest(federation):
                federation.put_back(before)
            assert incremental(federation.house) <= {BUILT, UNCHANGED}, name
            assert everything_in(federation.house.output) == clean_output(federation.house), name
        assert incremental(federation.house) == {UNCHANGED}
