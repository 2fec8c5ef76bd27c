"""`check`: all problems, or those of some files, and exit statuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from cli import check
from conftest import APPROVED

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
