"""Sites on hosts of their own: each folder can be served alone, and links between are absolute."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from conftest import APPROVED, SITES, House, everything_in
from lxml import etree

from lianzhan.model.report import PUBLISHED
from rendering.conftest import picture

SLUGS = ("hunan", "changsha", "furong", "hengyang")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Sites at https://{slug}.example.org/, with pictures and links between them."""
    folder = tmp_path_factory.mktemp("hosts")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    toml = house.content / "federation.toml"
    text = toml.read_text("utf-8").replace("example.org/{slug}/", "{slug}.example.org/")
    toml.write_text(text, "utf-8")
    house.write("hunan/articles/theory/x.jpg", picture(800, 600, kind="JPEG"))
    body = "![图](x.jpg) 见[长沙](../../changsha/articles/news/two.md)与[本站](../news/one.md)。"
    house.article("hunan/articles/theory/covered.md", body, APPROVED + "cover: x.jpg\n")
    report = house.build()
    assert report.exit_status == PUBLISHED, report.problems
    return house


def targets(text: str) -> list[str]:
    found = re.findall(r'(?:href|src)="([^"]+)"', text)
    found += [
        part.split()[0] for s in re.findall(r'srcset="([^"]+)"', text) for part in s.split(",")
    ]
    return found


@pytest.mark.parametrize("slug", SLUGS)
def test_a_site_needs_nothing_outside_its_folder(house: House, slug: str) -> None:
    root = (house.output / slug).resolve()
    for page in root.rglob("*.html"):
        for target in targets(page.read_text("utf-8")):
            if target.startswith("https://"):
                assert re.match(r"https://(\w+\.)?example\.org/", target), target
            elif not target.startswith("#"):
                file = (page.parent / target.partition("#")[0]).resolve()
                assert file.is_file(), (page, target)
                assert file.is_relative_to(root), (page, target)


def test_links_between_sites_are_absolute_and_within_a_site_relative(house: House) -> None:
    text = house.page("hunan/theory/covered.html")
    assert (
        '<a href="https://changsha.example.org/news/two.html" rel="noopener noreferrer">长沙</a>'
        in text
    )
    assert '<a href="../news/one.html">本站</a>' in text
    assert 'href="https://hunan.example.org/theory/covered.html"' in house.page("furong/index.html")


@pytest.mark.parametrize("slug", SLUGS)
def test_pictures_and_theme_files_stand_inside_each_site(house: House, slug: str) -> None:
    files = {path for path in everything_in(house.output / slug) if path.startswith("assets/")}
    assert sum(path.startswith("assets/pictures/") for path in files) == 5
    assert any(path.endswith("css/site.css") for path in files)


def test_the_portal_stands_alone_and_leads_to_every_site(house: House) -> None:
    text = house.page("index.html")
    assert '<link rel="canonical" href="https://example.org/">' in text
    for slug in SLUGS:
        assert f'href="https://{slug}.example.org/"' in text
    for target in targets(text):
        if not target.startswith(("https://", "#")):
            file = (house.output / target).resolve()
            assert file.is_file(), target
            assert file.relative_to(house.output).parts[0] in {
                "index.html",
                "assets",
                "mark.svg",
                "matrix.opml",
                "weave.svg",
            }
    tree = etree.fromstring((house.output / "matrix.opml").read_bytes())
    assert sorted(tree.xpath("//outline/@xmlUrl")) == sorted(
        f"https://{slug}.example.org/feed.xml" for slug in SLUGS
    )


def test_feeds_lead_to_the_host_of_the_articles_home(house: House) -> None:
    items = json.loads(house.page("furong/theory/feed.json"))["items"]
    (item,) = (item for item in items if item["url"].endswith("covered.html"))
    assert item["url"] == "https://hunan.example.org/theory/covered.html"
    assert item["image"].startswith("https://hunan.example.org/assets/pictures/")
    assert (house.output / "hunan" / item["image"].partition(".org/")[2]).is_file()
    feed = etree.fromstring((house.output / "furong/feed.xml").read_bytes())
    (own,) = (link for link in feed.iter("{*}link") if link.get("rel") == "self")
    assert own.get("href") == "https://furong.example.org/feed.xml"


def test_a_second_build_finds_nothing_to_do(house: House) -> None:
    before = everything_in(house.output)
    report = house.build()
    assert {site.status for site in report.sites} == {"unchanged"}
    assert everything_in(house.output) == before


def test_a_site_that_lost_a_picture_is_built_again(house: House) -> None:
    before = everything_in(house.output)
    (file,) = (house.output / "furong/assets/pictures").glob("*-square.jpg")
    file.unlink()
    assert {site.slug: site.status for site in house.build().sites}["furong"] == "built"
    assert everything_in(house.output) == before
