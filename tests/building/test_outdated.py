"""Why a site is built: it is new, or its content, theme, set-up or output is not as it was."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, House, everything_in
from rendering.conftest import picture
from rendering.in_process import own_settings

from lianzhan.model.report import CONTENT, DAMAGED, NEW, SETUP, THEME
from lianzhan.output.manifest import NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lianzhan.model.report import Report

SLUGS = ("changsha", "furong", "hengyang", "hunan")
EVERY = dict.fromkeys(SLUGS, "")
EQUALITY = "hunan/articles/theory/equality.md"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("dirty")
    shutil.copytree(ROOT / "tests/sites/valid", folder / "content")
    shutil.copytree(ROOT / "themes/lianzhan", folder / "theme")
    house = House(folder)
    house.write("hunan/changsha/images/x.png", picture(400, 300))
    house.article("hunan/changsha/articles/news/x.md", "![图](x.png)")
    assert reasons(house) == dict.fromkeys(SLUGS, NEW)
    return house


@pytest.fixture
def built(template: House, tmp_path: Path) -> House:
    """A built house that a test may change, as on another machine: nothing has its old number."""
    for name in ("content", "output", "cache", "theme"):
        shutil.copytree(template.folder / name, tmp_path / name)
    return House(tmp_path)


def build(house: House, **changes: object) -> Report:
    return house.build(theme=house.folder / "theme", **changes)


def reasons(house: House, **changes: object) -> dict[str, str]:
    report = build(house, **changes)
    assert all((site.status == "built") is bool(site.reason) for site in report.sites)
    return {site.slug: site.reason for site in report.sites}


def rewrite_manifest(house: House, slug: str, **values: object) -> None:
    file = house.output / slug / NAME
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | values), "utf-8")


def append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)


def flip(file: Path) -> None:
    """Change a file but neither its size nor its time."""
    data = file.read_bytes()
    file.write_bytes(bytes([data[0] ^ 1]) + data[1:])


CHANGES: dict[str, tuple[Callable[[House], object], dict[str, str]]] = {
    "nothing": (lambda _house: None, {}),
    "an article": (
        lambda house: house.article("hunan/changsha/articles/news/two.md", "另一段"),
        {"changsha": CONTENT},
    ),
    "a pushed article": (
        lambda house: house.article(EQUALITY, "另一段"),
        dict.fromkeys(SLUGS, CONTENT),
    ),
    "a picture": (
        lambda house: house.write("hunan/changsha/images/x.png", picture(400, 300, "red")),
        {"changsha": CONTENT},
    ),
    "a file awaiting review": (
        lambda house: house.article("hunan/articles/news/x.md", head="status: submitted\n"),
        {},
    ),
    "the theme": (
        lambda house: append(house.folder / "theme/templates/base.html", " "),
        dict.fromkeys(SLUGS, THEME),
    ),
    "content and theme": (
        lambda house: (
            append(house.folder / "theme/templates/base.html", " "),
            house.article("hunan/changsha/articles/news/two.md", "另一段"),
        ),
        dict.fromkeys(SLUGS, THEME) | {"changsha": CONTENT},
    ),
    "a manifest of an older version": (
        lambda house: rewrite_manifest(house, "furong", made_from=[]),
        {"furong": SETUP},
    ),
    "a manifest of another set-up": (
        lambda house: rewrite_manifest(
            house,
            "furong",
            made_from=[
                *json.loads((house.output / "furong" / NAME).read_text("utf-8"))["made_from"][:2],
                "another",
            ],
        ),
        {"furong": SETUP},
    ),
    "a manifest that is none": (
        lambda house: (house.output / "furong" / NAME).write_text("{", "utf-8"),
        {"furong": NEW},
    ),
    "a site less": (lambda house: shutil.rmtree(house.output / "furong"), {"furong": NEW}),
    "a page written over": (
        lambda house: flip(house.output / "furong/index.html"),
        {"furong": DAMAGED},
    ),
    "a page less": (
        lambda house: (house.output / "furong/index.html").unlink(),
        {"furong": DAMAGED},
    ),
    "a page more": (
        lambda house: (house.output / "furong/x.html").write_text("x"),
        {"furong": DAMAGED},
    ),
    "a folder in the place of a page": (
        lambda house: (
            (house.output / "furong/index.html").unlink(),
            (house.output / "furong/index.html").mkdir(),
        ),
        {"furong": DAMAGED},
    ),
    "a picture less": (
        lambda house: shutil.rmtree(house.output / "assets/pictures"),
        {"changsha": DAMAGED},
    ),
    "no assets": (
        lambda house: shutil.rmtree(house.output / "assets"),
        dict.fromkeys(SLUGS, DAMAGED),
    ),
    "no output": (lambda house: shutil.rmtree(house.output), dict.fromkeys(SLUGS, NEW)),
    "no cache": (lambda house: shutil.rmtree(house.folder / "cache"), {}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_site_that_must_be_built_says_why_and_no_other_is(built: House, change: str) -> None:
    act, why = CHANGES[change]
    act(built)
    assert reasons(built) == EVERY | why
    assert reasons(built) == EVERY


def test_other_settings_are_another_set_up(built: House) -> None:
    settings = own_settings(built.folder, "DEFAULT_PAGINATION = 3")
    assert reasons(built, settings_file=settings) == dict.fromkeys(SLUGS, SETUP)
    overrides = (("DEFAULT_PAGINATION", 4),)
    assert reasons(built, settings_file=settings, overrides=overrides) == dict.fromkeys(
        SLUGS, SETUP
    )


@pytest.mark.parametrize("spoil", [flip, lambda file: file.write_bytes(b"")])
def test_an_asset_that_is_not_what_it_was_is_put_back(
    built: House, spoil: Callable[[Path], object]
) -> None:
    """Though no site is built for it: its pages are as they were."""
    assert reasons(built) == EVERY
    before = everything_in(built.output)
    (shown, *_) = sorted((built.output / "assets/pictures").iterdir())
    spoil(shown)
    build(built)
    assert everything_in(built.output) == before


def test_a_site_that_lost_its_page_after_the_last_build_is_found_by_its_signature(
    built: House,
) -> None:
    assert reasons(built) == EVERY
    (built.output / "furong/index.html").unlink()
    assert reasons(built) == EVERY | {"furong": DAMAGED}


def test_one_site_alone_is_built_and_the_others_wait(built: House) -> None:
    built.article(EQUALITY, "另一段")
    assert reasons(built, site="furong") == {"furong": CONTENT}
    assert reasons(built) == dict.fromkeys(SLUGS, CONTENT) | {"furong": ""}


def test_what_is_withheld_leaves_every_site_though_one_alone_was_asked_for(built: House) -> None:
    built.article("hunan/articles/theory/second.md")
    build(built)
    built.article(EQUALITY, head="status: withdrawn\n")
    assert reasons(built, site="furong") == {"furong": CONTENT}
    assert not [path for path in everything_in(built.output) if "equality" in path]
    assert reasons(built) == {**dict.fromkeys(SLUGS, CONTENT), "furong": ""}
