"""A site's record is used again only where a fresh reading would give the same."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from conftest import APPROVED, House, cache_in, plan_of
from rendering.conftest import picture

from lianzhan.gate import assess, records
from lianzhan.gate.records import AssessJob, ChangedError, cached_record, values_of
from lianzhan.gate.site_reading import read_site
from lianzhan.reading import scan
from lianzhan.runtime.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from lianzhan.building.check import ContentState
    from lianzhan.runtime.cache import Cache

ONE = "hunan/articles/news/one.md"
NEWS = "hunan/articles/news"
CITY = "hunan/changsha/articles/news"
SITES = {"hunan", "changsha", "furong", "hengyang"}
HOUR = 3600 * 1_000_000_000


@pytest.fixture
def kept(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house checked with a cache; no change is too late to be told from another."""
    monkeypatch.setattr(scan, "_LATELY", -HOUR)
    monkeypatch.setattr(scan, "_LATELY_IN_SECONDS", -HOUR)
    house.write("hunan/articles/news/a.png", picture(400, 300))
    house.write("hunan/images/b.png", picture(400, 300, "red"))
    house.write("hunan/changsha/images/c.png", picture(400, 300, "lime"))
    house.article(f"{NEWS}/a.md", "![图](a.png)")
    house.article(f"{CITY}/b.md", "![图](/hunan/images/b.png)")
    house.article(f"{CITY}/c.md", "![图](../../images/c.png)")
    house.article(f"{NEWS}/c.md", "![图](../../changsha/images/c.png)")
    house.article(f"{NEWS}/d.md", "![图](none.png) ![图](/shared/none.png)")
    house.article(f"{CITY}/d.md", "![图](/hunan/images/none.png)")
    house.article(f"{NEWS}/later.md", head=APPROVED + "expires: 2026-12-31\n")
    house.check(cache_of(house))
    return house


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """What a process holds of earlier builds is none of the cache's."""
    yield
    values_of.cache_clear()


def cache_of(house: House) -> Cache:
    return cache_in(house.folder / "cache")


class Readings:
    """Which sites the workers were asked to read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sites: list[str] = []
        run = Workers.run

        def noting(workers: Workers, function: Any, items: Iterable[Any]) -> Any:
            jobs = list(items)
            self.sites += [job.source.job.site.slug for job in jobs]
            return run(workers, function, jobs)

        monkeypatch.setattr(Workers, "run", noting)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Readings:
    return Readings(monkeypatch)


def assess_while(
    house: House, slug: str, change: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Assess a site as a worker does, and change something once its files have been read."""
    source = house.check(cache_of(house)).sources[slug]
    signature = scan.scan(house.content).sites[source.job.site.path]

    def late(*given: Any) -> object:
        found = read_site(*given)
        change()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(assess, "read_site", late)
        assess.assess_site(AssessJob(source, house.now, signature))


def plain(checked: ContentState) -> tuple[object, ...]:
    """All that a check finds, and the words that workers would render from it."""
    values_of.cache_clear()
    plans = {slug: plan_of(checked, slug) for slug in checked.sites}
    found = (checked.problems, checked.catalog, checked.decisions, checked.placements)
    return (*found, checked.paths, checked.published, checked.window, plans)


def rewrite(house: House, path: str, old: str, new: str) -> None:
    file = house.content / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def swap_pictures(house: House) -> None:
    """The picture's name now leads to other bytes of the same size."""
    shutil.copy(house.content / "hunan/images/b.png", house.content / NEWS / "a.png")


EDITS: dict[str, tuple[Callable[[House], object], set[str]]] = {
    "nothing": (lambda _house: None, set()),
    "an article": (lambda house: house.article(ONE, "另一段"), {"hunan"}),
    "a withdrawal": (lambda house: house.article(ONE, head="status: withdrawn\n"), {"hunan"}),
    "a new article": (lambda house: house.article(f"{NEWS}/x.md"), {"hunan"}),
    "a deletion": (lambda house: (house.content / ONE).unlink(), {"hunan"}),
    "a pick": (
        lambda house: house.write(
            "hunan/picks.toml", '[[picks]]\narticle = "hunan/changsha/articles/news/two.md"\n'
        ),
        {"hunan"},
    ),
    "a picture": (swap_pictures, {"hunan"}),
    "a picture that appears": (
        lambda house: house.write(f"{NEWS}/none.png", picture(40, 30)),
        {"hunan"},
    ),
    "a picture of the site above": (
        lambda house: house.write("hunan/images/b.png", picture(400, 300, "blue")),
        {"hunan", "changsha"},
    ),
    "a picture of the site above that appears": (
        lambda house: house.write("hunan/images/none.png", picture(40, 30)),
        {"hunan", "changsha"},
    ),
    "a picture of the site above that goes": (
        lambda house: (house.content / "hunan/images/b.png").unlink(),
        {"hunan", "changsha"},
    ),
    "a picture of the site above that a nearer one hides": (
        lambda house: house.write("hunan/changsha/hunan/images/b.png", picture(40, 30)),
        {"changsha"},
    ),
    "a picture of no site that appears": (
        lambda house: house.write("shared/none.png", picture(40, 30)),
        {"hunan"},
    ),
    "a picture of another site": (
        lambda house: house.write("hunan/changsha/images/c.png", picture(400, 300, "blue")),
        {"hunan", "changsha"},
    ),
    "a picture of another site that goes": (
        lambda house: (house.content / "hunan/changsha/images/c.png").unlink(),
        {"hunan", "changsha"},
    ),
    "a site's name": (
        lambda house: rewrite(house, "hunan/hengyang/site.toml", "衡阳", "雁峰"),
        {"hengyang"},
    ),
    "a column of its own": (
        lambda house: house.write(
            "hunan/hengyang/site.toml",
            'name = "衡阳市妇联"\nlevel = "city"\n[[columns]]\nslug = "own"\ntitle = "专栏"\n',
        ),
        {"hengyang"},
    ),
    "a configuration that breaks": (
        lambda house: house.write("hunan/hengyang/site.toml", "name = "),
        {"hengyang"},
    ),
    "the time zone": (
        lambda house: rewrite(house, "federation.toml", "Asia/Shanghai", "Asia/Urumqi"),
        SITES,
    ),
    "the review policy": (
        lambda house: house.write(
            "federation.toml",
            (house.content / "federation.toml").read_text("utf-8")
            + '\n[review]\nsteps = ["first", "final"]\n',
        ),
        SITES,
    ),
    "a column's limit": (
        lambda house: rewrite(
            house, "federation.toml", 'slug = "news"', 'slug = "news"\ntext_limit = 2'
        ),
        SITES,
    ),
    "the federation's name": (
        lambda house: rewrite(house, "federation.toml", "测试矩阵", "新矩阵"),
        set(),
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_only_sites_that_a_change_concerns_are_read_again_and_nothing_is_missed(
    kept: House, readings: Readings, edit: str
) -> None:
    act, read = EDITS[edit]
    act(kept)
    found = kept.check(cache_of(kept))
    assert set(readings.sites) == read
    assert plain(found) == plain(kept.check())
    assert len(readings.sites) == len(read) + len(SITES), "a fresh check reads every site"


@pytest.mark.parametrize(
    ("place", "link", "source"),
    [
        ("hunan/images/x.png", "", "/hunan/images/x.png"),
        ("hunan/images/x.png", "", "images/x.png"),
        ("hunan/images/deep/x.png", "hunan/changsha/articles/news/folder", "folder/x.png"),
        ("hunan/images/x.png", "hunan/changsha/images", "images/x.png"),
        ("hunan/images/x.png", "hunan/changsha/articles/news/x.png", "x.png"),
        ("hunan/changsha/images/x.png", "hunan/changsha/articles/news/x.png", "x.png"),
    ],
)
def test_a_picture_that_is_found_by_a_detour_is_watched_there(
    kept: House, place: str, link: str, source: str
) -> None:
    shutil.rmtree(kept.content / "hunan/changsha/images")
    kept.write(place, picture(400, 300))
    if link:
        file = kept.content / link
        target = kept.content / (place if link.endswith(".png") else place.rpartition("/")[0])
        file.symlink_to(os.path.relpath(target, file.parent))
    path = kept.article(f"{CITY}/detour.md", f"![图]({source})")
    before = kept.check(cache_of(kept)).catalog.entries[path].pictures
    assert before
    kept.write(place, picture(400, 300, "blue"))
    assert kept.check(cache_of(kept)).catalog.entries[path].pictures != before


def test_a_site_is_read_again_when_one_comes_to_stand_above_it(kept: House) -> None:
    """Also one that can't be used yet: its images are there all the same."""
    shutil.copytree(kept.content / "hunan/hengyang", kept.content / "hunan/east/chaling")
    kept.write("hunan/east/images/x.png", picture(400, 300))
    path = kept.article("hunan/east/chaling/articles/news/x.md", "![图](/hunan/east/images/x.png)")
    assert not kept.check(cache_of(kept)).catalog.entries[path].pictures
    kept.write("hunan/east/site.toml", "name = ")
    assert kept.check(cache_of(kept)).catalog.entries[path].pictures


@pytest.mark.parametrize(
    ("day", "reads"),
    [
        (datetime(2026, 11, 1, tzinfo=UTC), False),
        (datetime(2026, 12, 30, 15, 59, tzinfo=UTC), False),
        (datetime(2027, 1, 1, tzinfo=UTC), True),
        (datetime(2026, 3, 8, 1, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 8, 0, 59, 59, tzinfo=UTC), True),
        (datetime(2020, 1, 1, tzinfo=UTC), True),
    ],
)
def test_a_record_holds_until_a_date_comes_and_not_before_the_last_came(
    kept: House, readings: Readings, day: datetime, *, reads: bool
) -> None:
    """Time may go back, too: with --now, or a clock that was wrong."""
    kept.now = day
    found = kept.check(cache_of(kept))
    assert ("hunan" in readings.sites) is reads
    assert plain(found) == plain(kept.check())


def test_the_window_of_all_sites_ends_at_the_first_date_that_comes(kept: House) -> None:
    since, until = kept.check(cache_of(kept)).window
    assert since == datetime(2026, 3, 8, 1, tzinfo=UTC)
    kept.now = until - timedelta(seconds=1)
    assert kept.check().decisions[f"{NEWS}/later.md"].approved
    kept.now = until
    assert not kept.check().decisions[f"{NEWS}/later.md"].approved


def entries(house: House, end: str = "") -> list[Path]:
    found = sorted((house.folder / "cache/sites").glob(f"*{end}"))
    assert found
    return found


def keep(file: Path, body: bytes) -> None:
    """Write an entry as a build would."""
    assert cache_in(file.parents[1]).put(f"{file.parent.name}/{file.name}", body)


HARM: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-9]),
    "a wrong bit": lambda file: file.write_bytes(
        file.read_bytes()[:-1] + bytes([file.read_bytes()[-1] ^ 1])
    ),
    "gone": lambda file: file.unlink(),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "another value": lambda file: keep(file, pickle.dumps(("a", "b", "c"))),
    "no value": lambda file: keep(file, b"\x80\x05."),
    "another entry": lambda file: shutil.copy(entries_beside(file)[0], file),
}


def entries_beside(file: Path) -> list[Path]:
    return [other for other in sorted(file.parent.iterdir()) if other.suffix != file.suffix]


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("end", [".record", ".values"])
def test_damaged_entries_of_the_cache_do_no_harm(kept: House, harm: str, end: str) -> None:
    expected = plain(kept.check())
    for file in entries(kept, end):
        HARM[harm](file)
    assert plain(kept.check(cache_of(kept))) == expected
    kept.article(ONE, "另一段")
    assert plain(kept.check(cache_of(kept))) == plain(kept.check())


def test_without_a_cache_every_site_is_read_each_time(house: House, readings: Readings) -> None:
    house.check()
    house.check()
    assert len(readings.sites) == 2 * len(SITES)


def test_a_cache_that_can_not_be_written_costs_only_time(house: House, readings: Readings) -> None:
    (house.folder / "cache").write_text("a file where the folder should be", "utf-8")
    expected = plain(house.check())
    readings.sites.clear()
    for _ in range(2):
        assert plain(house.check(cache_of(house))) == expected
    assert len(readings.sites) == 2 * len(SITES)


def test_a_copied_cache_is_as_good(kept: House, readings: Readings, tmp_path: Path) -> None:
    shutil.copytree(kept.folder / "cache", tmp_path / "elsewhere")
    shutil.rmtree(kept.folder / "cache")
    found = kept.check(cache_in(tmp_path / "elsewhere"))
    assert readings.sites == []
    assert plain(found) == plain(kept.check())


def test_copied_content_is_read_again(kept: House, readings: Readings) -> None:
    """The system knows other files by the same names."""
    shutil.copytree(kept.content, kept.folder / "copy")
    shutil.rmtree(kept.content)
    (kept.folder / "copy").rename(kept.content)
    found = kept.check(cache_of(kept))
    assert set(readings.sites) == SITES
    assert plain(found) == plain(kept.check())


def test_a_record_is_not_that_of_another_code(
    kept: House, readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lianzhan.building.site_records.code_digest", lambda: "another")
    kept.check(cache_of(kept))
    assert set(readings.sites) == SITES


def test_a_file_that_changes_while_its_site_is_read_is_read_again(
    kept: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signature is older than what was read, so it never stands for it."""
    kept.article(ONE, "先写的")
    assess_while(kept, "hunan", lambda: kept.article(ONE, "后写的"), monkeypatch)
    assert plain(kept.check(cache_of(kept))) == plain(kept.check())


def test_a_picture_outside_that_changes_while_its_site_is_read_is_looked_at_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its signature is of what was read, so what comes after has another one."""
    house.write("hunan/images/b.png", picture(400, 300))
    path = house.article(f"{CITY}/b.md", "![图](/hunan/images/b.png)")
    time.sleep(0.15)
    before = house.check().catalog.entries[path].pictures
    later = picture(400, 300, "blue")
    assess_while(house, "changsha", lambda: house.write("hunan/images/b.png", later), monkeypatch)
    time.sleep(0.15)
    after = house.check(cache_of(house)).catalog.entries[path].pictures
    assert after == house.check().catalog.entries[path].pictures != before


def test_articles_that_the_cache_has_lost_come_from_the_files(kept: House) -> None:
    checked = kept.check(cache_of(kept))
    source, digest = checked.sources["hunan"], checked.records["hunan"].values
    expected = values_of(source, digest)
    shutil.rmtree(kept.folder / "cache")
    values_of.cache_clear()
    assert values_of(source, digest) == expected
    assert set(expected) == {path for path in checked.catalog.entries if path.startswith(NEWS[:14])}


def test_articles_that_are_no_longer_those_that_were_judged_are_never_given(kept: House) -> None:
    checked = kept.check(cache_of(kept))
    source, digest = checked.sources["hunan"], checked.records["hunan"].values
    kept.article(ONE, "没有人看过的文字。")
    assert "没有人看过" not in repr(values_of(source, digest)), "the cache still has those"
    values_of.cache_clear()
    for file in entries(kept, ".values"):
        file.unlink()
    with pytest.raises(ChangedError, match="hunan"):
        values_of(source, digest)


def test_articles_judged_later_are_not_taken_for_earlier_ones(kept: House) -> None:
    """Another build with the same cache may have judged other files since."""
    checked = kept.check(cache_of(kept))
    source, digest = checked.sources["hunan"], checked.records["hunan"].values
    kept.article(ONE, "后来的文字。")
    kept.check(cache_of(kept))
    with pytest.raises(ChangedError):
        values_of(source, digest)


def test_a_site_that_no_scan_has_seen_has_no_record_to_trust(kept: House) -> None:
    checked = kept.check(cache_of(kept))
    assert cached_record(checked.sources["hunan"], "", kept.now) is None


IN_ANOTHER_PROCESS = """
import sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from conftest import House, cache_in
from lianzhan.runtime.workers import Workers
Workers._result = None
folder = Path(sys.argv[1])
checked = House(folder).check(cache_in(folder / "cache"))
assert len(checked.records) == 4, checked.problems
"""


def test_a_record_is_good_in_another_process(house: House) -> None:
    """Whatever its hash seed."""
    time.sleep(0.15)
    house.check(cache_of(house))
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS, str(house.folder), *sys.path],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_what_is_held_of_other_sites_has_an_end(kept: House) -> None:
    assert records.values_of.cache_info().maxsize == 32
    checked = kept.check(cache_of(kept))
    plan_of(checked, "furong")
    plan_of(checked, "changsha")
    assert records.values_of.cache_info().hits > 0
    held = records.values_of.cache_info().currsize
    plan_of(checked, "hengyang")
    assert records.values_of.cache_info().currsize == held, "its own articles are not held"
