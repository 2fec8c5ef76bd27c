"""Shared pictures and theme files go when nobody uses them any more, and not sooner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianzhan.building.shared_files import Output
from lianzhan.building.unused_assets import UnusedAssets, has_own_assets
from lianzhan.output.manifest import Manifest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

OLD, NEW, CSS = "pictures/old-400.webp", "pictures/new-400.webp", "v1/main.css"
PAGE = '<img src="../assets/pictures/old-400.webp">'


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output with two pictures, a theme file, and one site."""
    for path in (f"assets/{OLD}", f"assets/{NEW}", f"assets/{CSS}", "hunan/index.html"):
        (tmp_path / "output" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "output" / path).write_text("x", "utf-8")
    return tmp_path / "output"


def using(*names: str) -> Manifest:
    return Manifest((), {}, assets=names)


def after(
    house: House,
    output: Path,
    sites: dict[str, Manifest | None],
    released: tuple[str, ...] = (),
    *,
    everything: bool = True,
) -> tuple[set[str], list[str]]:
    """The shared assets that are left, and the codes of problems."""
    tree = house.check().tree
    assert tree is not None
    place, before = Output(output, None), {OLD, NEW}
    unused = UnusedAssets(place, tree.federation, sites, None, before, released)
    codes = [fault.code for fault in unused.delete(everything=everything)]
    folder = output / "assets"
    return {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()}, codes


def test_what_no_site_uses_goes_with_its_folder(house: House, output: Path) -> None:
    assert after(house, output, {"hunan": using(NEW)}) == ({NEW}, [])
    assert not (output / "assets/v1").exists()


def test_a_build_of_one_site_leaves_theme_files_alone(house: House, output: Path) -> None:
    found = after(house, output, {"hunan": using(NEW)}, everything=False)
    assert found == ({NEW, CSS}, [])


def test_a_site_without_manifest_may_use_any_theme_file_and_what_it_shows(
    house: House, output: Path
) -> None:
    (output / "hunan/index.html").write_text(PAGE, "utf-8")
    assert after(house, output, {"hunan": None}) == ({OLD, CSS}, [])


def test_a_portal_without_manifest_counts_like_a_site(house: House, output: Path) -> None:
    (output / "index.html").write_text(PAGE.replace("../", ""), "utf-8")
    assert after(house, output, {"hunan": using()}) == ({OLD, CSS}, [])


def test_where_not_all_can_be_read_only_what_is_gone_leaves(
    house: House, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_folder: object, error: object, **_: object) -> list[object]:
        error("news", OSError())
        return []

    monkeypatch.setattr("lianzhan.building.unused_assets.walk", unreadable)
    assert after(house, output, {"hunan": None}, (OLD,)) == ({NEW, CSS}, [])


def test_a_site_with_its_own_assets_uses_none_of_the_shared_ones(
    house: House, output: Path
) -> None:
    assert not has_own_assets(output / "hunan")
    (output / "hunan/assets").mkdir()
    assert has_own_assets(output / "hunan")
    assert after(house, output, {"hunan": using(NEW)}) == (set(), [])
    assert after(house, output, {"hunan": None}) == (set(), [])


def test_a_picture_that_can_not_be_deleted_is_named(house: House, output: Path) -> None:
    (output / f"assets/{OLD}").unlink()
    (output / f"assets/{OLD}").mkdir()
    left, codes = after(house, output, {"hunan": using(CSS)})
    assert (left, codes) == ({CSS}, ["still-live"])
