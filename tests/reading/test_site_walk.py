"""The walk over content/: which folders are sites, and what else lies there."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import conftest
import pytest

from lianzhan.model.federation import Column
from lianzhan.reading.site_walk import Walk

if TYPE_CHECKING:
    from pathlib import Path

FEDERATION = replace(conftest.FEDERATION, columns=(Column("news", "动态", (), pinned=True),))
CITY = 'name = "市"\nlevel = "city"\n'


def write(content: Path, **files: str) -> None:
    """Write files; `__` in a name stands for /, and the last `_` for the dot."""
    for name, text in files.items():
        stem, _, ending = name.replace("__", "/").rpartition("_")
        file = content / f"{stem}.{ending}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def walked(content: Path) -> Walk:
    walk = Walk(content, FEDERATION)
    walk.visit_all()
    return walk


def faults(walk: Walk) -> list[tuple[str, str]]:
    own = [fault for folder in walk.folders if folder.table for fault in folder.table.problems]
    return sorted((fault.path, fault.code) for fault in (*walk.problems, *own))


def test_folders_with_a_site_toml_are_sites_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, b__site_toml=CITY, a__x__site_toml=CITY, a__site_toml=CITY, c__note_txt="")
    walk = walked(tmp_path)
    assert [folder.path for folder in walk.folders] == ["a", "a/x", "b"]
    assert [folder.site.slug for folder in walk.folders if folder.site] == ["a", "x", "b"]
    assert faults(walk) == []


def test_content_itself_is_no_site_and_hidden_folders_are_not_looked_into(tmp_path: Path) -> None:
    write(tmp_path, site_toml=CITY, a__site_toml=CITY)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "site.toml").write_text(CITY, "utf-8")
    assert [folder.path for folder in walked(tmp_path).folders] == ["a"]


@pytest.mark.parametrize("inside", ["articles", "pages", "images"])
def test_a_sites_own_folders_hold_no_sites_and_no_strays(tmp_path: Path, inside: str) -> None:
    write(tmp_path, a__site_toml=CITY)
    write(tmp_path / "a" / inside, x__site_toml=CITY, x__y_md="")
    walk = walked(tmp_path)
    assert [folder.path for folder in walk.folders] == ["a"]
    assert walk.strays == []


def test_the_hosts_own_folder_holds_no_sites(tmp_path: Path) -> None:
    write(tmp_path, public__site_toml=CITY, public__a_md="", a__public__site_toml=CITY)
    walk = walked(tmp_path)
    assert [folder.path for folder in walk.folders] == ["a/public"]
    assert walk.strays == []


def test_markdown_of_folders_that_are_no_sites_strays(tmp_path: Path) -> None:
    write(tmp_path, README_md="", a__site_toml=CITY, a__note_md="", b__articles__news__x_MD="")
    write(tmp_path, b__y_markdown="", b__z_txt="")
    assert walked(tmp_path).strays == ["b/y.markdown", "b/articles/news/x.MD"]


def test_a_site_toml_with_a_fault_leaves_its_folder_and_the_fault(tmp_path: Path) -> None:
    write(tmp_path, a__site_toml="name = ", b__site_toml='name = "b"\nlevel = "moon"\n')
    walk = walked(tmp_path)
    assert [(folder.path, folder.site) for folder in walk.folders] == [("a", None), ("b", None)]
    assert faults(walk) == [("a/site.toml", "config-syntax"), ("b/site.toml", "config-value")]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_are_noted_and_those_to_folders_a_fault(tmp_path: Path) -> None:
    write(tmp_path, a__site_toml=CITY, other__x_txt="")
    (tmp_path / "a" / "to-folder").symlink_to("../other")
    (tmp_path / "a" / "to-file").symlink_to("../other/x.txt")
    (tmp_path / "a" / "nowhere").symlink_to("none")
    (tmp_path / "a" / "images").symlink_to("../other")
    (tmp_path / "other" / "x.toml").symlink_to("x.txt")
    walk = walked(tmp_path)
    assert walk.links == ["a/nowhere", "a/to-file", "a/to-folder"]
    assert faults(walk) == [("a/to-folder", "outside-content")]


def test_a_folder_that_can_not_be_listed_is_known_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, a__site_toml=CITY, a__b__site_toml=CITY, c__site_toml=CITY)
    scandir = os.scandir

    def refusing(path: str | os.PathLike[str]) -> object:
        if os.fspath(path) == os.fspath(tmp_path / "a" / "b"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    walk = walked(tmp_path)
    assert [folder.path for folder in walk.folders] == ["a", "c"]
    assert walk.unreadable == ["a/b"]
    assert faults(walk) == [("a/b", "unreadable-file")]


def test_a_folder_that_can_be_listed_alone_is_a_site_of_which_nothing_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, a__site_toml=CITY, a__b__site_toml=CITY)
    lstat = os.lstat

    def refusing(path: str | os.PathLike[str]) -> os.stat_result:
        if os.fspath(path) == os.fspath(tmp_path / "a" / "site.toml"):
            raise PermissionError(13, "Permission denied", path)
        return lstat(path)

    monkeypatch.setattr(os, "lstat", refusing)
    walk = walked(tmp_path)
    assert [(folder.path, folder.table) for folder in walk.folders] == [("a", None)]
    assert walk.unreadable == ["a"]
