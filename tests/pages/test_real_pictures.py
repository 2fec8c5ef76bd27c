"""Photographs that nobody here took: what phones are sent of them, on homes and in articles."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import WHOLE, House
from real_posts import LACKING, bring_in, sign

from pages.browser import PHONE, chromium, window
from pages.browsing import needs_chromium
from pages.weights import KIB, limits_of, pictures_heard

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [
    needs_chromium,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(bool(LACKING), reason=LACKING),
    pytest.mark.skipif(not WHOLE, reason="tried by the task acceptance"),
]
HOME = "hunan/index.html"
SHOWN = 4
"""News with a picture on a home."""
_TO_ITS_END = """async () => {
  for (let at = 0; at < document.documentElement.scrollHeight; at += 400) {
    scrollTo(0, at);
    await new Promise((done) => setTimeout(done, 25));
  }
  await new Promise((done) => setTimeout(done, 300));
}"""


@pytest.fixture
def house(tmp_path: Path, example_content: Path) -> House:
    shutil.copytree(example_content, tmp_path / "content")
    made = House(tmp_path)
    federation = made.content / "federation.toml"  # who signs these does not matter here
    text = federation.read_text("utf-8").replace('digest = "required"', 'digest = "accepted"')
    federation.write_text(text, "utf-8")
    return made


def sent(browser: Browser, file: Path) -> int:
    """Return the bytes of pictures that a phone is sent of a page that is read to its end."""
    with window(browser, PHONE) as page:
        heard = pictures_heard(page)
        page.goto(file.as_uri(), wait_until="load")
        page.evaluate(_TO_ITS_END)
        return sum(heard.values())


def first_picture(house: House, path: str) -> str:
    """Return an article's first picture; "" where it has none, or says nothing of one."""
    file = house.content / path
    found = re.findall(r"!\[([^\]]*)\]\(([^)\s]+)", file.read_text("utf-8"))
    is_told = bool(found) and all(words for words, _ in found)
    return found[0][1] if is_told and (file.parent / found[0][1]).is_file() else ""


def size_of_first(house: House, path: str) -> int:
    """Return its bytes; 0 where there is none."""
    picture = first_picture(house, path)
    return (house.content / path).parent.joinpath(picture).stat().st_size if picture else 0


def test_no_article_and_no_home_is_too_heavy(house: House) -> None:
    paths = bring_in(house, ("servicemesher", "hunan", "news"))
    sign(house, paths)
    house.build(jobs=2)
    own = {Path(path).stem for path in paths} | {Path(path).parent.name for path in paths}
    articles = [file for file in (house.output / "hunan/news").glob("*.html") if file.stem in own]
    assert len(articles) >= 60
    with chromium() as browser:
        heaviest = max(sent(browser, file) for file in articles)
        home = sent(browser, house.output / HOME)
    said = f"of {len(articles)} articles {heaviest / KIB:.1f} KiB at most; home {home / KIB:.1f}\n"
    sys.stdout.write(said)
    assert heaviest <= (limits_of("article").pictures or 0)
    assert home <= (limits_of("province").pictures or 0)


@pytest.mark.parametrize("rank", [0, 1, 2], ids=["heaviest", "next", "middle"])
def test_a_home_of_photographs_alone_is_not_too_heavy(house: House, rank: int) -> None:
    """Four posts with a picture each are made the newest: the heaviest, the next, four in between."""
    paths = bring_in(house, ("servicemesher", "hunan", "news"))
    ranked = sorted(paths, key=lambda path: size_of_first(house, path), reverse=True)
    with_picture = [path for path in ranked if first_picture(house, path)]
    at = (0, SHOWN, len(with_picture) // 2)[rank]
    newest = with_picture[at : at + SHOWN]
    for day, path in enumerate(newest, 26):
        file = house.content / path
        dated = f"date: 2026-10-{day}\ncover: {first_picture(house, path)}"
        text = re.sub(r"^date:.*$", dated, file.read_text("utf-8"), count=1, flags=re.MULTILINE)
        file.write_text(text, "utf-8")
    sign(house, newest)
    for path in set(paths) - set(newest):
        (house.content / path).unlink()
    report = house.build(jobs=2)
    assert {each.path for each in report.withheld}.isdisjoint(newest), report.problems
    with chromium() as browser:
        home = sent(browser, house.output / HOME)
    sys.stdout.write(f"home {home / KIB:.1f} KiB\n")
    assert home <= (limits_of("province").pictures or 0)
