"""Nothing of anybody else's is overwritten: where an export may go, and where not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lianzhan.output.exports.place import (
    MARKER,
    OF_EXISTING,
    OF_FILE,
    OF_FOLDER,
    OF_LINK,
    OF_NO_PARENT,
    OF_OTHERS,
    OF_SOURCES,
    ExportPlace,
    PlaceRefusedError,
    export_place,
    marker_text,
)
from lianzhan.output.exports.writing import export_to

if TYPE_CHECKING:
    from pathlib import Path


def place(path: Path | str, *kept: Path, may_replace: bool = False) -> ExportPlace:
    return export_place(str(path), kept, may_replace=may_replace)


def refusal(path: Path | str, *kept: Path, may_replace: bool = False) -> str:
    with pytest.raises(PlaceRefusedError) as refused:
        place(path, *kept, may_replace=may_replace)
    assert refused.value.text.format(**refused.value.details)
    return refused.value.text


def exported(folder: Path) -> Path:
    with export_to(place(folder)) as into:
        into.add("01-甲/01-正文.txt", "文".encode())
        into.add("清单.csv", b"x")
        into.finish()
    return folder


def test_a_new_folder_an_empty_one_and_a_new_archive_may_be_written(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert place(tmp_path / "new").path == tmp_path / "new"
    assert not place(tmp_path / "empty").is_archive
    assert place(tmp_path / "a.ZIP").is_archive


def test_an_earlier_export_may_be_replaced(tmp_path: Path) -> None:
    folder = exported(tmp_path / "a")
    (folder / "Thumbs.db").write_bytes(b"of Windows")
    (folder / "01-甲/.DS_Store").write_bytes(b"of macOS")
    (folder / "清单.csv").unlink()
    assert place(folder).path == folder


@pytest.mark.parametrize(
    ("path", "data"),
    [("notes.txt", b"mine"), ("01-甲/my.txt", b"mine"), ("清单.csv", b"corrected")],
)
def test_one_that_somebody_worked_in_is_left_alone(tmp_path: Path, path: str, data: bytes) -> None:
    folder = exported(tmp_path / "a")
    (folder / path).write_bytes(data)
    with pytest.raises(PlaceRefusedError) as refused:
        place(folder)
    assert (refused.value.text, refused.value.details["found"]) == (OF_OTHERS, path)


def test_a_file_that_became_a_link_is_somebody_elses(tmp_path: Path) -> None:
    folder = exported(tmp_path / "a")
    (tmp_path / "x").write_bytes(b"x")
    (folder / "清单.csv").unlink()
    (folder / "清单.csv").symlink_to(tmp_path / "x")
    assert refusal(folder) == OF_OTHERS


@pytest.mark.parametrize(
    "marker",
    [
        "{}",
        "[]",
        "",
        "\udcff",
        "[" * 100_000,
        '{"lianzhan-export": 2, "files": {"x": "y"}}',
        '{"files": {"x": "y"}}',
        '{"lianzhan-export": 1, "files": ["x"]}',
    ],
    ids=["empty", "list", "nothing", "bytes", "deep", "later", "unsigned", "no-table"],
)
def test_a_folder_whose_marker_is_not_ours_is_somebody_elses(tmp_path: Path, marker: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / MARKER).write_text(marker, "utf-8", "surrogateescape")
    (tmp_path / "a" / "x").write_bytes(b"")
    assert refusal(tmp_path / "a") == OF_OTHERS


def test_a_marker_is_no_leave_for_files_that_it_does_not_list(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text(marker_text({"../x": "d"}), "utf-8")
    (tmp_path / "x").write_bytes(b"x")
    assert refusal(tmp_path) == OF_OTHERS
    assert json.loads(marker_text({"b": "1", "a": "2"}))["files"] == {"a": "2", "b": "1"}


def test_neither_content_nor_output_is_written_into(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "hunan").mkdir(parents=True)
    (tmp_path / "link").symlink_to(content)
    for path in (content, content / "new", content / "hunan/a.zip", tmp_path / "link/new"):
        assert refusal(path, content) == OF_SOURCES
    assert refusal(f"{content}/hunan/../x", content) == OF_SOURCES
    assert place(tmp_path / "content-2", content).path.name == "content-2"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    for name, target in (("link", "real"), ("a.zip", "nowhere")):
        (tmp_path / name).symlink_to(target)
        assert refusal(tmp_path / name, may_replace=True) == OF_LINK


def test_an_archive_is_replaced_only_if_told(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(b"old")
    assert refusal(archive) == OF_EXISTING
    assert place(archive, may_replace=True).path == archive


def test_what_is_there_must_be_of_the_kind_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.zip").mkdir()
    (tmp_path / "b").write_bytes(b"")
    assert refusal(tmp_path / "a.zip", may_replace=True) == OF_FOLDER
    assert refusal(tmp_path / "b", may_replace=True) == OF_FILE
    assert refusal(tmp_path / "none/a") == OF_NO_PARENT


def test_this_folder_has_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert place(".").path == tmp_path / "here"
    (tmp_path / "here/x").write_bytes(b"")
    assert refusal(".") == OF_OTHERS
    assert refusal("..") == OF_OTHERS
