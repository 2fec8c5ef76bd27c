"""Shared files take their places whole, and what can't is told of those who use it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from lianzhan.building.shared_files import Output, SharedFiles, has_link
from lianzhan.output.manifest import Manifest

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Assets:
    """A set-up that knows some pictures and theme files, and notes which were asked for."""

    data: dict[str, bytes]
    asked: list[str] = field(default_factory=list)

    def has_asset(self, name: str) -> bool:
        return name in self.data

    def asset(self, name: str) -> bytes:
        self.asked.append(name)
        if name not in self.data:
            raise OSError(2, "not there", name)
        return self.data[name]


def using(*names: str) -> Manifest:
    return Manifest((), {}, assets=names)


@pytest.fixture
def output(tmp_path: Path) -> Output:
    (tmp_path / "output/assets/v").mkdir(parents=True)
    (tmp_path / "staging").mkdir()
    return Output(tmp_path / "output", tmp_path / "staging", syncs=False)


def shared(output: Output, assets: Assets, *, are_as_left: bool = False) -> SharedFiles:
    return SharedFiles(output, assets, are_as_left=are_as_left)


def test_without_a_staging_folder_nothing_goes_live(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="staged"):
        shared(Output(tmp_path, None), Assets({}))


def test_assets_that_are_missing_or_changed_are_put_in_place(output: Output) -> None:
    (output.folder / "assets/v/same").write_bytes(b"1")
    (output.folder / "assets/v/changed").write_bytes(b"?")
    files = shared(output, Assets({"v/same": b"1", "v/changed": b"2", "v/new": b"3"}))
    inode = (output.folder / "assets/v/same").stat().st_ino
    files.place_assets([using("v/same", "v/changed"), using("v/changed", "v/new")])
    found = {file.name: file.read_bytes() for file in (output.folder / "assets/v").iterdir()}
    assert found == {"same": b"1", "changed": b"2", "new": b"3"}
    assert (output.folder / "assets/v/same").stat().st_ino == inode


def test_assets_that_nobody_has_touched_are_not_read(output: Output) -> None:
    (output.folder / "assets/v/same").write_bytes(b"1")
    assets = Assets({"v/same": b"1", "v/new": b"3"})
    shared(output, assets, are_as_left=True).place_assets([using("v/same", "v/new")])
    assert assets.asked == ["v/new"]


def test_an_asset_that_the_cache_has_lost_stays_where_it_is_there(output: Output) -> None:
    (output.folder / "assets/v/old").write_bytes(b"1")
    files = shared(output, Assets({}))
    files.place_assets([using("v/old", "v/none")])
    assert files.unplaced(using("v/old")) == ""
    assert files.unplaced(using("v/old", "v/none")) == "assets/v/none: not there"
    assert (output.folder / "assets/v/old").read_bytes() == b"1"


def test_what_finds_no_place_is_told_of_all_that_use_any_of_it(output: Output) -> None:
    (output.folder / "assets/v/taken").mkdir()
    files = shared(output, Assets({"v/a": b"1", "v/taken": b"2"}))
    files.place_assets([using("v/a"), using("v/taken")])
    assert files.unplaced(using("v/a"))
    assert files.unplaced(using("v/other")) == ""


def test_files_take_their_places_in_their_order(output: Output) -> None:
    files = shared(output, Assets({}))
    (output.folder / "index.html").write_bytes(b"old")
    files.place_files({".well-known/x": b"1", "index.html": b"2"})
    files.place_files({"feed.xml": b"3"})
    assert (output.folder / ".well-known/x").read_bytes() == b"1"
    assert (output.folder / "index.html").read_bytes() == b"2"
    assert [*(output.staging / "root").iterdir()] == []


def test_no_file_is_put_behind_a_link(output: Output, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (output.folder / ".well-known").symlink_to(tmp_path / "elsewhere")
    files = shared(output, Assets({}))
    with pytest.raises(OSError, match="well-known/x"):
        files.place_files({"index.html": b"1", ".well-known/x": b"2", "feed.xml": b"3"})
    assert (output.folder / "index.html").exists()
    assert not (output.folder / "feed.xml").exists()
    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_only_links_on_the_way_count(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path)
    assert has_link(tmp_path, "a/b")
    assert not has_link(tmp_path, "a")
