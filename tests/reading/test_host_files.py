"""content/public/ is read without following a link, and everything in it passes or is named."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from real_workers import one_worker

from lianzhan.building.check import check
from lianzhan.reading.host_files import read_host_files

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

CODE = "0a" * 16


def write(house: House, **files: str) -> None:
    for name, text in files.items():
        house.write(f"public/{name}", text)


def named(house: House) -> dict[str, str]:
    return {fault.path: fault.code for fault in read_host_files(house.content).problems}


def test_without_the_folder_there_is_nothing(house: House) -> None:
    found = read_host_files(house.content)
    assert (found.files, found.problems, found.is_unread) == ((), (), False)


def test_files_pass_with_their_bytes_also_below_well_known(house: House) -> None:
    files = {"CNAME": "a.example.org\r\n", ".well-known/a/b/c": CODE, ".nojekyll": ""}
    write(house, **files)
    found = read_host_files(house.content)
    assert {file.path: file.data.decode() for file in found.files} == files
    assert found.problems == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes are POSIX")
def test_no_link_is_followed_and_no_pipe_waited_for(house: House, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a.example.org", "utf-8")
    write(house, **{"sogousiteverification.txt": CODE, ".well-known/x": CODE})
    public = house.content / "public"
    (public / "CNAME").symlink_to(tmp_path / "secret")
    (public / f"{CODE}.txt").symlink_to("sogousiteverification.txt")
    (public / ".well-known/folder").symlink_to(tmp_path)
    os.mkfifo(public / "BingSiteAuth.xml")
    found = read_host_files(house.content)
    assert {file.path for file in found.files} == {".well-known/x", "sogousiteverification.txt"}
    assert not found.is_unread
    assert named(house) == dict.fromkeys(
        [
            "public/CNAME",
            f"public/{CODE}.txt",
            "public/.well-known/folder",
            "public/BingSiteAuth.xml",
        ],
        "host-file",
    )


def test_a_link_in_the_place_of_the_folder_is_named(house: House, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/CNAME").write_text("a.example.org", "utf-8")
    (house.content / "public").symlink_to(tmp_path / "elsewhere")
    assert read_host_files(house.content).files == ()
    assert named(house) == {"public": "host-file"}


def test_other_folders_are_named_and_not_looked_into(house: House) -> None:
    write(house, **{"hunan/x.html": "x", ".git/config": "x", "well-known/x": CODE})
    folders = ("public/hunan", "public/.git", "public/well-known")
    assert named(house) == dict.fromkeys(folders, "host-file")


def test_a_file_above_the_limit_is_not_read(house: House) -> None:
    with house.write("public/favicon.ico", "").open("r+b") as file:
        file.truncate(1 << 40)
    assert named(house) == {"public/favicon.ico": "host-file-content"}


@pytest.mark.skipif(os.name == "nt", reason="names of bytes are POSIX")
def test_a_name_that_is_no_text_is_named(house: House) -> None:
    (house.content / "public").mkdir()
    (house.content / "public" / os.fsdecode(b"x\xff\x1b.html")).touch()
    assert named(house) == {"public/x?\x1b.html": "host-file"}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are POSIX")
def test_what_can_not_be_read_is_no_file_that_was_taken_away(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(house, CNAME="a.example.org")

    def refused(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("lianzhan.reading.host_files.read_seen", refused)
    found = read_host_files(house.content)
    assert (found.files, found.is_unread) == ((), True)
    assert named(house) == {"public/CNAME": "unreadable-file"}


def test_the_folder_is_no_site_and_its_problems_are_found_by_a_check(house: House) -> None:
    house.write("public/site.toml", 'name = "站"\nlevel = "province"\n')
    house.article("public/articles/theory/x.md")
    checked = house.check()
    assert sorted(checked.paths) == ["changsha", "furong", "hengyang", "hunan"]
    found = {fault.path: fault.code for fault in checked.problems}
    assert found == {"public/site.toml": "host-file", "public/articles": "host-file"}


def test_a_folder_of_that_name_inside_a_site_is_as_any_other(house: House) -> None:
    text = (house.content / "hunan/hengyang/site.toml").read_text("utf-8")
    house.write("hunan/public/site.toml", text.replace("衡阳", "公安"))
    assert "public" in check(house.content, house.now, one_worker(), None).paths
