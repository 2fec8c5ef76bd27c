"""The settings file means the same to every task and to Pelican's own command line."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli import run_task, unmeasured
from conftest import NOW, ROOT, House, everything_in
from pelican.settings import read_settings

from lianzhan.commands.take_down import main as take_down
from lianzhan.reading.settings_file import (
    FOLDERS,
    PRODUCTION,
    USUAL,
    find_settings,
    read_configuration,
    written_output,
)
from lianzhan.rendering.pelican.settings import OF_DEPLOY

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
THEME = ROOT / "themes/lianzhan"
ONE = "hunan/articles/news/one.md"


@pytest.fixture
def file(house: House) -> Path:
    """A settings file in a folder of its own: its folders lie beside that folder."""
    file = house.folder / "conf/own.py"
    file.parent.mkdir()
    folders = 'PATH, OUTPUT_PATH, CACHE_PATH = "../content", "../public", "../made"\n'
    file.write_text(f"{HEAD}SETTINGS_FILE = __file__\n{folders}THEME = {str(THEME)!r}\n", "utf-8")
    return file


def built(house: House, *options: str) -> None:
    done = run_task(house, "build", "--settings", "conf/own.py", "--jobs", "1",
               "--now", NOW.isoformat(), *options)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "text",
    [
        'PATH, OUTPUT_PATH, CACHE_PATH, THEME = ".", "out", "c", "theme"',
        'PATH, OUTPUT_PATH, CACHE_PATH, THEME = "content", "../out/./x", "/tmp/c", "simple"',
        'from pathlib import Path\nOUTPUT_PATH = str(Path("a") / "b")\nTHEME = "notmyidea"',
        "PATH = __import__('os').path.dirname(__file__)",
    ],
)
def test_folders_are_those_that_pelican_finds(tmp_path: Path, text: str) -> None:
    """Pelican counts from the settings file, and knows its own themes by their names."""
    (tmp_path / "conf/content").mkdir(parents=True)
    (tmp_path / "conf/theme").mkdir()
    file = tmp_path / "conf/some.py"
    file.write_text(text, "utf-8")
    ours, theirs = read_configuration(file), read_settings(str(file))
    given = [key for key in FOLDERS if re.search(rf"\b{key}\b", text)]
    assert given
    assert {key: ours[key] for key in given} == {key: theirs[key] for key in given}


def test_what_the_file_does_not_say_is_pelicans_default_beside_it(tmp_path: Path) -> None:
    (tmp_path / "some.py").write_text("X = 1\nTHEME = None\n", "utf-8")
    found = read_configuration(tmp_path / "some.py")
    names = [found["PATH"], found["OUTPUT_PATH"], found["CACHE_PATH"]]
    assert names == [str(tmp_path), str(tmp_path / "output"), str(tmp_path / "cache")]
    assert found["THEME"] == read_settings()["THEME"]


def test_reading_a_file_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "some.py").write_text("import sys\nsys.path.insert(0, '/nowhere')\n", "utf-8")
    before = [*sys.path]
    read_configuration(tmp_path / "some.py")
    (tmp_path / "some.py").write_text("import sys\nsys.path.clear()\n1 /\n", "utf-8")
    with pytest.raises(SyntaxError):
        read_configuration(tmp_path / "some.py")
    assert sys.path == before


def test_a_file_is_looked_for_here_and_then_in_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, here = tmp_path / "project", tmp_path / "here"
    for folder in (root, here):
        folder.mkdir()
        (folder / "mine.py").touch()
    monkeypatch.chdir(here)
    (root / "theirs.py").touch()
    assert find_settings(root, "mine.py") == here / "mine.py"
    assert find_settings(root, "theirs.py") == root / "theirs.py"
    assert find_settings(root, str(root / "mine.py")) == root / "mine.py"
    assert find_settings(root) == find_settings(root, usual=PRODUCTION) == root / USUAL
    (root / PRODUCTION).touch()
    assert find_settings(root, usual=PRODUCTION) == root / PRODUCTION


def test_every_task_takes_the_folders_of_the_settings_file(house: House, file: Path) -> None:
    waiting = house.article("hunan/articles/news/waiting.md", head="status: submitted\n")
    (house.folder / "theirs").mkdir()
    (house.folder / "theirs/a.md").write_text("---\ntitle: 甲\ndate: 2026-03-08\n---\n\n文。\n")
    own = ("--settings", str(file))
    built(house)
    public = house.folder / "public"
    assert (public / "hunan/news/one.html").is_file()
    assert (house.folder / "made/tree").is_file()
    assert not house.output.exists()
    checked = run_task(house, "check", *own)
    assert (checked.returncode, checked.stderr) == (0, "")
    explained = run_task(house, "explain", ONE, *own, "--now", NOW.isoformat())
    assert "hunan/news/" in explained.stdout
    signed = run_task(house, "approve", waiting, *own, "--by", "甲", "--step", "first")
    assert signed.returncode == 0, signed.stderr
    taken = run_task(house, "import", "theirs", *own, "--site", "hunan", "--column", "news")
    assert taken.returncode == 0, taken.stderr
    assert "hunan/articles/news/" in taken.stdout
    down = run_task(house, "take-down", ONE, *own)
    assert (down.returncode, down.stderr) == (0, "")
    assert not (public / "hunan/news/one.html").exists()


def test_options_go_before_the_settings_file(house: House, file: Path) -> None:
    built(house, "--output", "elsewhere")
    assert (house.folder / "elsewhere/index.html").is_file()
    assert not (house.folder / "public").exists()
    file.write_text(file.read_text("utf-8").replace("../content", "../nowhere"), "utf-8")
    assert run_task(house, "check", "--settings", "conf/own.py").returncode == 2
    done = run_task(house, "check", "--settings", "conf/own.py", "--content", "content")
    assert done.returncode == 0


def test_pelicans_command_line_builds_the_same_into_the_same_folder(
    house: House, file: Path, tmp_path: Path
) -> None:
    """From any folder; and `-o` goes before the file."""
    pelican = [sys.executable, "-m", "pelican", "-s", str(file)]
    for options in ([], ["-o", str(tmp_path / "other")]):
        subprocess.run(
            [*pelican, *options], cwd="/", env=unmeasured(), check=True, capture_output=True
        )
    assert everything_in(tmp_path / "other") == everything_in(house.folder / "public")
    done = run_task(house, "build", "--settings", str(file), "--jobs", "1")
    assert "0 个站点已生成，4 个未变" in done.stdout


@pytest.mark.parametrize("name", [USUAL, PRODUCTION])
def test_pelicans_command_reads_both_files_from_any_folder(house: House, name: str) -> None:
    """The command itself, which looks for modules beside itself alone."""
    house.build()
    before = everything_in(house.output)
    pelican = str(Path(sys.executable).with_name("pelican"))
    options = [str(house.content), "-s", str(ROOT / name), "-o", str(house.folder / "other")]
    subprocess.run([pelican, *options], cwd="/", check=True, capture_output=True)
    assert everything_in(house.folder / "other") == before


def test_a_file_that_ends_the_program_or_is_none_is_said_in_one_line(
    house: House, file: Path
) -> None:
    for text in ("import sys; sys.exit('再见')", "OUTPUT_PATH = 5", "1 /", "import nowhere"):
        file.write_text(text, "utf-8")
        for task in (["build"], ["check"], ["deploy"], ["serve", "--port", "0"]):
            done = run_task(house, *task, "--settings", str(file))
            assert (done.returncode, done.stdout) == (2, "")
            (line,) = done.stderr.splitlines()
            assert line.startswith(f"{file} 不能使用：")


FALLBACKS: dict[str, tuple[str, str]] = {
    "a mistake further down": ('OUTPUT_PATH = "public"\n1 /\n', "public"),
    "the last one": ("OUTPUT_PATH = 'x'\nOUTPUT_PATH='public'  # 公开\n1 /\n", "public"),
    "nothing is written": ("import nowhere\n", "output"),
    "it is worked out": ("OUTPUT_PATH = 'pub' + 'lic'\nraise SystemExit\n", "pub"),
}


@pytest.mark.parametrize("why", FALLBACKS)
def test_a_withdrawal_goes_through_whatever_the_settings_file_says(
    house: House, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text, name = FALLBACKS[why]
    house.build(output=house.folder / name)
    (house.folder / USUAL).write_text(text, "utf-8")
    assert take_down([ONE], str(house.folder)) == 0
    said = capsys.readouterr()
    assert not (house.folder / name / "hunan/news/one.html").exists()
    assert f"改在 {house.folder / name} 里撤稿" in said.err
    assert "已撤下" in said.out


def test_what_production_takes_over_is_looked_for_in_the_other_file(tmp_path: Path) -> None:
    (tmp_path / PRODUCTION).write_text("from pelicanconf import *\n", "utf-8")
    assert written_output(tmp_path / PRODUCTION) is None
    (tmp_path / USUAL).write_text('OUTPUT_PATH = "../public"\n', "utf-8")
    assert written_output(tmp_path / PRODUCTION) == tmp_path.parent / "public"


def test_what_a_take_down_is_given_goes_before_all_files(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.build()
    (house.folder / USUAL).write_text("1 /", "utf-8")
    assert take_down([ONE, "--output", str(house.output)], str(house.folder)) == 0
    assert capsys.readouterr().err == ""


def classic(folder: Path) -> Path:
    """What Pelican's own quickstart writes into a publishconf.py, and other folders."""
    file = folder / "classic.py"
    lines = (
        "SETTINGS_FILE = __file__",
        'SITEURL = "https://elsewhere.example.org"',
        "RELATIVE_URLS = False",
        'FEED_ALL_ATOM = "feeds/all.atom.xml"',
        'CATEGORY_FEED_ATOM = "feeds/{slug}.atom.xml"',
        "DELETE_OUTPUT_DIRECTORY = True",
        'DEPLOY_BRANCH = "pages"',
        'OUTPUT_PATH, TIMEZONE, DEFAULT_LANG = "elsewhere", "UTC", "en"',
    )
    file.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    return file


@pytest.mark.parametrize("other", [lambda _folder: ROOT / PRODUCTION, classic])
def test_settings_that_change_no_page_build_no_site_anew(
    house: House, other: Callable[[Path], Path]
) -> None:
    file = other(house.folder)
    house.build()
    before = everything_in(house.output)
    for settings in (file, ROOT / USUAL):
        report = house.build(settings_file=settings)
        assert {site.status for site in report.sites} == {"unchanged"}
        assert report.files.written == 0
    shutil.rmtree(house.output)
    house.build(settings_file=file, cache=house.folder / "fresh")
    assert everything_in(house.output) == before


def test_production_says_where_the_sites_go_and_changes_no_page() -> None:
    usual, production = (read_configuration(ROOT / name) for name in (USUAL, PRODUCTION))
    differing = {key for key in production if usual.get(key) != production[key]}
    assert differing == {"SETTINGS_FILE", *OF_DEPLOY}
