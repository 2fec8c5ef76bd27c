"""Two rules whatever fails: nothing deliberately gone is live, and nothing else live is deleted.

Each fault strikes a federation that is live while an article of it is withdrawn, deleted or has
expired. The builds are those of the command line. `LIANZHAN_STANDING=example` tries all of it on
the example with its 138 sites.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli import LIANZHAN, run, unmeasured
from conftest import APPROVED, NOW, ROOT, SITES, WHOLE, everything_in
from PIL import Image as Pillow
from rendering.conftest import picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TITLE = re.compile("^title:", re.IGNORECASE | re.MULTILINE)
NOBODY = 65534
"""The user and group that own nothing."""
ON_EXAMPLE = os.environ.get("LIANZHAN_STANDING") == "example"
PUSHED = (
    "hunan/articles/theory/civil-code-family.md"
    if ON_EXAMPLE
    else "hunan/articles/theory/second.md"
)
OWN = (
    "hunan/changsha/articles/activity/balcony-garden.md"
    if ON_EXAMPLE
    else "hunan/changsha/articles/news/two.md"
)
OTHER = (
    "hunan/articles/theory/four-self-spirit.md"
    if ON_EXAMPLE
    else "hunan/articles/theory/equality.md"
)
COUNTY = "hunan/changsha/furong"
HOST = "https://hunan.example.org/" if ON_EXAMPLE else "https://example.org/"
NAME = "湖南妇联" if ON_EXAMPLE else "测试"
"""The start of the federation's name."""


@dataclass
class Matrix:
    """A federation that is live: its content, its output, and a settings file of its own."""

    folder: Path
    gone: list[str] = field(default_factory=list)
    outcome: str = ""

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def sites(self) -> set[str]:
        """The sites that have a home page."""
        return {page.parent.name for page in self.output.glob("*/index.html")}

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    def withdraw(self, article: str) -> None:
        self.gone.append(article)
        self.edit(f"content/{article}", "status: approved", "status: withdrawn")

    def build(self, *options: str, user: int | None = None) -> int:
        """Build as anybody would, as some user; return the exit status, keep report and errors."""
        report = self.folder / "report.json"
        report.unlink(missing_ok=True)
        options = (*options, "--now", NOW.isoformat(), "--settings", str(self.folder / "conf.py"))
        command = [*LIANZHAN, "build", "--report", str(report), *options]
        if user is not None:
            ids = (f"--reuid={user}", f"--regid={user}", "--clear-groups")
            command = ["setpriv", *ids, *command]
        environment = unmeasured(HOME=str(self.folder), TMPDIR="/tmp")  # noqa: S108
        done = run(command, ROOT, environment)
        self.errors = done.stderr
        assert "Traceback" not in done.stderr
        self.report = json.loads(report.read_text("utf-8")) if report.exists() else {}
        if self.gone and not self.outcome:
            left = sum(len(self.naming(article)) for article in self.gone)
            self.outcome = f"status {done.returncode}, {len(self.sites)} live, {left} files name it"
        return done.returncode

    @property
    def codes(self) -> set[str]:
        return {fault["code"] for fault in self.report["problems"]}

    def naming(self, article: str) -> list[str]:
        """The files of the output that lead to an article's page, or have its name."""
        name = Path(article).stem.encode()
        return [path for path, data in self.files.items() if name in data or name in path.encode()]

    @property
    def files(self) -> dict[str, bytes]:
        return everything_in(self.output)


def made(source: Path, folder: Path) -> Matrix:
    """A federation that was built; with a second pushed article in the small one."""
    shutil.copytree(source, folder / "content", symlinks=True)
    matrix = Matrix(folder)
    if not ON_EXAMPLE:
        text = f"---\ntitle: 第二篇\ndate: 2026-03-09\n{APPROVED}---\n\n![图](own.png)\n"
        (folder / "content" / PUSHED).write_text(text, "utf-8")
        (folder / "content/hunan/articles/theory/own.png").write_bytes(picture(40, 30))
    settings = [
        "import sys",
        f"sys.path.insert(0, {str(ROOT)!r})",
        "from pelicanconf import *",
        f"PLUGIN_PATHS = [{str(folder)!r}]",
        'PATH, OUTPUT_PATH, CACHE_PATH, THEME = "content", "output", "cache", "theme"',
    ]
    (folder / "conf.py").write_text("\n".join(settings), "utf-8")
    shutil.copytree(ROOT / "themes/lianzhan", folder / "theme")
    assert matrix.build() == 0, matrix.errors
    return matrix


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Matrix:
    source = request.getfixturevalue("example_content") if ON_EXAMPLE else SITES / "valid"
    return made(source, tmp_path_factory.mktemp("standing"))


@pytest.fixture
def live(template: Matrix, request: pytest.FixtureRequest) -> Iterator[Matrix]:
    """A live federation that a test may harm; mended, it must become what a clean build gives.

    It stands where every user may pass: pytest closes its own folders to all but one.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place) / "live"
        shutil.copytree(template.folder, folder, symlinks=True)
        text = (folder / "conf.py").read_text("utf-8")
        (folder / "conf.py").write_text(text.replace(str(template.folder), str(folder)), "utf-8")
        Path(place).chmod(0o711)
        matrix = Matrix(folder)
        yield matrix
        if ON_EXAMPLE and sys.__stderr__:
            sys.__stderr__.write(f"{request.node.name}: {matrix.outcome}\n")
        subprocess.run(["chmod", "-R", "u+rwX", place], check=False)


def mended(live: Matrix, mend: Callable[[], object]) -> None:
    """Mend what was broken: the next build gives, byte for byte, what one from nothing gives."""
    mend()
    live.build()
    after = live.files
    shutil.rmtree(live.output)
    shutil.rmtree(live.folder / "cache", ignore_errors=True)
    live.build()
    assert after == live.files


def test_an_error_in_every_theory_article_takes_no_site_down(live: Matrix) -> None:
    before, sites = live.files, live.sites
    for file in live.content.glob("**/articles/theory/**/*.md"):
        text = _TITLE.sub(r"sumary: x\n\g<0>", file.read_text("utf-8"), count=1)
        file.write_text(text, "utf-8")
    assert live.build() == 1
    assert live.sites == sites
    homes = [path for path in before if path.count("/") <= 1 and path.endswith("index.html")]
    kept = {site["slug"] for site in live.report["sites"] if site["status"] == "kept"}
    homes = [path for path in homes if path.partition("/")[0] in kept]
    assert homes
    assert {path: live.files[path] for path in homes} == {path: before[path] for path in homes}
    assert {"unknown-key", "empty-slot"} <= live.codes

    def mend() -> None:
        for file in live.content.glob("**/articles/theory/**/*.md"):
            live.edit(str(file.relative_to(live.folder)), "sumary: x\n", "")

    mended(live, mend)


def test_a_broken_template_keeps_all_sites_and_nothing_withdrawn(live: Matrix) -> None:
    sites = live.sites
    live.withdraw(PUSHED)
    live.edit("theme/templates/base.html", "<body", "{% if %}<body")
    assert live.build() == 2
    assert (live.sites, live.naming(PUSHED)) == (sites, [])
    assert (live.output / "index.html").exists()
    mended(live, lambda: live.edit("theme/templates/base.html", "{% if %}", ""))


def test_a_missing_theme_keeps_all_sites_and_nothing_withdrawn(live: Matrix) -> None:
    sites = live.sites
    live.withdraw(PUSHED)
    (live.folder / "theme").rename(live.folder / "away")
    assert live.build() == 2
    assert (live.sites, live.naming(PUSHED)) == (sites, [])
    assert "setup-failed" in live.codes
    mended(live, lambda: (live.folder / "away").rename(live.folder / "theme"))


@pytest.mark.parametrize("when", ["register", "render"])
def test_a_plugin_that_raises_keeps_all_sites_and_nothing_expired(live: Matrix, when: str) -> None:
    sites = live.sites
    live.edit(f"content/{PUSHED}", "title:", "expires: 2026-10-01\ntitle:")
    raising = "def register():\n    raise RuntimeError('broken')\n"
    if when == "render":
        raising = (
            "from pelican import signals\n"
            "def fail(*_):\n    raise RuntimeError('broken')\n"
            "def register():\n    signals.article_generator_finalized.connect(fail)\n"
        )
    (live.folder / "raising.py").write_text(raising, "utf-8")
    settings = live.folder / "conf.py"
    settings.write_text(f"{settings.read_text('utf-8')}\nPLUGINS = [*PLUGINS, 'raising']", "utf-8")
    assert live.build() == 2
    assert (live.sites, live.naming(PUSHED)) == (sites, [])
    mended(live, lambda: live.edit("conf.py", "PLUGINS = [*PLUGINS, 'raising']", ""))


def test_a_site_with_a_broken_file_of_its_own_loses_what_is_withdrawn(live: Matrix) -> None:
    sites = live.sites
    toml = live.content / "hunan/changsha/site.toml"
    sound = toml.read_text("utf-8")
    toml.write_text("name = ", "utf-8")
    live.withdraw(OWN)
    assert live.build() == 1
    assert (live.sites, live.naming(OWN)) == (sites, [])
    mended(live, lambda: toml.write_text(sound, "utf-8"))


def test_a_site_whose_slug_changed_stands_until_the_new_one_does(live: Matrix) -> None:
    sites, toml = live.sites, live.content / "hunan/changsha/site.toml"
    toml.write_text(f'slug = "cs"\n{toml.read_text("utf-8")}', "utf-8")
    live.withdraw(OWN)
    live.edit("theme/templates/base.html", "<body", "{% if %}<body")
    assert live.build() == 2
    assert (live.sites, live.naming(OWN)) == (sites, [])
    live.edit("theme/templates/base.html", "{% if %}", "")
    assert live.build() == 0
    assert live.sites == sites - {"changsha"} | {"cs"}
    mended(live, lambda: None)


@pytest.mark.parametrize("lost", ["changsha", "."])
def test_what_lost_its_manifest_is_freed_where_it_stands(live: Matrix, lost: str) -> None:
    """Of pictures, too, and its own go on being used; so does what the portal looks like."""
    before, sites = live.files, live.sites
    place = live.content / Path(OWN).parent
    (live.output / lost / ".lianzhan.json").unlink()
    live.withdraw(PUSHED)
    (place / Path(OWN).name).unlink()
    live.edit("theme/templates/base.html", "<body", "{% if %}<body")
    live.build()
    assert (live.sites, live.naming(PUSHED), live.naming(OWN)) == (sites, [], [])
    pictures = {path for path in before if path.startswith("assets/pictures/")}
    left = {path: data for path, data in live.files.items() if path not in pictures}
    shown = {path for path in pictures if any(path.encode() in data for data in left.values())}
    assert {path for path in live.files if path in pictures} == shown
    assert shown < pictures if ON_EXAMPLE else shown == set(), "the two showed some; here, all"
    assert {p for p in before if p.startswith("assets/")} - pictures <= live.files.keys()
    mended(live, lambda: live.edit("theme/templates/base.html", "{% if %}", ""))


def test_a_build_of_one_site_deletes_the_pictures_of_what_was_withdrawn(live: Matrix) -> None:
    place = live.content / Path(OWN).parent
    Pillow.new("RGB", (750, 445), "blue").save(place / "new.jpg")
    before = live.files.keys()
    live.edit(f"content/{OWN}", "\n---\n\n", "\n---\n\n![一块蓝布](new.jpg)\n\n")
    assert live.build() == 0
    assert live.files.keys() - before
    live.withdraw(OWN)
    assert live.build("--site", "changsha") == 0
    assert live.files.keys() <= before
    mended(live, lambda: None)


def test_an_article_that_became_a_bundle_stays_where_nothing_can_be_built(live: Matrix) -> None:
    page = f"changsha/{OWN.partition('/articles/')[2].removesuffix('.md')}.html"
    file = live.content / OWN
    title = file.read_text("utf-8").partition("title: ")[2].partition("\n")[0]
    file.with_suffix("").mkdir()
    file.rename(file.with_suffix("") / "index.md")
    live.withdraw(PUSHED)
    live.edit("theme/templates/base.html", "<body", "{% if %}<body")
    assert live.build() == 2
    assert live.naming(PUSHED) == []
    assert title.encode() in live.files[page].partition(b"<h1>")[2].partition(b"</h1>")[0]


def test_a_copy_of_a_sites_folder_is_never_taken_for_the_site(live: Matrix) -> None:
    sites, toml = live.sites, live.content / "hunan/changsha/site.toml"
    for name in ("aaa", "zzz"):
        shutil.copytree(live.output / "changsha", live.output / name)
    sound = toml.read_text("utf-8")
    toml.write_text("name = ", "utf-8")
    live.withdraw(OWN)
    assert live.build() == 1
    assert (live.sites, live.naming(OWN)) == (sites, [])
    mended(live, lambda: toml.write_text(sound, "utf-8"))


def test_an_unreadable_cache_holds_up_neither_pictures_nor_a_withdrawal(live: Matrix) -> None:
    sites = live.sites
    shutil.rmtree(live.folder / "cache")
    (live.folder / "cache").write_text("no folder", "utf-8")
    live.withdraw(PUSHED)
    place = live.content / "hunan/changsha/articles/news"
    (place / "new.png").write_bytes(picture(60, 40, "blue"))
    text = f"---\ntitle: 新图\ndate: 2026-03-10\n{APPROVED}---\n\n![新图](new.png)\n"
    (place / "brand-new.md").write_text(text, "utf-8")
    assert live.build() == 0, live.errors
    assert (live.sites, live.naming(PUSHED)) == (sites, [])
    page = live.output / "changsha" / place.name / "brand-new.html"
    source = page.read_text("utf-8").partition('<img src="')[2].partition('"')[0]
    assert (page.parent / source).is_file()
    mended(live, (live.folder / "cache").unlink)


needs_user = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0 or not shutil.which("setpriv"),
    reason="needs root and setpriv (util-linux), to build as a user whom permissions stop",
)


broken_theme = ("theme/templates/base.html", "<body", "{% if %}<body")


def addresses(live: Matrix) -> set[str]:
    """The addresses that a build named as still showing what is gone."""
    faults = [fault for fault in live.report["problems"] if fault["code"] == "still-live"]
    return {match[0] for fault in faults if (match := re.search(r"https://\S+", fault["message"]))}


@needs_user
@pytest.mark.parametrize("mode", [0o000, 0o600])
def test_pictures_and_theme_files_that_nobody_may_see_hold_no_withdrawal_up(
    live: Matrix, mode: int
) -> None:
    sites = live.sites
    owned(live)
    live.withdraw(OWN)
    (live.output / "assets").chmod(mode)
    assert live.build(user=NOBODY) == 2, live.errors
    (live.output / "assets").chmod(0o755)
    assert (live.sites, live.naming(OWN)) == (sites, [])
    mended(live, lambda: None)


@needs_user
def test_a_sites_folder_that_nobody_may_see_is_named_and_the_others_go_on(live: Matrix) -> None:
    sites = live.sites
    owned(live)
    live.withdraw(PUSHED)
    (live.output / "changsha").chmod(0)
    assert live.build(user=NOBODY) == 2, live.errors
    assert addresses(live) == {f"{HOST}changsha/"}
    (live.output / "changsha").chmod(0o755)
    assert live.sites == sites
    assert {path.partition("/")[0] for path in live.naming(PUSHED)} == {"changsha"}
    statuses = {site["slug"]: site["status"] for site in live.report["sites"]}
    assert statuses.pop("changsha") == "kept"
    assert set(statuses.values()) == {"built"}
    mended(live, lambda: None)


@needs_user
def test_a_folder_that_can_not_be_listed_is_named_until_it_can(live: Matrix) -> None:
    """What it holds and the manifest names is freed all the same."""
    owned(live)
    live.withdraw(OWN)
    live.edit(*broken_theme)
    (live.output / "changsha/news").chmod(0o311)
    for _ in range(2):
        assert live.build(user=NOBODY) == 2, live.errors
        assert addresses(live) == {f"{HOST}changsha/news/"}
    (live.output / "changsha/news").chmod(0o755)
    assert [path for path in live.naming(OWN) if not path.endswith(".lianzhan.json")] == []
    assert live.build() == 2
    assert addresses(live) == set()
    mended(live, lambda: live.edit("theme/templates/base.html", "{% if %}", ""))


def test_a_loop_of_links_in_the_output_hides_nothing(live: Matrix) -> None:
    live.withdraw(OWN)
    live.edit(*broken_theme)
    (live.output / "changsha/news/aloop").symlink_to("aloop")
    assert live.build() == 2
    assert live.naming(OWN) == []


def test_a_page_that_a_browser_would_forgive_ends_no_build(live: Matrix) -> None:
    """Such as a theme's conditional comments, which Python's parser takes for an error."""
    sites = live.sites
    for page in ("changsha/index.html", "changsha/news/index.html"):
        live.edit(f"output/{page}", "<main", "<![if-mso[x]]><main")
    live.withdraw(OWN)
    live.edit(*broken_theme)
    assert live.build() == 2
    assert (live.sites, live.naming(OWN)) == (sites, [])
    assert (
        "两" not in (live.output / "changsha/index.html").read_text("utf-8").partition("<main")[2]
    )


@pytest.mark.parametrize("lost", [["furong"], ["furong", "hunan"], ["."], [".", "hunan"]])
def test_what_lost_its_manifest_names_no_article_of_another_site_that_was_deleted(
    live: Matrix, lost: list[str]
) -> None:
    """Not even where the article's own site has been built, and nobody names it any more."""
    for name in lost:
        (live.output / name / ".lianzhan.json").unlink()
    live.gone.append(PUSHED)
    (live.content / PUSHED).unlink()
    if "." in lost:
        live.edit("theme/templates/portal.html", "{% extends", "{{ 1 / 0 }}{% extends")
    else:
        fault = "{% if site is defined and '/furong/' in site.url %}{{ 1 / 0 }}{% endif %}"
        live.edit("theme/templates/base.html", "<body", f"{fault}<body")
    assert live.build() == 2
    assert live.naming(PUSHED) == []
    statuses = {site["slug"]: site["status"] for site in live.report["sites"]}
    assert statuses["hunan"] == "built"
    assert ("portal-failed" in live.codes, statuses["furong"]) == (
        (True, "built") if "." in lost else (False, "kept")
    )


def test_what_stands_leads_to_no_site_that_was_removed(live: Matrix) -> None:
    place = live.content / "hunan/hengyang"
    others = live.sites - {file.parent.name for file in place.glob("**/site.toml")}
    shutil.rmtree(place)
    live.edit(*broken_theme)
    assert live.build() == 2
    assert live.sites == others
    assert [path for path, data in live.files.items() if b"hengyang" in data] == []
    for other in others:
        assert f"{other}/".encode() in live.files["index.html"]
    mended(live, lambda: live.edit("theme/templates/base.html", "{% if %}", ""))


@pytest.mark.skipif(sys.platform != "linux", reason="chattr: Linux")
def test_a_removed_site_of_an_older_output_is_named_where_it_stays(live: Matrix) -> None:
    """Its manifest does not say which site it is, and the content doesn't either."""
    for file in live.output.glob("*/.lianzhan.json"):
        document = json.loads(file.read_text("utf-8"))
        del document["site"]
        file.write_text(json.dumps(document), "utf-8")
    shutil.rmtree(live.content / "hunan/hengyang")
    live.withdraw(PUSHED)
    page = live.output / "hengyang/index.html"
    immutable(page)
    try:
        immutable(page.parent)
        assert live.build() == 2
        assert addresses(live) == {f"{HOST}hengyang/index.html"}
        assert {path.partition("/")[0] for path in live.naming(PUSHED)} <= {"hengyang"}
    finally:
        subprocess.run(["chattr", "-i", page, page.parent], check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="chattr: Linux")
def test_a_shared_picture_that_stays_is_named_where_readers_find_it(live: Matrix) -> None:
    """Where sites have hosts of their own, the portal's pictures stand on the portal's."""
    live.edit("content/federation.toml", f"{HOST}{{slug}}/", "https://{slug}.example.org/")
    assert live.build() in (0, 1), live.errors
    manifest = live.output / ".lianzhan.json"
    document = json.loads(manifest.read_text("utf-8"))
    kept = live.output / "assets/pictures/kept.png"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(b"x")
    document["assets"].append("pictures/kept.png")
    manifest.write_text(json.dumps(document), "utf-8")
    immutable(kept)
    try:
        live.withdraw(OWN)
        live.edit("content/federation.toml", NAME, f"新{NAME}")
        assert live.build() == 2
        assert addresses(live) == {"https://example.org/assets/pictures/kept.png"}
    finally:
        subprocess.run(["chattr", "-i", kept], check=False)


def test_a_manifest_that_names_files_elsewhere_deletes_none(live: Matrix) -> None:
    victim = live.folder / "victim.txt"
    victim.write_text("mine", "utf-8")
    for slug, change in {
        ".": lambda m: m["files"].update({"../victim.txt": "0", "hunan/index.html": "0"}),
        "hunan": lambda m: m["assets"].append("pictures/../../../victim.txt"),
        "changsha": lambda m: m["articles"].append("hunan/changsha/pages/../../../victim.md"),
    }.items():
        file = live.output / slug / ".lianzhan.json"
        document = json.loads(file.read_text("utf-8"))
        change(document)
        file.write_text(json.dumps(document), "utf-8")
    (live.output / "assets/pictures").mkdir(exist_ok=True)
    live.withdraw(PUSHED)
    assert live.build("--site", "hunan") == 0, live.errors
    live.edit("content/federation.toml", NAME, f"新{NAME}")
    assert live.build() == 0, live.errors
    assert victim.read_text("utf-8") == "mine"
    mended(live, lambda: None)


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_called_as_the_holder_is_not_followed(live: Matrix) -> None:
    victim = live.folder / "victim.txt"
    victim.write_text("mine", "utf-8")
    (live.output / ".lianzhan-holder").symlink_to(victim)
    live.withdraw(OWN)
    assert live.build() == 0
    assert victim.read_text("utf-8") == "mine"


def owned(live: Matrix) -> None:
    """Let nobody own the federation."""
    subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", str(live.folder)], check=True)


def build_unread(live: Matrix, folder: Path, article: str) -> dict[str, bytes]:
    """Withdraw an article and build as one who can't read a folder; return what stood before.

    The article leaves all sites, and they stand.
    """
    before, sites = live.files, live.sites
    owned(live)
    folder.chmod(0)
    live.withdraw(article)
    assert live.build(user=NOBODY) == 1, live.errors
    assert (live.sites, live.naming(article)) == (sites, [])
    return before


@needs_user
def test_a_folder_that_can_not_be_read_leaves_its_sites_as_they_were(live: Matrix) -> None:
    folder = live.content / "hunan/changsha"
    before = build_unread(live, folder, PUSHED)
    assert "unreadable-file" in live.codes
    assert live.files["changsha/news/index.html"] == before["changsha/news/index.html"]
    assert live.files.keys() >= {
        path for path in before if Path(PUSHED).stem not in path and "assets" not in path
    }
    mended(live, lambda: folder.chmod(0o755))


@needs_user
def test_articles_that_can_not_be_read_are_not_taken_down(live: Matrix) -> None:
    """The province's own: every site that shows them stands as it was."""
    folder = live.content / "hunan/articles"
    before = build_unread(live, folder, OWN)
    assert "site-unread" in live.codes
    assert live.files["furong/index.html"] == before["furong/index.html"]
    mended(live, lambda: folder.chmod(0o755))


@needs_user
def test_an_output_that_can_not_be_written_is_told_address_by_address(live: Matrix) -> None:
    owned(live)
    before = live.files
    subprocess.run(["chmod", "-R", "a-w", str(live.output)], check=True)
    naming = {path for path in live.naming(PUSHED) if not path.endswith(".lianzhan.json")}
    live.withdraw(PUSHED)
    assert live.build(user=NOBODY) == 2, live.errors
    assert live.files == before
    told = [dict(fault) for fault in live.report["problems"] if fault["code"] == "still-live"]
    for path in naming:
        assert any(f"/{path} " in fault["message"] for fault in told), path
    mended(live, lambda: subprocess.run(["chmod", "-R", "u+w", str(live.output)], check=True))


def tmpfs_with(left: int, live: Matrix, place: Path) -> None:
    """Move the output onto a file system of its own that has so many bytes left."""
    size = sum(-(-len(data) // 4096) * 4096 for data in live.files.values()) + 64 * 4096
    place.mkdir()
    options = f"size={size * 2 + left}"
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=False)
    if done.returncode:
        pytest.skip("no tmpfs can be mounted here: that takes root and its capabilities")
    shutil.copytree(live.output, place / "output")
    free = os.statvfs(place).f_bavail * os.statvfs(place).f_frsize
    (place / "ballast").write_bytes(b"x" * max(0, free - left))


@pytest.mark.skipif(sys.platform != "linux", reason="a small file system is mounted: Linux")
@pytest.mark.parametrize("left", [0, 64 * 1024, 256 * 1024, 1024 * 1024] if WHOLE else [64 * 1024])
def test_a_full_disk_keeps_all_sites_and_nothing_withdrawn(
    live: Matrix, tmp_path: Path, left: int
) -> None:
    sites, place = live.sites, tmp_path / "small"
    tmpfs_with(left, live, place)
    try:
        shutil.rmtree(live.output)
        live.output.symlink_to(place / "output")
        options = ("--output", str(place / "output"))
        live.withdraw(PUSHED)
        live.edit(f"content/{OTHER}", "title: ", "title: 改过的")
        status = live.build(*options)
        there = Matrix(place)
        assert (there.sites, there.naming(PUSHED)) == (sites, [])
        assert status == 2 or left > 256 * 1024
        (place / "ballast").unlink()
        subprocess.run(["mount", "-o", "remount,size=1G", place], check=True)
        assert live.build(*options) == 0, live.errors
        after = there.files
        shutil.rmtree(place / "output")
        assert live.build(*options) == 0
        assert after == there.files
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="a folder is mounted over itself: Linux")
def test_a_site_that_is_a_mount_point_is_named_and_freed_in_place(live: Matrix) -> None:
    place = live.output / "changsha"
    if subprocess.run(["mount", "--bind", place, place], check=False).returncode:
        pytest.skip("nothing can be mounted here: that takes root and its capabilities")
    try:
        sites = live.sites
        live.withdraw(OWN)
        live.withdraw(PUSHED)
        assert live.build() == 2
        assert (live.sites, live.naming(OWN), live.naming(PUSHED)) == (sites, [], [])
        errors = [f["path"] for f in live.report["problems"] if f["severity"] == "error"]
        assert errors == [str(live.content / "hunan/changsha/site.toml")]
        statuses = {site["slug"]: site["status"] for site in live.report["sites"]}
        assert statuses.pop("changsha") == "kept"
        assert set(statuses.values()) <= {"built", "unchanged"}
        (live.content / "hunan/changsha/site.toml").unlink()
        for folder in (live.content / "hunan/changsha").iterdir():
            if folder.is_dir() and not (folder / "site.toml").exists():
                shutil.rmtree(folder)
        live.build()
        assert live.naming("changsha") == [] or not any(place.iterdir())
    finally:
        subprocess.run(["umount", place], check=True)


def immutable(path: Path) -> None:
    """Have the file system protect a file or folder even from root."""
    if not shutil.which("chattr") or subprocess.run(["chattr", "+i", path], check=False).returncode:
        pytest.skip("needs root, chattr (e2fsprogs) and a file system that knows it, such as ext4")


@pytest.mark.skipif(sys.platform != "linux", reason="chattr: Linux")
@pytest.mark.parametrize("name", ["404.html", "theory/index.html", "theory", "."])
def test_a_protected_file_holds_up_no_other_site(live: Matrix, name: str) -> None:
    """The site is replaced whole, or freed where it stands; what can't be changed is named."""
    sites, place = live.sites, live.output / "changsha" / name
    article = OWN if name == "404.html" else PUSHED
    live.withdraw(article)
    immutable(place)
    try:
        assert live.build() == (0 if name == "theory" else 2)
        assert live.sites == sites
        left = {path for path in live.naming(article) if not path.endswith(".lianzhan.json")}
        assert left <= {f".staging/0/changsha/{name}", f"changsha/{name}"}
        named = [f["message"] for f in live.report["problems"] if f["code"] == "still-live"]
        assert all(any(f"{path} " in text for text in named) for path in left)
        live.build()
        assert live.sites == sites
    finally:
        found = [*live.output.glob(f"**/changsha/{name}"), *live.output.glob(f".staging/**/{name}")]
        subprocess.run(["chattr", "-i", *found, live.output / "changsha"], check=False)
    mended(live, lambda: None)


def test_packages_that_are_broken_hold_no_withdrawal_up(live: Matrix) -> None:
    """Neither what reads a body, nor what renders: the head says enough."""
    for number, package in enumerate(("comrak", "pelican", "jinja2", "PIL", "nh3", "feedgen")):
        (live.folder / "broken" / str(number)).mkdir(parents=True)
        (live.folder / "broken" / str(number) / f"{package}.py").write_text(
            "raise ImportError('x')"
        )
    sites = live.sites
    live.withdraw(PUSHED)
    for folder in sorted((live.folder / "broken").iterdir()):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
            status = live.build("--no-cache")
        assert status == 2, folder
        assert (live.sites, live.naming(PUSHED)) == (sites, []), folder
        assert {"site-failed", "sites-failed", "setup-failed"} & live.codes
    mended(live, lambda: None)
