"""A build that would change nothing ends at once; any change at all, and it looks closely."""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, ROOT, House, cache_in, everything_in
from rendering.in_process import own_settings

from lianzhan.building.build import _Build
from lianzhan.building.inputs import read_inputs, unchanged_report
from lianzhan.building.last_build import LastBuild, read_last_build, signatures, write_last_build
from lianzhan.model.report import PUBLISHED, UNCHANGED, Changes, Report, SiteResult
from lianzhan.output.output_lock import STAGING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lianzhan.building.request import Request
    from lianzhan.runtime.cache import Cache

ONE = "hunan/articles/news/one.md"
LATER = datetime(2026, 12, 31, tzinfo=UTC)


@pytest.fixture
def built(house: House) -> House:
    """A house with a theme and settings of its own, built once, some time after its last change."""
    shutil.copytree(ROOT / "themes/lianzhan", house.folder / "theme")
    own_settings(house.folder)
    house.article("hunan/articles/news/ends.md", head=APPROVED + "expires: 2026-12-31 08:00\n")
    time.sleep(0.15)
    assert build(house).exit_status == PUBLISHED
    return house


def own(house: House) -> dict[str, object]:
    return {"theme": house.folder / "theme", "settings_file": house.folder / "ownconf.py"}


def build(house: House, **changes: object) -> Report:
    return house.build(**own(house), **changes)


def is_unchanged(request: Request) -> bool:
    return unchanged_report(request, read_inputs(request)) is not None


def ends_at_once(house: House, **changes: object) -> bool:
    return is_unchanged(house.request(**{**own(house), **changes}))


def append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)


def test_an_unchanged_build_reads_nothing_and_says_so(
    built: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, first = everything_in(built.folder), read_last_build(*key(built))
    assert first is not None
    monkeypatch.setattr(_Build, "run", None)
    report = build(built)
    assert everything_in(built.folder) == before
    assert report.exit_status == PUBLISHED
    assert {site.status for site in report.sites} == {UNCHANGED}
    assert {site.reason for site in report.sites} == {""}
    assert all(site.pages for site in report.sites)
    assert (report.files.written, report.files.deleted) == (0, 0)
    assert report.files.unchanged == first.report.files.unchanged > 4 * 15
    assert (report.published, report.withheld) == (4, ())
    assert report.seconds > 0


def key(house: House) -> tuple[Cache, Path]:
    return cache_in(house.folder / "cache"), house.output


def move(house: House) -> None:
    file = house.output / "hunan/news/one.html"
    file.rename(house.output / "hunan/theory/one.html")


CHANGES: dict[str, Callable[[House], object]] = {
    "an article": lambda house: house.article(ONE, "另一段"),
    "a new file": lambda house: house.write("hunan/articles/news/x.png", "x"),
    "a deletion": lambda house: (house.content / ONE).unlink(),
    "the same bytes again": lambda house: house.write(ONE, (house.content / ONE).read_bytes()),
    "a site's name": lambda house: append(house.content / "hunan/site.toml", "# x\n"),
    "the federation": lambda house: append(house.content / "federation.toml", "# x\n"),
    "a template": lambda house: append(house.folder / "theme/templates/base.html", " "),
    "a style": lambda house: append(house.folder / "theme/static/css/site.css", " "),
    "a setting": lambda house: append(house.folder / "ownconf.py", "DEFAULT_PAGINATION = 3\n"),
    "a page of the output": lambda house: append(house.output / "hunan/index.html", " "),
    "a page of the output is gone": lambda house: (house.output / "hunan/index.html").unlink(),
    "a page of the output under another name": lambda house: (
        house.output / "hunan/index.html"
    ).rename(house.output / "hunan/x.html"),
    "a page of the output in another folder": move,
    "a page more": lambda house: (house.output / "hunan/news/x.html").write_text("x"),
    "a folder more": lambda house: (house.output / "hunan/news/x").mkdir(),
    "a site of the output is gone": lambda house: shutil.rmtree(house.output / "furong"),
    "the manifest": lambda house: append(house.output / "hunan/.lianzhan.json", " "),
    "a picture or style of the output": lambda house: shutil.rmtree(house.output / "assets"),
    "the portal": lambda house: append(house.output / "index.html", " "),
    "the portal is gone": lambda house: (house.output / "matrix.opml").unlink(),
    "a file for the host": lambda house: house.write("public/.well-known/x", "code"),
    "somebody's file for the host": lambda house: (
        (house.output / ".well-known").mkdir(),
        (house.output / ".well-known/x").write_text("x"),
    ),
    "it has become a preview": lambda house: (house.output / ".lianzhan-preview").touch(),
    "somebody's file": lambda house: (house.output / "CNAME").write_text("x"),
    "somebody's folder": lambda house: (house.output / "x").mkdir(),
    "what a build that was killed has left": lambda house: (house.output / STAGING / "hunan").mkdir(
        parents=True
    ),
    "the killed one's name": lambda house: (house.output / ".lianzhan-holder").write_text(
        "x · PID 1", "utf-8"
    ),
    "no output": lambda house: shutil.rmtree(house.output),
    "another output in its place": lambda house: (
        house.output.rename(house.folder / "x"),
        shutil.copytree(house.folder / "x", house.output),
    ),
    "no cache": lambda house: shutil.rmtree(house.folder / "cache"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_build_after_any_change_does_not_end_at_once(built: House, change: str) -> None:
    assert ends_at_once(built)
    CHANGES[change](built)
    assert not ends_at_once(built)


@pytest.mark.parametrize("left", ["what a build that was killed has left", "the killed one's name"])
def test_what_a_build_that_was_killed_has_left_is_cleared_away(built: House, left: str) -> None:
    before = everything_in(built.output)
    CHANGES[left](built)
    assert {site.status for site in build(built).sites} == {UNCHANGED}
    assert everything_in(built.output) == before
    assert not (built.output / STAGING).exists()
    assert ends_at_once(built)


def test_what_is_asked_for_decides_too(built: House, tmp_path: Path) -> None:
    """The moment, the site, the overrides, the folders."""
    assert ends_at_once(built, now=LATER - timedelta(seconds=1))
    assert not ends_at_once(built, now=LATER)
    assert not ends_at_once(built, now=datetime(2026, 3, 8, 0, 59, 59, tzinfo=UTC))
    assert ends_at_once(built, now=datetime(2026, 3, 8, 1, tzinfo=UTC))
    assert not ends_at_once(built, site="hunan")
    assert not ends_at_once(built, overrides=(("DEFAULT_PAGINATION", 3),))
    assert not ends_at_once(built, output=tmp_path / "other")
    assert not ends_at_once(built, cache=tmp_path / "other")
    shutil.copytree(built.content, tmp_path / "copy")
    assert not ends_at_once(built, content=tmp_path / "copy")
    shutil.copytree(ROOT / "themes/lianzhan", tmp_path / "same")
    assert ends_at_once(built, theme=tmp_path / "same")
    assert ends_at_once(built, jobs=2, strict=True)


def test_a_change_that_is_put_back_ends_at_once_after_one_build(built: House) -> None:
    text = (built.content / ONE).read_text("utf-8")
    built.article(ONE, "另一段")
    (built.content / ONE).write_text(text, "utf-8")
    assert not ends_at_once(built)
    time.sleep(0.15)
    assert {site.status for site in build(built).sites} == {UNCHANGED}
    assert ends_at_once(built)


def test_a_build_whose_portal_failed_leaves_no_stamp(built: House) -> None:
    portal = built.folder / "theme/templates/portal.html"
    sound = portal.read_text("utf-8")
    portal.write_text("{{ nothing.at.all }}", "utf-8")
    assert [fault.code for fault in build(built).problems] == ["portal-failed"]
    assert not ends_at_once(built)
    portal.write_text(sound, "utf-8")
    assert build(built).exit_status == PUBLISHED


def test_a_build_that_kept_a_site_leaves_no_stamp(built: House) -> None:
    """The next one tries again: what kept it may not lie in the content."""
    built.write("hunan/hengyang/site.toml", "name = ")
    time.sleep(0.15)
    assert {site.status for site in build(built).sites} == {"kept", UNCHANGED}
    assert not ends_at_once(built)


def test_a_build_with_problems_says_them_again(built: House) -> None:
    built.article("hunan/articles/news/bad.md", head=APPROVED + "colour: red\n")
    time.sleep(0.15)
    first = build(built)
    assert ends_at_once(built)
    again = build(built)
    assert (again.problems, again.exit_status) == (first.problems, first.exit_status)
    assert again.problems


def test_a_build_of_one_site_neither_leaves_nor_trusts_a_stamp(house: House) -> None:
    time.sleep(0.15)
    house.build(site="hunan")
    assert not is_unchanged(house.request())


def test_a_file_changed_a_moment_before_the_build_is_looked_at_again(house: House) -> None:
    """It may have changed once more without a sign. The theme's sheets are put together already."""
    house.build()
    house.article(ONE)
    house.build()
    assert not is_unchanged(house.request())


STAMP = LastBuild(
    "made", LATER, LATER, {"hunan": "x"},
    Report((SiteResult("hunan", "built", 3, 0.5, "new"),), 3, (), (), Changes(2, 1, 1), 1.0, 0),
)  # fmt: skip


@pytest.mark.parametrize(
    ("status", "is_kept"),
    [("built", True), ("unchanged", True), ("kept", False), ("removed", False)],
)
def test_only_a_build_that_left_every_site_as_it_should_be_is_stamped(
    tmp_path: Path, status: str, *, is_kept: bool
) -> None:
    cache, output = cache_in(tmp_path / "cache"), tmp_path / "output"
    sites = (*STAMP.report.sites, SiteResult("x", status, 1))
    report = Report(sites, 0, (), (), Changes(), 1.0, 0)
    write_last_build(cache, output, LastBuild("made", LATER, LATER, {}, report))
    assert (read_last_build(cache, output) is not None) is is_kept


def test_a_stamp_says_what_the_next_build_will_find(tmp_path: Path) -> None:
    cache, output = cache_in(tmp_path / "cache"), tmp_path / "output"
    assert read_last_build(cache, output) is None
    write_last_build(cache, output, STAMP)
    found = read_last_build(cache, output)
    assert found is not None
    assert (found.made_from, found.since, found.until, found.left) == (
        STAMP.made_from, STAMP.since, STAMP.until, STAMP.left,
    )  # fmt: skip
    assert found.report.sites == (SiteResult("hunan", "unchanged", 3),)
    assert found.report.files == Changes(unchanged=3)
    assert read_last_build(cache, tmp_path / "other") is None


def test_another_value_in_the_place_of_a_stamp_counts_as_none(tmp_path: Path) -> None:
    cache, output = cache_in(tmp_path / "cache"), tmp_path / "output"
    write_last_build(cache, output, STAMP)
    (file,) = (tmp_path / "cache/builds").iterdir()
    cache.save(f"builds/{file.name}", ("no", "stamp"))
    assert read_last_build(cache, output) is None


@pytest.fixture
def output(tmp_path: Path) -> Path:
    for path in ("a/x/1.html", "a/y/0.html", "b/1.html", "index.html", ".hidden/x"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "change",
    [
        lambda output: (output / "a/x/1.html").write_text("other", "utf-8"),
        lambda output: (output / "a/x/1.html").unlink(),
        lambda output: (output / "a/x/1.html").rename(output / "a/x/2.html"),
        lambda output: (output / "a/x/1.html").rename(output / "a/1.html"),
        lambda output: (output / "a/x/1.html").rename(output / "a/y/1.html"),
        lambda output: (output / "a/y/0.html").rename(output / "a/x/0.html"),
        lambda output: (output / "a/x").rename(output / "a/z"),
        lambda output: (output / "a/x/new").mkdir(),
        lambda output: (output / "a/x/.new").write_text("", "utf-8"),
        lambda output: (output / "a/x/new").symlink_to("1.html"),
        lambda output: os.utime(output / "a/x/1.html", ns=(1, 1)),
        lambda output: shutil.copytree(output / "a", output / "c") and swap(output),
    ],
)
def test_a_signature_knows_every_file_below_its_folder(
    output: Path, change: Callable[[Path], object]
) -> None:
    before = signatures(output)
    assert before.keys() == {"a", "b", "index.html"}
    change(output)
    after = signatures(output)
    assert after["a"] != before["a"]
    assert (after["b"], after["index.html"]) == (before["b"], before["index.html"])


def swap(output: Path) -> None:
    (output / "a").rename(output / ".a")
    (output / "c").rename(output / "a")


def test_a_file_beside_the_sites_has_a_signature_of_its_own(output: Path) -> None:
    before = signatures(output)
    (output / "index.html").write_text("other", "utf-8")
    assert {name for name, text in signatures(output).items() if text != before[name]} == {
        "index.html"
    }


def test_without_an_output_there_are_no_signatures(tmp_path: Path) -> None:
    assert signatures(tmp_path / "none") == {}


def test_a_folder_that_can_not_be_listed_is_not_as_it_was(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = signatures(output), os.scandir

    def refusing(path: object) -> object:
        if str(path).endswith("/x"):
            raise PermissionError(13, "Permission denied")
        return real(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", refusing)
    after = signatures(output)
    assert after["a"] != before["a"]
    assert after["b"] == before["b"]


def test_a_folder_that_can_not_be_listed_hides_no_other_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has changed beside it is another output."""
    for name in ("a", "m", "z"):
        (tmp_path / "site" / name).mkdir(parents=True)
        (tmp_path / "site" / name / "index.html").write_text("x", "utf-8")
    scandir = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("/m"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    for name in ("a", "z"):
        before = signatures(tmp_path)
        assert before == signatures(tmp_path)
        append(tmp_path / "site" / name / "index.html", "y")
        assert signatures(tmp_path) != before
