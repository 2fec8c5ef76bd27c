"""Where the key of the cache comes from, and when there is none."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lianzhan.building.build_cache import open_cache
from lianzhan.runtime.cache_key import VARIABLE, UnusableKeyError, cache_key, key_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and owners are POSIX")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the key will be made: the environment names none."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "lianzhan" / "cache.key"


def test_a_key_is_made_once_for_the_user_alone(file: Path) -> None:
    key = cache_key()
    text = file.read_text("ascii")
    assert len(bytes.fromhex(text)) == len(key) == 32
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in file.parent.iterdir()] == ["cache.key"]
    assert cache_key() == key
    assert file.read_text("ascii") == text


def test_each_user_has_another_key(file: Path) -> None:
    first = cache_key()
    file.unlink()
    assert cache_key() != first


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_whatever_the_umask_the_file_is_private(file: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        cache_key()
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not file.parent.stat().st_mode & 0o077


def test_the_environment_comes_before_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = cache_key()
    monkeypatch.setenv(VARIABLE, "  a secret of the CI, and a long one\n")
    named = cache_key()
    assert named != made
    assert len(named) == 32
    monkeypatch.setenv(VARIABLE, "a secret of the CI, and a long one")
    assert cache_key() == named
    monkeypatch.setenv(VARIABLE, "another that is long enough, too")
    assert cache_key() not in (named, made)
    for nothing in ("", "  \n"):  # what a secret is that a CI does not know
        monkeypatch.setenv(VARIABLE, nothing)
        assert cache_key() == made
    monkeypatch.setenv(VARIABLE, file.read_text("ascii"))
    file.unlink()
    assert cache_key() == made
    assert not file.exists()


@pytest.mark.parametrize("text", ["1", "0123456789abcdef0123456789abcde", f"  {'k' * 31}\n"])
def test_what_can_be_guessed_is_no_key(
    file: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Nor is another one made in its place: who set it wants it mended."""
    monkeypatch.setenv(VARIABLE, text)
    with pytest.raises(UnusableKeyError) as unusable:
        cache_key()
    assert (unusable.value.file, unusable.value.reason) == (VARIABLE, f"{len(text.strip())} < 32")
    assert not file.exists()
    cache, (warning,) = open_cache(file.parents[2] / "cache")
    assert cache.key is None
    assert warning.code == "cache-unkeyed"


def test_the_file_stands_with_the_users_state(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert key_file() == file
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    state = "AppData/Local" if sys.platform == "win32" else ".local/state"
    for unusable in ("", "relative/path"):  # which the specification says to ignore
        monkeypatch.setenv("XDG_STATE_HOME", unusable)
        assert key_file() == tmp_path / "home" / state / "lianzhan" / "cache.key"
    monkeypatch.delenv("XDG_STATE_HOME")
    cache_key()
    assert key_file().is_file()


MAKE = "from lianzhan.runtime.cache_key import cache_key; import sys; sys.stdout.write(cache_key().hex())"


def test_builds_that_begin_at_once_agree_on_one_key(file: Path) -> None:
    for _ in range(3):
        file.unlink(missing_ok=True)
        command = [sys.executable, "-c", MAKE]
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(8)]
        keys = {process.communicate()[0] for process in running}
        assert keys == {cache_key().hex()}
        assert [entry.name for entry in file.parent.iterdir()] == ["cache.key"]


def test_the_build_that_is_first_decides(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another build makes the key between our look and our own."""
    theirs = []

    def meanwhile(_handle: int) -> None:
        if not theirs:
            theirs.append(b"")
            theirs.append(cache_key())

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert [b"", cache_key()] == theirs
    assert [entry.name for entry in file.parent.iterdir()] == ["cache.key"]


def test_a_file_system_without_hard_links_will_do(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _no_link)
    assert cache_key() == cache_key()
    assert [entry.name for entry in file.parent.iterdir()] == ["cache.key"]


def _no_link(*_paths: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def _as_a_link(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


UNUSABLE: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "blank": lambda file: file.write_bytes(b" \n" * 40),
    "too short": lambda file: file.write_bytes(b"0123456789abcdef0123456789abcde\n"),
    "readable by the group": lambda file: file.chmod(0o640),
    "readable by all": lambda file: file.chmod(0o604),
    "writable by all": lambda file: file.chmod(0o602),
    "a link": _as_a_link,
    "a link to nothing": lambda file: (file.unlink(), file.symlink_to("nowhere")),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "a pipe": lambda file: (file.unlink(), os.mkfifo(file, 0o600)),
    "a device": lambda file: (file.unlink(), file.symlink_to("/dev/zero")),
    "a file in the folder's place": lambda file: (
        file.unlink(),
        file.parent.rmdir(),
        file.parent.write_bytes(b""),
    ),
}


@posix
@pytest.mark.parametrize("fault", UNUSABLE)
def test_a_file_that_others_may_have_touched_is_no_key(file: Path, fault: str) -> None:
    cache_key()
    text = file.read_text("ascii").strip()
    UNUSABLE[fault](file)
    with pytest.raises(UnusableKeyError) as unusable:
        cache_key()
    assert unusable.value.file == str(file)
    assert unusable.value.reason
    assert text not in str(unusable.value)
    assert text not in repr(unusable.value)
    cache, (warning,) = open_cache(file.parents[2] / "cache")
    assert cache.key is None
    assert (warning.code, warning.is_error) == ("cache-unkeyed", False)


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_somebody_elses_file_is_no_key(file: Path) -> None:
    cache_key()
    os.chown(file, 65534, 65534)
    with pytest.raises(UnusableKeyError, match="UID 65534"):
        cache_key()


@posix
def test_a_folder_that_can_not_be_made_is_no_place_for_a_key(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "/proc/nowhere")
    with pytest.raises(UnusableKeyError) as unusable:
        cache_key()
    assert unusable.value.file == "/proc/nowhere/.local/state/lianzhan/cache.key"
    assert not file.exists()


@posix
def test_a_home_below_the_folder_that_one_stands_in_is_no_place_for_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("HOME", "here")
    with pytest.raises(UnusableKeyError) as unusable:
        cache_key()
    assert unusable.value.file == "here/.local/state/lianzhan/cache.key"
    assert not (tmp_path / "here").exists()


HOMELESS = """
import os
from lianzhan.runtime.cache_key import UnusableKeyError, cache_key
os.environ.pop("HOME", None)
os.setuid(54321)
try:
    cache_key()
except UnusableKeyError as error:
    print(error.file)
"""


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_user_without_a_home_has_no_key(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    done = subprocess.run(
        [sys.executable, "-c", HOMELESS], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "~/.local/state/lianzhan/cache.key"
    assert not file.exists()
