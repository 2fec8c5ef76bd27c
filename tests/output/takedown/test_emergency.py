"""One page is taken down from a live output at once, by Python alone."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import APPROVED, ROOT, SITES, House, everything_in
from rendering.conftest import picture

from lianzhan.output.output_lock import MARKER
from lianzhan.output.takedown import replacing
from lianzhan.output.takedown.emergency import (
    NotAnOutputError,
    UnknownPageError,
    take_down_page,
)

ARTICLE = "hunan/articles/theory/二.md"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("emergency")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    house.write("hunan/articles/theory/own.png", picture(40, 30))
    house.article(ARTICLE, "![图](own.png)", APPROVED + "cover: own.png\n")
    house.article("hunan/articles/news/linking.md", "请看[第二篇](../theory/二.md)。")
    assert house.build().exit_status == 0
    return house


@pytest.fixture
def output(template: House, tmp_path: Path) -> Path:
    shutil.copytree(template.output, tmp_path / "output")
    return tmp_path / "output"


def naming(output: Path) -> list[str]:
    """The files that name the page, its address or its picture."""
    words = (
        "二.html".encode(),
        b"%E4%BA%8C.html",
        ARTICLE.encode(),
        b"\\u4e8c",
        b"pictures/",
    )
    return [
        p for p, data in everything_in(output).items() if any(w in data + p.encode() for w in words)
    ]


@pytest.mark.parametrize(
    "given",
    [
        ARTICLE,
        f"content/{ARTICLE}",
        f"/anywhere/content/{ARTICLE}",
        "https://example.org/hunan/theory/二.html",
        "https://example.org/hunan/theory/%E4%BA%8C.html?from=x#y",
        "http://example.org/hunan/theory/二.html",
        "example.org/hunan/theory/二.html ",
        "{output}/hunan/theory/二.html",
        "hunan/theory/二.html",
    ],
)
def test_a_page_is_known_by_article_page_and_address(output: Path, given: str) -> None:
    assert naming(output)
    before = everything_in(output)
    done = take_down_page(output, given.format(output=output))
    assert (done.article, done.left) == (ARTICLE, ())
    assert naming(output) == []
    lost = before.keys() - everything_in(output).keys()
    assert len(lost) == done.deleted
    assert {p for p in lost if not p.startswith("assets/")} == {"hunan/theory/二.html"}
    assert "请看第二篇。" in (output / "hunan/news/linking.html").read_text("utf-8")


@pytest.mark.parametrize(
    "given",
    [
        "hunan/articles/theory/none.md", "hunan/index.html", "hunan/theory/index.html", "",
        "hunan/theory/page/2.html", "https://elsewhere.example/hunan/theory/二.html", "\0", "../x.html",
        "assets/x/y.html", ".",
    ],
)  # fmt: skip
def test_what_is_no_page_of_the_output_is_refused_and_nothing_changes(
    output: Path, given: str
) -> None:
    before = everything_in(output)
    with pytest.raises((UnknownPageError, ValueError)):
        take_down_page(output, given)
    assert everything_in(output) == before


def test_a_folder_that_no_build_made_is_refused(output: Path) -> None:
    (output / MARKER).unlink()
    with pytest.raises(NotAnOutputError):
        take_down_page(output, ARTICLE)


def test_sites_without_a_manifest_are_freed_too(output: Path) -> None:
    for slug in ("furong", "hengyang"):
        (output / slug / ".lianzhan.json").unlink()
    take_down_page(output, ARTICLE)
    assert [path for path in naming(output) if "pictures/" not in path] == []


def test_a_picture_that_a_site_without_a_manifest_shows_stays(output: Path) -> None:
    (output / "furong/.lianzhan.json").unlink()
    page = output / "furong/404.html"
    shown = next((output / "assets/pictures").iterdir()).name
    page.write_text(page.read_text("utf-8") + f'<img src="../assets/pictures/{shown}">', "utf-8")
    take_down_page(output, ARTICLE)
    assert [file.name for file in (output / "assets/pictures").iterdir()] == [shown]


def test_a_portal_that_lost_its_manifest_or_a_file_is_freed(output: Path) -> None:
    (output / "robots.txt").unlink()
    assert take_down_page(output, ARTICLE).left == ()
    assert naming(output) == []


def test_a_portal_without_a_manifest_is_freed(output: Path) -> None:
    (output / ".lianzhan.json").unlink()
    take_down_page(output, ARTICLE)
    assert naming(output) == []


def test_copies_packed_for_the_web_server_are_freed_too(output: Path) -> None:
    """A plugin such as gzip_cache leaves them beside the files; some servers prefer them."""
    for path, data in everything_in(output).items():
        if path.endswith((".html", ".xml", ".json")) and "lianzhan" not in path:
            (output / f"{path}.gz").write_bytes(gzip.compress(data))
    take_down_page(output, ARTICLE)
    for path, data in everything_in(output).items():
        if path.endswith(".gz"):
            (output / path.removesuffix(".gz")).write_bytes(gzip.decompress(data))
    assert naming(output) == []
    assert (output / "hunan/news/linking.html.gz").is_file()
    assert (output / "index.html.gz").is_file()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_task_works_without_any_package_and_says_what_comes_next(
    output: Path, language: str
) -> None:
    """Run by the bare interpreter that has none of our packages, as tasks.py does."""
    code = "import sys; from lianzhan.commands.environment.bootstrap import enter; sys.exit(enter(sys.argv[1:]))"
    command = [
        sys.executable,
        "-S",
        "-E",
        "-c",
        f"import sys; sys.path.insert(0, {str(ROOT / 'plugins')!r}); {code}",
    ]
    done = subprocess.run(
        [*command, "take-down", ARTICLE, "--output", str(output)],
        env={"LANGUAGE": language},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "status: withdrawn" in done.stdout
    assert naming(output) == []


def test_after_it_a_build_makes_each_site_what_it_should_be(
    template: House, tmp_path: Path
) -> None:
    for name in ("content", "output", "cache"):
        shutil.copytree(template.folder / name, tmp_path / name)
    house = House(tmp_path)
    take_down_page(house.output, ARTICLE)
    house.article(ARTICLE, head="status: withdrawn\n")
    house.build()
    after = everything_in(house.output)
    shutil.rmtree(house.output)
    house.build()
    assert after == everything_in(house.output)


@pytest.mark.parametrize("hosts", ["one host", "own hosts"])
def test_a_picture_that_can_not_be_deleted_is_named_and_not_counted(
    template: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hosts: str
) -> None:
    shutil.copytree(template.content, tmp_path / "content")
    house = House(tmp_path)
    if hosts == "own hosts":
        file = house.content / "federation.toml"
        text = file.read_text("utf-8")
        file.write_text(
            text.replace("https://example.org/{slug}/", "https://{slug}.example.org/"), "utf-8"
        )
    assert house.build().exit_status == 0
    before = everything_in(house.output).keys()
    kept = next(path for path in sorted(before) if "/pictures/" in path)
    unlink = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path == house.output / kept:
            raise PermissionError(1, "Operation not permitted")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    done = take_down_page(house.output, ARTICLE)
    assert done.left == ((kept, "Operation not permitted"),)
    assert done.deleted == len(before - everything_in(house.output).keys())


def test_a_take_down_is_on_the_disk_in_few_calls(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New files before they take their places, manifests behind them, however many sites."""
    calls: list[int] = []

    def counted(parts: list[Path], *, is_wanted: bool) -> None:
        assert is_wanted
        calls.extend([len(parts)] if parts else [])

    monkeypatch.setattr(replacing, "sync_trees", counted)
    take_down_page(output, ARTICLE)
    files, manifests = calls
    assert files > manifests
    assert manifests == 5


@pytest.mark.parametrize("slug", ["furong", ""])
def test_a_folder_that_can_not_be_looked_into_is_named(
    output: Path, monkeypatch: pytest.MonkeyPatch, slug: str
) -> None:
    scandir, place = os.scandir, f"{output / 'furong'}/theory/"

    def refused(path: str) -> object:
        if path == place:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    if slug:
        (output / slug / ".lianzhan.json").unlink()
    done = take_down_page(output, ARTICLE)
    assert done.left == (("furong/theory/", "Permission denied"),)
