"""Which problems `check` shows when it is asked for codes, or for one site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli import check
from conftest import APPROVED
from invoke.exceptions import Exit

from lianzhan.commands.problem_filter import ProblemFilter, SiteFolders, codes_in, known_codes
from lianzhan.model.problem import problem

if TYPE_CHECKING:
    from conftest import House


def test_codes_are_parted_by_commas_of_either_kind() -> None:
    assert codes_in("dead-link,image-alt， bad-value") == {"dead-link", "image-alt", "bad-value"}
    assert codes_in("") == frozenset()


def test_a_code_that_there_is_not_ends_the_task_with_the_nearest() -> None:
    with pytest.raises(Exit) as end:
        codes_in("dead-lnik")
    assert end.value.code == 2
    assert "dead-link" in str(end.value.message)


def test_a_site_holds_what_is_its_own_and_not_what_is_below_it() -> None:
    site = SiteFolders("hunan", ("hunan/changsha",))
    assert site.holds("hunan/site.toml")
    assert not site.holds("hunan/changsha/site.toml")
    assert not site.holds("hunan2/site.toml")
    code = known_codes()["dead-link"]
    fault = problem("hunan/a.md", 1, code)  # type: ignore[arg-type]
    assert ProblemFilter(site=site).takes(fault)
    assert not ProblemFilter(site=site, codes=frozenset({"image-alt"})).takes(fault)
    assert not ProblemFilter(wanted=("hunan/b.md",)).takes(fault)


@pytest.fixture
def faulty(house: House) -> House:
    house.article("hunan/articles/news/a.md", "[甲](none.md)", f"{APPROVED}colour: red\n")
    house.article("hunan/changsha/articles/news/b.md", head=f"{APPROVED}colour: red\n")
    house.renew()
    return house


@pytest.mark.parametrize(
    ("options", "status", "shown", "left"),
    [
        ((), 1, ["a.md:9: unknown-key", "a.md:12: dead-link", "b.md:9: unknown-key"], ""),
        (("--code", "dead-link"), 0, ["a.md:12: dead-link"], "还有 2 处错误、0 处提醒"),
        (("--code", "unknown-key"), 1, ["a.md:9: unknown-key", "b.md:9: unknown-key"], "还有 0 处错误、1 处提醒"),
        (("--site", "changsha"), 1, ["b.md:9: unknown-key"], ""),
        (("--site", "hunan", "--code", "dead-link"), 0, ["a.md:12: dead-link"], "还有 1 处错误"),
        (("--code", "bad-name"), 0, [], "还有 2 处错误、1 处提醒"),
    ],
)  # fmt: skip
def test_the_exit_status_is_that_of_what_is_shown(
    faulty: House, options: tuple[str, ...], status: int, shown: list[str], left: str
) -> None:
    done = check(faulty, *options)
    assert done.returncode == status
    lines = [line.rpartition("/")[2] for line in done.stderr.splitlines() if ".md:" in line]
    named = [line[: line.index(": ", line.index(": ") + 2)] for line in lines]
    assert sorted(named) == sorted(shown)
    assert left in done.stderr
    assert ("没有列出" in done.stderr) is bool(left)


def test_a_site_that_there_is_not_ends_the_task_with_the_nearest(house: House) -> None:
    done = check(house, "--site", "changsa")
    assert done.returncode == 2
    assert "changsha" in done.stderr
