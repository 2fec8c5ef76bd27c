"""One build at a time holds the output folder, and a folder of someone else is never touched."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from conftest import House, everything_in

from lianzhan.output.output_lock import (
    MARKER,
    BusyFolderError,
    ForeignFederationError,
    ForeignFolderError,
    adopt,
    check_owner,
    claim,
    is_foreign,
    is_held,
    last_held,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLD = """\
import sys
from pathlib import Path
from lianzhan.output.output_lock import claim
with claim(Path(sys.argv[1]), 5):
    print("held", flush=True)
    sys.stdin.read(1)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds tmp_path/output until its input ends."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "output")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_new_folder_is_made_and_marked(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "output"
    with claim(output, 0):
        assert (output / MARKER).is_file()
    assert everything_in(output) == {MARKER: b""}
    with claim(output, 0):
        pass


def test_an_empty_folder_may_be_taken(tmp_path: Path) -> None:
    with claim(tmp_path, 0):
        pass
    assert (tmp_path / MARKER).exists()


@pytest.mark.parametrize("name", ["index.html", ".git/config", "长沙/x"])
def test_a_folder_that_holds_anything_else_is_refused_and_left_alone(
    house: House, name: str
) -> None:
    file = house.output / name
    file.parent.mkdir(parents=True)
    file.write_text("mine", "utf-8")
    with pytest.raises(ForeignFolderError):
        house.build()
    assert everything_in(house.output) == {name: b"mine"}


def test_a_file_in_the_place_of_the_folder_is_refused(house: House) -> None:
    house.output.write_text("mine", "utf-8")
    with pytest.raises(OSError, match="exists"):
        house.build()
    assert house.output.read_text("utf-8") == "mine"


def test_a_second_build_says_who_holds_the_folder(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    with (
        pytest.raises(BusyFolderError, match=f"· PID {holder.pid}$"),
        claim(tmp_path / "output", 0),
    ):
        pass


def test_a_holder_that_left_no_name_is_still_respected(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    (tmp_path / "output" / ".lianzhan-holder").unlink()
    with pytest.raises(BusyFolderError, match=r"^\?$"), claim(tmp_path / "output", 0):
        pass
    assert holder.poll() is None


def test_a_second_build_waits_until_the_first_is_done(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert holder.stdin is not None
    code = HOLD.replace("sys.stdin.read(1)", "pass")
    command = [sys.executable, "-c", code, str(tmp_path / "output")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second:
        time.sleep(0.5)
        assert second.poll() is None
        holder.stdin.close()
        assert second.wait(300) == 0
    assert everything_in(tmp_path / "output") == {MARKER: b""}


def test_the_folder_is_one_federations(tmp_path: Path) -> None:
    """A marker without an id, of an older version, is adopted."""
    with claim(tmp_path, 0):
        check_owner(tmp_path, "湖南")
        adopt(tmp_path, "湖南")
        adopt(tmp_path, "hubei")
        check_owner(tmp_path, "湖南")
        with pytest.raises(ForeignFederationError, match=r"^湖南$"):
            check_owner(tmp_path, "hubei")
    assert everything_in(tmp_path) == {MARKER: "湖南".encode()}
    assert is_foreign(tmp_path, "hubei")
    assert not is_foreign(tmp_path, "湖南")


@pytest.mark.parametrize("marker", [None, b""])
def test_a_folder_that_names_no_federation_is_nobody_elses(
    tmp_path: Path, marker: bytes | None
) -> None:
    if marker is not None:
        (tmp_path / MARKER).write_bytes(marker)
    assert not is_foreign(tmp_path, "hubei")


@pytest.mark.parametrize("name", [MARKER, "assets", "assets/pictures", "assets/theme-1/css"])
def test_links_where_a_build_writes_are_refused(tmp_path: Path, name: str) -> None:
    output, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    with claim(output, 0):
        pass
    (output / name).unlink(missing_ok=True)
    elsewhere.mkdir()
    (output / name).parent.mkdir(parents=True, exist_ok=True)
    (output / name).symlink_to(elsewhere)
    with pytest.raises(ForeignFolderError), claim(output, 0):
        pass
    assert everything_in(elsewhere) == {}


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
@pytest.mark.parametrize("kind", ["link", "broken link", "pipe"])
def test_what_stands_in_the_place_of_the_holders_name_is_not_written_to(
    tmp_path: Path, kind: str
) -> None:
    output, precious = tmp_path / "output", tmp_path / "precious"
    with claim(output, 0):
        pass
    precious.write_text("mine", "utf-8")
    holder = output / ".lianzhan-holder"
    if kind == "pipe":
        os.mkfifo(holder)
    else:
        holder.symlink_to(precious if kind == "link" else tmp_path / "nowhere")
    assert is_held(output)
    with claim(output, 0):
        assert holder.read_text("utf-8").endswith(f"PID {os.getpid()}")
    assert precious.read_text("utf-8") == "mine"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_is_not_read_out_as_the_holders_name(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    (tmp_path / "output/.lianzhan-holder").unlink()
    (tmp_path / "output/.lianzhan-holder").symlink_to(tmp_path / "secret")
    with pytest.raises(BusyFolderError, match=r"^\?$"), claim(tmp_path / "output", 0):
        pass
    assert holder.poll() is None


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_killed_build_holds_nothing(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    holder.kill()
    holder.wait()
    with claim(tmp_path / "output", 0):
        holding = (tmp_path / "output" / ".lianzhan-holder").read_text("utf-8")
        assert holding.endswith(f"PID {os.getpid()}")
    assert everything_in(tmp_path / "output") == {MARKER: b""}


def test_a_build_that_fails_holds_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="half-way"), claim(tmp_path, 0):
        raise RuntimeError("half-way")
    with claim(tmp_path, 0):
        pass


def test_whoever_holds_the_folder_hears_whether_somebody_held_it_since(tmp_path: Path) -> None:
    assert last_held(tmp_path) == 0
    with claim(tmp_path, 0) as before:
        assert before == 0  # it is made just now: there was nothing to be older than
        adopt(tmp_path, "湖南")
    seen = last_held(tmp_path)
    assert seen
    with claim(tmp_path, 0) as before:
        assert before == seen
    with claim(tmp_path, 0) as before:
        assert before != seen


def test_an_interruption_while_the_folder_is_signed_leaves_no_holder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def signed_then_interrupted(holder: Path) -> None:
        holder.write_text("host · PID 1", "utf-8")
        raise KeyboardInterrupt

    monkeypatch.setattr("lianzhan.output.output_lock._sign", signed_then_interrupted)
    with pytest.raises(KeyboardInterrupt), claim(tmp_path / "output", 0):
        raise AssertionError
    assert not is_held(tmp_path / "output")
