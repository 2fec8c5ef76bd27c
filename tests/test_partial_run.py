"""All tests together must reach the coverage that pyproject.toml asks for; some of them need not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = {
    "pyproject.toml": """\
[tool.pytest.ini_options]
testpaths = ["tests"]
[tool.coverage.run]
source = ["half"]
[tool.coverage.report]
fail_under = 95
""",
    "half.py": "def one():\n    return 1\n\n\ndef two():\n    return 2\n",
    "tests/conftest.py": """\
from partial_run import hold_whole_runs_to_their_coverage
pytest_configure = hold_whole_runs_to_their_coverage
""",
    "tests/test_half.py": "import half\ndef test_one(): assert half.one() == 1\n",
    "tests/test_fault.py": "import pytest\n@pytest.mark.xfail(strict=True)\ndef test_two(): assert 0\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose tests cover half of it."""
    folder = tmp_path_factory.mktemp("project")
    for path, text in PROJECT.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def status(project: Path, *arguments: str) -> int:
    places = os.pathsep.join((str(project), str(Path(__file__).parent)))
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--cov", "--cov-report="]
    own = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    apart = {"PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DEBUG_TEMPROOT": str(project)}
    environment = {**own, "PYTHONPATH": places, **apart}
    done = subprocess.run(
        [*command, *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done.returncode


@pytest.mark.parametrize("arguments", [(), ("-n", "1", "tests/")])
def test_a_whole_run_that_covers_too_little_fails(
    project: Path, arguments: tuple[str, ...]
) -> None:
    assert status(project, *arguments) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("tests/test_half.py",),
        ("-n", "1", "tests/test_half.py"),
        ("-k", "one"),
    ],
)
def test_a_part_whose_tests_pass_passes(project: Path, arguments: tuple[str, ...]) -> None:
    assert status(project, *arguments) == 0


def test_a_part_with_a_failing_test_fails(project: Path) -> None:
    (project / "tests/test_later.py").write_text("def test_two(): assert 0\n", "utf-8")
    assert status(project, "tests/test_later.py") == 1
