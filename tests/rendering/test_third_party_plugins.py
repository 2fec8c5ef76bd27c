"""Pelican plugins of others do their work for every site, several sites in one process."""

from __future__ import annotations

import gzip
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import SITES, House
from lxml import etree

from lianzhan.model.report import PUBLISHED
from rendering.in_process import own_settings

if TYPE_CHECKING:
    from pathlib import Path

ROOT = "https://example.org/"
SLUGS = ("hunan", "changsha", "furong", "hengyang")
OPTIONS = """
PLUGINS += ["sitemap", "neighbors"]
SITEMAP = {"format": "xml", "exclude": ["404.html"]}
"""
NEIGHBOURS = (
    "{{ article.prev_article_in_category.address }}|{{ article.next_article_in_category.address }}|"
    "{{ article.prev_article.address }}|{{ article.next_article.address }}"
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Built by one worker with pelican-sitemap and pelican-neighbors."""
    folder = tmp_path_factory.mktemp("plugins")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    for site in ("hunan", "hunan/changsha"):
        for day in (9, 10):
            path = house.article(f"{site}/articles/news/day-{day}.md")
            file = house.content / path
            text = file.read_text("utf-8").replace("03-08 09:00", f"03-{day:02} 09:00")
            file.write_text(text, "utf-8")
    house.article("hunan/pages/about.md")
    overrides = folder / "overrides"
    overrides.mkdir()
    (overrides / "article.html").write_text(NEIGHBOURS, "utf-8")
    text = f"{OPTIONS}\nTHEME_TEMPLATES_OVERRIDES = [{str(overrides)!r}]\n"
    report = house.build(settings_file=own_settings(folder, text), jobs=1)
    assert report.exit_status == PUBLISHED, report.problems
    return house


def locations(folder: Path) -> list[str]:
    tree = etree.fromstring((folder / "sitemap.xml").read_bytes())
    return sorted(element.text for element in tree.iter("{*}loc"))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_sitemap_plugin_finds_every_page_of_the_site_and_no_other(
    house: House, slug: str
) -> None:
    folder = house.output / slug
    assert "changefreq" in (folder / "sitemap.xml").read_text("utf-8")
    pages = {file.relative_to(folder).as_posix() for file in folder.rglob("*.html")}
    wanted = {f"{ROOT}{slug}/{page.removesuffix('index.html')}" for page in pages - {"404.html"}}
    assert locations(folder) == sorted(wanted)


@pytest.mark.parametrize("slug", ["hunan", "changsha"])
def test_the_neighbors_plugin_sets_the_neighbours_at_each_site(house: House, slug: str) -> None:
    news = f"{ROOT}{slug}/news/"
    in_column = house.page(f"{slug}/news/day-9.html").split("|")[:2]
    last = {"hunan": "one", "changsha": "two"}[slug]
    assert in_column == [f"{news}{last}.html", f"{news}day-10.html"]
    assert house.page(f"{slug}/news/day-10.html").split("|")[1::2] == ["", ""]


WRITER = """
import gzip, os
from pelican import signals

def write(pelican):
    for path, data in FILES.items():
        file = os.path.join(pelican.output_path, path)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        if data is None:
            os.symlink(os.path.join(pelican.output_path, "index.html"), file)
        else:
            with open(file, "wb") as opened:
                opened.write(data)

def register():
    signals.finalized.connect(write)
"""


def test_what_a_plugin_writes_beside_the_pages_goes_live(tmp_path: Path) -> None:
    shutil.copytree(SITES / "valid", tmp_path / "content")
    house, files = (
        House(tmp_path),
        {
            "search/index.json": b'{"pages": []}',
            "sw.js": b"self.addEventListener('fetch', go)",
            ".well-known/x": b"x",
            "search/none": gzip.compress(b"\0\1\2"),
        },
    )
    writer = WRITER.replace("FILES", repr(files))
    report = house.build(settings_file=own_settings(tmp_path, writer=writer))
    assert report.exit_status == PUBLISHED, report.problems
    for path, data in files.items():
        assert (house.output / "changsha" / path).read_bytes() == data


@pytest.mark.parametrize(
    "files",
    [
        {"news/withheld.htm": b"<p>x"},
        {"news/one.txt": b"x"},
        {"drafts/x.html": b"<p>x"},
        {"x.htm": b"<a href='none.html'>x</a>"},
        {"x": b"<a href='none.html'>x</a>"},
        {"x.svg": b"<svg><a href='none.html'/></svg>"},
        {"x.html.gz": gzip.compress(b"<a href='none.html'>x</a>")},
        {"x.zip": b"PK\x03\x04"},
        {"x.html": None},
    ],
    ids=lambda files: next(iter(files)),
)
def test_what_a_plugin_leaks_keeps_the_site_from_going_live(
    tmp_path: Path, files: dict[str, bytes | None]
) -> None:
    shutil.copytree(SITES / "valid", tmp_path / "content")
    house, writer = House(tmp_path), WRITER.replace("FILES", repr(files))
    report = house.build(settings_file=own_settings(tmp_path, writer=writer))
    found = {(fault.code, dict(fault.details).get("page")) for fault in report.problems}
    (path,) = files
    assert found & {("audit-leak", path), ("audit-dead-link", path)}
    assert not (house.output / "hunan").exists()


def test_the_next_build_finds_nothing_to_do(house: House) -> None:
    report = house.build(settings_file=house.folder / "ownconf.py")
    assert {site.status for site in report.sites} == {"unchanged"}
