"""Whoever can write to the cache, but does not know its key, publishes nothing with it.

Each forgery is made twice: signed with the builds' own key it must work, or it would prove nothing.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cli import build as build_by_command
from conftest import APPROVED, ROOT, House, cache_in, everything_in
from rendering.conftest import picture
from rendering.in_process import own_settings

from lianzhan.building.inputs import read_inputs, unchanged_report
from lianzhan.building.last_build import LastBuild, signatures
from lianzhan.gate.records import CachedRecord
from lianzhan.model.federation import SiteTree
from lianzhan.model.report import PUBLISHED, UNCHANGED, Decision
from lianzhan.runtime.cache import Cache
from lianzhan.runtime.cache_key import VARIABLE, cache_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lianzhan.kinds.site_content import SiteContent
    from lianzhan.model.body import Body

WORD = "独一无二的暗号"
DRAFT = "hunan/articles/news/draft.md"
ONE = "hunan/articles/news/one.md"
SCRIPT = "<script>alert(1)</script>"


def as_builds_do(folder: Path, name: str, value: object) -> None:
    assert cache_in(folder).save(name, value)


def written(folder: Path, name: str, value: object) -> bytes:
    """The bytes of an entry behind its signature, just as a build would write them."""
    elsewhere = Cache(folder.parent / "forger", bytes(32))
    assert elsewhere.save(name, value)
    return (elsewhere.folder / name).read_bytes()[32:]


def digested_as_before(folder: Path, name: str, value: object) -> None:
    """As entries were until they had a key."""
    body = written(folder, name, value)
    (folder / name).write_bytes(hashlib.sha256(body).digest()[:16] + body)


def digested_in_full(folder: Path, name: str, value: object) -> None:
    body = written(folder, name, value)
    (folder / name).write_bytes(hashlib.sha256(body).digest() + body)


def with_another_key(folder: Path, name: str, value: object) -> None:
    assert Cache(folder, bytes(32)).save(name, value)


def with_an_old_signature(folder: Path, name: str, value: object) -> None:
    """What signed the entry that stood there before."""
    signature = (folder / name).read_bytes()[:32]
    (folder / name).write_bytes(signature + written(folder, name, value))


FORGERS = [digested_as_before, digested_in_full, with_another_key, with_an_old_signature]


@pytest.fixture
def built(house: House) -> House:
    """A built house with an article that awaits its review; its files have settled."""
    house.article(DRAFT, WORD, "status: submitted\n")
    house.write("hunan/images/shown.png", picture(40, 30))
    house.article("hunan/articles/news/pictured.md", "![图](/hunan/images/shown.png)")
    time.sleep(0.15)
    assert house.build().exit_status == PUBLISHED
    assert shown(house, WORD) == []
    return house


def shown(house: House, text: str) -> list[str]:
    files = everything_in(house.output).items()
    return [path for path, data in files if text.encode() in data and path.endswith(".html")]


def name_in(cache: Cache, end: str, path: str) -> str:
    """The name of the entry that speaks of an article."""
    files = sorted((cache.folder / "sites").glob(f"*{end}"))
    (found,) = (file for file in files if path.encode() in file.read_bytes())
    return f"sites/{found.name}"


def approve_by_record(house: House, forge: Callable[[Path, str, object], None]) -> None:
    cache = cache_in(house.folder / "cache")
    name = name_in(cache, ".record", DRAFT)
    kept = cache.load(name)
    assert isinstance(kept, CachedRecord)
    old = kept.record.decisions
    decisions = tuple(Decision(d.path, approved=True, reason="published") for d in old)
    forge(cache.folder, name, replace(kept, record=replace(kept.record, decisions=decisions)))


def insert_a_script(house: House, forge: Callable[[Path, str, object], None]) -> None:
    cache = cache_in(house.folder / "cache")
    name = name_in(cache, ".values", ONE)
    key, digest, content = cache.load(name)
    forge(cache.folder, name, (key, digest, replace(content, values=_with_script(content))))


def _with_script(content: SiteContent) -> tuple[object, ...]:
    articles = (read for read in content.values if read.kind == "article")
    return tuple(
        replace(read, value=replace(read.value, body=_scripted(read.value.body)))
        for read in articles
    )


def _scripted(body: Body) -> Body:
    return replace(body, html=body.html + SCRIPT)


def forget_output(house: House) -> None:
    """So that everything is rendered again, from what the cache says."""
    shutil.rmtree(house.output)
    # A build that has left something to do, under whatever load, leaves none.
    shutil.rmtree(house.folder / "cache" / "builds", ignore_errors=True)


@pytest.mark.parametrize("forge", FORGERS)
def test_a_forged_record_publishes_nothing(
    built: House, forge: Callable[[Path, str, object], None]
) -> None:
    approve_by_record(built, forge)
    forget_output(built)
    report = built.build()
    assert (report.exit_status, report.published) == (PUBLISHED, 4)
    assert shown(built, WORD) == []


def test_a_record_with_the_right_key_is_used(built: House) -> None:
    approve_by_record(built, as_builds_do)
    forget_output(built)
    assert built.build().published == 5
    assert "hunan/news/draft.html" in shown(built, WORD)


@pytest.mark.parametrize("forge", FORGERS)
def test_a_forged_article_publishes_nothing(
    built: House, forge: Callable[[Path, str, object], None]
) -> None:
    expected = everything_in(built.output)
    insert_a_script(built, forge)
    forget_output(built)
    assert built.build().exit_status == PUBLISHED
    assert everything_in(built.output) == expected


def test_an_article_with_the_right_key_is_used(built: House) -> None:
    insert_a_script(built, as_builds_do)
    forget_output(built)
    built.build()
    assert "hunan/news/one.html" in shown(built, SCRIPT)


def keep_by_stamp(house: House, forge: Callable[[Path, str, object], None]) -> None:
    """Say that the output is just what the content asks for."""
    cache = cache_in(house.folder / "cache")
    (name,) = (f"builds/{f.name}" for f in (cache.folder / "builds").iterdir() if not f.suffix)
    old = cache.load(name)
    assert isinstance(old, LastBuild)
    made_from, left = read_inputs(house.request()).made_from, signatures(house.output)
    forge(cache.folder, name, replace(old, made_from=made_from, left=left))


@pytest.mark.parametrize("forge", FORGERS)
def test_a_forged_stamp_keeps_no_withdrawn_text(
    house: House, forge: Callable[[Path, str, object], None]
) -> None:
    withdraw_built(house)
    keep_by_stamp(house, forge)
    house.build()
    assert shown(house, WORD) == []


def test_a_stamp_with_the_right_key_is_used(house: House) -> None:
    withdraw_built(house)
    keep_by_stamp(house, as_builds_do)
    assert {site.status for site in house.build().sites} == {UNCHANGED}
    assert shown(house, WORD) != []


def withdraw_built(house: House) -> None:
    """Build an article, and then withdraw it; its file has settled."""
    house.article(DRAFT, WORD)
    house.build()
    assert shown(house, WORD) != []
    house.article(DRAFT, WORD, APPROVED.replace("approved", "withdrawn"))
    time.sleep(0.15)


@pytest.mark.parametrize("forge", FORGERS)
def test_a_forged_tree_moves_no_site(
    built: House, forge: Callable[[Path, str, object], None]
) -> None:
    cache = cache_in(built.folder / "cache")
    key, tree = cache.load("tree")
    assert isinstance(tree, SiteTree)
    forged = replace(tree, federation=replace(tree.federation, name=WORD))
    forge(cache.folder, "tree", (key, forged))
    forget_output(built)
    built.build()
    assert shown(built, WORD) == []
    as_builds_do(cache.folder, "tree", (key, forged))
    forget_output(built)
    built.build()
    assert shown(built, WORD) != []


def test_the_record_of_one_site_is_none_of_anothers(built: House) -> None:
    """Each entry is signed under its name."""
    expected = everything_in(built.output)
    files = sorted((built.folder / "cache" / "sites").iterdir())
    old = [file.read_bytes() for file in files]
    for file, data in zip(files, [*old[2:], *old[:2]], strict=True):
        file.write_bytes(data)
    cache = cache_in(built.folder / "cache")
    assert [cache.load(f"sites/{file.name}") for file in files] == [None] * len(files)
    forget_output(built)
    assert built.build().exit_status == PUBLISHED
    assert everything_in(built.output) == expected


def test_a_cache_of_another_key_is_an_empty_one(
    built: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = everything_in(built.output)
    monkeypatch.setenv(VARIABLE, "another that is long enough, too")
    assert unchanged_report(built.request(), read_inputs(built.request())) is None
    assert {site.status for site in built.build().sites} == {UNCHANGED}
    assert everything_in(built.output) == expected
    assert unchanged_report(built.request(), read_inputs(built.request())) is not None


def test_a_build_without_the_cache_has_the_same_bytes_and_leaves_it_alone(built: House) -> None:
    expected = everything_in(built.output)
    approve_by_record(built, as_builds_do)
    before = listing(built.folder / "cache")
    shutil.rmtree(built.output)
    report = built.build(uses_cache=False)
    assert (report.exit_status, report.problems) == (PUBLISHED, ())
    assert everything_in(built.output) == expected
    assert listing(built.folder / "cache") == before
    shutil.rmtree(built.folder / "cache")
    assert {site.status for site in built.build(uses_cache=False).sites} == {UNCHANGED}
    assert not (built.folder / "cache").exists()


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder below a folder, and when it was changed and read."""
    found = {path: path.lstat() for path in folder.rglob("*")}
    return {str(path): (info.st_mtime_ns, info.st_ino) for path, info in found.items()}


@pytest.fixture
def own_cache(house: House) -> tuple[str, ...]:
    """Arguments for a build by command whose cache is the house's."""
    own_settings(house.folder, places(house))
    return ("--settings", str(house.folder / "ownconf.py"), "--report", "report.json")


def places(house: House) -> str:
    theme, cache = ROOT / "themes" / "lianzhan", house.folder / "cache"
    return f"THEME, CACHE_PATH = {str(theme)!r}, {str(cache)!r}"


def test_a_build_by_command_without_the_cache(house: House, own_cache: tuple[str, ...]) -> None:
    nowhere = {VARIABLE: "", "XDG_STATE_HOME": str(house.folder / "state")}
    done = build_by_command(house, *own_cache, "--no-cache", **nowhere)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (house.folder / "cache").exists()
    assert not (house.folder / "state").exists()


def test_without_a_key_a_build_warns_once_and_does_without_the_cache(
    house: House, own_cache: tuple[str, ...]
) -> None:
    nowhere = {VARIABLE: "", "XDG_STATE_HOME": "/proc/nowhere"}
    house.renew()
    for _ in range(2):
        done = build_by_command(house, *own_cache, **nowhere)
        assert done.returncode == 0
        first, second = done.stderr.splitlines()
        file = "/proc/nowhere/lianzhan/cache.key"
        assert first.startswith(f"content/federation.toml:0: cache-unkeyed: 缓存的密钥 {file}")
        assert second.startswith("  help: ")
        (problem,) = json.loads((house.folder / "report.json").read_text("utf-8"))["problems"]
        assert (problem["code"], problem["severity"]) == ("cache-unkeyed", "warning")
        assert not (house.folder / "cache").exists()
    unkeyed = everything_in(house.output)
    shutil.rmtree(house.output)
    assert build_by_command(house, *own_cache).returncode == 0
    assert everything_in(house.output) == unkeyed


def test_the_key_is_found_in_no_file_and_no_line(
    house: House, own_cache: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not what the environment says, nor what is made of it; also where a build fails."""
    words = "what-nobody-sees-in-any-file-or-line"
    monkeypatch.setenv(VARIABLE, words)
    traces = [words.encode(), cache_key(), cache_key().hex().encode(), repr(cache_key()).encode()]
    (house.folder / "broken.py").write_text("def register():\n    raise ValueError\n", "utf-8")
    for plugins in ("", "\nPLUGINS = [*PLUGINS, 'broken']"):
        own_settings(house.folder, places(house) + plugins)
        done = build_by_command(
            house,
            *own_cache,
        )
        assert done.returncode == (2 if plugins else 0)
        everything = [*everything_in(house.folder).values(), (done.stdout + done.stderr).encode()]
        assert not any(trace in data for trace in traces for data in everything)
    assert name_in(cache_in(house.folder / "cache"), ".record", ONE)


def test_the_project_has_a_help_for_each_word_of_the_warning() -> None:
    page = (ROOT / "docs" / "codes.md").read_text("utf-8")
    assert VARIABLE in page.split("## cache-unkeyed", 1)[1].split("\n## ", 1)[0]
