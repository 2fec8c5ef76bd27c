"""A site's manifest says what its folder holds, and is believed only as far as it is true."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lianzhan.model.federation import ASSETS
from lianzhan.model.report import Changes
from lianzhan.output.manifest import (
    NAME,
    Manifest,
    changes,
    digests_of,
    files_below,
    has_assets,
    is_complete,
    read_manifest,
    read_portal,
    write_manifest,
)
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from pathlib import Path

MADE_FROM = ("plan", "theme", "setup")
PATHS = ("a/articles/x.md", "a/articles/y.md")
FILES = {"index.html": "甲", "news/index.html": "乙", "news/巾帼.html": "丙"}


def described(folder: Path, known: dict[str, str] | None = None) -> Manifest:
    """The manifest of a folder as it stands."""
    files = digests_of(folder, files_below(folder), known or {})
    return Manifest(MADE_FROM, files, PATHS, ("theme-1/x.css",))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site beside the assets that it uses."""
    folder = tmp_path / "output" / "hunan"
    for path, text in {**FILES, "../assets/theme-1/x.css": "x"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    write_manifest(folder, described(folder))
    return folder


def read(folder: Path) -> Manifest:
    manifest = read_manifest(folder)
    assert manifest is not None
    return manifest


def test_what_is_written_is_read_back(site: Path) -> None:
    manifest = read(site)
    assert manifest == described(site)
    assert sorted(manifest.files) == sorted(FILES)
    assert len(set(manifest.files.values())) == len(FILES)
    assert files_below(site) == sorted(FILES)


def test_a_folder_without_a_manifest_has_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "none") is None
    assert files_below(tmp_path / "none") == []


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b'{"made_from": ["d"], "files": {}, "articles": []}',
        b'{"made_from": ["d"], "files": [], "articles": [], "assets": []}',
        b'{"made_from": ["d"], "files": {}, "articles": null, "assets": []}',
        b'{"made_from": ["d"], "files": {}, "articles": [], "assets": 1}',
        b'{"made_from": 1, "files": {}, "articles": [], "assets": []}',
        b'{"digest": "d", "files": {}, "entries": [], "assets": []}',
    ],
)
def test_a_damaged_manifest_counts_as_none(site: Path, text: bytes) -> None:
    (site / NAME).write_bytes(text)
    assert read_manifest(site) is None


AWAY = [
    "../victim.txt", "pictures/../../victim.txt", "/etc/passwd", "a/..", "..", ".", "a/./b", "a//b", "a/",
    "", "a\\..\\b", "C:x", "c:/x", "a\0b",
]  # fmt: skip


@pytest.mark.parametrize("name", AWAY)
def test_a_manifest_that_leads_out_of_its_folder_counts_as_none(site: Path, name: str) -> None:
    manifest = read(site)
    for field in ({"files": {name: "0"}}, {"assets": (name,)}, {"articles": (name,)}):
        write_manifest(site, replace(manifest, **field))  # type: ignore[arg-type]
        assert read_manifest(site) is None


@pytest.mark.parametrize(
    "name", ["a/b.html", "a b/二.html", ".well-known/x", "a/..b", "...", "ab:c.txt"]
)
def test_other_names_are_as_good_as_any(site: Path, name: str) -> None:
    write_manifest(site, replace(read(site), files={name: "0"}, assets=(name,), articles=(name,)))
    assert read(site).assets == (name,)


@pytest.mark.parametrize("name", ["hunan/index.html", ".lianzhan", ".lianzhan.json", ".staging"])
def test_the_portal_names_nothing_of_a_site_and_nothing_of_the_build(site: Path, name: str) -> None:
    portal = Manifest(MADE_FROM, {"index.html": "0"})
    write_manifest(site, portal)
    assert read_portal(site) == portal
    write_manifest(site, Manifest(MADE_FROM, {"index.html": "0", name: "0"}))
    assert read_portal(site) is None


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
def test_a_link_or_pipe_is_no_manifest(site: Path) -> None:
    (site / NAME).rename(site / "elsewhere")
    (site / NAME).symlink_to("elsewhere")
    assert read_manifest(site) is None
    (site / NAME).unlink()
    os.mkfifo(site / NAME)
    assert read_manifest(site) is None


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_folder_with_a_link_to_another_is_not_complete(site: Path) -> None:
    manifest = read(site)
    (site / "news/linked").symlink_to("..")
    assert not is_complete(site, manifest)


def test_assets_that_may_not_be_seen_are_not_there(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_path: object, **_options: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "stat", refused)
    assert not has_assets(site, read(site))


def test_a_folder_is_complete_as_long_as_nothing_is_missing_or_new(site: Path) -> None:
    manifest = read(site)
    assert is_complete(site, manifest)
    (site / "stray.html").write_text("x", "utf-8")
    assert not is_complete(site, manifest)
    (site / "stray.html").unlink()
    assert is_complete(site, manifest)
    (site / "news/index.html").unlink()
    assert not is_complete(site, manifest)


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_folder_is_complete_as_long_as_every_byte_is_the_same(site: Path, path: str) -> None:
    manifest = read(site)
    whole = (site / path).read_bytes()
    (site / path).write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    assert not is_complete(site, manifest)
    (site / path).write_bytes(whole)
    assert is_complete(site, manifest)


def test_a_folder_in_the_place_of_a_file_is_not_complete(site: Path) -> None:
    """Nor is one whose files can't be read: a link to nowhere has no bytes."""
    (site / "index.html").unlink()
    (site / "index.html").symlink_to("nowhere")
    assert not is_complete(site, read(site))


def test_digests_that_are_known_are_not_made_again(site: Path) -> None:
    known = {"index.html": digest_of_bytes("甲".encode())}
    assert described(site, known).files == read(site).files
    assert described(site, {"index.html": "x"}).files["index.html"] == "x"


def test_a_site_whose_assets_are_gone_has_them_no_more(site: Path) -> None:
    manifest = read(site)
    assert has_assets(site, manifest)
    (site.parent / ASSETS / "theme-1/x.css").unlink()
    assert not has_assets(site, manifest)


def test_assets_may_stand_inside_the_site(site: Path) -> None:
    """As they do where each site has a host of its own."""
    (site.parent / ASSETS).rename(site / ASSETS)
    manifest = described(site)
    assert f"{ASSETS}/theme-1/x.css" in manifest.files
    assert is_complete(site, manifest)
    assert has_assets(site, manifest)


@pytest.mark.parametrize(
    ("before", "after", "counted"),
    [
        (None, {"a": "1", "b": "2"}, Changes(written=2)),
        ({"a": "1"}, {"a": "1"}, Changes(unchanged=1)),
        ({"a": "1"}, {"a": "2"}, Changes(written=1)),
        ({"a": "1", "b": "2"}, {"a": "1", "c": "2"}, Changes(1, 1, 1)),
        ({"a": "1"}, {}, Changes(deleted=1)),
    ],
)
def test_changes_count_what_readers_get_anew(
    before: dict[str, str] | None, after: dict[str, str], counted: Changes
) -> None:
    old = Manifest(("d",), before) if before is not None else None
    assert changes(old, Manifest(("d",), after)) == counted


def test_changes_add_up() -> None:
    assert Changes(1, 2, 3) + Changes(10, 20, 30) == Changes(11, 22, 33)
