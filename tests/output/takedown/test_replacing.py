"""Contents are replaced whole and on the disk, or written over; links are never followed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import everything_in

from lianzhan.output.takedown import replacing
from lianzhan.output.takedown.replacing import Replacements


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        (tmp_path / name).write_text("the old text", "utf-8")
    return tmp_path


OLD, NEW = b"the old text", b"new"


def test_nothing_takes_its_place_before_all_is_on_the_disk(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one go for all of them."""
    seen: list[dict[str, bytes]] = []
    monkeypatch.setattr(
        replacing,
        "sync_trees",
        lambda parts, **_: seen.append({p.name: p.read_bytes() for p in parts}),
    )
    files = Replacements(syncs=True)
    for name in ("a", "b"):
        files.put(folder / name, NEW)
    assert {(folder / name).read_bytes() for name in ("a", "b")} == {OLD}
    files.commit()
    assert [sorted(parts.values()) for parts in seen] == [[NEW, NEW]]
    assert everything_in(folder) == {"a": NEW, "b": NEW}
    assert files.failed == {}


def test_syncing_may_be_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: list[bool] = []
    monkeypatch.setattr(
        replacing, "sync_trees", lambda _parts, *, is_wanted: wanted.append(is_wanted)
    )
    files = Replacements(syncs=False)
    files.put(folder / "a", NEW)
    files.commit()
    assert wanted == [False]


def test_where_the_disk_does_not_take_them_the_files_are_written_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(replacing, "sync_trees", full)
    inode = (folder / "a").stat().st_ino
    files = Replacements(syncs=True)
    files.put(folder / "a", NEW)
    files.commit()
    assert everything_in(folder) == {"a": NEW, "b": OLD}
    assert (folder / "a").stat().st_ino == inode


def test_where_there_is_no_room_what_waits_makes_some_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk with room for one more file: smaller ones take their places, then the next is put."""
    opened = Path.open

    def crowded(path: Path, mode: str = "r", *args: int) -> object:
        if mode == "xb" and len(list(folder.iterdir())) > 2:
            raise OSError(28, "No space left on device")
        return opened(path, mode, *args)

    monkeypatch.setattr(Path, "open", crowded)
    inode = (folder / "b").stat().st_ino
    files = Replacements(syncs=False)
    for name in ("a", "b"):
        files.put(folder / name, NEW)
    files.commit()
    assert everything_in(folder) == {"a": NEW, "b": NEW}
    assert (folder / "b").stat().st_ino != inode


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_under_the_name_of_a_part_is_not_followed(folder: Path) -> None:
    precious = folder.parent / f"{folder.name}-precious"
    precious.write_bytes(OLD)
    for number in range(4):
        (folder / f".{number}.part").symlink_to(precious)
    files = Replacements(syncs=True)
    files.put(folder / "a", NEW)
    files.commit()
    assert (precious.read_bytes(), (folder / "a").read_bytes()) == (OLD, NEW)
    (folder / "a").unlink()
    (folder / "a").symlink_to(precious)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", _refused)
        files.put(folder / "a", NEW)
        files.commit()
    assert (precious.read_bytes(), list(files.failed)) == (OLD, [folder / "a"])


def _refused(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_many_files_with_one_long_name_are_kept_apart(folder: Path) -> None:
    """Names of parts are numbers: two files may begin with the same hundred letters."""
    names = [f"{'字' * 70}{number}" for number in range(3)]
    files = Replacements(syncs=False)
    for name in names:
        (folder / name).write_bytes(OLD)
        files.put(folder / name, name.encode())
    files.commit()
    assert [(folder / name).read_bytes() for name in names] == [name.encode() for name in names]
