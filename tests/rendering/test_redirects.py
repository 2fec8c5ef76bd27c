"""The files that tell web servers where moved articles are, and that they go with them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, SITES, House

from lianzhan.output.manifest import read_manifest, read_portal
from lianzhan.output.public_files import public_files
from lianzhan.output.takedown.emergency import take_down_page

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "hunan/changsha/articles/news"


def made(folder: Path, address: str) -> House:
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    toml = house.content / "federation.toml"
    text = toml.read_text("utf-8").replace("example.org/{slug}/", address)
    toml.write_text(text, "utf-8")
    house.article(f"{NEWS}/招聘会.md", head=f"{APPROVED}aliases: [news/招聘, news/fair]\n")
    house.article("hunan/pages/us.md", head=f"{APPROVED}aliases: [pages/about]\n")
    site = (house.content / "hunan/site.toml").read_text("utf-8")
    house.write("hunan/site.toml", f'{site}footer = ["us"]\n')
    assert house.build().problems == ()
    return house


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> House:
    return made(tmp_path_factory.mktemp("shared"), "example.org/{slug}/")


@pytest.fixture(scope="module")
def own_hosts(tmp_path_factory: pytest.TempPathFactory) -> House:
    return made(tmp_path_factory.mktemp("hosts"), "{slug}.example.org/")


FAIR = "%E6%8B%9B%E8%81%98%E4%BC%9A"


def test_one_host_has_one_file_of_redirects(shared: House) -> None:
    assert shared.page("_redirects").splitlines() == [
        f"/changsha/news/%E6%8B%9B%E8%81%98.html /changsha/news/{FAIR}.html 301",
        f"/changsha/news/fair.html /changsha/news/{FAIR}.html 301",
        "/hunan/pages/about.html /hunan/pages/us.html 301",
    ]
    assert not (shared.output / "changsha/_redirects").exists()


def test_each_host_has_its_own(own_hosts: House) -> None:
    assert own_hosts.page("changsha/_redirects").splitlines() == [
        f"/news/fair.html /news/{FAIR}.html 301",
        f"/news/%E6%8B%9B%E8%81%98.html /news/{FAIR}.html 301",
    ]
    assert own_hosts.page("hunan/_redirects") == "/pages/about.html /pages/us.html 301\n"
    for folder in ("", "hengyang"):
        assert not (own_hosts.output / folder / "_redirects").exists()


@pytest.mark.parametrize("form", ["shared", "own_hosts"])
def test_nginx_looks_up_host_and_path_unquoted(form: str, request: pytest.FixtureRequest) -> None:
    house: House = request.getfixturevalue(form)
    host = "example.org/changsha" if form == "shared" else "changsha.example.org"
    lines = house.page("redirects.nginx.conf").splitlines()
    assert f'"{host}/news/招聘.html" "https://{host}/news/{FAIR}.html";' in lines
    assert len(lines) == 3


@pytest.mark.parametrize("form", ["shared", "own_hosts"])
def test_they_are_deployed_with_the_pages(form: str, request: pytest.FixtureRequest) -> None:
    house: House = request.getfixturevalue(form)
    found = public_files(house.output)
    assert found.strange == ()
    place = "_redirects" if form == "shared" else "hunan/_redirects"
    assert {place, "redirects.nginx.conf", "hunan/pages/about.html"} <= found.named.keys()


def test_they_are_gone_with_the_last_alias(shared: House, tmp_path: Path) -> None:
    shutil.copytree(shared.folder, tmp_path / "copy")
    house = House(tmp_path / "copy")
    house.article(f"{NEWS}/招聘会.md")
    house.article("hunan/pages/us.md")
    house.build()
    for file in ("_redirects", "redirects.nginx.conf", "changsha/news/fair.html"):
        assert not (house.output / file).exists()


@pytest.mark.parametrize("form", ["shared", "own_hosts"])
@pytest.mark.parametrize(
    "given", [f"{NEWS}/招聘会.md", f"{NEWS}/fair.md", "changsha/news/fair.html"]
)
def test_a_take_down_by_any_of_its_names_takes_them_too(
    form: str, given: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    shutil.copytree(request.getfixturevalue(form).output, output)
    done = take_down_page(output, given)
    assert (done.article, done.left) == (f"{NEWS}/招聘会.md", ())
    files = [file for file in output.rglob("*") if file.is_file()]
    words = ("招聘".encode(), FAIR[:18].encode(), b"fair.html")
    found = [f for f in files if any(w in f.read_bytes() + f.name.encode() for w in words)]
    assert [file.name for file in found if file.name != ".lianzhan-built"] == []
    site, portal = read_manifest(output / "changsha"), read_portal(output)
    assert site
    assert portal
    assert site.redirects == {}
    assert [*portal.redirects.values()] == ["hunan/pages/us.md"]
    assert "us.html" in (output / "redirects.nginx.conf").read_text("utf-8")
