"""Real builds while somebody exchanges texts, pictures and links: no mixture, nothing from outside.

Who leaves a text and its picture apart for as long as QUIET publishes them apart (decision 0018).
Where that happened here, because the one who exchanges had to wait for a processor, the build does
not count, nor does one during which nothing was exchanged. LIANZHAN_EXCHANGES=100 has that many
count (6 if nothing is said).
"""

from __future__ import annotations

import io
import os
import random
import re
import threading
import time
from dataclasses import dataclass, field

import pytest
from conftest import APPROVED, House, everything_in
from PIL import Image

from lianzhan.reading.changes import QUIET

BUILDS = int(os.environ.get("LIANZHAN_EXCHANGES", "6"))
NEWS = "hunan/articles/news"
PAIRS = range(6)
COLOURS = {"甲": (200, 0, 0), "乙": (0, 0, 200)}
SECRET = (0, 200, 0)


def png(colour: tuple[int, int, int], number: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40 + number, 30), colour).save(out, "PNG")
    return out.getvalue()


def text(word: str, number: int, src: str) -> bytes:
    head = f"title: {word}{number}\ndate: 2026-03-08\n{APPROVED}"
    return f"---\n{head}---\n\n![{word}]({src})\n".encode()


@dataclass
class Save:
    """When both halves of a pair were saved (ns); `end` is None in between."""

    start: int
    end: int | None = None

    def is_apart(self, since: int, until: int) -> bool:
        """Whether a build between two moments may rightly have taken one half for the whole."""
        is_met = self.end is None or self.end >= since
        return is_met and (self.end or until) - self.start > QUIET / 2


@dataclass
class Exchanger:
    """Somebody who saves two versions in turn, each text with its picture, and moves links."""

    house: House
    chance: random.Random
    stop: threading.Event = field(default_factory=threading.Event)
    turns: int = 0
    saves: list[Save] = field(default_factory=list)

    def put(self, path: str, data: bytes) -> None:
        part = self.house.write(f"hunan/.parts/{path.replace('/', '-')}", data)
        part.replace(self.house.content / path)

    def link(self, path: str, target: object) -> None:
        part = self.house.content / "hunan/.parts/link"
        part.symlink_to(str(target))
        part.replace(self.house.content / path)

    def pair(self, number: int, word: str) -> None:
        """Save both halves, the one or the other first."""
        halves = [
            (f"{NEWS}/p{number}.md", text(word, number, f"p{number}.png")),
            (f"{NEWS}/p{number}.png", png(COLOURS[word], number)),
        ]
        self.saves.append(Save(time.monotonic_ns()))
        for path, data in halves if self.chance.random() < 0.5 else halves[::-1]:
            self.put(path, data)
        self.saves[-1].end = time.monotonic_ns()

    def all(self, word: str) -> None:
        """Bring one version of everything; in the second, links lead out of content/."""
        for number in PAIRS:
            self.pair(number, word)
        is_out = word == "乙"
        outside = self.house.folder / "outside"
        self.link(f"{NEWS}/link.png", outside / "x.png" if is_out else "../../images/x.png")
        self.link(f"{NEWS}/text.md", outside / "x.md" if is_out else "../../.parts/kept.md")

    def run(self) -> None:
        while not self.stop.is_set():
            self.all("甲乙"[self.turns % 2])
            self.turns += 1
            self.stop.wait(self.chance.choice((0.0, 0.003, 0.02, 0.15, 0.4)))


@pytest.fixture
def exchanged(house: House) -> House:
    outside = house.folder / "outside"
    outside.mkdir()
    (outside / "x.png").write_bytes(png(SECRET, 0))
    (outside / "x.md").write_bytes(text("机密", 0, "p0.png"))
    house.write("hunan/images/x.png", png((9, 9, 9), 0))
    house.write("hunan/.parts/kept.md", text("公开", 0, "link.png"))
    house.article(f"{NEWS}/linked.md", "![图](link.png)")
    Exchanger(house, random.Random(0)).all("甲")  # noqa: S311
    return house


def shown(house: House, page: str) -> tuple[str, tuple[int, int, int]]:
    """The version that a page's title names, and the colour of the picture that it shows."""
    html = house.page(page)
    title = re.search(r"<h1[^>]*>\s*(甲|乙)", html)
    source = re.search(r'<img src="\.\./\.\./assets/([^"]+)"', html)
    assert title
    assert source
    with Image.open(house.output / "assets" / source[1]) as picture:
        red, green, blue = picture.convert("RGB").getpixel((5, 5))  # type: ignore[misc]
    return title[1], (red, green, blue)


def paired(house: House) -> int:
    """Compare every published text with its picture; return how many there are."""
    pages = [page for n in PAIRS if (house.output / (page := f"hunan/news/p{n}.html")).exists()]
    for page in pages:
        word, colour = shown(house, page)
        assert colour == COLOURS[word], page
    return len(pages)


def nothing_secret(house: House) -> None:
    """Look for what stands outside content/."""
    for name, data in everything_in(house.output).items():
        if name.endswith((".html", ".xml", ".json")):
            assert "机密" not in data.decode(), name
        elif name.startswith("assets/pictures/") and name.endswith(".png"):
            with Image.open(io.BytesIO(data)) as picture:
                assert picture.convert("RGB").getpixel((5, 5)) != SECRET, name


def build_meanwhile(house: House, somebody: Exchanger) -> bool:
    """Build while somebody exchanges; return whether no pair that was met was apart for long."""
    before, since = len(somebody.saves), time.monotonic_ns()
    house.build()
    saves, until = somebody.saves[:], time.monotonic_ns()
    is_met = len(saves) > before
    return is_met and not any(save.is_apart(since, until) for save in saves)


@pytest.mark.timeout(300 + 30 * BUILDS)
@pytest.mark.parametrize("seed", range(2))
def test_what_is_exchanged_during_builds_is_never_mixed_and_never_from_outside(
    exchanged: House, seed: int
) -> None:
    house = exchanged
    somebody = Exchanger(house, random.Random(seed))  # noqa: S311
    thread = threading.Thread(target=somebody.run)
    thread.start()
    counted = 0
    try:
        while counted < BUILDS // 2:
            if build_meanwhile(house, somebody):
                paired(house)
                counted += 1
            nothing_secret(house)
    finally:
        somebody.stop.set()
        thread.join()
    somebody.all("甲")
    time.sleep(0.2)
    report = house.build()
    assert report.problems == ()
    assert paired(house) == len(PAIRS)
    nothing_secret(house)
    assert {shown(house, f"hunan/news/p{number}.html")[0] for number in PAIRS} == {"甲"}
