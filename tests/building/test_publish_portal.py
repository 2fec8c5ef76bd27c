"""The portal shows the sites that stand in the end; what it can't be is told, and nothing is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, House, cache_in
from real_workers import Noting, die

from lianzhan.building.last_build import Left
from lianzhan.building.outdated import compare, read_manifests
from lianzhan.building.publish import Publication
from lianzhan.building.publish_portal import Portal
from lianzhan.building.shared_files import Output
from lianzhan.building.site_jobs import AllStaged
from lianzhan.model.portal_files import PORTAL_FILES
from lianzhan.rendering.build_setup import read_build_setup
from lianzhan.runtime.job import DIED

if TYPE_CHECKING:
    from pathlib import Path

LOST = '{% block main %}{% if site.name == "芙蓉区妇联" %}{{ nothing.at.all }}{% endif %}'
BUILD = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from lianzhan.building.build import Request, build

if __name__ == "__main__":
    settings, folder, theme = map(Path, sys.argv[1:])
    now = datetime(2026, 11, 1, tzinfo=UTC)
    report = build(Request(settings, folder / "content", folder / "output", theme, folder / "cache", now, jobs=1))
    codes, statuses = [f.code for f in report.problems], {s.slug: s.status for s in report.sites}
    print(json.dumps([codes, statuses, sorted(sys.modules)]))
"""
RENDERERS = {"pelican", "jinja2", "PIL", "nh3", "comrak", "feedgen"}
OURS = ("lianzhan.building.staging", "lianzhan.rendering.portal", "lianzhan.rendering.pelican.site")


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme by which one site can't be rendered."""
    shutil.copytree(ROOT / "themes/lianzhan", tmp_path / "theme")
    home = tmp_path / "theme/templates/index.html"
    text = home.read_text("utf-8")
    assert "{% block main %}" in text
    home.write_text(text.replace("{% block main %}", LOST), "utf-8")
    return tmp_path / "theme"


def build_apart(house: House, theme: Path) -> Any:
    """Build in a process of its own; return codes, statuses, and the modules that it has loaded."""
    (house.folder / "run.py").write_text(BUILD, "utf-8")
    arguments = [house.folder / "run.py", ROOT / "pelicanconf.py", house.folder, theme]
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_builds_own_process_renders_nothing(house: House, theme: Path) -> None:
    """A site is lost when the portal has been rendered with it: another portal is needed then."""
    house.renew()
    codes, statuses, modules = build_apart(house, theme)
    assert codes == ["site-failed"]
    assert statuses["furong"] == "removed"
    assert {*statuses.values()} == {"built", "removed"}
    assert "长沙" in house.page("index.html")
    assert "芙蓉" not in house.page("index.html")
    assert RENDERERS.intersection(modules) == set()
    assert [name for name in OURS if name in modules] == []
    codes, statuses, modules = build_apart(house, ROOT / "themes/lianzhan")
    assert (codes, {*statuses.values()}) == ([], {"built"})
    assert "芙蓉" in house.page("index.html")
    assert RENDERERS.intersection(modules) == set()


def portal_of(house: House, folder: Path, workers: Noting) -> Portal:
    """The portal of a house whose sites all stand, with no file of it staged."""
    checked, request = house.check(cache_in(house.folder / "cache")), house.request()
    files = (request.settings_file, request.content, request.theme)
    setup = read_build_setup(*files, cache_in(request.cache))
    found = compare(house.output, read_manifests(house.output), checked, setup, Left({}, {}))
    folder.mkdir(exist_ok=True)
    output = Output(house.output, folder, syncs=False)
    going = Publication(output, checked, setup, AllStaged({}, None, ()), found)
    return Portal(going, checked.sites, workers)


def test_a_portal_that_nobody_has_rendered_is_rendered_by_a_worker(
    house: House, tmp_path: Path
) -> None:
    house.build()
    built = {name: house.page(name) for name in PORTAL_FILES}
    assert portal_of(house, tmp_path / "s", current := Noting()).place().unchanged
    assert current.asked == []
    (house.output / "index.html").write_text("<p>", "utf-8")
    workers = Noting()
    portal = portal_of(house, tmp_path / "s", workers)
    assert portal.place().written == 1
    assert [function.function for function, _ in workers.asked] == ["stage_portal"]
    assert portal.is_current
    assert {name: house.page(name) for name in PORTAL_FILES} == built


def test_a_portal_that_no_worker_renders_is_a_problem_and_stands_as_it_was(
    house: House, tmp_path: Path
) -> None:
    house.build()
    (house.output / "index.html").write_text("<p>", "utf-8")
    portal = portal_of(house, tmp_path / "s", Noting("PortalJob", die))
    assert portal.place().written == 0
    (fault,) = portal._build.problems
    assert (fault.code, fault.details) == ("portal-failed", (("reason", DIED),))
    assert not portal.is_current
    assert house.page("index.html") == "<p>"


NEWS = "hunan/changsha/furong/articles/news/lamp.md"


def test_news_of_a_site_that_cant_be_built_hold_the_portal_up_no_longer(
    house: House, theme: Path
) -> None:
    """They have no page yet; what other sites have published since is shown."""
    house.build()
    house.article(NEWS, title="一盏灯")
    house.article("hunan/hengyang/articles/news/boat.md", title="一条船")
    report = house.build(theme=theme)
    assert {site.slug: site.status for site in report.sites}["furong"] == "kept"
    assert "furong/news/lamp.html" not in house.page("index.html")
    assert "hengyang/news/boat.html" in house.page("index.html")
    house.build()
    assert "furong/news/lamp.html" in house.page("index.html")


def test_what_is_withdrawn_leaves_the_news_of_a_portal_that_cant_be_rendered(
    house: House, tmp_path: Path
) -> None:
    house.article(NEWS, title="一盏灯")
    house.build()
    assert "一盏灯" in house.page("index.html")
    shutil.copytree(ROOT / "themes/lianzhan", tmp_path / "broken")
    (tmp_path / "broken/templates/portal.html").write_text("{{ 1/0 }}", "utf-8")
    house.article(NEWS, head="status: withdrawn\n", title="一盏灯")
    report = house.build(theme=tmp_path / "broken")
    assert "portal-failed" in {fault.code for fault in report.problems}
    page = house.page("index.html")
    assert "一盏灯" not in page
    assert "lamp.html" not in page
    assert "芙蓉区" in page
