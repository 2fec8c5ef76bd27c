"""What options and a settings file amount to: folders, moment, federation."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from invoke.exceptions import Exit

from lianzhan.commands.request import configured_by, federation_in, request_of

if TYPE_CHECKING:
    from conftest import House


def test_folders_that_are_not_given_are_those_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text("PATH = 'texts'\nCACHE_PATH = '/kept'\n", "utf-8")
    request = request_of("", "", str(tmp_path / "own.py"))
    assert (request.content, request.output) == (tmp_path / "texts", tmp_path / "output")
    assert request.cache == Path("/kept")
    given = request_of("a", "b", str(tmp_path / "own.py"))
    assert (given.content, given.output) == (Path("a").absolute(), Path("b").absolute())


def test_the_projects_own_settings_are_meant_where_none_are_given() -> None:
    request = request_of("", "", "")
    assert (request.settings_file, request.content) == (ROOT / "pelicanconf.py", ROOT / "content")
    assert configured_by("", "publishconf.py", "--output", "")[0] == ROOT / "publishconf.py"


def test_a_moment_is_the_one_that_was_named() -> None:
    assert request_of("", "", "", "2026-03-08T09:00Z").now == datetime(2026, 3, 8, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "hour"),
    [
        ("2026-12-01T08:00", 0),
        ("2026-12-02", 16),
        ("2026年12月1日 8：00", 0),
        ("2026-12-01T08:00Z", 8),
    ],
)
def test_a_moment_without_a_zone_is_in_the_federations(house: House, given: str, hour: int) -> None:
    now = request_of(str(house.content), "", "", given).now
    assert now == datetime(2026, 12, 1, hour, tzinfo=UTC)


def test_a_moment_that_is_none_ends_the_task(house: House) -> None:
    house.write("federation.toml", "timezone = 3")
    assert request_of(str(house.content), "", "", "2026-12-02").now.hour == 0
    with pytest.raises(Exit) as end:
        request_of(str(house.content), "", "", "12月2日")
    assert end.value.code == 2
    assert "“12月2日”不是时间" in str(end.value.message)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import no_such_module", "own.py 不能使用：No module named 'no_such_module'"),
        ("raise SystemExit", "own.py 不能使用：SystemExit"),
        (None, "--settings：没有文件"),
    ],
)
def test_a_settings_file_that_can_not_be_used_ends_the_task(
    text: str | None, said: str, tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / "own.py").write_text(text, "utf-8")
    with pytest.raises(Exit) as end:
        configured_by(str(tmp_path / "own.py"), "pelicanconf.py", "--content", "")
    assert end.value.code == 2
    assert said in str(end.value.message)


def test_a_federation_that_can_not_be_read_ends_the_task_with_its_problems(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert federation_in(house.content).id
    house.write("federation.toml", "[[")
    with pytest.raises(Exit) as end:
        federation_in(house.content)
    assert (end.value.code, end.value.message) == (2, None)
    assert ":1: config-syntax: " in capsys.readouterr().err
