"""What a user's path means below content/, and what is nearest to one that is not there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from cli import run_task

from lianzhan.commands.given_path import NotThereError, OutsideError, below

if TYPE_CHECKING:
    from conftest import House

ARTICLE = "hunan/articles/theory/equality.md"


@pytest.fixture(autouse=True)
def _here(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(house.folder)


@pytest.mark.parametrize(
    "given", [f"content/{ARTICLE}", ARTICLE, f"./content/../content/{ARTICLE}", "content/hunan/"]
)
def test_a_path_counts_from_here_or_from_content(house: House, given: str) -> None:
    found = below(given, house.content)
    assert found in (ARTICLE, "hunan")
    assert below(str(house.content / ARTICLE), house.content) == ARTICLE


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ("content/hunan/articles/theory/equalty.md", ARTICLE),
        ("hunan/articles/theory/equality", ARTICLE),
        ("contnet/hunan/artciles/theory/equality.md", ARTICLE),
        ("content/hunan/articles/theory/EQUALITY.MD", ARTICLE),
        ("equality.md", ARTICLE),
        ("equality", ARTICLE),
        ("somewhere/else/equality.md", ARTICLE),
        ("content/hunan/chansha", "hunan/changsha"),
        ("content/zzzz", None),
        ("zzzz", None),
        ("x" * 5000, None),
        ("x/" * 3000, None),
        (f"content/{ARTICLE}/more", None),
    ],
)
def test_what_is_not_there_is_told_the_nearest(house: House, given: str, near: str | None) -> None:
    with pytest.raises(NotThereError) as error:
        below(given, house.content)
    assert error.value.near == (house.content / near if near else None)


def test_what_is_there_but_elsewhere_is_not_called_missing(house: House) -> None:
    (house.folder / "other.md").touch()
    for given in ("other.md", "/", "..", str(house.folder / "other.md")):
        with pytest.raises(OutsideError):
            below(given, house.content)


def test_a_link_that_leads_outside_is_outside(house: House) -> None:
    (house.content / "out.md").symlink_to("/etc/passwd")
    (house.content / "loop.md").symlink_to("loop.md")
    with pytest.raises(OutsideError):
        below("content/out.md", house.content)
    with pytest.raises(NotThereError):
        below("content/loop.md", house.content)


@pytest.mark.skipif(os.name == "nt", reason="Windows holds the folder one stands in")
def test_the_folder_one_stands_in_may_be_gone(house: House) -> None:
    gone = house.folder / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    assert below(ARTICLE, house.content) == ARTICLE
    with pytest.raises(NotThereError):
        below("zzzz", house.content)
    os.chdir(house.folder)


@pytest.mark.parametrize("task", ["check", "explain"])
def test_a_file_that_is_not_there_is_told_so_with_the_nearest(house: House, task: str) -> None:
    given = "content/hunan/articles/theory/equalty.md"
    done = run_task(house, task, "--content", "content", given)
    near = "content/hunan/articles/theory/equality.md"
    assert done.returncode == 2
    assert done.stderr == f"没有文件 {given}；最接近的是 {near}\n"
    assert run_task(house, task, "--content", "content", given, LANGUAGE="en").stderr.isascii()
