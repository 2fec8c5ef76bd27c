"""What can't be looked into, or has lost its site.toml, is not gone: real builds, as a real user."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from cli import unmeasured
from conftest import APPROVED, ROOT, TESTS, WHOLE, House, everything_in

from lianzhan.reading import scan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ONE = "hunan/articles/news/one.md"
TWO = "hunan/changsha/articles/news/two.md"
TWO_PAGE = "changsha/news/two.html"
IS_ROOT = os.name != "nt" and os.geteuid() == 0
needs_permissions = pytest.mark.skipif(
    os.name == "nt" or (IS_ROOT and not shutil.which("setpriv")),
    reason="needs setpriv (util-linux), to build as a user whom permissions stop",
)
BUILD = """
import json, sys
from pathlib import Path
from conftest import House
report = House(Path(sys.argv[1])).build()
sites = {site.slug: site.status for site in report.sites}
print(json.dumps([report.exit_status, sites, sorted({p.code for p in report.problems})]))
"""


@dataclass(frozen=True)
class Outcome:
    status: int
    sites: dict[str, str]
    codes: list[str]


def stopped_build(house: House) -> Outcome:
    """Build in a process that permissions stop, as they don't stop root."""
    stop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if IS_ROOT else []
    command = [*stop, sys.executable, "-c", BUILD, str(house.folder)]
    environment = unmeasured(PYTHONPATH=os.pathsep.join([str(ROOT / "plugins"), str(TESTS)]))
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Outcome(*json.loads(done.stdout.splitlines()[-1]))


def withdraw(house: House, path: str) -> None:
    house.article(path, head="status: withdrawn\n")


def naming(house: House, name: str) -> list[str]:
    """The files of the output that are called so, or lead to what is."""
    return [
        p for p, data in everything_in(house.output).items() if name in p or name.encode() in data
    ]


@pytest.fixture
def live(house: House) -> House:
    house.article(TWO, head=APPROVED + "offer: province\n")
    house.write("hunan/picks.toml", f'[[picks]]\narticle = "{TWO}"\n')
    assert house.build().exit_status == 0
    return house


@needs_permissions
@pytest.mark.parametrize("mode", [0o000, 0o444, 0o644] if WHOLE else [0o000])
@pytest.mark.parametrize(
    ("folder", "kept"),
    [
        ("hunan/hengyang", {"hengyang"}),
        ("hunan/changsha", {"changsha", "furong", "hunan"}),
        ("hunan/changsha/articles", {"changsha", "hunan"}),
        ("hunan/changsha/articles/news", {"changsha", "hunan"}),
        ("hunan/changsha/furong", {"furong"}),
    ],
)
def test_what_can_not_be_entered_stands_and_a_withdrawal_elsewhere_goes(
    live: House, folder: str, mode: int, kept: set[str]
) -> None:
    """Also where the names in a folder can be listed, but nothing behind them looked at."""
    before = everything_in(live.output)
    withdraw(live, ONE)
    (live.content / folder).chmod(mode)
    try:
        done = stopped_build(live)
    finally:
        (live.content / folder).chmod(0o755)
    assert done.status == 1
    assert {slug for slug, status in done.sites.items() if status == "kept"} == kept
    assert naming(live, "news/one.html") == []
    assert {*before} - {*everything_in(live.output)} == {"hunan/news/one.html"}
    assert live.build().exit_status == 0


@needs_permissions
@pytest.mark.parametrize("mode", [0o000, 0o644])
def test_content_that_can_not_be_entered_changes_nothing(live: House, mode: int) -> None:
    before = everything_in(live.output)
    live.content.chmod(mode)
    try:
        done = stopped_build(live)
    finally:
        live.content.chmod(0o755)
    assert (done.status, done.codes) == (2, ["unreadable-file"])
    assert everything_in(live.output) == before


@needs_permissions
@pytest.mark.parametrize(
    "link", ["hunan/x", "hunan/changsha/notes.md", "hunan/changsha/articles/news/x.md"]
)
def test_a_link_that_may_not_be_followed_is_a_fault_of_its_own(live: House, link: str) -> None:
    before = everything_in(live.output)
    closed = live.folder / "closed"
    (closed / "below").mkdir(parents=True)
    (live.content / link).symlink_to(closed / "below")
    closed.chmod(0)
    try:
        done = stopped_build(live)
    finally:
        closed.chmod(0o755)
    assert (done.status, done.codes) == (1, ["outside-content"])
    assert everything_in(live.output) == before


LINK = "outside-content"


def lost(house: House) -> None:
    (house.content / "hunan/changsha/site.toml").unlink()


def renamed(house: House) -> None:
    file = house.content / "hunan/changsha/site.toml"
    file.rename(file.with_name("site.toml.txt"))


def linked(place: str, target: str) -> Callable[[House], None]:
    """A change that puts a link in the place of a folder."""

    def put(house: House) -> None:
        elsewhere = house.folder / "elsewhere"
        shutil.move(house.content / place, elsewhere)
        (house.content / place).symlink_to(elsewhere if target == "itself" else target)

    return put


def wrong_level(house: House) -> None:
    text = 'name = "长沙市妇联"\nlevel = "province"\n'
    house.write("hunan/changsha/site.toml", text)


LOSSES: dict[str, tuple[str, Callable[[House], None]]] = {
    "site.toml deleted": ("config-missing", lost),
    "site.toml renamed": ("config-missing", renamed),
    "site a link": (LINK, linked("hunan/changsha", "itself")),
    "site a dead link": (LINK, linked("hunan/changsha", "none")),
    "all sites a link": (LINK, linked("hunan", "itself")),
    "articles a link": (LINK, linked("hunan/changsha/articles", "itself")),
    "articles a dead link": (LINK, linked("hunan/changsha/articles", "none")),
    "column a link": (LINK, linked("hunan/changsha/articles/news", "itself")),
    "column a dead link": (LINK, linked("hunan/changsha/articles/news", "none")),
    "pushed column a link": (LINK, linked("hunan/articles/theory", "itself")),
    "all pushed articles a link": (LINK, linked("hunan/articles", "none")),
    "level of the site above": ("config-value", wrong_level),
}
"""Slips, each with the one error that names it."""


@pytest.mark.parametrize("loss", LOSSES)
def test_no_slip_with_a_folder_takes_anything_down(live: House, loss: str) -> None:
    """Nor what others picked from there, nor the site's place among its neighbours."""
    before = everything_in(live.output)
    code, happen = LOSSES[loss]
    happen(live)
    for _ in range(2):
        report = live.build()
        assert report.exit_status == 1
        assert [fault.code for fault in report.problems if fault.is_error] == [code]
        assert everything_in(live.output) == before
    assert not any(site.status in ("built", "removed") for site in report.sites)


@pytest.mark.parametrize(
    "loss", ["site.toml deleted", "site.toml renamed", "level of the site above"]
)
def test_what_is_withdrawn_from_a_site_that_lost_its_place_goes(live: House, loss: str) -> None:
    LOSSES[loss][1](live)
    withdraw(live, TWO)
    assert live.build().exit_status == 1
    assert naming(live, "two.html") == []
    assert (live.output / "changsha/index.html").exists()


def test_what_is_deleted_from_a_site_that_lost_its_site_toml_goes(live: House) -> None:
    live.article("hunan/changsha/articles/news/three.md")
    live.build()
    lost(live)
    (live.content / TWO).unlink()
    live.build()
    assert naming(live, "two.html") == []
    assert (live.output / "changsha/news/three.html").exists()


def test_a_site_whose_folder_holds_no_article_any_more_is_removed(live: House) -> None:
    lost(live)
    shutil.rmtree(live.content / "hunan/changsha/articles")
    live.build()
    assert not (live.output / "changsha").exists()
    assert (live.output / "furong/index.html").exists()


def test_a_tree_with_a_link_is_settled_anew_for_each_output(
    live: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dead link is no fault where no site stood, and one where a site stands."""
    monkeypatch.setattr(scan, "_LATELY", 0)  # so that the cache may be used at once
    monkeypatch.setattr(scan, "_LATELY_IN_SECONDS", 0)
    shutil.rmtree(live.content / "hunan/hengyang")
    (live.content / "hunan/hengyang").symlink_to("none")
    other = tmp_path / "other"
    assert live.build(output=other).exit_status == 0
    assert live.build().exit_status == 1
    assert (live.output / "hengyang/index.html").exists()
