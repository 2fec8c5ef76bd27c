"""What changed below content/ shows in signatures, without a file being opened."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lianzhan.model.federation import SiteTree
from lianzhan.reading import scan as module
from lianzhan.reading.federation import read_federation
from lianzhan.reading.scan import Scan, file_signature, scan

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from conftest import House

SITES = {"hunan", "hunan/changsha", "hunan/changsha/furong", "hunan/hengyang"}
ONE = "hunan/articles/news/one.md"
TWO = "hunan/changsha/articles/news/two.md"
SECOND = 1_000_000_000


@pytest.fixture
def settled(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house whose files count as if no change were too late to be told from another."""
    monkeypatch.setattr(module, "_LATELY", -3600 * SECOND)
    monkeypatch.setattr(module, "_LATELY_IN_SECONDS", -3600 * SECOND)
    return house


def changed(before: Scan, after: Scan) -> set[str]:
    """The sites whose signatures differ; "tree" stands for that of the configuration."""
    slugs = {path for path in before.sites if after.sites.get(path) != before.sites[path]}
    slugs |= after.sites.keys() - before.sites.keys()
    return slugs | ({"tree"} if after.tree != before.tree else set())


def touch_back(file: Path, text: str) -> None:
    """Write a file of the same length and put its time back, as some tools of editors do."""
    info = file.stat()
    assert len(text.encode()) == info.st_size
    file.write_text(text, "utf-8")
    os.utime(file, ns=(info.st_atime_ns, info.st_mtime_ns))


def same_size(house: House) -> None:
    file = house.content / ONE
    touch_back(file, file.read_text("utf-8").replace("2026-03-08", "2026-03-09"))


def swap(house: House, one: str, other: str) -> None:
    (house.content / one).rename(house.content / "x")
    (house.content / other).rename(house.content / one)
    (house.content / "x").rename(house.content / other)


def replaced(house: House) -> None:
    """A copy of the same size and times takes the file's place."""
    file = house.content / ONE
    shutil.copy2(file, file.with_suffix(".new"))
    file.with_suffix(".new").rename(file)


CHANGES: dict[str, tuple[Callable[[House], object], set[str]]] = {
    "nothing": (lambda _house: None, set()),
    "an edit": (lambda house: house.article(ONE, "另一段"), {"hunan"}),
    "an edit below": (lambda house: house.article(TWO, "另一段"), {"hunan/changsha"}),
    "an edit of the same size and time": (same_size, {"hunan"}),
    "another file of the same size and time": (replaced, {"hunan"}),
    "a new article": (lambda house: house.article("hunan/articles/news/x.md"), {"hunan"}),
    "a new column": (lambda house: house.article("hunan/articles/x/x.md"), {"hunan"}),
    "an empty column": (lambda house: (house.content / "hunan/articles/x").mkdir(), {"hunan"}),
    "a deletion": (lambda house: (house.content / ONE).unlink(), {"hunan"}),
    "a new name": (
        lambda house: (house.content / ONE).rename(house.content / "hunan/articles/news/x.md"),
        {"hunan"},
    ),
    "another column": (
        lambda house: (house.content / ONE).rename(house.content / "hunan/articles/theory/one.md"),
        {"hunan"},
    ),
    "two that swap": (lambda house: swap(house, ONE, TWO), {"hunan", "hunan/changsha"}),
    "a picture": (lambda house: house.write("hunan/images/a/b.png", "x"), {"hunan", "tree"}),
    "a page": (lambda house: house.article("hunan/pages/x.md"), {"hunan", "tree"}),
    "a file of no kind": (lambda house: house.write("hunan/x.txt", "x"), {"hunan", "tree"}),
    "picks": (lambda house: house.write("hunan/picks.toml", ""), {"hunan", "tree"}),
    "a site's configuration": (
        lambda house: house.write("hunan/hengyang/site.toml", 'name = "x"\nlevel = "city"'),
        {"hunan/hengyang", "tree"},
    ),
    "the federation's": (lambda house: house.write("federation.toml", ""), {"tree"}),
    "a new site": (
        lambda house: house.write("hunan/zhuzhou/site.toml", ""),
        {"hunan", "hunan/zhuzhou", "tree"},
    ),
    "a site less": (
        lambda house: shutil.rmtree(house.content / "hunan/hengyang"),
        {"hunan", "hunan/hengyang", "tree"},
    ),
    "a site's folder under another name": (
        lambda house: (house.content / "hunan/hengyang").rename(house.content / "hunan/x"),
        {"hunan", "hunan/hengyang", "hunan/x", "tree"},
    ),
    "a folder that is a site no more": (
        lambda house: (house.content / "hunan/hengyang/site.toml").unlink(),
        {"hunan", "hunan/hengyang", "tree"},
    ),
    "a folder that lies in no site": (lambda house: house.write("x/y.md", ""), {"tree"}),
    "a hidden file": (lambda house: house.write("hunan/articles/news/.one.md.swp", "x"), set()),
    "a hidden folder": (lambda house: house.write("hunan/.git/site.toml", "x"), set()),
    "a file called like a configuration": (
        lambda house: house.write("hunan/articles/news/site.toml", ""),
        {"hunan"},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_shows_at_its_own_site_alone(settled: House, change: str) -> None:
    act, touched = CHANGES[change]
    before = scan(settled.content)
    act(settled)
    after = scan(settled.content)
    assert changed(before, after) == touched
    assert (after.signature != before.signature) is bool(touched)


@pytest.mark.parametrize(
    "folder", ["", "articles/", "images/", "hunan/articles/", "group/", "group/articles/", ".x/"]
)
def test_every_site_has_a_signature_wherever_its_folder_stands(house: House, folder: str) -> None:
    """One without would count as unchanged for ever: its withdrawals would not be seen."""
    house.write(f"{folder}zhuzhou/site.toml", 'name = "株洲市妇联"\nlevel = "city"\n')
    tree = read_federation(house.content)
    assert isinstance(tree, SiteTree)
    sites = {site.path for site in (*tree.federation.sites, *tree.broken)}
    assert scan(house.content).sites.keys() >= sites >= SITES


def test_a_link_shows_where_it_leads_and_what_is_there(settled: House) -> None:
    link = settled.content / "hunan/articles/news/link.md"
    target = settled.write("shared/a.md", "a")
    settled.write("shared/b.md", "a")
    os.utime(settled.content / "shared/b.md", ns=(1, target.stat().st_mtime_ns))
    seen = []
    for place in ("shared/a.md", "shared/b.md", "none.md", "shared"):
        link.unlink(missing_ok=True)
        link.symlink_to(settled.content / place)
        seen.append(scan(settled.content).sites["hunan"])
    assert len(set(seen)) == 4
    link.unlink()
    link.symlink_to(target)
    before = scan(settled.content)
    target.write_text("b", "utf-8")
    assert "hunan" in changed(before, scan(settled.content))


def test_a_link_in_a_circle_is_looked_at_once(settled: House) -> None:
    (settled.content / "hunan/articles/news/loop").symlink_to(".")
    (settled.content / "hunan/articles/news/self.md").symlink_to("self.md")
    before = scan(settled.content)
    assert changed(before, scan(settled.content)) == set()


@pytest.mark.parametrize(
    ("folder", "touched"),
    [
        ("hunan/articles/news", {"hunan", "tree"}),
        ("hunan/changsha", {"hunan/changsha", "hunan/changsha/furong", "tree"}),
        ("", {*SITES, "tree"}),
    ],
)
def test_a_folder_that_can_not_be_listed_is_not_as_it_was(
    settled: House, monkeypatch: pytest.MonkeyPatch, folder: str, touched: set[str]
) -> None:
    before, real = scan(settled.content), os.scandir

    def refusing(path: str) -> object:
        if Path(path) == settled.content / folder:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert changed(before, scan(settled.content)) == touched


def test_without_a_content_folder_there_are_no_sites(tmp_path: Path) -> None:
    assert scan(tmp_path / "none").sites == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_what_is_no_file_is_known_by_its_kind(settled: House) -> None:
    os.mkfifo(settled.content / "hunan/articles/news/pipe.md")
    before = scan(settled.content)
    assert changed(before, scan(settled.content)) == set()
    (settled.content / "hunan/articles/news/pipe.md").unlink()
    settled.write("hunan/articles/news/pipe.md", "")
    assert changed(before, scan(settled.content)) == {"hunan"}


def test_a_file_changed_a_moment_ago_never_matches_later(house: House) -> None:
    """A second change within a tick of the clock would have the same time."""
    shown = []
    for _ in range(2):
        house.write(ONE, "x")
        first, again = scan(house.content), scan(house.content)
        assert "hunan" in changed(first, again)
        shown.append(first.sites["hunan"])
    time.sleep(0.15)
    later = scan(house.content)
    assert later.sites["hunan"] not in shown
    assert changed(later, scan(house.content)) == set()


@pytest.mark.parametrize(
    ("time_ns", "seconds", "is_lasting"),
    [
        (5 * SECOND + 7, 0.05, False),
        (5 * SECOND + 7, 0.2, True),
        (5 * SECOND, 0.2, False),
        (5 * SECOND, 2.4, False),
        (5 * SECOND, 2.6, True),
        (5 * SECOND + 7, -60, False),
        (5 * SECOND, -60, False),
    ],
)
def test_whole_seconds_need_more_patience(
    time_ns: int, seconds: float, *, is_lasting: bool
) -> None:
    """Where the file system counts seconds, two changes may lie that far apart; or in the future."""
    info = os.stat_result(
        (0o100644, 1, 1, 1, 0, 0, 9, 0, 0, 0), {"st_mtime_ns": time_ns, "st_ctime_ns": time_ns}
    )
    now = time_ns + int(seconds * SECOND)
    assert (
        module._signature(info, now) == module._signature(info, now + 60 * SECOND)
    ) is is_lasting


def test_the_systems_own_time_counts_where_a_files_time_was_put_back(house: House) -> None:
    file = house.write(ONE, "x")
    os.utime(file, ns=(1, 1))
    now = file.stat().st_ctime_ns + 1  # however late this test is
    assert file_signature(file, now) != file_signature(file, now + SECOND)


def test_a_file_that_vanishes_while_its_folder_is_looked_at_ends_nothing(
    settled: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, scandir = scan(settled.content), os.scandir

    def vanishing(path: str) -> AbstractContextManager[list[os.DirEntry[str]]]:
        with scandir(path) as entries:
            found = list(entries)
        (settled.content / TWO).unlink(missing_ok=True)
        return nullcontext(found)

    monkeypatch.setattr(os, "scandir", vanishing)
    assert changed(before, scan(settled.content)) == {"hunan/changsha"}


def test_a_place_that_no_file_can_have_has_a_signature_too(tmp_path: Path) -> None:
    rows = [file_signature(tmp_path / name, 0) for name in ("none", "a\0b", "x" * 300)]
    assert len(set(rows)) == 3
    assert rows[0] == file_signature(tmp_path / "none", SECOND)


@pytest.mark.parametrize("path", ["public/CNAME", "public/.nojekyll", "public/.well-known/a/b"])
def test_files_for_the_host_count_also_where_their_names_are_hidden(
    settled: House, path: str
) -> None:
    """Nowhere else: editors and systems leave hidden files everywhere."""
    settled.write("public/.well-known/a/old", "x")
    before = scan(settled.content)
    assert scan(settled.content) == before
    file = settled.write(path, "a.example.org")
    assert changed(before, scan(settled.content)) == {"tree"}
    file.unlink()
    assert scan(settled.content) == before
    settled.write("hunan/.DS_Store", "x")
    assert scan(settled.content) == before
