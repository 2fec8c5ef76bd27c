"""`check`: all problems, or those of some files, and exit statuses."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from cli import check, run_task
from conftest import APPROVED
from repositories import repository

if TYPE_CHECKING:
    from conftest import House

WORD = "暗号"
BAD = "hunan/articles/news/bad.md"


def test_check_says_what_is_wrong_and_builds_nothing(house: House) -> None:
    done = check(house)
    assert (done.returncode, done.stderr) == (0, "")
    house.article(BAD, head="status: approved\n")
    house.article("hunan/changsha/articles/news/links.md", "[甲](nowhere.md)")
    done = check(house)
    assert done.returncode == 1
    found = re.findall(r"^content/(\S+):(\d+): ([\w-]+): ", done.stderr, re.MULTILINE)
    assert found == [
        ("hunan/articles/news/bad.md", "4", "review-incomplete"),
        ("hunan/changsha/articles/news/links.md", "11", "dead-link"),
    ]
    assert not house.output.exists()


@pytest.mark.parametrize(
    ("paths", "status", "named"),
    [
        (("content/hunan/articles/news/bad.md",), 1, {"bad.md"}),
        (("hunan/articles/news/bad.md",), 1, {"bad.md"}),
        (("content/hunan/changsha",), 0, {"links.md"}),
        (("content/hunan/changsha", "content/hunan/articles"), 1, {"bad.md", "links.md"}),
    ],
)
def test_check_speaks_of_the_files_and_folders_it_is_asked_for(
    house: House, paths: tuple[str, ...], status: int, named: set[str]
) -> None:
    house.article(BAD, head="status: approved\n")
    house.article("hunan/changsha/articles/news/links.md", "[甲](nowhere.md)")
    done = check(house, *paths)
    assert done.returncode == status
    assert set(re.findall(r"^content/\S+/(\w+\.md):", done.stderr, re.MULTILINE)) == named


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("hunan/articles/news/notice.md.txt", "unread-text"),
        ("hunan/articles/news/a.jpg", "不是稿件"),
        ("hunan/articles/news/.hidden.md", "不是稿件"),
    ],
)
def test_check_of_a_file_that_is_no_article_says_so(house: House, path: str, said: str) -> None:
    house.write(path, "正文")
    done = check(house, path)
    assert said in done.stdout + done.stderr


def test_check_of_an_article_or_a_folder_says_nothing_of_other_files(house: House) -> None:
    done = check(house, "hunan/articles", "hunan/articles/news/one.md", "hunan/site.toml")
    assert "不是稿件" not in done.stdout


def test_check_of_a_broken_federation_ends_with_2(house: House) -> None:
    house.write("federation.toml", "")
    assert check(house).returncode == 2


def test_problems_are_told_in_the_readers_language(house: House) -> None:
    house.article(BAD, WORD, APPROVED + "colour: red\n")
    done = check(house, LANGUAGE="en")
    assert done.returncode == 1
    assert "unknown-key" in done.stderr
    assert not re.search("[\u4e00-\u9fff]", done.stderr)


def test_what_content_is_called_can_not_steer_the_terminal(house: House) -> None:
    house.article(BAD, WORD, APPROVED + '"\\e[31mred": x\n')
    house.write("hunan/articles/news/\x1b[2Jx.md", "x")
    done = check(house)
    assert done.returncode == 1
    assert "\x1b" not in done.stderr + done.stdout


FAULTY = "---\ntitel: 题\ndate: 2026-03-08\n---\n\n正文。\n"


def test_annotations_are_all_of_standard_output(house: House) -> None:
    house.write("hunan/articles/news/bad.md", FAULTY)
    town = repository(house)
    for name in ("github", "gitlab", "sarif"):
        done = check(house, "--annotate", name)
        assert done.returncode == 1
        assert "content/hunan/articles/news/bad.md:2: unknown-key" in done.stderr
        assert "content/hunan/articles/news/bad.md" in done.stdout
        file = town.folder / "found"
        told = check(house, "--annotate", name, "--file", str(file))
        assert (told.returncode, told.stdout) == (1, "")
        assert file.read_text("utf-8") == done.stdout
        if name != "github":
            json.loads(done.stdout)


def test_annotations_of_nothing_are_a_document_too(house: House) -> None:
    house.renew()
    repository(house, "")
    done = check(house, "--annotate", "gitlab")
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")
    done = check(house, "--annotate", "gitlab", "--file", "found.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("没有问题\n")


def test_annotations_name_what_keeps_all_from_being_read(house: House) -> None:
    repository(house, "")
    house.write("federation.toml", "id = ")
    done = check(house, "--annotate", "gitlab")
    assert done.returncode == 2
    (found,) = json.loads(done.stdout)
    assert found["location"] == {"path": "content/federation.toml", "lines": {"begin": 1}}


def test_annotations_count_paths_from_here_where_there_is_no_repository(house: House) -> None:
    house.write("hunan/articles/news/bad.md", FAULTY)
    done = run_task(
        house, "check", "--content", "content", "--annotate", "gitlab", GIT_CEILING_DIRECTORIES="/"
    )
    paths = {found["location"]["path"] for found in json.loads(done.stdout)}
    assert paths == {"content/hunan/articles/news/bad.md", "content/federation.toml"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb::error::x,y.md", "a%0Ab%3A%3Aerror%3A%3Ax%2Cy.md"),
        ("100%.md", "100%25.md"),
        ('"q"\t.md', '"q"\t.md'),
        ("\udcff.md", "\\udcff.md"),
    ],
)
def test_no_name_of_a_file_makes_an_annotation_of_its_own(
    name: str, shown: str, house: House
) -> None:
    town = repository(house)
    town.write(f"content/hunan/hengyang/articles/news/{name}", FAULTY)
    town.commit()
    done = town.check("yi", "--annotate", "github")
    assert done.returncode == 1
    lines = [line for line in done.stdout.splitlines() if "change-foreign-ground" in line]
    place = f"file=content/hunan/hengyang/articles/news/{shown},line=1,title=change-foreign-ground"
    assert [line.split("::")[1] for line in lines] == [f"error {place}"]
    assert all(line.startswith(("::error ", "::warning ")) for line in done.stdout.splitlines())


def test_check_of_a_withdrawn_file_speaks_of_its_notice_too(house: House) -> None:
    path = "hunan/articles/news/gone.md"
    house.article(path, head="status: withdrawn\nnotice: {text: 已经撤下。}\n")
    done = run_task(house, "check", "--content", "content", f"content/{path}")
    assert done.returncode == 0
    assert "#notice" in done.stdout
    assert "first" in done.stdout
