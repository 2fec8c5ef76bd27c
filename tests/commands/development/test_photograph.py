"""`photograph` hands on what is asked for, and wants a folder for its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invoke.exceptions import Exit

from commands.development.dry import commands_of
from lianzhan.commands.development.photograph import photograph

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_asked_for_is_handed_on(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (command,) = commands_of(
        photograph,
        capsys,
        to=str(tmp_path),
        kinds="portal,list",
        modes="dark",
        without_script=True,
        boxes=True,
    )
    assert command.partition(" -m pages ")[2] == (
        f"--to={tmp_path} --kinds=portal,list --modes=dark --without-script --boxes"
    )


def test_with_nothing_to_do_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Exit) as end:
        commands_of(photograph, capsys)
    assert (end.value.code, "--to、--measure" in str(end.value.message)) == (2, True)
