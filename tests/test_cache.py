"""A cache that may be missing, damaged, foreign or full without harm."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lianzhan.cache import Cache

if TYPE_CHECKING:
    from pathlib import Path

KEY = "pictures/ab12-750.webp"
BODY = b"\x00\xff picture"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def entry(cache: Cache) -> Path:
    return cache.folder / KEY


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("body", [BODY, b"", b"x" * 1_000_000])
def test_what_was_put_is_got(cache: Cache, body: bytes) -> None:
    cache.put(KEY, body)
    assert cache.get(KEY) == body
    assert files(cache.folder) == ["ab12-750.webp"]


def test_what_was_not_put_is_missing(cache: Cache) -> None:
    assert cache.get(KEY) is None
    cache.put(KEY, BODY)
    assert cache.get("pictures/other.webp") is None
    assert cache.get("pictures") is None


def test_an_entry_can_be_put_again(cache: Cache) -> None:
    cache.put(KEY, b"old")
    cache.put(KEY, BODY)
    assert cache.get(KEY) == BODY


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, len(BODY) + 15])
def test_an_entry_that_was_cut_off_counts_as_missing(cache: Cache, length: int) -> None:
    cache.put(KEY, BODY)
    entry(cache).write_bytes(entry(cache).read_bytes()[:length])
    assert cache.get(KEY) is None


def test_an_entry_with_any_wrong_bit_counts_as_missing(cache: Cache) -> None:
    cache.put(KEY, BODY)
    whole = entry(cache).read_bytes()
    for place in range(len(whole)):
        entry(cache).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert cache.get(KEY) is None
    entry(cache).write_bytes(whole + b"\0")
    assert cache.get(KEY) is None


def test_a_damaged_entry_is_mended_by_the_next_put(cache: Cache) -> None:
    cache.put(KEY, BODY)
    entry(cache).write_bytes(b"")
    cache.put(KEY, BODY)
    assert cache.get(KEY) == BODY


def test_a_cache_may_be_deleted_at_any_time(cache: Cache) -> None:
    cache.put(KEY, BODY)
    entry(cache).unlink()
    entry(cache).parent.rmdir()
    assert cache.get(KEY) is None
    cache.put(KEY, BODY)
    assert cache.get(KEY) == BODY


def test_a_folder_that_is_none_is_no_fault(cache: Cache) -> None:
    cache.folder.write_bytes(b"ein Text")
    cache.put(KEY, BODY)
    assert cache.get(KEY) is None
    assert cache.folder.read_bytes() == b"ein Text"


def test_a_folder_in_the_place_of_an_entry_is_no_fault(cache: Cache) -> None:
    entry(cache).mkdir(parents=True)
    cache.put(KEY, BODY)
    assert cache.get(KEY) is None
    assert files(cache.folder) == []


def test_a_key_that_no_file_can_have_is_no_fault(cache: Cache) -> None:
    cache.put("x" * 300, BODY)
    assert cache.get("x" * 300) is None
    assert files(cache.folder) == []


WRITE_AS_NOBODY = """
import os, sys
from pathlib import Path
from lianzhan.cache import Cache
cache = Cache(Path(sys.argv[1]))
if os.getuid() == 0:
    os.setuid(65534)
cache.put("pictures/new.webp", b"new")
assert cache.get("pictures/new.webp") is None
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="permissions are POSIX")
def test_a_folder_that_may_not_be_written_is_no_fault(cache: Cache) -> None:
    cache.put(KEY, BODY)
    entry(cache).parent.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", WRITE_AS_NOBODY, str(cache.folder)],
            capture_output=True,
            check=False,
        )
    finally:
        entry(cache).parent.chmod(0o755)
    assert done.returncode == 0, done.stderr.decode()
    assert files(cache.folder) == ["ab12-750.webp"]
