"""A cache that may be missing, damaged, foreign or full without harm."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from conftest import cache_in
from every_code import CODES
from waiting import PATIENCE

from lianzhan.building.last_build import LastBuild, read_last_build
from lianzhan.gate.records import values_at
from lianzhan.kinds.article.values import Article
from lianzhan.model.catalog import NEVER, Entry, Pick
from lianzhan.model.problem import Problem
from lianzhan.model.report import Changes, Report
from lianzhan.model.review import ReviewStep
from lianzhan.runtime.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "pictures/ab12-750.webp"
BODY = b"\x00\xff picture"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return cache_in(tmp_path / "cache")


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


def test_an_entry_under_another_name_counts_as_missing(cache: Cache) -> None:
    """What was true of one site or picture is not put in the place of another."""
    cache.put(KEY, BODY)
    for other in ("pictures/ab12-751.webp", "ab12-750.webp", f"x/{KEY}", "pictures/AB12-750.webp"):
        (cache.folder / other).parent.mkdir(parents=True, exist_ok=True)
        (cache.folder / other).write_bytes(entry(cache).read_bytes())
        assert cache.get(other) is None, other
    assert cache.get(KEY) == BODY


def test_the_end_of_a_name_is_not_the_start_of_an_entry(cache: Cache) -> None:
    cache.put("ab", b"c")
    (cache.folder / "a").write_bytes((cache.folder / "ab").read_bytes()[:32] + b"bc")
    assert cache.get("a") is None


def test_an_entry_under_another_key_or_none_counts_as_missing(cache: Cache) -> None:
    cache.put(KEY, BODY)
    others = (Cache(cache.folder, b"another"), Cache(cache.folder, b""), Cache(cache.folder, None))
    assert [other.get(KEY) for other in others] == [None, None, None]
    for digest in (
        hashlib.sha256(BODY).digest(),
        hashlib.sha256(BODY).digest()[:16],
        b"",
        bytes(32),
    ):
        entry(cache).write_bytes(digest + BODY)
        assert cache.get(KEY) is None


def test_without_a_key_nothing_is_kept(cache: Cache) -> None:
    unkeyed = Cache(cache.folder, None)
    assert (unkeyed.put(KEY, BODY), unkeyed.save("x", 1)) == (False, False)
    assert not cache.folder.exists()
    assert (cache.put(KEY, BODY), cache.save("x", 1)) == (True, True)
    assert (cache.get(KEY), cache.load("x")) == (BODY, 1)
    assert (unkeyed.get(KEY), unkeyed.load("x")) == (None, None)


def test_the_key_is_not_shown(cache: Cache) -> None:
    shown = f"{cache} {cache!r} {[cache]} {pickle.loads(pickle.dumps(cache))!r}"
    assert cache.key
    assert repr(cache.key)[2:12] not in shown
    assert cache.key.hex()[:10] not in shown


def test_a_cache_goes_to_a_worker_with_its_key(cache: Cache) -> None:
    cache.put(KEY, BODY)
    assert pickle.loads(pickle.dumps(cache)).get(KEY) == BODY


READ = """
import sys
from pathlib import Path
from lianzhan.building.build_cache import open_cache
assert open_cache(Path(sys.argv[1]))[0].get(sys.argv[2]) is None
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in a folder are POSIX")
def test_what_is_no_file_is_no_entry_and_nobody_waits_for_it(cache: Cache) -> None:
    entry(cache).parent.mkdir(parents=True)
    os.mkfifo(entry(cache))
    (cache.folder / "zero").symlink_to("/dev/zero")
    for name in (KEY, "zero"):
        command = [sys.executable, "-c", READ, str(cache.folder), name]
        subprocess.run(command, check=True, timeout=PATIENCE)


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
from lianzhan.building.build_cache import open_cache
cache = open_cache(Path(sys.argv[1]))[0]
if os.getuid() == 0:
    os.setuid(65534)
assert not cache.put("pictures/new.webp", b"new")
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


VALUES = [
    None, "", "a\ud800", 1, 1.5, True, b"\x00", (1, ("a",)), {"a": ("b",)},
    datetime(2026, 3, 8, 9, tzinfo=ZoneInfo("Asia/Shanghai")), datetime(2026, 3, 8, tzinfo=UTC), NEVER,
    date(2026, 3, 8), Pick("a", "b", None, "c", 1), Entry("p", "s", None, "n", "d", NEVER, "", "approved"),
    Article("p", "s", None, "n", review=(ReviewStep("first", "甲", date(2026, 3, 1), 4),)),
    Problem("p", 3, CODES["dead-link"], (("target", "x"),)),
    LastBuild("m", NEVER, NEVER, {"a": "b"}, Report((), 0, (), (), Changes(1, 2, 3), 0.5, 0)),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_that_was_saved_is_loaded(cache: Cache, value: object) -> None:
    cache.save("x/y", value)
    found = cache.load("x/y")
    assert found == value
    assert type(found) is type(value)


def test_a_moment_keeps_its_zone(cache: Cache) -> None:
    """Not only its distance from UTC: a summer may lie between it and what is added."""
    moment = datetime(2026, 3, 8, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    cache.save("x", moment)
    found = cache.load("x")
    assert found.tzinfo is moment.tzinfo
    assert (found + timedelta(days=90)).utcoffset() == timedelta(hours=2)


def test_a_value_that_was_not_saved_is_none(cache: Cache) -> None:
    assert cache.load("x") is None


@pytest.mark.parametrize("length", [0, 1, 16, 20, 40])
def test_a_value_that_was_cut_off_is_none(cache: Cache, length: int) -> None:
    cache.save("x", VALUES[-1])
    file = cache.folder / "x"
    file.write_bytes(file.read_bytes()[:length])
    assert cache.load("x") is None


def test_a_value_whose_bytes_make_no_sense_is_none(cache: Cache) -> None:
    """Though the entry is whole: an older version may have written it."""
    buffer = pickle.dumps(VALUES[-1], pickle.HIGHEST_PROTOCOL)
    cache.put("x", buffer)
    assert cache.load("x") == VALUES[-1]
    for place in range(len(buffer)):
        cache.put("x", buffer[:place])
        assert cache.load("x") is None, place
    for body in (
        b"",
        b"text",
        b"\x80\xff.",
        buffer.replace(b"lianzhan.building.last_build", b"lianzhan.sstmp"),
        buffer.replace(b"LastBuild", b"Stomp"),
        buffer.replace(b"lianzhan.building.last_build", b"lianzhan.building.build"),
    ):
        cache.put("x", body)
        assert cache.load("x") is None, body


class Evil:
    """Is pickled as a call of a function."""

    def __init__(self, function: object, *arguments: object) -> None:
        self._call = (function, arguments)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self._call  # type: ignore[return-value]


@pytest.mark.parametrize(
    "call",
    [
        lambda file: Evil(os.system, f"touch {file}"),
        lambda file: Evil(getattr, file, "touch"),
        lambda file: Evil(Path.touch, file),
        lambda file: Evil(eval, f"open({str(file)!r}, 'w')"),
        lambda file: Evil(subprocess.Popen, ["touch", str(file)]),
        lambda file: Evil(open, str(file), "w"),
        lambda file: Evil(read_last_build, cache_in(file.parent), file),
        lambda _file: Evil(values_at, ()),
    ],
)
def test_a_value_that_would_call_a_function_is_refused_and_does_nothing(
    cache: Cache, tmp_path: Path, call: Callable[[Path], object]
) -> None:
    file = tmp_path / "touched"
    cache.put("x", pickle.dumps(call(file)))
    assert cache.load("x") is None
    assert not file.exists()


@pytest.mark.parametrize(
    "name",
    [
        b"clianzhan.building.last_build\nos.system\n.",
        b"clianzhan.building.last_build\nos\n.",
        b"clianzhan.building.last_build\nread_stamp\n.",
        b"clianzhan.gate.records\nSource.__init__\n.",
        b"clianzhan.model.catalog\nNEVER\n.",
        b"clianzhan.runtime.cache\nCache\n.",
        b"clianzhan.building.last_build\nattrgetter\n.",
        b"clianzhan.model.federation\ncached_property\n.",
        b"clianzhan.building.last_build\nReport\n.",
        b"cdatetime\nsys\n.",
        b"cbuiltins\nobject\n.",
    ],
)
def test_a_name_that_is_no_value_is_refused(cache: Cache, name: bytes) -> None:
    cache.put("x", name)
    assert cache.load("x") is None


def test_a_type_that_stands_for_a_value_is_found(cache: Cache) -> None:
    cache.put("x", b"clianzhan.model.catalog\nPick\n.")
    assert cache.load("x") is Pick


def test_a_value_that_can_not_be_written_is_no_fault(cache: Cache) -> None:
    cache.folder.write_bytes(b"ein Text")
    cache.save("x", VALUES[-1])
    assert cache.load("x") is None
