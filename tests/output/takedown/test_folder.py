"""A folder is freed wherever it can be; what can't be changed or looked at is named, and kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import everything_in

from lianzhan.model.live_sites import SiteIdentity
from lianzhan.output.manifest import NAME, Manifest, files_below, read_manifest, write_manifest
from lianzhan.output.takedown import folder as folder_module
from lianzhan.output.takedown.folder import TAKEN_DOWN, TakenDown, take_down
from lianzhan.output.takedown.live_folder import LiveFolder
from lianzhan.output.takedown.targets import targets_of

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(os.name == "nt", reason="links, pipes and modes of POSIX")
GONE, KEPT = "hn/articles/news/gone.md", "hn/articles/news/a.md"
SITES = {"hn": SiteIdentity("hn", "湖南", "province", "https://e.example/hn/")}
LIST = '<ul><li><a href="{0}a.html">甲</a></li><li><a href="{0}gone.html">乙</a></li></ul>'
FREED = '<ul><li><a href="{0}a.html">甲</a></li></ul>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A live site: home, a list, a feed, and two articles of which one is gone."""
    files = {
        "index.html": LIST.format("news/"),
        "news/a.html": "<p>甲</p>",
        "news/gone.html": '<p>乙</p><img src="../assets/pictures/x-1.jpg">',
        "news/index.html": LIST.format(""),
    }
    for path, text in files.items():
        file = tmp_path / "hn" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    made = Manifest(
        ("plan", "t", "s"), dict.fromkeys(files, "0"), (GONE, KEPT), ("pictures/x-1.jpg",)
    )
    write_manifest(tmp_path / "hn", made)
    return tmp_path / "hn"


def taken_down(site: Path, *, syncs: bool = False) -> TakenDown:
    live = LiveFolder("hn", site, read_manifest(site))
    ((_, done),) = take_down([live], targets_of([GONE], SITES), syncs=syncs)
    return done


def left(done: TakenDown) -> list[str]:
    return sorted(file.file for file in done.left)


def naming(site: Path) -> list[str]:
    found = everything_in(site).items()
    return [path for path, data in found if path != NAME and b"gone" in data + path.encode()]


def test_a_folder_loses_what_is_gone_and_says_so(site: Path) -> None:
    done = taken_down(site, syncs=True)
    assert (done.edited, done.deleted, done.left) == (2, 1, ())
    assert done.pictures == {"pictures/x-1.jpg"}
    assert (site / "news/index.html").read_text("utf-8") == FREED.format("")
    assert files_below(site) == ["index.html", "news/a.html", "news/index.html"]
    manifest = read_manifest(site)
    assert manifest == done.manifest
    assert manifest
    assert (manifest.made_from[0], manifest.articles, manifest.assets) == (TAKEN_DOWN, (KEPT,), ())


@posix
def test_a_link_hides_no_file_beside_it(site: Path) -> None:
    """One that leads to itself, nowhere or to a folder, where nobody asks for a page of ours."""
    for name, target in {"aloop": "aloop", "anowhere": "x", "afolder": "/"}.items():
        (site / "news" / name).symlink_to(target)
    os.mkfifo(site / "news/apipe")
    done = taken_down(site)
    assert (naming(site), done.left) == ([], ())
    assert done.pictures


@posix
@pytest.mark.parametrize("kind", ["link", "broken link", "pipe", "unreadable"])
def test_a_page_that_is_gone_goes_whatever_stands_in_its_place(site: Path, kind: str) -> None:
    page, elsewhere = site / "news/gone.html", site.parent / "precious"
    elsewhere.write_text("mine", "utf-8")
    if kind == "unreadable":
        page.chmod(0)
    else:
        page.unlink()
        if kind == "pipe":
            os.mkfifo(page)
        else:
            page.symlink_to(elsewhere if kind == "link" else "nowhere")
    done = taken_down(site)
    assert done.left == ()
    assert not os.path.lexists(page)
    assert elsewhere.read_text("utf-8") == "mine"


@posix
@pytest.mark.parametrize("place", ["index.html", "news/index.html", "news"])
def test_a_link_in_the_place_of_ours_is_named_and_nothing_behind_it_touched(
    site: Path, place: str
) -> None:
    away = site.parent / "away"
    (site / place).rename(away)
    (site / place).symlink_to(away)
    before = everything_in(away) if away.is_dir() else away.read_bytes()
    done = taken_down(site)
    assert left(done) == [place]
    assert (everything_in(away) if away.is_dir() else away.read_bytes()) == before
    assert done.manifest
    assert GONE in done.manifest.articles


def test_a_file_that_no_parser_understands_is_named_and_holds_up_no_other(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raising(data: bytes, file: str, *_: object) -> bytes:
        if file == "index.html":
            raise RuntimeError("broken")
        return data.replace(b"gone.html", b"")

    monkeypatch.setattr(folder_module, "freed", raising)
    done = taken_down(site)
    assert [(file.file, file.reason) for file in done.left] == [
        ("index.html", "RuntimeError: broken")
    ]
    assert b"gone" not in (site / "news/index.html").read_bytes()
    assert done.manifest
    assert GONE in done.manifest.articles, "the next build looks again"


def test_pictures_of_a_file_that_could_not_be_freed_stay(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "index.html").write_text('gone.html <img src="assets/pictures/x-1.jpg">', "utf-8")

    def raising(*_: object) -> bytes:
        raise RuntimeError("broken")

    monkeypatch.setattr(folder_module, "freed", raising)
    assert taken_down(site).pictures == frozenset()


@pytest.mark.parametrize("ending", ["gz", "br", "zst"])
def test_packed_copies_of_what_has_changed_go_though_nobody_can_look_into_them(
    site: Path, ending: str
) -> None:
    for name in ("index.html", "news/gone.html", "news/a.html"):
        (site / f"{name}.{ending}").write_bytes(b"\x1f\x8b?" if ending == "gz" else b"\x0b\x02")
    done = taken_down(site)
    assert done.left == ()
    assert [p for p in files_below(site) if p.endswith(ending)] == [f"news/a.html.{ending}"]


def test_a_manifest_leads_to_no_file_outside_its_folder(site: Path) -> None:
    """An article's path is where its page is: what it names is deleted."""
    victim = site.parent / "victim.html"
    victim.write_text("mine", "utf-8")
    odd = [
        f"hn/{path}"
        for path in ("articles/../../victim.md", "pages/../victim.md", "articles/../x.md")
    ]
    assert targets_of(odd, SITES).pages == ()
    assert victim.exists()


CAPABILITIES = "-dac_override,-dac_read_search"
"""What lets root pass all permissions."""
PROGRAM = f"""
import sys
from pathlib import Path
from lianzhan.model.live_sites import SiteIdentity
from lianzhan.output.manifest import read_manifest
from lianzhan.output.takedown.folder import take_down
from lianzhan.output.takedown.live_folder import LiveFolder
from lianzhan.output.takedown.targets import targets_of
site = Path(sys.argv[1])
targets = targets_of([{GONE!r}], {{"hn": SiteIdentity("hn", "x", "y", "https://e.example/hn/")}})
((_, done),) = take_down([LiveFolder("hn", site, read_manifest(site))], targets, syncs=False)
print(*sorted(file.file for file in done.left), sep="\\n")
"""


@posix
@pytest.mark.parametrize(
    ("mode", "named", "still"),
    [
        (0o311, ["news/"], []),
        (0o511, [], []),
        (0o000, ["news/", "news/gone.html"], ["news/gone.html", "news/index.html"]),
        (
            0o600,
            ["news/a.html", "news/gone.html", "news/index.html"],
            ["news/gone.html", "news/index.html"],
        ),
    ],
)
def test_a_folder_without_permission_is_named_and_freed_by_the_names_that_are_known(
    site: Path, mode: int, named: list[str], still: list[str]
) -> None:
    """One that may not be listed; not be written; neither; or be listed and not be entered."""
    command = [sys.executable, "-c", PROGRAM, str(site)]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root needs setpriv (util-linux), to be stopped by permissions")
        dropped = [f"--{kind}={CAPABILITIES}" for kind in ("bounding-set", "inh-caps")]
        command = ["setpriv", *dropped, *command]
    (site / "news").chmod(mode)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    finally:
        (site / "news").chmod(0o755)
    assert done.stdout.split() == named
    assert [path for path in naming(site) if (site / path).stat().st_size] == still
    manifest = read_manifest(site)
    assert manifest
    assert (GONE in manifest.articles) is bool(named)
