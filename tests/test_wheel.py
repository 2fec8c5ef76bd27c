"""The wheel alone, in an environment of its own: it does in any folder what a clone does in its own."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli import LIANZHAN, MOMENT, run, unmeasured
from conftest import ROOT, SITES, everything_in
from unverified import without_warning
from waiting import PATIENCE

from lianzhan.runtime.digests import package_digest, tree_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.skipif(not find_spec("hatchling"), reason="needs hatchling, of the extra dev"),
    pytest.mark.skipif(os.name == "nt", reason="an environment as POSIX lays it out"),
]
CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel; all other packages are those of the tests."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin/python"

    def run(self, here: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the wheel's command in a folder."""
        done = run([str(self.folder / "bin/lianzhan"), *words], here, plain(**environment))
        assert "Traceback" not in done.stderr, done.stderr
        return done


def plain(**changes: str) -> dict[str, str]:
    """An environment in which the code of this tree is not to be found."""
    return {k: v for k, v in unmeasured(**changes).items() if k != "PYTHONPATH"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, made and installed without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    make = [*pip, "wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", str(folder)]
    subprocess.run([*make, str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    here = ["--python", str(environment / "bin/python"), "install", "--no-index", "--no-deps"]
    subprocess.run([*pip, *here, str(wheel)], check=True, env=plain())
    (packages,) = environment.glob("lib/python*/site-packages")
    others = [path for path in sys.path if path.endswith("-packages")]
    (packages / "others.pth").write_text("\n".join(others), "utf-8")
    return Installed(environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds content/ alone."""
    shutil.copytree(SITES / "valid", tmp_path / "own/content", symlinks=True)
    return tmp_path / "own"


def with_settings(folder: Path) -> None:
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)


def pages(output: Path) -> dict[str, bytes]:
    """All of an output but what its manifests say it was made from."""
    found = everything_in(output)
    for path, data in found.items():
        if Path(path).name.startswith(".lianzhan") and data.startswith(b"{"):
            found[path] = json.dumps({**json.loads(data), "made_from": None}).encode()
    return found


@pytest.fixture(scope="module")
def by_the_clone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the clone builds from the same content."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(SITES / "valid", folder / "content", symlinks=True)
    options = ("--content", "content", "--output", "output", "--now", MOMENT, "--no-cache")
    done = run([*LIANZHAN, "build", *options], folder)
    assert done.returncode == 0, done.stderr
    return pages(folder / "output")


def test_code_and_theme_are_those_of_the_clone(installed: Installed, tmp_path: Path) -> None:
    program = (
        "from lianzhan import FederationPelican, shipped_theme\n"
        "from lianzhan.runtime.digests import package_digest, tree_digest\n"
        "print(package_digest(), tree_digest(shipped_theme()))\n"
        "import lianzhan; print(lianzhan.__file__)\n"
    )
    done = run([str(installed.python), "-c", program], tmp_path, plain())
    digests, place = done.stdout.splitlines()
    assert digests.split() == [package_digest(), tree_digest(ROOT / "themes/lianzhan")]
    assert Path(place).is_relative_to(installed.folder)


@pytest.mark.parametrize("settings", ["defaults", "files"])
def test_a_folder_is_checked_and_built_as_the_clone_builds_it(
    installed: Installed, folder: Path, by_the_clone: dict[str, bytes], settings: str
) -> None:
    if settings == "files":
        with_settings(folder)
    before = {file.name for file in folder.iterdir()}
    done = installed.run(folder, "build", "--now", MOMENT)
    assert (done.returncode, done.stderr) == (0, "")
    assert pages(folder / "output") == by_the_clone
    again = installed.run(folder, "build", "--now", MOMENT)
    assert again.stdout.startswith("0 个站点已生成，4 个未变")
    checked = installed.run(folder, "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    made = {file.name for file in folder.iterdir()} - before
    assert made - {"__pycache__"} == {"output", ".cache"}  # Python's, of pelicanconf.py


def test_pelicans_own_command_builds_the_same(
    installed: Installed, folder: Path, by_the_clone: dict[str, bytes]
) -> None:
    with_settings(folder)
    command = [str(installed.python), "-m", "pelican", "content", "-s", "pelicanconf.py"]
    done = run(command, folder, plain())
    assert done.returncode == 0, done.stderr
    assert pages(folder / "output") == by_the_clone


def test_settings_that_a_clone_had_name_the_theme_as_before(
    installed: Installed, folder: Path, by_the_clone: dict[str, bytes]
) -> None:
    with_settings(folder)
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('THEME = "themes/lianzhan"\n')
    assert installed.run(folder, "build", "--now", MOMENT).returncode == 0
    assert pages(folder / "output") == by_the_clone


def test_the_folder_is_found_from_inside_it(installed: Installed, folder: Path) -> None:
    done = installed.run(folder / "content/hunan/changsha", "build", "--now", MOMENT)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "output/index.html").is_file()


def test_a_page_is_taken_down(installed: Installed, folder: Path) -> None:
    assert installed.run(folder, "build", "--now", MOMENT).returncode == 0
    page = folder / "output/hunan/theory/equality.html"
    assert page.is_file()
    done = installed.run(folder, "take-down", "content/hunan/articles/theory/equality.md")
    assert done.returncode == 0, done.stderr
    assert not page.exists()


@contextmanager
def served(installed: Installed, folder: Path) -> Iterator[str]:
    """A preview of a folder; the value is its address, once it has been built."""
    command = [str(installed.folder / "bin/lianzhan"), "serve", "--port", "0"]
    pipe = subprocess.PIPE
    server = subprocess.Popen(command, cwd=folder, env=plain(), stdout=pipe, stderr=pipe, text=True)
    try:
        assert server.stdout
        first, second = server.stdout.readline(), server.stdout.readline()
        assert "4 个站点已生成" in second
        yield re.findall(r"http://(\S+)/", first)[0]
        server.send_signal(signal.SIGINT)
        assert server.wait(PATIENCE) == 0
        assert without_warning(server.communicate()[1]) == ""
    finally:
        server.kill()
        server.communicate()


@pytest.mark.parametrize("settings", ["defaults", "files"])
def test_a_preview_is_served(installed: Installed, folder: Path, settings: str) -> None:
    if settings == "files":
        with_settings(folder)
    with served(installed, folder) as address:
        browser = http.client.HTTPConnection(address, timeout=PATIENCE)
        browser.request("GET", "/hunan/")
        answer = browser.getresponse()
        assert (answer.status, "reload.js" in answer.read().decode()) == (200, True)
        browser.close()


@pytest.mark.parametrize(
    ("task", "option"),
    [
        (("build",), "--content"),
        (("check",), "--content"),
        (("explain", "x.md"), "--content"),
        (("serve",), "--content"),
        (("import", ".", "--site", "a", "--column", "b"), "--content"),
        (("approve", "x.md", "--by", "甲", "--step", "first"), "--content"),
        (("take-down", "x.md"), "--output"),
        (("deploy",), "--output"),
    ],
)
def test_where_there_is_nothing_to_work_on_one_line_says_so(
    installed: Installed, tmp_path: Path, task: tuple[str, ...], option: str
) -> None:
    done = installed.run(tmp_path, *task)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert CHINESE.search(done.stderr)
    assert done.stderr.startswith(f"{tmp_path} ")
    english = installed.run(tmp_path, *task, LANGUAGE="en")
    assert (english.returncode, len(english.stderr.splitlines())) == (2, 1)
    assert not CHINESE.search(english.stderr)
    assert english.stderr.endswith(f"{option}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_an_option_names_needs_nothing_around_it(
    installed: Installed, folder: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    content = str(folder / "content")
    assert installed.run(elsewhere, "check", "--content", content).returncode == 0
    built = installed.run(elsewhere, "build", "--content", content, "--now", MOMENT)
    assert built.returncode == 0, built.stderr
    assert (elsewhere / "output/index.html").is_file()
    gone = ("take-down", "--output", str(elsewhere / "output"), "hunan/theory/equality.html")
    assert installed.run(folder.parent, *gone).returncode == 0


def test_users_are_told_the_name_of_the_command_and_pages_that_are_there(
    installed: Installed, folder: Path
) -> None:
    said = installed.run(folder, "--help").stdout
    assert "lianzhan 任务 --help" in said
    assert "tasks.py" not in said
    (manual,) = re.findall(r"/\S+/$", said)
    assert (Path(manual) / "handbook.zh-CN.md").is_file()
    assert "fuzz" not in installed.run(folder, "--list").stdout
    assert installed.run(folder, "fuzz").returncode == 2
    assert installed.run(folder, "--version").stdout.startswith("lianzhan 0.1.0, Python ")
    (folder / "content/federation.toml").unlink()
    (page,) = re.findall(r"/\S+\.md", installed.run(folder, "check").stderr)
    assert Path(page).is_file()


def test_python_runs_it_as_a_module_too(installed: Installed, folder: Path) -> None:
    command = [str(installed.python), "-m", "lianzhan"]
    for words in (["--version"], ["check"]):
        done = run([*command, *words], folder, plain())
        assert (done.returncode, done.stderr) == (0, "")
