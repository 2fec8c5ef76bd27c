"""The example federation, built once and read by the tools that readers and validators use."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import jsonschema
import pytest
from conftest import ROOT, WHOLE, House, everything_in
from rendering.in_process import stage

from lianzhan.model.report import PUBLISHED, Report
from lianzhan.output import manifest

VNU = ROOT / ".cache/validators/node_modules/vnu-jar/build/dist/vnu.jar"
FEEDS = ("feed.xml", "atom.xml")


@pytest.fixture(scope="module")
def example(
    tmp_path_factory: pytest.TempPathFactory, example_content: Path
) -> tuple[House, Report]:
    """The project's example, built at a fixed moment."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(example_content, folder / "content")
    house = House(folder, datetime(2026, 11, 1, tzinfo=UTC))
    return house, house.build(jobs=2)


def test_it_builds_without_a_problem(example: tuple[House, Report]) -> None:
    _, report = example
    assert report.problems == ()
    assert report.exit_status == PUBLISHED
    assert len(report.sites) == 138
    assert {site.status for site in report.sites} == {"built"}


def test_it_is_hunan_as_it_is(example: tuple[House, Report]) -> None:
    """1 province, 14 cities, 122 counties (GB/T 2260), and one unit without a code."""
    house, _ = example
    tree = house.check().tree
    assert tree is not None
    codes = [site.code for site in tree.federation.sites if site.code]
    assert len(set(codes)) == len(codes) == 137
    assert sum(code.endswith("0000") for code in codes) == 1
    assert sum(code.endswith("00") and not code.endswith("0000") for code in codes) == 14
    assert sum(not code.endswith("00") for code in codes) == 122
    assert sum(site.code is None for site in tree.federation.sites) == 1


def test_every_path_of_an_article_is_shown(example: tuple[House, Report]) -> None:
    house, report = example
    assert report.published >= 60
    reasons = {decision.reason for decision in report.withheld}
    assert {"awaiting-review", "withdrawn", "scheduled"} <= reasons
    whys = {placement.why for placement in house.check().placements}
    assert whys >= {"own", "pushed", "picked"}


@pytest.mark.parametrize("slug", ["hunan", "chenzhou", "shaoyang", "liling"])
def test_a_site_rendered_in_this_process_is_what_a_lane_wrote(
    example: tuple[House, Report], tmp_path: Path, slug: str
) -> None:
    """Pages of all kinds, feeds and files, byte for byte; the manifest is finished by the build."""
    house, _ = example
    staged = stage(house, output=tmp_path)
    assert staged.site(slug).problems == ()
    here, written = staged.files(slug), everything_in(house.output / slug)
    assert here.pop(manifest.NAME) != written.pop(manifest.NAME)
    assert here == written


def test_every_page_asks_for_its_sheet_first_and_for_the_scripts_that_it_uses(
    example: tuple[House, Report],
) -> None:
    """What the first paint waits for comes first; buttons need theirs, and no other page does."""
    with_buttons = 0
    for file in example[0].output.rglob("*.html"):
        text = file.read_text("utf-8")
        if '<main id="content">' not in text:
            continue  # a forward, or the calendar of a kind
        assert text.index('<link rel="stylesheet"') < text.index("<script src="), file
        has_buttons = "button copy" in text or 'class="quick-exit"' in text
        assert text.count("js/buttons.js") == has_buttons, file
        with_buttons += has_buttons
    assert with_buttons > 500


class _FirstInMain(HTMLParser):
    """The attributes of the first element in main."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.first: dict[str, str | None] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.inside and self.first is None:
            self.first = dict(attrs)
        self.inside |= tag == "main"


def test_every_home_page_opens_with_the_theory_column(example: tuple[House, Report]) -> None:
    house, report = example
    for page in ("index.html", *(f"{site.slug}/index.html" for site in report.sites)):
        text = house.page(page)
        reader = _FirstInMain()
        reader.feed(text)
        assert reader.first is not None
        assert reader.first.get("data-slot") == "pinned", page
        slot = text.partition('data-slot="pinned"')[2].partition("</section>")[0]
        assert re.search(r'href="[^"]*theory/[\w-]+\.html"', slot), page


def columns_shown(house: House) -> int:
    """How many columns have articles of a site's own, pushed or picked there, all sites together.

    A topic and a campaign count as one each: what they draw in two lists has one feed.
    """
    checked = house.check()
    entries = checked.catalog.entries
    articles = (p for p in checked.placements if entries[p.path].kind == "article")
    return len({(p.site, p.column.partition("#")[0]) for p in articles if p.why != "nearest"})


def test_readers_can_parse_every_feed(example: tuple[House, Report]) -> None:
    house, _ = example
    feeds = [file for name in FEEDS for file in house.output.rglob(name)]
    assert len(feeds) == (138 + columns_shown(house)) * 2
    tried = sorted(feeds)[:: 1 if WHOLE else 7]
    broken = [str(file) for file in tried if feedparser.parse(file.read_bytes()).bozo]
    assert broken == []


def test_every_json_feed_holds_against_its_schema(example: tuple[House, Report]) -> None:
    house, _ = example
    schema = json.loads((ROOT / "tests/rendering/feeds/json_feed_1_1.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    files = [*house.output.rglob("feed.json")]
    assert len(files) == 138 + columns_shown(house)
    for file in files:
        faults = validator.iter_errors(json.loads(file.read_text("utf-8")))
        assert [fault.message for fault in faults] == [], file


def test_no_link_is_dead(example: tuple[House, Report]) -> None:
    house, _ = example
    lychee = Path(sys.executable).with_name("lychee")
    command = [lychee, "--offline", "--include-fragments", "--no-progress", "--root-dir"]
    pages = str(house.output / "**/*.html")
    done = subprocess.run(
        [*command, house.output, pages], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert "0 Errors" in done.stdout


@pytest.mark.skipif(
    not VNU.exists() or not shutil.which("java"),
    reason="the HTML checker needs vnu-jar (npm) and Java 17: .ci/run installs them",
)
def test_the_html_checker_finds_nothing(example: tuple[House, Report]) -> None:
    house, _ = example
    command = ["java", "-jar", VNU, "--format", "json", "--skip-non-html", house.output]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [m for m in json.loads(done.stderr)["messages"] if m["type"] == "error"] == []


def test_pictures_stand_once_and_carry_no_metadata(example: tuple[House, Report]) -> None:
    house, _ = example
    pictures = everything_in(house.output / "assets" / "pictures")
    assert pictures
    assert not [name for name, data in pictures.items() if b"Exif" in data or b"<x:xmpmeta" in data]
    elsewhere = [f for f in house.output.rglob("*.jpg") if "assets" not in f.parts]
    assert elsewhere == []
