"""A small part of the fuzz at each run, and proofs that it finds what it is there to find."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fuzz.__main__ import KINDS, main
from fuzz.checks import Built
from fuzz.draft import begun, finished
from fuzz.markup import foreign_scheme, read
from fuzz.mutate import mutant
from fuzz.seeds import INPUT, own_seeds, real_seeds
from fuzz.shrink import smallest
from fuzz.trial import tried
from fuzz.world import World

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fuzz.draft import Mutant
    from fuzz.seeds import Seed

SEED, MUTANTS, BUILDS = 10, 300, 2


def undamaged(number: int, seed: Seed) -> Mutant:
    """A whole seed as an article."""

    class Whole:
        random = staticmethod(lambda: 1.0)

    draft = begun(number, seed, Whole())  # type: ignore[arg-type]
    return finished(draft, number, seed.name, ())


@pytest.mark.parametrize("part", range(BUILDS))
def test_nothing_is_lost_and_nothing_gets_through(tmp_path: Path, part: int) -> None:
    """Again, alone: `python3 tasks.py fuzz --seed 10 --mutants 300 --per-build 150 --batch PART`."""
    seeds = (*own_seeds(), *real_seeds())
    numbers = range(part, MUTANTS, BUILDS)
    mutants = [mutant(SEED, number, seeds) for number in numbers]
    result = tried(mutants, tmp_path / "fuzz")
    assert result.findings == (), f"seed {SEED}, mutants {numbers}, {len(seeds)} articles"
    assert result.published + result.named == len(mutants)
    assert result.published > len(mutants) / 5
    assert result.named > len(mutants) / 5


def test_what_is_not_damaged_is_published(tmp_path: Path) -> None:
    """Else the damages would hide behind a fault that all mutants have."""
    seeds = (*own_seeds(), *real_seeds())
    result = tried([undamaged(*pair) for pair in enumerate(seeds)], tmp_path / "fuzz")
    assert result.findings == ()
    assert result.published >= 0.9 * len(seeds)


@pytest.mark.skipif(not INPUT.is_dir(), reason=f"the real articles are not at {INPUT}")
def test_the_real_articles_are_among_the_seeds() -> None:
    seeds = real_seeds()
    assert len(seeds) > 70
    assert len({picture for seed in seeds for picture in seed.pictures}) > 30


def test_a_mutant_is_the_same_whenever_it_is_made() -> None:
    seeds = own_seeds()
    first: Sequence[Mutant] = [mutant(3, number, seeds) for number in range(200)]
    assert first == [mutant(3, number, seeds) for number in range(200)]
    assert first != [mutant(4, number, seeds) for number in range(200)]
    assert len({damage.split()[0] for made in first for damage in made.done}) > 20


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<p onclick='x'>词</p>", "event handler"),
        ("<svg onload=x>", "event handler"),
        ("<script>x</script>", "active element"),
        ("<iframe srcdoc='x'>", "active element"),
        ("<a href='javascript:x'>词</a>", "foreign scheme"),
        ("<a href='java&#10;script:x'>词</a>", "foreign scheme"),
        ("<a href=' &#1;javascript:x'>词</a>", "foreign scheme"),
        ("<a href='javascript%3ax'>词</a>", "foreign scheme"),
        ("<img src=x srcset='data:x 2x'>", "foreign scheme"),
        ("<p>\x08</p>", "control character"),
        ("<p>\u202e</p>", "control character"),
        ("<p title='&#x202e;'></p>", "control character"),
    ],
)
def test_what_must_not_stand_in_a_page_is_found(html: str, kind: str) -> None:
    assert kind in {found for found, _ in read(html).faults}


@pytest.mark.parametrize(
    "address",
    [
        "a.html",
        "../a:b",
        "./a:b",
        "#a:b",
        "?a:b",
        "https://h/x:y",
        "mailto:a@b",
        "tel:1",
        "//h/",
        "a%2fb",
    ],
)
def test_ordinary_addresses_are_not_foreign(address: str) -> None:
    assert not foreign_scheme(address)


def test_the_smallest_input_is_searched_for() -> None:
    mutants = [mutant(1, number, own_seeds()) for number in range(40)]
    guilty = mutants[23]
    data = dict(guilty.files)[guilty.main] + b"\none\nharm\ntwo"
    mutants[23] = replace(guilty, files=((guilty.main, data),))

    def still(some: Sequence[Mutant]) -> bool:
        return any(b"harm" in content for made in some for _, content in made.files)

    (found,) = smallest(mutants, still)
    assert found.number == 23
    assert b"harm" in dict(found.files)[found.main]
    assert len(dict(found.files)[found.main]) < len(data) / 2


def test_a_run_says_its_seed_and_counts_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--mutants=20", "--per-build=20", "--seed=7", "--jobs=1", "--causes=0"])
    said = capsys.readouterr().out
    assert said.startswith("seed 7, 20 mutants, 20 a build")
    assert all(re.search(rf"^{kind} +\d+$", said, re.MULTILINE) for kind in KINDS)


def test_findings_of_every_kind_are_found_in_a_real_output(tmp_path: Path) -> None:
    """A build whose output is spoilt afterwards: what the checks are for, they see."""
    tried([undamaged(1, own_seeds()[0])], tmp_path / "fuzz", keep=True)
    world = World(tmp_path / "fuzz")
    unheard = undamaged(2, own_seeds()[0])
    page = world.output / "hunan/news/good1.html"
    text = page.read_text("utf-8")
    spoilt = text.replace(
        "好稿hunan1",
        "<b onclick=x>\x08</b><a href='javascript:x'></a><a href='gone.html'></a><script></script>"
        + unheard.word,
    )
    page.write_text(spoilt, "utf-8")
    (world.output / "hunan/feed.xml").write_text("<rss>", "utf-8")
    (world.output / "nanyue/index.html").unlink()
    (world.output / "index.html").unlink()
    (world.output / "assets/pictures/broken.png").write_bytes(b"\x89PNG")
    report = json.loads((world.folder / "report.json").read_text("utf-8"))
    mutants = {"hunan/articles/news/unheard.md": unheard}
    built = Built(world, 2, "Traceback", report, mutants)
    assert {finding.kind for finding in built.findings()} == set(KINDS)


def test_a_site_that_was_not_built_and_a_picture_from_outside_are_found(tmp_path: Path) -> None:
    tried([undamaged(1, own_seeds()[0])], tmp_path / "fuzz", keep=True)
    world = World(tmp_path / "fuzz")
    shutil.copy(world.folder / "secret.jpg", world.output / "assets/pictures/secret.jpg")
    report = json.loads((world.folder / "report.json").read_text("utf-8"))
    report["sites"] = [row for row in report["sites"] if row["slug"] != "nanyue"]
    found = {(f.kind, f.where) for f in Built(world, 1, "", report, {}).findings()}
    assert found == {("site lost", "nanyue"), ("leak", "assets/pictures/secret.jpg")}


@pytest.mark.parametrize(
    ("said", "kinds"), [("no end", {"wrong status"}), ("Traceback", {"wrong status", "traceback"})]
)
def test_a_build_without_a_report_is_a_finding(tmp_path: Path, said: str, kinds: set[str]) -> None:
    """As one that never ended."""
    world = World(tmp_path)
    world.make()
    found = {finding.kind for finding in Built(world, -1, said, {}, {}).findings()}
    assert found == kinds | {"good article lost"}
