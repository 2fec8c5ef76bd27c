"""Which files of a live folder a take-down looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianzhan.model.portal_files import PORTAL_FILES, SERVER_FILES
from lianzhan.output.manifest import NAME, Manifest
from lianzhan.output.takedown import live_folder
from lianzhan.output.takedown.live_folder import LiveFolder, files_to_free

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in ("index.html", "news/a.html", "news/deep/b.txt", NAME):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    return tmp_path


def test_of_a_site_all_files_but_its_manifest(folder: Path) -> None:
    found = files_to_free(LiveFolder("hn", folder, None), ())
    assert found.files == ("index.html", "news/a.html", "news/deep/b.txt")
    assert found.unlisted == ()


def test_of_the_portal_its_own_files_and_their_packed_copies(folder: Path) -> None:
    made = Manifest(("p", "t", "s"), {"index.html": "0", "matrix.opml": "0"}, (), ())
    found = files_to_free(LiveFolder("", folder, made), ())
    assert found.files == ("index.html", "index.html.gz", "matrix.opml", "matrix.opml.gz")
    unknown = files_to_free(LiveFolder("", folder, None), ()).files
    assert set(unknown) == {
        name for file in (*PORTAL_FILES, *SERVER_FILES) for name in (file, f"{file}.gz")
    }


def walk_without(
    hidden: str, error: OSError
) -> Callable[[Path, Callable[[str, OSError], object]], Iterator[tuple[str, None]]]:
    """A walk that can't list one folder."""
    from lianzhan.runtime.no_links import walk

    def walked(
        folder: Path, on_error: Callable[[str, OSError], object]
    ) -> Iterator[tuple[str, None]]:
        on_error(hidden, error)
        yield from ((p, None) for p, _ in walk(folder, on_error) if not p.startswith(hidden))

    return walked


def test_a_folder_that_can_not_be_listed_is_named_and_its_planned_files_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = PermissionError(13, "no")
    monkeypatch.setattr(live_folder, "walk", walk_without("news/", refused))
    found = files_to_free(LiveFolder("hn", folder, None), ("news/a.html", "pages/c.html"))
    assert found.files == ("index.html", "news/a.html")
    assert found.unlisted == (("news/", refused),)


def test_a_folder_that_is_gone_meanwhile_is_no_trouble(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_folder, "walk", walk_without("news/", FileNotFoundError(2, "gone")))
    assert files_to_free(LiveFolder("hn", folder, None), ("news/a.html",)).unlisted == ()


def test_nothing_is_looked_at_behind_a_link(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "linked").symlink_to(tmp_path_factory.mktemp("mine"))
    monkeypatch.setattr(live_folder, "walk", walk_without("", PermissionError(13, "no")))
    planned = ("linked/x.html", "news/a.html")
    assert files_to_free(LiveFolder("hn", folder, None), planned).files == ("news/a.html",)
