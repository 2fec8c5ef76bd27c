"""`owners`: CODEOWNERS of a federation in its repository. What is in it: tests/desk/ownership/."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli import run_task
from repositories import PEOPLE, Repository, repository

if TYPE_CHECKING:
    import subprocess

    from conftest import House

GITHUB = """\
# lianzhan owners --format github
* @Jia-Province
/content/hunan/ @Jia-Province
/content/hunan/changsha/ @Jia-Province @bing @yi-city yi@example.org
/content/hunan/changsha/furong/ @Jia-Province @bing @org/furong
/content/hunan/hengyang/ @Jia-Province
"""


def owners(town: Repository, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    options = ("--content", "content", "--now", "2026-11-01")
    return run_task(town.house, "owners", *options, *words, **environment)


def test_owners_go_to_standard_output_or_into_a_file(house: House) -> None:
    town = repository(house)
    done = owners(town)
    assert (done.returncode, done.stdout, done.stderr) == (0, GITHUB, "")
    done = owners(town, "--file", "CODEOWNERS")
    assert (done.returncode, done.stdout) == (0, "")
    assert town.read("CODEOWNERS") == GITHUB


def test_who_is_in_office_later_is_asked_later(house: House) -> None:
    town = repository(house, PEOPLE.replace("until = 2025-12-31", "from = 2027-01-01"))
    assert "@old" not in owners(town).stdout
    done = run_task(town.house, "owners", "--content", "content", "--now", "2027-01-01")
    assert "@old" in done.stdout


def test_who_can_not_be_asked_is_named(house: House) -> None:
    people = PEOPLE.replace('accounts = ["bing"]\n', "").replace('"@Jia-Province"', '"a b"')
    done = owners(repository(house, people))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "people.toml:1: 甲 的账号“a b”不像账号，没有写进去",
        "people.toml:1: 甲 没有 github 可用的账号（accounts），不会被请求审阅",
        "people.toml:17: 丙 没有 github 可用的账号（accounts），不会被请求审阅",
        "各站共用的文件（federation.toml、people.toml、主题等）：没有人管全部站点，无人可请求审阅",
        "hunan：没有可以请求审阅的人",
        "hunan/hengyang：没有可以请求审阅的人",
    ]
    assert "a b" not in done.stdout


@pytest.mark.parametrize("name", ["GitHub", "bitbucket", ""])
def test_a_host_that_is_not_known_is_named(name: str, house: House) -> None:
    done = owners(repository(house), f"--format={name}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("--format")


def test_without_people_or_repository_there_are_no_owners(house: House) -> None:
    town = Repository(house)
    done = owners(town)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    town.write("content/people.toml", PEOPLE)
    done = owners(town, GIT_CEILING_DIRECTORIES="/")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "git" in done.stderr
    done = owners(town, PATH="/nowhere")
    assert (done.returncode, done.stderr) == (2, "找不到 git，请先安装\n")


def test_a_file_that_can_not_be_written_is_told_first(house: House) -> None:
    done = owners(repository(house), "--file", "no/such/CODEOWNERS")
    assert done.returncode == 2
    assert done.stderr.startswith("--file：没有文件夹")


@pytest.mark.parametrize("folder", [".github", ".gitlab", ".gitea"])
def test_the_folder_that_a_host_looks_in_is_made(house: House, folder: str) -> None:
    town = repository(house)
    assert owners(town, "--file", f"{folder}/CODEOWNERS").returncode == 0
    assert town.read(f"{folder}/CODEOWNERS") == GITHUB
    assert owners(town, "--file", "other/CODEOWNERS").returncode == 2
