"""Attacks on the gate by those who don't write texts: who can write to cache and output, who has a
plugin run, and who hands in a folder to be imported.

A plugin is code of the federation's own, and could do anything: here it does what one may do by mistake.
Who can write to the output can write there after a build as well: what is held is the next build.
"""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from conftest import cache_in, everything_in
from rendering.in_process import own_settings, plugin
from town import CHANGSHA, FORGED, OTHER, PLAIN, Town, built_town, copy_of

from lianzhan.desk.importing import ImportRequest, import_tree
from lianzhan.output.manifest import digest_of_file, read_manifest, write_manifest
from lianzhan.runtime.cache import Cache
from lianzhan.runtime.digests import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHORT = "没审的"
"""As long as 正文。 is."""
DRAFT = f"{CHANGSHA}/articles/news/draft.md"
Attack = tuple[str, "Callable[[Town], object]"]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Built twice, so that all is known by the cache; its files have settled."""
    town = built_town(tmp_path_factory.mktemp("town"))
    town.typed(DRAFT, status="submitted")
    time.sleep(0.15)
    town.house.build()
    return town


@pytest.fixture
def town(untouched: Town, tmp_path: Path) -> Town:
    """A copy in a place of its own, built there, too: a cache speaks of one output."""
    town = copy_of(untouched, tmp_path)
    assert town.house.build().exit_status == 0
    return town


def seen(town: Town) -> list[str]:
    """The files of the output that readers can ask for in which the words are."""
    files = everything_in(town.house.output).items()
    return [path for path, data in files if any(w.encode() in data for w in (FORGED, SHORT))]


def entries(town: Town, end: str) -> list[Path]:
    return sorted((town.house.folder / "cache" / "sites").glob(f"*{end}"))


def entry(town: Town, end: str) -> Path:
    """The entry of a site: its name is that of the site's folder."""
    return town.house.folder / "cache" / "sites" / f"{digest_of(CHANGSHA)}.{end}"


def resigned(town: Town, end: str) -> None:
    """Put an entry in the place of a site's that another key has signed."""
    file = entry(town, end)
    value = cache_in(town.house.folder / "cache").load(f"sites/{file.name}")
    assert value is not None
    assert Cache(town.house.folder / "cache", bytes(32)).save(f"sites/{file.name}", value)


def forget(town: Town) -> None:
    shutil.rmtree(town.house.output)


def aged_as_before(town: Town, path: str, text: str) -> None:
    """Change words of a page, and leave it as long and as old as it was."""
    same_size_and_time(town.house.output / path, text)


def same_size_and_time(file: Path, text: str) -> None:
    before, data = file.stat(), file.read_bytes()
    new = data.replace(text.encode(), SHORT.encode())
    assert len(new) == len(data)
    assert new != data
    file.write_bytes(new)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def page_with_manifest(town: Town, name: str) -> None:
    """Put a page into a site's folder, and into its manifest."""
    folder = town.house.output / "changsha"
    (folder / name).write_text(f"<html><body>{FORGED}</body></html>", "utf-8")
    manifest = read_manifest(folder)
    assert manifest is not None
    manifest.files[name] = digest_of_file(folder / name)
    write_manifest(folder, manifest)


def portal_with_manifest(town: Town) -> None:
    put(town, "index.html")
    manifest = read_manifest(town.house.output)
    assert manifest is not None
    manifest.files["index.html"] = digest_of_file(town.house.output / "index.html")
    write_manifest(town.house.output, manifest)


def put(town: Town, path: str, text: str = FORGED) -> None:
    file = town.house.output / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


CACHE: tuple[Attack, ...] = (
    ("a record signed with another key", lambda t: (resigned(t, "record"), forget(t))),
    ("values signed with another key", lambda t: (resigned(t, "values"), forget(t))),
    (
        "the record of another site",
        lambda t: (shutil.copy(entries(t, ".record")[0], entries(t, ".record")[-1]), forget(t)),
    ),
    (
        "the values of another site",
        lambda t: (shutil.copy(entries(t, ".values")[0], entries(t, ".values")[-1]), forget(t)),
    ),
    (
        "a chain whose signatures an entry calls good",
        lambda t: (
            t.typed(
                f"{CHANGSHA}/articles/activity/new.md",
                *(
                    f"{{step: {step}, by: {by}, at: 2026-03-07, digest: {'0' * 64}, signature: AAAA}}"
                    for step, by in (("first", "甲"), ("second", "乙"), ("final", "丙"))
                ),
            ),
            Cache(t.house.folder / "cache", bytes(32)).save(
                f"sites/{entry(t, 'signatures').name}", ("AAAA",)
            ),
        ),
    ),
    (
        "an entry that is a pipe",
        lambda t: (entry(t, "record").unlink(), os.mkfifo(entry(t, "record"))),
    ),
    (
        "an entry that leads to a text",
        lambda t: (entry(t, "record").unlink(), entry(t, "record").symlink_to(t.file(DRAFT))),
    ),
    ("entries cut short", lambda t: [f.write_bytes(f.read_bytes()[:99]) for f in entries(t, "")]),
    (
        "words changed in a file that stays as long and as old",
        lambda t: same_size_and_time(t.file(PLAIN), "正文。"),
    ),
    (
        "a cache of before, for words changed since",
        lambda t: (
            shutil.copytree(t.house.folder / "cache", t.house.folder / "before"),
            t.forge(OTHER, "别的正文。"),
            t.house.build(),
            shutil.rmtree(t.house.folder / "cache"),
            (t.house.folder / "before").rename(t.house.folder / "cache"),
        ),
    ),
)

OUTPUT: tuple[Attack, ...] = (
    ("a page of its own", lambda t: put(t, "changsha/news/own.html")),
    ("words in a page that stands", lambda t: put(t, "changsha/news/x.html")),
    ("a page that the manifest names", lambda t: page_with_manifest(t, "news/own.html")),
    ("a page that stands, as the manifest says", lambda t: page_with_manifest(t, "news/x.html")),
    (
        "words in a page that stays as long and as old",
        lambda t: aged_as_before(t, "changsha/news/x.html", "正文。"),
    ),
    ("the home page", lambda t: put(t, "changsha/index.html")),
    ("a feed", lambda t: put(t, "changsha/atom.xml")),
    ("the portal", lambda t: put(t, "index.html")),
    ("the portal, as its manifest says", portal_with_manifest),
    ("the portal's file of redirects", lambda t: put(t, "_redirects", f"/a /{FORGED} 301\n")),
    ("a page that leads to a text", lambda t: (
        (t.house.output / "changsha/news/x.html").unlink(),
        (t.house.output / "changsha/news/x.html").symlink_to(t.file(DRAFT)),
    )),
    ("a site that is none, with a manifest", lambda t: (
        shutil.copytree(t.house.output / "changsha", t.house.output / "wuhan"),
        put(t, "wuhan/news/x.html"),
    )),
    ("a staged site that waits", lambda t: put(t, ".staging/changsha/news/x.html")),
    ("a packed page", lambda t: put(t, "changsha/news/x.html.gz")),
)  # fmt: skip

WRITES = "import os\nfrom pathlib import Path\nfolder = Path(generator.output_path)\n"
PLUGIN: tuple[tuple[str, str], ...] = (
    ("writes a page into a column", f"{WRITES}(folder / 'news').mkdir(exist_ok=True)\n(folder / 'news' / 'own.html').write_text({FORGED!r}, 'utf-8')"),
    ("writes a page among drafts", f"{WRITES}(folder / 'drafts').mkdir(exist_ok=True)\n(folder / 'drafts' / 'own.html').write_text({FORGED!r}, 'utf-8')"),
    ("links a folder of content", f"{WRITES}\nif not (folder / 'all').exists():\n    os.symlink(generator.path, folder / 'all')"),
    ("saves an article in another's place", "for article in generator.articles[:1]:\n    article.override_save_as = '../own.html'"),
    ("leads to the page of what is withheld", "for article in generator.articles[:1]:\n    article._content += '<a href=\"draft.html\">" + FORGED + "</a>'"),
    ("leaves one of Pelican's links", "for article in generator.articles[:1]:\n    article._content += '<a href=\"{filename}draft.md\">" + FORGED + "</a>'"),
)  # fmt: skip

HEAD = "title: 题\ndate: 2026-03-08\n"
CHAIN = "".join(
    f"  - {{step: {step}, by: {by}, at: 2026-03-07}}\n"
    for step, by in (("first", "甲"), ("second", "乙"), ("final", "丙"))
)
IMPORT: tuple[tuple[str, str, str], ...] = (
    ("approved by its own head", "a.md", f"---\n{HEAD}status: approved\nreview:\n{CHAIN}---\n\n{FORGED}\n"),
    ("published by Hugo's head", "a.md", f"---\n{HEAD}draft: false\npublished: true\n---\n\n{FORGED}\n"),
    ("approved in TOML", "a.md", f'+++\ntitle = "题"\ndate = 2026-03-08\nstatus = "approved"\n+++\n\n{FORGED}\n'),
    ("approved in JSON", "a.md", f'{{"title": "题", "date": "2026-03-08", "status": "approved"}}\n\n{FORGED}\n'),
    ("approved by Pelican's head", "a.md", f"Title: 题\nDate: 2026-03-08\nStatus: published\nReview: {{step: first, by: 甲, at: 2026-03-07}}\n\n{FORGED}\n"),
    ("with a chain behind its head", "a.md", f"---\n{HEAD}---\n---\nstatus: approved\nreview:\n{CHAIN}---\n\n{FORGED}\n"),
    ("with a name that leads out", "..%2f..%2fpages%2fa.md", f"---\n{HEAD}---\n\n{FORGED}\n"),
    ("with its own people", "people.toml", f'[[people]]\nid = "x"\nname = "{FORGED}"\n'),
    ("with a site of its own", "site.toml", f'name = "{FORGED}"\nlevel = "county"\n'),
    ("with picks", "picks.toml", f'[[picks]]\narticle = "{DRAFT}"\n'),
    ("a notice with a chain", "a.md", f"---\n{HEAD}status: withdrawn\nnotice:\n  text: {FORGED}\n  review:\n{CHAIN.replace('  -', '    -')}---\n\n{FORGED}\n"),
    ("a slug that is another's address", "a.md", f"---\n{HEAD}slug: x\nurl: /news/x.html\naliases: [/news/x.html]\n---\n\n{FORGED}\n"),
)  # fmt: skip


def ids(attacks: tuple[tuple[object, ...], ...]) -> list[str]:
    return [str(attack[0]) for attack in attacks]


@pytest.mark.parametrize("attack", [a[1] for a in (*CACHE, *OUTPUT)], ids=ids((*CACHE, *OUTPUT)))
def test_who_writes_to_cache_and_output_has_nothing_in_the_next_build(
    town: Town, attack: Callable[[Town], object]
) -> None:
    before = everything_in(town.house.output)
    attack(town)
    town.house.build()
    assert seen(town) == []
    after = everything_in(town.house.output)
    assert {path for path in after if path.endswith(".html")} <= before.keys()


@pytest.mark.parametrize("body", [a[1] for a in PLUGIN], ids=ids(PLUGIN))
def test_a_plugin_brings_nothing_that_was_not_planned(town: Town, body: str) -> None:
    text = town.read(OTHER)
    town.put(OTHER, text.replace("title: 别的", "title:  别的"))
    settings = own_settings(town.house.folder, own=plugin(body))
    town.house.build(settings_file=settings)
    assert seen(town) == []
    assert not (town.house.output / "own.html").exists()
    assert not any(file.is_symlink() for file in town.house.output.rglob("*"))


@pytest.mark.parametrize(("name", "text"), [a[1:] for a in IMPORT], ids=ids(IMPORT))
def test_what_is_imported_waits_for_its_review(town: Town, name: str, text: str) -> None:
    theirs = town.house.folder / "theirs"
    theirs.mkdir()
    (theirs / name).write_text(text, "utf-8")
    order = ImportRequest(theirs, town.house.content, town.house.federation, "changsha", "news")
    import_tree(order)
    town.house.build()
    assert seen(town) == []
    kept = (town.house.content / "people.toml").read_text("utf-8")
    assert FORGED not in kept
